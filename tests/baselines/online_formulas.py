# SPDX-License-Identifier: Apache-2.0
"""The parts of online.json that TRL 1.16 has no code for, written from their formulas: PPO (its trainer left TRL before 1.16; the rules are those of the last
one that had it), REINFORCE++ and its baseline variant, controllers of the KL weight, losses over ranks and ties.

Rows are padded to one width; lengths[i] tokens of row i are real. Step t of a row is its t-th completion token: logps[t] its log-probability, values[t] the
value of the state before it.
"""
import torch
import torch.nn.functional as F

WIDTH = 6
LENGTHS = [6, 4, 1, 5, 3, 6, 2, 4]


def leaf(values):
    return torch.tensor(values, dtype=torch.float64, requires_grad=True)


def masked_mean(values, mask):
    return (values * mask).sum() / mask.sum()


def masked_whiten(values, mask, shift_mean=True):
    mean = masked_mean(values, mask)
    variance = masked_mean((values - mean) ** 2, mask) * mask.sum() / (mask.sum() - 1)   # Bessel's correction
    white = (values - mean) * torch.rsqrt(variance + 1e-8)
    return white if shift_mean else white + mean


def fixed(values):
    return torch.tensor(values, dtype=torch.float64)


def draw(generator, *shape, scale=1.0, shift=0.0):
    return (scale * torch.randn(*shape, generator=generator, dtype=torch.float64) + shift).round(decimals=4)


def step_mask(lengths, width=WIDTH):
    return torch.arange(width) < torch.tensor(lengths)[:, None]


def ppo_batch():
    generator = torch.Generator().manual_seed(21)
    mask = step_mask(LENGTHS)
    logps = (-draw(generator, len(LENGTHS), WIDTH, scale=1.2, shift=1.5).abs()).masked_fill(~mask, 0)
    noise = {key: draw(generator, len(LENGTHS), WIDTH, scale=scale) for key, scale in (("ref", 0.3), ("new", 0.25), ("new_values", 0.35))}
    values = draw(generator, len(LENGTHS), WIDTH, scale=0.6)
    batch = {"logps": logps, "ref_logps": logps + noise["ref"], "values": values, "new_logps": logps + noise["new"], "new_values": values + noise["new_values"]}
    batch = {key: value.masked_fill(~mask, 0).round(decimals=4) for key, value in batch.items()}
    scores = draw(generator, len(LENGTHS))
    return {"lengths": LENGTHS, "has_eos": [False, True, True, True, True, False, True, True], "scores": scores.tolist(),
            **{key: value.tolist() for key, value in batch.items()}}


def kl_estimates(logps, ref_logps):
    difference = logps - ref_logps
    return {"k1": difference, "k2": 0.5 * difference ** 2, "k3": torch.exp(-difference) - 1 + difference}


def ppo_rewards(batch, options):
    """Reward of each step: -kl_coef * estimate, and the score (less the penalty where no end token is) on the last token."""
    logps, reference = fixed(batch["logps"]), fixed(batch["ref_logps"])
    mask = step_mask(batch["lengths"])
    kl = kl_estimates(logps, reference)[options["kl_estimator"]] * mask
    scores = fixed(batch["scores"])
    if options["missing_eos_penalty"] is not None:
        scores = scores - options["missing_eos_penalty"] * ~torch.tensor(batch["has_eos"])
    rewards = -options["kl_coef"] * kl
    rewards[torch.arange(len(scores)), torch.tensor(batch["lengths"]) - 1] += scores
    if options["whiten_rewards"]:
        rewards = masked_whiten(rewards, mask, shift_mean=False) * mask
    return rewards, kl, scores, mask


def gae(rewards, values, mask, gamma, lam):
    advantages, after = torch.zeros_like(rewards), torch.zeros(len(rewards), dtype=torch.float64)
    for t in reversed(range(rewards.shape[1])):
        following = values[:, t + 1] * mask[:, t + 1] if t + 1 < rewards.shape[1] else 0.0
        after = rewards[:, t] + gamma * following - values[:, t] + gamma * lam * after
        after = after * mask[:, t]   # nothing flows in from padding: a row's value after its last token is 0
        advantages[:, t] = after
    return advantages, (advantages + values) * mask


