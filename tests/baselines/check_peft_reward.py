# SPDX-License-Identifier: Apache-2.0
"""Loads a reward model's adapter folder written by the engine with Python peft, as AutoModelForSequenceClassification with one label, and prints its scores.

    python tests/baselines/check_peft_reward.py ADAPTER_DIR MODEL_DIR [SCORES.jsonl [TOLERANCE]]        (default 1e-3)

SCORES.jsonl: {"ids": [...], "score": what the engine says (may be absent)} a line; without it, peft_reward.py's three sequences.
Used by hand. It fails when a score differs, when peft ignores a stored tensor, leaves one of its own without a stored value or loads another value, and when
a second way to the same scores (all sequences in one right-padded batch, read by the attention mask) does not agree.
"""
import json
import sys
from pathlib import Path

import golden  # noqa: F401
import peft
import peft_reward
import torch
from safetensors.torch import load_file


def differing_tensors(model, adapter_dir):
    stored, wanted = load_file(Path(adapter_dir) / "adapter_model.safetensors"), peft.get_peft_model_state_dict(model)
    if set(stored) != set(wanted):
        return ["only in the file: " + name for name in sorted(set(stored) - set(wanted))] + ["missing in the file: " + name for name in
                                                                                            sorted(set(wanted) - set(stored))]
    return ["loaded with another value: " + name for name in stored if not torch.equal(stored[name].float(), wanted[name].float())]


def padded_scores(model, sequences):
    width = max(map(len, sequences))
    ids = torch.tensor([row + [0] * (width - len(row)) for row in sequences])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in sequences])
    hidden = model.base_model.model.model(input_ids=ids, attention_mask=mask).last_hidden_state
    return model.base_model.model.score(hidden)[torch.arange(len(ids)), mask.sum(1) - 1, 0]


def main():
    adapter_dir, model_dir = sys.argv[1:3]
    rows = [{"ids": ids} for ids in peft_reward.SEQUENCES]
    if len(sys.argv) > 3:
        rows = [json.loads(line) for line in Path(sys.argv[3]).read_text().splitlines() if line.strip()]
    tolerance = float(sys.argv[4]) if len(sys.argv) > 4 else 1e-3
    model = peft_reward.load(torch.float32, adapter_dir, peft_reward.base(torch.float32, model_dir))
    problems = differing_tensors(model, adapter_dir)
    with torch.no_grad():
        scores = peft_reward.scores(model, [row["ids"] for row in rows])
        again = padded_scores(model, [row["ids"] for row in rows])
    for row, score, other in zip(rows, scores.tolist(), again.tolist()):
        print(json.dumps({"ids": row["ids"], "score": score}))
        if abs(score - other) > tolerance:
            problems.append(f"alone {score}, in a padded batch {other}")
        if row.get("score") is not None and abs(score - row["score"]) > tolerance:
            problems.append(f"peft says {score}, the engine {row['score']}")
    print("\n".join(problems) if problems else f"{len(rows)} scores, every tensor loaded", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
