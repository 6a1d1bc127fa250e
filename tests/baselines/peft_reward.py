# SPDX-License-Identifier: Apache-2.0
"""A reward model as Python peft saves it, and its scores.

    python tests/baselines/peft_reward.py        (reads tests/baselines/models, writes adapters/reward and peft_reward.json)

adapters/reward      LoRA (rank 4, alpha 8) on all linear layers of tiny-llama as AutoModelForSequenceClassification with one label, the head "score" trained
                     whole (modules_to_save, no bias), task_type SEQ_CLS; A, B and head random
peft_reward.json     names and shapes in adapter_model.safetensors; sequences [{ids, score}]: the number at the last token, alone in its batch; base_scores:
                     with the adapter off, but the same head. Sequence 1 ends in id 0, which no pad id says is padding
  gradients          of the sum of the three scores, by stored name: probe {shape, norm, sum, entries}, in float64
"""
import json
import shutil

import golden
import peft
import torch
from safetensors.torch import load_file
from transformers import AutoModelForSequenceClassification

torch.set_num_threads(1)

MODEL, FOLDER = "tiny-llama", golden.HERE / "adapters" / "reward"
SEQUENCES = [[1, 17, 301, 44, 9, 250, 2], [5, 88, 88, 0], [3, 342, 120, 61, 77, 5, 200, 199, 12, 31, 8, 2]]


def base(dtype, model_dir=golden.HERE / "models" / MODEL):
    return AutoModelForSequenceClassification.from_pretrained(model_dir, num_labels=1, dtype=dtype, attn_implementation="eager")


def trained(model):
    return {name: weight for name, weight in model.named_parameters() if weight.requires_grad}


def stored_name(name):
    return name.replace(".default.", ".").replace(".modules_to_save.", ".").replace("score.default", "score")


def make_folder():
    config = peft.LoraConfig(task_type="SEQ_CLS", r=4, lora_alpha=8, lora_dropout=0.0, modules_to_save=["score"],
                             target_modules=["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"])
    model = peft.get_peft_model(base(torch.float32), config)
    generator = torch.Generator().manual_seed(77)
    for name, weight in sorted(trained(model).items()):
        scale = 0.3 if "lora_B" in name else 0.5 if "score" in name else weight.shape[1] ** -0.5
        weight.data = scale * torch.randn(weight.shape, generator=generator)
    shutil.rmtree(FOLDER, ignore_errors=True)
    model.save_pretrained(FOLDER)
    (FOLDER / "README.md").unlink(missing_ok=True)
    (FOLDER / "adapter_model.safetensors").chmod(0o644)
    config = json.loads((FOLDER / "adapter_config.json").read_text())
    config["base_model_name_or_path"] = MODEL
    config["target_modules"] = sorted(config["target_modules"])
    (FOLDER / "adapter_config.json").write_text(json.dumps(config, indent=2) + "\n")
    stored = load_file(FOLDER / "adapter_model.safetensors")
    if set(stored) != {stored_name(name) for name in trained(model)}:
        raise SystemExit("what peft stored is not what is trained: " + str(sorted(stored)[:3] + sorted(map(stored_name, trained(model)))[:3]))
    return stored


def load(dtype, folder=FOLDER, model=None):
    model = peft.PeftModel.from_pretrained(base(dtype) if model is None else model, folder, is_trainable=True, autocast_adapter_dtype=False)
    return model.to(dtype).eval()


def scores(model, sequences):
    """One sequence a batch: transformers then reads the last position whatever the pad id is."""
    model.config.pad_token_id = None
    return torch.cat([model(input_ids=torch.tensor([ids])).logits[0] for ids in sequences])


def head_alone(model):
    """The base's hidden states under the trained head: what peft's disable_adapter does not give, for it turns the trained head off too."""
    head = model.base_model.model.score.modules_to_save["default"]
    with torch.no_grad(), model.disable_adapter():
        hidden = [model.base_model.model.model(input_ids=torch.tensor([ids])).last_hidden_state[0, -1] for ids in SEQUENCES]
    return head(torch.stack(hidden)).reshape(-1).detach()


def main():
    stored = make_folder()
    single, double = load(torch.float32), load(torch.float64)
    with torch.no_grad():
        values = scores(single, SEQUENCES)
        exact = scores(double, SEQUENCES)
    scores(double, SEQUENCES).sum().backward()
    gradients = {stored_name(name): golden.probe(weight.grad) for name, weight in sorted(trained(double).items())}
    print("scores", values.tolist(), "float64 differs by", (values - exact).abs().max().item())
    golden.write_golden("peft_reward.json", {
        "made_with": golden.made_with("peft_reward.py", "peft", "safetensors"), "dtype": "float32", "attention": "eager", "model": f"models/{MODEL}",
        "adapter": "adapters/reward", "tensors": {name: list(stored[name].shape) for name in sorted(stored)},
        "sequences": [{"ids": ids, "score": golden.rounded(value, 7)} for ids, value in zip(SEQUENCES, values.tolist())],
        "base_scores": golden.rounded(head_alone(single), 7), "gradients": gradients,
        "float64_difference": golden.rounded((values - exact).abs().max().item(), 2)})


if __name__ == "__main__":
    main()
