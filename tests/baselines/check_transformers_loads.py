# SPDX-License-Identifier: Apache-2.0
"""Loads a model folder written by the engine with transformers and compares its log-probabilities with those the engine printed.

    luthier-engine logprobs --model MODEL_DIR --data ROWS.jsonl --method sft > LOGPROBS.jsonl
    python tests/baselines/check_transformers_loads.py MODEL_DIR LOGPROBS.jsonl [TOLERANCE]        (default 1e-3)

Used by hand. It also fails when transformers finds weights missing, unexpected or of another shape, or when the folder's tokenizer does not load.
"""
import sys

import golden  # noqa: F401
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from check_logprobs import compare


def main():
    model_dir, logprobs = sys.argv[1:3]
    tolerance = float(sys.argv[3]) if len(sys.argv) > 3 else 1e-3
    model, info = AutoModelForCausalLM.from_pretrained(model_dir, dtype=torch.float32, attn_implementation="eager", output_loading_info=True)
    problems = {key: value for key, value in info.items() if value}
    if problems:
        print("transformers complains:", problems)
        return 1
    tokenizer = AutoTokenizer.from_pretrained(model_dir)
    print(f"tokenizer of {len(tokenizer)} tokens, chat template: {'yes' if tokenizer.chat_template else 'no'}")
    return compare(model.eval(), logprobs, tolerance)


if __name__ == "__main__":
    sys.exit(main())
