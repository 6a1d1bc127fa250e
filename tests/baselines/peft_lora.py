# SPDX-License-Identifier: Apache-2.0
"""LoRA adapters written by Python peft, and golden numbers of them on the tiny models.

    python tests/baselines/peft_lora.py        (reads tests/baselines/models, writes tests/baselines/adapters and peft_lora.json)

adapters/lora        rank 4, alpha 8, all linear layers of tiny-llama (7 per layer, no head); A and B random, B not zero
adapters/rslora      the same with use_rslora (scale alpha / sqrt(rank))
adapters/lora-qv     q_proj and v_proj only, rank 3, alpha 5
adapters/lora-bias   tiny-qwen2, bias = "lora_only": the q, k, v biases are trained and stored with the adapter (as "...q_proj.base_layer.bias")
peft_lora.json, cases: the keys of tiny_goldens.py for the trained parameters only (named as in adapter_model.safetensors), and
  merged              name -> probe of each base weight after merge_and_unload; merged_difference = largest difference of any logit from the unmerged
"""
import json
import shutil

import golden
import peft
import tiny_goldens
import torch
from safetensors.torch import load_file

ADAPTERS = golden.HERE / "adapters"
CASES = {
    "lora": ("tiny-llama", {"r": 4, "lora_alpha": 8, "target_modules": "all-linear"}),
    "rslora": ("tiny-llama", {"r": 4, "lora_alpha": 8, "target_modules": "all-linear", "use_rslora": True}),
    "lora-qv": ("tiny-llama", {"r": 3, "lora_alpha": 5, "target_modules": ["q_proj", "v_proj"]}),
    "lora-bias": ("tiny-qwen2", {"r": 4, "lora_alpha": 8, "target_modules": "all-linear", "bias": "lora_only"}),
}


def base(model_name, dtype):
    return tiny_goldens.load(golden.HERE / "models" / model_name, dtype)


def saved_name(name):
    return name.replace(".default.", ".")


def make_adapter(name):
    model_name, options = CASES[name]
    model = peft.get_peft_model(base(model_name, torch.float32), peft.LoraConfig(task_type="CAUSAL_LM", lora_dropout=0.0, **options))
    generator = torch.Generator().manual_seed(len(name))
    for key, weight in sorted(tiny_goldens.trainable(model).items()):
        scale = 0.3 if "lora_B" in key else 0.2 if key.endswith("bias") else weight.shape[1] ** -0.5
        weight.data = scale * torch.randn(weight.shape, generator=generator)
    folder = ADAPTERS / name
    shutil.rmtree(folder, ignore_errors=True)
    model.save_pretrained(folder)
    (folder / "README.md").unlink(missing_ok=True)
    (folder / "adapter_model.safetensors").chmod(0o644)
    config = json.loads((folder / "adapter_config.json").read_text())
    config["base_model_name_or_path"] = model_name
    config["target_modules"] = sorted(config["target_modules"])
    (folder / "adapter_config.json").write_text(json.dumps(config, indent=2) + "\n")
    stored = load_file(folder / "adapter_model.safetensors")
    trained = {saved_name(key): weight for key, weight in tiny_goldens.trainable(model).items()}
    loaded = {saved_name(key): weight for key, weight in tiny_goldens.trainable(load_adapter(name, torch.float32)).items()}
    if not all(set(other) == set(stored) and all(torch.equal(other[key], stored[key]) for key in stored) for other in (trained, loaded)):
        raise SystemExit(f"{name}: what peft stored or loaded again is not what is trained")


def load_adapter(name, dtype):
    model_name, _ = CASES[name]
    model = peft.PeftModel.from_pretrained(base(model_name, dtype), ADAPTERS / name, is_trainable=True, autocast_adapter_dtype=False)
    return model.to(dtype).train()


def merged(name, batch):
    model = load_adapter(name, torch.float32).eval()
    with torch.no_grad():
        before = [model(torch.tensor([s["ids"]])).logits for s in batch]
        plain = model.merge_and_unload()
        after = [plain(torch.tensor([s["ids"]])).logits for s in batch]
    difference = max((a - b).abs().max().item() for a, b in zip(before, after))
    targets = {key: golden.probe(weight, 4) for key, weight in plain.named_parameters() if "proj" in key}
    return {"merged": targets, "merged_difference": golden.rounded(difference, 2)}


def main():
    cases = []
    for name in CASES:
        make_adapter(name)
        single, double = (tiny_goldens.measure(lambda kind: load_adapter(name, kind), dtype) for dtype in (torch.float32, torch.float64))
        differences = tiny_goldens.float64_differences(single, double)
        single["gradients"] = double["gradients"]   # the truth: two float32 runs differ by more than either does from it
        for part in (single["gradients"], single["adamw_all"]["parameters"], single["adamw_matrices"]["parameters"]):
            for key in list(part):
                part[saved_name(key)] = part.pop(key)
        cases.append({"name": name, "adapter": f"adapters/{name}", "model": f"models/{CASES[name][0]}", **single,
                      **merged(name, single["sequences"]), "float64_difference": differences})
        print(name, single["loss"], [s["grad_norm"] for s in single["adamw_all"]["steps"]], differences, cases[-1]["merged_difference"])
    golden.write_golden("peft_lora.json", {
        "made_with": golden.made_with("peft_lora.py", "peft", "safetensors"), "dtype": "float32", "attention": "eager",
        **tiny_goldens.settings(), "cases": cases})


if __name__ == "__main__":
    main()
