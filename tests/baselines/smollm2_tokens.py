# SPDX-License-Identifier: Apache-2.0
"""Golden token ids of the demo model on awkward strings, by llama.cpp itself, cross-checked with the tokenizers package.

    python tests/baselines/smollm2_tokens.py FILE.gguf MODEL_DIR        (MODEL_DIR: made by smollm2_reference.py)

smollm2_tokens.json: cases [{text, ids}], special tokens parsed, no BOS added. `differs` lists the texts on which the tokenizers package, set up as
Digits(individual) then ByteLevel, gives other ids than llama.cpp; llama.cpp is right by definition.
"""
import sys

import golden
import llama_cpp
from tokenizers import Tokenizer

from awkward_strings import awkward_strings


def main():
    gguf_path, model_dir = sys.argv[1], sys.argv[2]
    model = llama_cpp.Llama(model_path=gguf_path, vocab_only=True, verbose=False)
    fixed = Tokenizer.from_file(model_dir + "/tokenizer.json")
    cases, differs = [], []
    for text in awkward_strings():
        ids = model.tokenize(text.encode("utf-8"), add_bos=False, special=True)
        cases.append({"text": text, "ids": ids})
        other = fixed.encode(text, add_special_tokens=False).ids
        if other != ids:
            differs.append({"text": text, "tokenizers_ids": other, "llama_ids": ids})
        if fixed.decode(ids, skip_special_tokens=False) != text:
            raise SystemExit(f"does not decode to itself: {text!r}")
    for case in differs:
        print("differs:", repr(case["text"]), case["tokenizers_ids"], case["llama_ids"])
    golden.write_golden("smollm2_tokens.json", {
        "made_with": golden.made_with("smollm2_tokens.py", "tokenizers", "llama-cpp-python"), "pre": "smollm", "cases": cases, "differs": differs})


if __name__ == "__main__":
    main()
