# SPDX-License-Identifier: Apache-2.0
"""Loads an adapter folder written by the engine with Python peft and compares its log-probabilities with those the engine printed.

    luthier-engine logprobs --model MODEL_DIR --adapter ADAPTER_DIR --data ROWS.jsonl --method sft > LOGPROBS.jsonl
    python tests/baselines/check_peft_loads.py ADAPTER_DIR MODEL_DIR LOGPROBS.jsonl [TOLERANCE]        (default 1e-3)

Used by hand. It also fails when peft ignores a stored tensor or leaves one of its own without a stored value.
"""
import sys

import golden  # noqa: F401
import peft
import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM

from check_logprobs import compare


def main():
    adapter_dir, model_dir, logprobs = sys.argv[1:4]
    tolerance = float(sys.argv[4]) if len(sys.argv) > 4 else 1e-3
    base = AutoModelForCausalLM.from_pretrained(model_dir, dtype=torch.float32, attn_implementation="eager")
    model = peft.PeftModel.from_pretrained(base, adapter_dir).eval()
    stored = load_file(adapter_dir + "/adapter_model.safetensors")
    wanted = peft.get_peft_model_state_dict(model)
    if set(stored) != set(wanted):
        print("only in the file:", sorted(set(stored) - set(wanted))[:5], "missing in the file:", sorted(set(wanted) - set(stored))[:5])
        return 1
    differing = [key for key in stored if not torch.equal(stored[key].float(), wanted[key].float())]
    if differing:
        print("loaded with other values:", differing[:5])
        return 1
    return compare(model, logprobs, tolerance)


if __name__ == "__main__":
    sys.exit(main())
