# SPDX-License-Identifier: Apache-2.0
"""Golden probabilities after the sampler's filters, by transformers' logits processors in the order `generate` applies them.

    python tests/baselines/sampler.py

sampler.json, cases: {name, logits, previous, options, probabilities}. previous = ids already in the sequence (prompt and answer), for the repetition
penalty. Order: repetition_penalty, temperature, top_k, top_p, min_p; an option that is absent is off; a filtered token has probability 0. No two logits
are equal. Tolerance 1e-6.
"""
import golden
import torch
from transformers.generation import logits_process as processors

WIDTH = 48
OPTIONS = [
    ("nothing", {}),
    ("cold", {"temperature": 0.3}),
    ("hot", {"temperature": 1.7}),
    ("nearly greedy", {"temperature": 0.01}),
    ("top-k 1", {"top_k": 1}),
    ("top-k 5", {"top_k": 5}),
    ("top-k over the vocabulary", {"top_k": 1000}),
    ("top-p 0.9", {"top_p": 0.9}),
    ("top-p 0.5", {"top_p": 0.5}),
    ("top-p keeps one", {"top_p": 0.001}),
    ("min-p 0.02", {"min_p": 0.02}),
    ("min-p 0.9", {"min_p": 0.9}),
    ("repetition", {"repetition_penalty": 1.3}),
    ("repetition below one", {"repetition_penalty": 0.7}),
    ("temperature then top-p", {"temperature": 2.0, "top_p": 0.8}),
    ("temperature then min-p", {"temperature": 1.5, "min_p": 0.05}),
    ("top-k then top-p", {"top_k": 8, "top_p": 0.7}),
    ("all of them", {"repetition_penalty": 1.2, "temperature": 0.8, "top_k": 20, "top_p": 0.95, "min_p": 0.02}),
]
MAKE = {"repetition_penalty": processors.RepetitionPenaltyLogitsProcessor, "temperature": processors.TemperatureLogitsWarper,
        "top_k": processors.TopKLogitsWarper, "top_p": processors.TopPLogitsWarper, "min_p": processors.MinPLogitsWarper}


def main():
    cases = []
    for seed, (name, options) in enumerate(OPTIONS):
        generator = torch.Generator().manual_seed(seed)
        # Rounded so that the JSON holds exactly what was filtered.
        logits = torch.tensor(golden.rounded(3 * torch.randn(WIDTH, generator=generator), 4), dtype=torch.float32)
        assert len(set(logits.tolist())) == WIDTH
        best = logits.topk(3).indices.tolist()
        previous = [best[0], best[2], best[0], int(logits.argmin()), 3]
        scores = logits[None].clone()
        for key, make in MAKE.items():
            if key in options:
                scores = make(options[key])(torch.tensor([previous]), scores)
        probabilities = scores[0].double().softmax(-1)
        kept = int((probabilities > 0).sum())
        cases.append({"name": name, "options": options, "previous": previous, "logits": golden.rounded(logits, 4),
                      "probabilities": golden.rounded(probabilities, 8), "num_kept": kept})
        print(name, kept)
    golden.write_golden("sampler.json", {"made_with": golden.made_with("sampler.py"), "cases": cases})


if __name__ == "__main__":
    main()
