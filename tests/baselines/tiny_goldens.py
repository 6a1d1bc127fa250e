# SPDX-License-Identifier: Apache-2.0
"""Golden numbers of the tiny models: logits, masked loss, gradients, three AdamW steps, greedy continuation.

    python tests/baselines/tiny_goldens.py [MODELS_DIR]        (default: tests/baselines/models, made by tiny_models.py)

tiny_llama.json, tiny_llama3.json, tiny_mistral.json, tiny_qwen2.json:
  sequences   [{ids, mask, logits, logsumexp}]; logits[i][j] = logit of token j * logit_stride at position i; mask[i] = 1 where ids[i] is trained
  loss        sum over both sequences of -log p(ids[i] | ids[:i]) where mask[i] = 1, divided by the number of such i (natural log)
  gradients   name -> probe {shape, norm, sum, entries [[flat index, value], ...]} of d loss / d parameter, before clipping
  adamw_all, adamw_matrices
              three steps on this one batch with decay on every parameter, or (as the HF Trainer does) on parameters of two dimensions only:
              steps [{loss, grad_norm}] before each step, parameters name -> probe after the third
  greedy      {prompt, ids, margin}: most likely continuation, end tokens not heeded; margin = smallest gap between the best two logits
tiny-mistral's window of 8: position i sees itself and the seven before it.
Gradients of a tied head are those of model.embed_tokens.weight. float64_difference = the largest difference of any number from the same run in float64.
"""
import sys
from pathlib import Path

import golden
import torch
from transformers import AutoModelForCausalLM

LOGIT_STRIDE = 5
ADAMW = {"lr": 1e-3, "betas": (0.9, 0.999), "eps": 1e-8}
WEIGHT_DECAY, CLIP_NORM, STEPS = 0.01, 1.0, 3


def sequences(vocabulary):
    """Two sequences of 23 and 14 tokens, the second with two trained stretches; id 0 appears, and the first and last token is trained once."""
    generator = torch.Generator().manual_seed(7)
    first = torch.randint(3, vocabulary, (23,), generator=generator).tolist()
    second = [1] + torch.randint(3, vocabulary, (12,), generator=generator).tolist() + [0]
    return [{"ids": first, "mask": [0] * 15 + [1] * 8}, {"ids": second, "mask": [0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1]}]


def load(folder, dtype):
    return AutoModelForCausalLM.from_pretrained(folder, dtype=dtype, attn_implementation="eager").train()


def masked_loss(model, batch):
    total, count = 0.0, 0
    for sequence in batch:
        ids = torch.tensor(sequence["ids"])
        logps = model(ids[None]).logits[0].log_softmax(-1)
        for position in range(1, len(ids)):
            if sequence["mask"][position]:
                total = total - logps[position - 1, ids[position]]
                count += 1
    return total / count


def trainable(model):
    return {name: weight for name, weight in model.named_parameters() if weight.requires_grad}


def train_steps(model, batch, decay_everything):
    weights = trainable(model)
    decayed = [w for w in weights.values() if decay_everything or w.dim() > 1]
    others = [w for w in weights.values() if not (decay_everything or w.dim() > 1)]
    groups = [{"params": decayed, "weight_decay": WEIGHT_DECAY}, {"params": others, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW([group for group in groups if group["params"]], **ADAMW)
    steps = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = masked_loss(model, batch)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(list(weights.values()), CLIP_NORM)
        steps.append({"loss": golden.rounded(loss.item(), 7), "grad_norm": golden.rounded(norm.item(), 7)})
        optimizer.step()
    return {"steps": steps, "parameters": {name: golden.probe(weight) for name, weight in weights.items()}}


def greedy(model, prompt, count):
    made, margin = list(prompt), float("inf")
    for _ in range(count):
        with torch.no_grad():
            best = model(torch.tensor([made]), use_cache=False).logits[0, -1].topk(2)
        margin = min(margin, (best.values[0] - best.values[1]).item())
        made.append(int(best.indices[0]))
    return {"prompt": prompt, "ids": made[len(prompt):], "margin": golden.rounded(margin, 4)}


def measure(load_model, dtype):
    """Everything a golden file holds, computed in one dtype; load_model(dtype) gives a fresh model each time."""
    model = load_model(dtype)
    batch = sequences(model.config.vocab_size)
    for sequence in batch:
        with torch.no_grad():
            logits = model(torch.tensor([sequence["ids"]])).logits[0]
        sequence["logits"] = golden.rounded(logits[:, ::LOGIT_STRIDE], 6)
        sequence["logsumexp"] = golden.rounded(logits.logsumexp(-1), 6)
    loss = masked_loss(model, batch)
    loss.backward()
    gradients = {name: golden.probe(weight.grad) for name, weight in trainable(model).items()}
    result = {"sequences": batch, "loss": golden.rounded(loss.item(), 7), "gradients": gradients}
    for key, everything in (("adamw_all", True), ("adamw_matrices", False)):
        result[key] = train_steps(load_model(dtype), batch, everything)
    result["greedy"] = greedy(load_model(dtype), batch[1]["ids"][:6], 20)
    return result


def largest_difference(a, b):
    if isinstance(a, dict):
        return max((largest_difference(a[key], b[key]) for key in a), default=0.0)
    if isinstance(a, list):
        return max((largest_difference(x, y) for x, y in zip(a, b, strict=True)), default=0.0)
    return abs(a - b)


def float64_differences(single, double):
    return {key: golden.rounded(largest_difference(single[key], double[key]), 2) for key in single if key != "greedy"}


def settings():
    return {"optimizer": {"type": "adamw", **ADAMW, "weight_decay": WEIGHT_DECAY, "clip_norm": CLIP_NORM, "schedule": "constant"}, "logit_stride": LOGIT_STRIDE}


def main():
    models = Path(sys.argv[1]) if len(sys.argv) > 1 else golden.HERE / "models"
    for folder in sorted(path for path in models.iterdir() if path.is_dir()):
        single, double = (measure(lambda kind: load(folder, kind), dtype) for dtype in (torch.float32, torch.float64))
        assert single["greedy"]["ids"] == double["greedy"]["ids"]
        differences = float64_differences(single, double)
        print(folder.name, "loss", single["loss"], "norms", [s["grad_norm"] for s in single["adamw_all"]["steps"]], differences, single["greedy"]["margin"])
        golden.write_golden(folder.name.replace("-", "_") + ".json", {
            "made_with": golden.made_with("tiny_goldens.py", "safetensors"), "model": f"models/{folder.name}", "dtype": "float32", "attention": "eager",
            **settings(), "float64_difference": differences, **single})


if __name__ == "__main__":
    main()
