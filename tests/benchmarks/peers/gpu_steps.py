# SPDX-License-Identifier: Apache-2.0
"""Training steps and decoding by transformers and PEFT on a GPU, on the shapes g1, g2, g3 with random weights: tokens per second and peak memory.

    python tests/benchmarks/peers/gpu_steps.py WORK...      WORK is SHAPE:lora, SHAPE:full or SHAPE:decode:SEQUENCES, for example g1:lora g3:decode:8

Prints one JSON line for each. A plain loop over batches of full rows (nothing is padded, so packing gains nothing here), attention by
scaled_dot_product_attention, AdamW fused, bf16 as these libraries are used: LoRA over a bf16 base with float32 adapters, full fine-tuning of float32 weights
under autocast. With and without gradient checkpointing; what does not fit says so. No network, no data. Steps are timed between two waits for the device.
"""
import argparse
import gc
import json
import time

import torch
from transformers import LlamaConfig, LlamaForCausalLM

# layers, hidden, ffn, vocabulary, heads, key heads, head width, tied: as core/training/benchmark_model.cpp
SHAPES = {"g1": (24, 896, 4864, 151936, 14, 2, 64, True), "g2": (28, 1536, 8960, 151936, 12, 2, 128, True), "g3": (32, 4096, 14336, 128256, 32, 8, 128, False)}
ROWS = {"g1": 16, "g2": 16, "g3": 8}
ROW_TOKENS = 1024


def random_model(shape, dtype):
    layers, hidden, ffn, vocabulary, heads, key_heads, width, tied = SHAPES[shape]
    config = LlamaConfig(hidden_size=hidden, num_hidden_layers=layers, intermediate_size=ffn, vocab_size=vocabulary, num_attention_heads=heads,
                         num_key_value_heads=key_heads, head_dim=width, tie_word_embeddings=tied, max_position_embeddings=8192, attn_implementation="sdpa")
    before = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    with torch.device("cuda"):
        model = LlamaForCausalLM(config)
    torch.set_default_dtype(before)
    return model


def training(shape, adapter, checkpointing, warmup, steps):
    model = random_model(shape, torch.bfloat16 if adapter == "lora" else torch.float32)
    if adapter == "lora":
        from peft import LoraConfig, get_peft_model

        model = get_peft_model(model, LoraConfig(r=16, lora_alpha=32, target_modules="all-linear", task_type="CAUSAL_LM"))
        if checkpointing:
            model.enable_input_require_grads()
    if checkpointing:
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    model.train()
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=2e-4, fused=True)

    def step():
        ids = torch.randint(SHAPES[shape][3], (ROWS[shape], ROW_TOKENS), device="cuda")
        with torch.autocast("cuda", torch.bfloat16):
            loss = model(input_ids=ids, labels=ids, use_cache=False).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad()

    for _ in range(warmup):
        step()
    seconds = []
    for _ in range(steps):
        torch.cuda.synchronize()
        began = time.perf_counter()
        step()
        torch.cuda.synchronize()
        seconds.append(time.perf_counter() - began)
    seconds.sort()
    return {"case": shape, "adapter": adapter, "checkpointing": checkpointing, "rows": ROWS[shape], "row_tokens": ROW_TOKENS,
            "tokens_per_second": ROWS[shape] * ROW_TOKENS / seconds[len(seconds) // 2], "fastest_step": seconds[0], "slowest_step": seconds[-1],
            "trained_parameters": sum(p.numel() for p in trained)}


def decoding(shape, batch, new_tokens):
    model = random_model(shape, torch.bfloat16).eval()
    ids = torch.randint(SHAPES[shape][3], (batch, 128), device="cuda")

    def seconds(count):
        torch.cuda.synchronize()
        began = time.perf_counter()
        model.generate(input_ids=ids, attention_mask=torch.ones_like(ids), max_new_tokens=count, min_new_tokens=count, do_sample=False, pad_token_id=0)
        torch.cuda.synchronize()
        return time.perf_counter() - began

    seconds(2)
    few, many = seconds(2), seconds(new_tokens)
    return {"case": "decode", "shape": shape, "batch": batch, "tokens_per_second": (new_tokens - 2) * batch / (many - few)}


def measured(work, options):
    shape, what, *number = work.split(":")
    if what == "decode":
        runs = [lambda: decoding(shape, int(number[0]), options.new_tokens)]
    else:
        runs = [lambda on=on: training(shape, what, on, options.warmup, options.steps) for on in (False, True)]
    for run in runs:
        gc.collect()
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats()
        try:
            result = run()
        except torch.OutOfMemoryError:
            result = {"case": shape, "what": what, "failed": "out of memory"}
        print(json.dumps({**result, "peak_device_memory_bytes": torch.cuda.max_memory_allocated()}), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", nargs="+")
    parser.add_argument("--warmup", type=int, default=3)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--new-tokens", type=int, default=34)
    options = parser.parse_args()
    if not torch.cuda.is_available():
        raise SystemExit("there is no GPU here")
    for work in options.work:
        measured(work, options)


if __name__ == "__main__":
    main()