def ppo_case(batch, options):
    rewards, kl, scores, mask = ppo_rewards(batch, options)
    values = fixed(batch["values"])
    advantages, returns = gae(rewards, values, mask, options["gamma"], options["lam"])
    whitened = masked_whiten(advantages, mask) * mask
    new_logps, new_values = leaf(batch["new_logps"]), leaf(batch["new_values"])
    ratio = torch.exp(new_logps - fixed(batch["logps"]))
    low, high = 1 - options["cliprange"], 1 + options["cliprange"]
    plain, clipped = -whitened * ratio, -whitened * ratio.clamp(low, high)
    policy_loss = masked_mean(torch.max(plain, clipped), mask)
    near = torch.clamp(new_values, values - options["cliprange_value"], values + options["cliprange_value"])
    squares, near_squares = (new_values - returns) ** 2, (near - returns) ** 2
    value_loss = 0.5 * masked_mean(torch.max(squares, near_squares), mask)
    loss = policy_loss + options["vf_coef"] * value_loss
    loss.backward()
    non_score = (-options["kl_coef"] * kl).sum(1).mean().item()
    metrics = {"objective/kl": kl.sum(1).mean().item(), "objective/non_score_reward": non_score, "objective/scores": scores.mean().item(),
               "objective/rlhf_reward": non_score + scores.mean().item(),
               "objective/entropy": -(fixed(batch["logps"]) * mask).sum(1).mean().item(),
               "policy/clipfrac": masked_mean((clipped > plain).double(), mask).item(),
               "val/clipfrac": masked_mean((near_squares > squares).double(), mask).item(),
               "policy/approxkl": masked_mean(0.5 * (new_logps - fixed(batch["logps"])) ** 2, mask).item(),
               "val/ratio": masked_mean(ratio, mask).item()}
    return {"rewards": rewards, "advantages": advantages, "returns": returns, "whitened": whitened, "policy_loss": policy_loss.item(),
            "value_loss": value_loss.item(), "loss": loss.item(), "metrics": metrics, "d_logps": new_logps.grad, "d_values": new_values.grad}


PPO_DEFAULTS = {"kl_coef": 0.05, "kl_estimator": "k1", "missing_eos_penalty": None, "whiten_rewards": False, "gamma": 1.0, "lam": 0.95, "cliprange": 0.2,
                "cliprange_value": 0.2, "vf_coef": 0.1}
PPO_CASES = [{}, {"kl_estimator": "k3"}, {"kl_estimator": "k2"}, {"missing_eos_penalty": 1.0}, {"whiten_rewards": True}, {"gamma": 0.9, "lam": 0.8},
             {"lam": 1.0}, {"kl_coef": 0.0}, {"cliprange": 0.1, "cliprange_value": 0.05, "vf_coef": 0.5}]


def check():
    """The numbers that TRL's own tests had for these two."""
    unit = fixed([[0.0, 0.0, 0.0, 1.0]])
    _, returns = gae(unit, unit, torch.ones(1, 4), 0.9, 0.95)
    assert torch.allclose(returns, fixed([[0.9 ** 3 * 0.95 ** 2, 0.9 ** 2 * 0.95, 0.9, 1.0]]))
    two = fixed([[1.0, 2.0, 3.0, 4.0]])
    assert torch.allclose(masked_whiten(two, fixed([[0.0, 1.0, 1.0, 0.0]]))[0, 1:3], fixed([-0.5, 0.5]) * 0.5 ** -0.5)


def ppo():
    check()
    batch = ppo_batch()
    return batch, [{"options": {**PPO_DEFAULTS, **changes}, "source": "formula", **ppo_case(batch, {**PPO_DEFAULTS, **changes})} for changes in PPO_CASES]


def trl_padding_case(batch):
    """As the old PPOTrainer placed it: the score one step after the last token where the row has room (the first padding step, whose value then counts)."""
    options = {**PPO_DEFAULTS}
    rewards, _, scores, mask = ppo_rewards({**batch, "scores": [0.0] * len(batch["scores"])}, options)
    lengths, rows = torch.tensor(batch["lengths"]), torch.arange(len(batch["lengths"]))
    width = rewards.shape[1]
    wider = torch.arange(width) <= lengths[:, None]
    rewards[rows, torch.where(lengths < width, lengths, lengths - 1)] += fixed(batch["scores"])
    generator = torch.Generator().manual_seed(3)
    values = torch.where(mask, fixed(batch["values"]), draw(generator, len(lengths), width, scale=0.6)) * wider
    advantages, returns = gae(rewards, values, wider, options["gamma"], options["lam"])
    return {"options": options, "source": "formula", "values": values, "rewards": rewards, "returns": returns * wider, "advantages": advantages,
            "whitened": masked_whiten(advantages, mask) * mask}


def reinforce(batch):
    """Returns of KL-shaped rewards, discounted by gamma, normalised over the batch's real tokens with the biased variance; policy loss clipped as PPO's."""
    cases = []
    for name, gamma, groups in (("reinforce_pp", 1.0, None), ("reinforce_pp", 0.9, None), ("reinforce_pp_baseline", 1.0, 2)):
        scores = fixed(batch["scores"])
        if groups:
            scores = (scores.view(groups, -1) - scores.view(groups, -1).mean(1, keepdim=True)).view(-1)
        rewards, _, _, mask = ppo_rewards({**batch, "scores": scores.tolist()}, PPO_DEFAULTS)
        returns, after = torch.zeros_like(rewards), 0.0
        for t in reversed(range(rewards.shape[1])):
            after = (rewards[:, t] + gamma * after) * mask[:, t]
            returns[:, t] = after
        mean = masked_mean(returns, mask)
        variance = masked_mean((returns - mean) ** 2, mask)
        advantages = (returns - mean) * torch.rsqrt(variance.clamp(min=1e-8)) * mask
        new_logps = leaf(batch["new_logps"])
        ratio = torch.exp(new_logps - fixed(batch["logps"]))
        loss = masked_mean(torch.max(-advantages * ratio, -advantages * ratio.clamp(0.8, 1.2)), mask)
        loss.backward()
        cases.append({"options": {"kind": name, "gamma": gamma, "kl_coef": PPO_DEFAULTS["kl_coef"], "cliprange": 0.2, "groups": groups}, "source": "formula",
                      "returns": returns, "advantages": advantages, "loss": loss.item(), "d_logps": new_logps.grad})
    return cases


