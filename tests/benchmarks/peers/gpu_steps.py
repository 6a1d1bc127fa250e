# SPDX-License-Identifier: Apache-2.0
"""Training steps and decoding by transformers and PEFT on a GPU, on the shapes g1, g2, g3 with random weights: tokens per second and peak memory.

    python tests/benchmarks/peers/gpu_steps.py --shape g1 [--adapter lora|full] [--rows 16 --row-tokens 1024] [--checkpointing on|off] [--decode 1 8]

Prints one JSON line per measurement. A plain loop over one batch of full rows (nothing is padded, so packing gains nothing here), attention by
scaled_dot_product_attention, AdamW fused, bf16 as these libraries are used: LoRA over a bf16 base with float32 adapters, full fine-tuning of float32 weights
under autocast. No network, no data. Steps are timed between two waits for the device.
"""
import argparse
import json
import time

import torch
from transformers import LlamaConfig, LlamaForCausalLM

# layers, hidden, ffn, vocabulary, heads, key heads, head width, tied: as core/training/benchmark_model.cpp
SHAPES = {"g1": (24, 896, 4864, 151936, 14, 2, 64, True), "g2": (28, 1536, 8960, 151936, 12, 2, 128, True), "g3": (32, 4096, 14336, 128256, 32, 8, 128, False)}


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


def training(options):
    model = random_model(options.shape, torch.bfloat16 if options.adapter == "lora" else torch.float32)
    if options.adapter == "lora":
        from peft import LoraConfig, get_peft_model

        model = get_peft_model(model, LoraConfig(r=16, lora_alpha=32, target_modules="all-linear", task_type="CAUSAL_LM"))
        if options.checkpointing == "on":
            model.enable_input_require_grads()
    if options.checkpointing == "on":
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    model.train()
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=2e-4, fused=True)
    vocabulary = SHAPES[options.shape][3]

    def step():
        ids = torch.randint(vocabulary, (options.rows, options.row_tokens), device="cuda")
        with torch.autocast("cuda", torch.bfloat16):
            loss = model(input_ids=ids, labels=ids, use_cache=False).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad()

    for _ in range(options.warmup):
        step()
    seconds = []
    for _ in range(options.steps):
        torch.cuda.synchronize()
        began = time.perf_counter()
        step()
        torch.cuda.synchronize()
        seconds.append(time.perf_counter() - began)
    seconds.sort()
    print(json.dumps({"case": options.shape, "adapter": options.adapter, "checkpointing": options.checkpointing, "rows": options.rows,
                      "row_tokens": options.row_tokens, "tokens_per_second": options.rows * options.row_tokens / seconds[len(seconds) // 2],
                      "slowest_step": seconds[-1], "fastest_step": seconds[0], "peak_device_memory_bytes": torch.cuda.max_memory_allocated(),
                      "trained_parameters": sum(p.numel() for p in trained)}), flush=True)


def decoding(options, model, batch):
    ids = torch.randint(SHAPES[options.shape][3], (batch, 128), device="cuda")

    def seconds(new_tokens):
        torch.cuda.synchronize()
        began = time.perf_counter()
        model.generate(input_ids=ids, attention_mask=torch.ones_like(ids), max_new_tokens=new_tokens, min_new_tokens=new_tokens, do_sample=False, pad_token_id=0)
        torch.cuda.synchronize()
        return time.perf_counter() - began

    seconds(2)
    few, many = seconds(4), seconds(64)
    print(json.dumps({"case": "decode", "shape": options.shape, "batch": batch, "tokens_per_second": 60 * batch / (many - few),
                      "peak_device_memory_bytes": torch.cuda.max_memory_allocated()}), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", choices=SHAPES, default="g1")
    parser.add_argument("--adapter", choices=["lora", "full"], default="lora")
    parser.add_argument("--rows", type=int, default=16)
    parser.add_argument("--row-tokens", type=int, default=1024)
    parser.add_argument("--checkpointing", choices=["on", "off"], default="off")
    parser.add_argument("--warmup", type=int, default=3)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--decode", type=int, nargs="+", help="decode instead of training, this many sequences at once")
    options = parser.parse_args()
    if not torch.cuda.is_available():
        raise SystemExit("there is no GPU here")
    if not options.decode:
        training(options)
        return
    model = random_model(options.shape, torch.bfloat16).eval()
    for batch in options.decode:
        decoding(options, model, batch)


if __name__ == "__main__":
    main()
