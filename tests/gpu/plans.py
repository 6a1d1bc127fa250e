# SPDX-License-Identifier: Apache-2.0
"""Short runs of `train` on a GPU, and how near their plan of memory and speed was.

    python tests/gpu/plans.py LUTHIER-ENGINE TOKENIZER_FOLDER [--only NAME ...] [--device cuda:0] [--steps 8] [--small]

Makes models of random weights in the shapes of SmolLM2-135M, Qwen2.5-0.5B and Qwen2.5-1.5B with the vocabulary of the tokenizer found in TOKENIZER_FOLDER
(tokenizer.json, tokenizer_config.json, chat_template.jinja: build/dev/demo-model, without its weights), and prints one JSON line for each run: bytes and tokens a
second as planned and as measured. "fill" is told to go on although its plan does not fit: the memory runs out, and the step is done with half of the micro-batch.
--small takes layers away, to try this file on a processor. Needs torch and transformers; no network. Rows: resources/demo and the made-up ones of
tests/benchmarks/peers/ragged_rows.py.
"""
import argparse
import json
import multiprocessing
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

import torch
from transformers import LlamaConfig, LlamaForCausalLM

ROOT = pathlib.Path(__file__).resolve().parents[2]
# layers, hidden, ffn, heads, key heads, head width
SHAPES = {"135m": (30, 576, 1536, 9, 3, 64), "0.5b": (24, 896, 4864, 14, 2, 64), "1.5b": (28, 1536, 8960, 12, 2, 128)}
LORA = {"type": "lora", "rank": 16, "alpha": 32}
LENGTH = {"name": "", "weight": 1, "scale": "as_is", "reward": {"type": "length", "unit": "words", "minimum": 10, "maximum": 80, "slope": 40}}
ONLINE = {"rewards": [LENGTH], "prompts_per_rollout": 8, "completions": 8, "max_new_tokens": 128}
# name: shape, precision, method, adapter, rows, tokens at once
RUNS = {
    "lora": ("135m", "bf16", {"type": "sft"}, LORA, "rows", 8192),
    "lora-f32": ("0.5b", "f32", {"type": "sft"}, LORA, "rows", 4096),
    "lora-large": ("1.5b", "bf16", {"type": "sft"}, LORA, "rows", 16384),
    "full": ("0.5b", "bf16", {"type": "sft"}, {"type": "full"}, "rows", 8192),
    "dpo": ("0.5b", "bf16", {"type": "dpo"}, LORA, "preferences", 8192),
    "reward": ("0.5b", "bf16", {"type": "reward"}, LORA, "preferences", 8192),
    "grpo": ("0.5b", "bf16", {"type": "grpo", **ONLINE}, LORA, "rl_prompts", 8192),
    "ppo": ("0.5b", "bf16", {"type": "ppo", **ONLINE}, LORA, "rl_prompts", 8192),
    "fill": ("1.5b", "bf16", {"type": "sft"}, {"type": "full"}, "many", 65536),
}


def make_model(shape, tokenizer, folder, small):
    layers, hidden, ffn, heads, key_heads, width = SHAPES[shape]
    vocabulary = 1 + max(json.loads((tokenizer / "tokenizer.json").read_text())["model"]["vocab"].values())
    config = LlamaConfig(hidden_size=hidden, num_hidden_layers=2 if small else layers, intermediate_size=ffn, vocab_size=vocabulary, num_attention_heads=heads,
                         num_key_value_heads=key_heads, head_dim=width, tie_word_embeddings=True, max_position_embeddings=8192, bos_token_id=1, eos_token_id=2)
    torch.manual_seed(1)
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.bfloat16)
    with torch.device("cuda" if torch.cuda.is_available() else "cpu"):
        model = LlamaForCausalLM(config)
    torch.set_default_dtype(before)
    model.save_pretrained(folder)
    for name in ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja"):
        shutil.copy(tokenizer / name, folder / name)


def rows_of(name, work):
    if name in ("rows", "many"):
        path = work / f"{name}.jsonl"
        subprocess.run([sys.executable, ROOT / "tests/benchmarks/peers/ragged_rows.py", path, "2000" if name == "many" else "400"], check=True)
        return path, None
    return ROOT / f"resources/demo/{name}.jsonl", ROOT / f"resources/demo/{name}_eval.jsonl"


def settings(name, model, work, device, steps):
    _, precision, method, adapter, rows, tokens = RUNS[name]
    train, held_out = rows_of(rows, work)
    data = {"train": str(train), "max_length": 1024, "overflow": "truncate"}
    if held_out:
        data["eval"] = str(held_out)
    return {"schema": 1, "name": name, "seed": 1, "model": {"path": str(model), "precision": precision}, "device": device, "data": data, "method": method,
            "adapter": adapter, "training": {"max_steps": steps, "warmup_ratio": 0, "tokens_per_step": tokens, "micro_tokens": tokens}}


def run(engine, name, model, work, device, steps):
    config = work / f"{name}.json"
    config.write_text(json.dumps(settings(name, model, work, device, steps)))
    out = work / f"run-{name}"
    asked = subprocess.run([engine, "plan", config], capture_output=True, text=True)
    done = subprocess.run([engine, "train", config, "--out", out, "--force"], capture_output=True, text=True)
    result = {"run": name, "exit": done.returncode}
    events = [json.loads(line) for line in (out / "events.jsonl").read_text().splitlines()] if (out / "events.jsonl").exists() else []
    result["words"] = [event["message"] for event in events if event["kind"] in ("warning", "changed", "failed") and "message" in event]
    plan = next((event for event in events if event["kind"] == "plan"), {})
    end = next((event for event in events if event["kind"] == "done"), {})
    result.update({key: end[key] for key in end if "peak" in key or "tensor" in key or key == "device_held_bytes"})
    result["rates"] = json.loads(asked.stdout.splitlines()[-1]).get("rates") if asked.returncode == 0 and asked.stdout.strip() else asked.stderr[-300:]
    metrics = [json.loads(line) for line in (out / "metrics.jsonl").read_text().splitlines()] if (out / "metrics.jsonl").exists() else []
    speeds = [line["tokens_per_second"] for line in metrics[1:] if line.get("tokens_per_second")]
    result["planned_phases"] = plan.get("phases")
    result["tokens_per_second_of_steps"] = [round(speed) for speed in speeds]
    result.update({"planned_tokens_per_second": plan.get("tokens_per_second"), "tokens_per_second": statistics.median(speeds) if speeds else None})
    if done.returncode != 0:
        result["stderr"] = done.stderr[-600:]
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine")
    parser.add_argument("tokenizer", type=pathlib.Path)
    parser.add_argument("--only", nargs="+", default=list(RUNS), choices=list(RUNS))
    parser.add_argument("--device", default="cuda:0")
    parser.add_argument("--steps", type=int, default=8)
    parser.add_argument("--small", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        for name in options.only:
            model = work / RUNS[name][0]
            if not model.exists():   # by a process of its own, so that no memory of the GPU stays taken
                maker = multiprocessing.get_context("spawn").Process(target=make_model, args=(RUNS[name][0], options.tokenizer, model, options.small))
                maker.start()
                maker.join()
            print(json.dumps(run(options.engine, name, model, work, options.device, options.steps)), flush=True)


if __name__ == "__main__":
    main()
