# SPDX-License-Identifier: Apache-2.0
"""Loads a reward model of several dimensions that the engine wrote, an adapter folder or a whole model, as AutoModelForSequenceClassification, reads the
answers that the engine read, and makes the scores of reward_head.json anew: they must be those of `score`.

    luthier-engine tokenize --model MODEL_DIR --data ROWS.jsonl --method reward > TOKENS.jsonl
    luthier-engine score --model MODEL_DIR [--adapter ADAPTER_DIR] --data ROWS.jsonl --precision f32 > SCORES.jsonl
    python tests/baselines/check_reward_heads.py FINAL_DIR MODEL_DIR TOKENS.jsonl SCORES.jsonl [TOLERANCE]        (default 1e-3)

FINAL_DIR: the adapter's folder, or MODEL_DIR again for a model that was trained whole. Used by hand. It also fails when a stored tensor is not loaded, or a
whole model's id2label does not name its dimensions.
"""
import json
import sys
from pathlib import Path

import golden  # noqa: F401
import peft
import torch
from check_peft_reward import differing_tensors
from transformers import AutoModelForSequenceClassification


def lines(path):
    return [json.loads(line) for line in Path(path).read_text().splitlines() if line.strip()]


def load(final_dir, model_dir, head):
    problems = []
    if (final_dir / "adapter_config.json").exists():
        base = AutoModelForSequenceClassification.from_pretrained(model_dir, num_labels=len(head["dimensions"]), dtype=torch.float32,
                                                                  attn_implementation="eager")
        model = peft.PeftModel.from_pretrained(base, final_dir, is_trainable=True, autocast_adapter_dtype=False).eval()
        problems += differing_tensors(model, final_dir)
    else:
        model, told = AutoModelForSequenceClassification.from_pretrained(final_dir, dtype=torch.float32, attn_implementation="eager", output_loading_info=True)
        problems += [f"{what}: {names}" for what, names in told.items() if what != "unexpected_keys" and names]
        problems += [f"not loaded: {name}" for name in told["unexpected_keys"] if name != "lm_head.weight"]
        names = [model.config.id2label[i] for i in range(model.config.num_labels)]
        if names != head["dimensions"]:
            problems.append(f"id2label names {names}, reward_head.json {head['dimensions']}")
    model.config.pad_token_id = None   # one sequence a batch: the last position is read
    return model.eval(), problems


def score_of(head, logits):
    dimensions = {name: head["scale"] * (value - offset) for name, value, offset in zip(head["dimensions"], logits, head["offsets"])}
    total = sum(weight * value for weight, value in zip(head["weights"], dimensions.values()))
    veto = head["veto"]
    if veto is not None and dimensions[veto["dimension"]] < veto["threshold"]:
        total = min(total, veto["floor"])
    return total, dimensions


def main():
    final_dir, model_dir = Path(sys.argv[1]), sys.argv[2]
    tolerance = float(sys.argv[5]) if len(sys.argv) > 5 else 1e-3
    head = json.loads((final_dir / "reward_head.json").read_text())
    model, problems = load(final_dir, model_dir, head)
    count, worst = 0, 0.0
    for tokens, scores in zip(lines(sys.argv[3]), lines(sys.argv[4]), strict=True):
        parts = [part for part in ("chosen", "rejected", "completion") if part in scores]
        for ids_of, said in [(tokens[part], scores[part]) for part in parts] or [(tokens, scores)]:
            last = max(i for i, trained in enumerate(ids_of["mask"]) if trained)
            with torch.no_grad():
                logits = model(input_ids=torch.tensor([ids_of["ids"][:last + 1]])).logits[0].tolist()
            total, dimensions = score_of(head, logits)
            gaps = [abs(total - said["score"])] + [abs(value - said["dimensions"][name]) for name, value in dimensions.items() if "dimensions" in said]
            count, worst = count + 1, max(worst, *gaps)
    if worst > tolerance:
        problems.append(f"scores differ by up to {worst}")
    print("\n".join(problems) if problems else f"{count} answers, {len(head['dimensions'])} dimensions, scores differ by at most {worst:.2g}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
