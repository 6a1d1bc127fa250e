# SPDX-License-Identifier: Apache-2.0
"""Losses of reward models that have parameters of their own, from their textbook forms in float64: plain arrays in and out, no model.

    python tests/baselines/reward_heads.py        (writes reward_heads.json)

ordinal      ordered logit (McCullagh 1980), P(y <= k) = s(c_k - r): scores r, levels y from 0, cut_points c; loss of each; gradients of their sum by scores and
             cut points. steps: what the engine learns in place of the cut points, c_k = c_(k-1) + log(1 + exp steps_k), c_1 = steps_1; and the gradient by them
ties         Rao and Kupper 1967, pi = exp r, theta = exp threshold: P(better) = pi_b / (pi_b + theta pi_w), P(tied) = the rest; margin: taken from the
             difference of a decided comparison; smoothing e: (1 - e) and e of -log P of either answer's win. Gradients of the sum
scores       the number of an answer with several dimensions: raw, offsets, scale, weights, veto {dimension, threshold, floor} -> total, dimensions
"""
import golden
import torch

torch.set_num_threads(1)
DOUBLE = torch.float64


def cdf(x):
    return 1 / (1 + torch.exp(-x))


def ordinal(name, scores, levels, steps):
    steps = torch.tensor(steps, dtype=DOUBLE, requires_grad=True)
    r = torch.tensor(scores, dtype=DOUBLE, requires_grad=True)
    cuts = torch.cumsum(torch.cat([steps[:1], torch.log1p(torch.exp(steps[1:]))]), 0)
    cuts.retain_grad()
    at_most = torch.cat([torch.zeros(len(r), 1, dtype=DOUBLE), cdf(cuts[None, :] - r[:, None]), torch.ones(len(r), 1, dtype=DOUBLE)], 1)
    probability = at_most[:, 1:] - at_most[:, :-1]
    loss = -torch.log(probability[torch.arange(len(r)), torch.tensor(levels)])
    loss.sum().backward()
    mean = (probability * torch.arange(probability.shape[1], dtype=DOUBLE)).sum(1)
    return {"name": name, "scores": scores, "levels": levels, "steps": steps.tolist(), "cut_points": golden.rounded(cuts, 12), "loss": golden.rounded(loss, 12),
            "expected_level": golden.rounded(mean, 12), "gradient_scores": golden.rounded(r.grad, 12), "gradient_cut_points": golden.rounded(cuts.grad, 12),
            "gradient_steps": golden.rounded(steps.grad, 12)}


def ties(name, better, worse, is_tie, threshold, margin, smoothing=0.0):
    b, w, t = (torch.tensor(x, dtype=DOUBLE, requires_grad=True) for x in (better, worse, threshold))
    tied, m = torch.tensor(is_tie, dtype=torch.bool), torch.tensor(margin, dtype=DOUBLE)
    def wins(gap):
        return torch.exp(gap) / (torch.exp(gap) + torch.exp(t))
    decided = -(1 - smoothing) * torch.log(wins(b - w - m)) - smoothing * torch.log(wins(w - b + m))
    loss = torch.where(tied, -torch.log(1 - wins(b - w) - wins(w - b)), decided)
    loss.sum().backward()
    return {"name": name, "better": better, "worse": worse, "is_tie": is_tie, "threshold": threshold, "margin": margin, "smoothing": smoothing,
            "loss": golden.rounded(loss, 12), "gradient_better": golden.rounded(b.grad, 12), "gradient_worse": golden.rounded(w.grad, 12),
            "gradient_threshold": golden.rounded(t.grad, 12)}


def score(name, raw, offsets, scale, weights, veto):
    dimensions = [scale * (x - o) for x, o in zip(raw, offsets)]
    total = sum(w * d for w, d in zip(weights, dimensions))
    if veto is not None and dimensions[veto["dimension"]] < veto["threshold"]:
        total = min(total, veto["floor"])
    return {"name": name, "raw": raw, "offsets": offsets, "scale": scale, "weights": weights, "veto": veto, "dimensions": golden.rounded(dimensions, 12),
            "total": golden.rounded(total, 12)}


def main():
    veto = {"dimension": 0, "threshold": -1.0, "floor": -5.0}
    golden.write_golden("reward_heads.json", {
        "made_with": golden.made_with("reward_heads.py"), "dtype": "float64",
        "ordinal": [ordinal("five levels", [0.3, -1.2, 2.5, 0.0, -0.4, 1.1], [0, 1, 4, 2, 3, 3], [-1.5, 0.4, -0.3, 0.9]),
                    ordinal("two levels", [0.7, -0.2, -3.0], [1, 0, 1], [0.25]),
                    ordinal("narrow levels", [0.1, 0.2, -0.3], [1, 2, 0], [-0.05, -6.0, -4.0])],
        "ties": [ties("won and tied", [1.3, 0.2, -0.4, 0.9], [0.4, 0.5, 0.1, 0.9], [False, True, False, True], [0.6, 0.6, 0.6, 0.2], [0.0, 0.0, 0.5, 0.0]),
                 ties("smoothed", [1.3, -0.5], [0.4, 0.5], [False, False], [0.6, 1.1], [0.0, 0.25], 0.1),
                 ties("far apart", [4.0, -4.0], [-3.0, 3.5], [True, True], [0.5, 0.05], [0.0, 0.0])],
        "scores": [score("weighted", [0.5, -1.0, 2.0], [0.0, 0.0, 0.0], 1.0, [1.0, 0.5, -0.25], None),
                   score("with an offset", [0.5, -1.0, 2.0], [0.25, -0.5, 1.0], 2.0, [1.0, 0.5, -0.25], None),
                   score("vetoed", [-1.25, 3.0, 2.0], [0.0, 0.0, 0.0], 1.0, [1.0, 2.0, 1.0], veto),
                   score("vetoed and lower still", [-9.0, 1.0, -2.0], [0.0, 0.0, 0.0], 1.0, [1.0, 2.0, 1.0], veto),
                   score("at the threshold", [-1.0, 3.0, 2.0], [0.0, 0.0, 0.0], 1.0, [1.0, 2.0, 1.0], veto),
                   score("vetoed by its offset", [-0.5, 3.0, 2.0], [0.75, 0.0, 0.0], 1.0, [1.0, 2.0, 1.0], veto)]})


if __name__ == "__main__":
    main()