def kl_terms():
    logps = leaf([-0.1, -2.0, -5.0, -1.0, -1.0])
    reference = torch.tensor([-0.3, -1.0, -2.0, -1.0, -4.0], dtype=torch.float64)
    result = {"logps": logps.detach(), "ref_logps": reference}
    for name, values in kl_estimates(logps, reference).items():
        gradient, = torch.autograd.grad(values.sum(), logps)
        result[name] = {"values": values.detach(), "d_logps": gradient}
    return result


def adaptive_kl():
    """coefficient *= 1 + clip(kl / target - 1, -0.2, 0.2) * samples / horizon, after each batch."""
    cases = []
    for options in ({"start": 0.2, "target": 6.0, "horizon": 10000, "samples": 256}, {"start": 0.01, "target": 0.1, "horizon": 1000, "samples": 64}):
        coefficient, kls, after = options["start"], [0.0, 3.0, 5.9, 6.0, 6.5, 7.2, 30.0, 0.05, 0.11, 0.1], []
        for kl in kls:
            coefficient *= 1 + min(max(kl / options["target"] - 1, -0.2), 0.2) * options["samples"] / options["horizon"]
            after.append(coefficient)
        cases.append({"options": options, "source": "formula", "kl": kls, "coefficient": after})
    return cases


# ---- losses over ranks, ties and grades; scores in, loss and gradient out ----

def plackett_luce(ranked):
    """Scores from best to worst: -sum over k of s_k - logsumexp(s_k, s_k+1, ...)."""
    return -sum(ranked[k] - ranked[k:].logsumexp(0) for k in range(len(ranked) - 1))


def rao_kupper(scores, outcome, log_theta):
    """P(first) = 1 / (1 + theta e^(b - a)), P(second) the mirror, the rest is a tie; theta = e^log_theta >= 1."""
    first, second = F.logsigmoid(scores[0] - scores[1] - log_theta), F.logsigmoid(scores[1] - scores[0] - log_theta)
    return -{"first": first, "second": second, "tie": torch.log(torch.expm1(2 * log_theta)) + first + second}[outcome]


def davidson(scores, outcome, log_nu):
    """P(first) : P(second) : P(tie) = e^a : e^b : nu e^((a + b) / 2)."""
    terms = torch.stack([scores[0], scores[1], log_nu + (scores[0] + scores[1]) / 2])
    return -terms.log_softmax(0)[["first", "second", "tie"].index(outcome)]


def cumulative_logit(score, grade, cuts):
    """P(grade <= k) = sigmoid(cut_k - score); grades from 0 to len(cuts)."""
    below = torch.cat([torch.zeros(1, dtype=torch.float64), torch.sigmoid(cuts - score), torch.ones(1, dtype=torch.float64)])
    return -torch.log(below[grade + 1] - below[grade])


def ranking():
    cases = []

    def add(kind, loss_of, inputs, **options):
        leaves = {key: leaf(value) for key, value in inputs.items()}
        loss = loss_of(**leaves)
        loss.backward()
        cases.append({"kind": kind, "source": "formula", **options, **inputs, "loss": loss.item(), **{f"d_{key}": value.grad for key, value in leaves.items()}})

    for scores in ([0.4, -1.1], [1.2, 0.3, 0.9, -2.0], [5.0, 5.0, 5.0], [30.0, -40.0, 10.0]):
        add("plackett_luce", lambda scores: plackett_luce(scores), {"scores": scores})
    for scores in ([0.7, 0.2], [-3.0, 1.5]):
        for outcome in ("first", "second", "tie"):
            add("rao_kupper", lambda scores, log_theta, o=outcome: rao_kupper(scores, o, log_theta), {"scores": scores, "log_theta": 0.5}, outcome=outcome)
            add("davidson", lambda scores, log_nu, o=outcome: davidson(scores, o, log_nu), {"scores": scores, "log_nu": -0.3}, outcome=outcome)
        for target in (1.0, 0.75, 0.5):   # probability that the first is better; 0.5 is a tie as half a win each
            add("soft_bradley_terry", lambda scores, p=target: -p * F.logsigmoid(scores[0] - scores[1]) - (1 - p) * F.logsigmoid(scores[1] - scores[0]),
                {"scores": scores}, target=target)
    for grade in range(4):
        add("cumulative_logit", lambda score, cuts, g=grade: cumulative_logit(score, g, cuts), {"score": 0.6, "cuts": [-1.0, 0.2, 1.7]}, grade=grade)
    return cases
