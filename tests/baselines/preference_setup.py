# SPDX-License-Identifier: Apache-2.0
"""What preference.py measures with: the batches, the policy with its reference, TRL's trainers on hand-made inputs, and one case's numbers.

Trainers are made without their constructors (those want datasets, tokenizers and folders): the attributes that the loss functions read are set here, the loss
functions themselves are TRL's. Policy = tiny-llama with adapters/lora (rank 4, alpha 8, so scale 2); reference = the same with the adapter off, as TRL does for
an adapter that was new when training began.
"""
import random
from collections import defaultdict
from types import MethodType, SimpleNamespace

import golden
import peft
import tiny_goldens
import torch
from accelerate import Accelerator
from transformers import AutoModelForSequenceClassification
from trl import DPOTrainer, KTOTrainer, RewardTrainer
from trl.experimental.cpo import CPOTrainer
from trl.experimental.orpo import ORPOTrainer
from trl.trainer.utils import FusedCausalLMOutput, add_fused_lm_head

torch.set_num_threads(1)

MODEL, ADAPTER, PAD = "tiny-llama", "lora", 0   # 0 never occurs in a row, so that it is padding and nothing else
VOCABULARY = 343
TENSOR_ELEMENTS = 4
ACCELERATOR = Accelerator(cpu=True)


# ---- batches ----

def ids(source, count, end=False):
    made = [source.randrange(3, VOCABULARY) for _ in range(count)]
    return made[:-1] + [2] if end else made


def pair_batch():
    source = random.Random(11)
    prompts, chosen, rejected = (3, 30, 11, 7, 18, 5), (1, 20, 9, 6, 13, 4), (17, 12, 1, 6, 20, 4)
    rows = [{"prompt_ids": ids(source, p), "chosen_ids": ids(source, c, c > 5), "rejected_ids": ids(source, r, r > 5)} for p, c, r in
            zip(prompts, chosen, rejected)]
    rows[3]["rejected_ids"][:3] = rows[3]["chosen_ids"][:3]   # one pair whose answers begin alike and are of one length
    rows[1]["chosen_ids"][0], rows[5]["chosen_ids"][0] = 246, 15       # what the policy finds most likely there, so that token accuracy is not 0
    rows[0]["rejected_ids"][0], rows[4]["rejected_ids"][0] = 320, 307   # the same, so that unlikelihood has something to push down
    return rows


def unpaired_batch(seed, labels):
    source = random.Random(seed)
    rows = [{"prompt_ids": ids(source, p), "completion_ids": ids(source, c, c > 5), "label": label} for p, c, label in
            zip((4, 21, 9, 3, 30, 12), (7, 1, 20, 12, 5, 16), labels)]
    # KTOTrainer._prepare_dataset's rotation (a function inside it, so written again here): (x1, yn), (x2, y1), ...
    for row, other in zip(rows, rows[-1:] + rows[:-1]):
        row["kl_completion_ids"] = other["completion_ids"]
    return rows


def padded(rows, value):
    width = max(len(row) for row in rows)
    return torch.tensor([row + [value] * (width - len(row)) for row in rows])


def cpo_inputs(pairs):
    """What CPOTrainer's and ORPOTrainer's collator would make of tokenised rows."""
    batch = {}
    for side in ("chosen", "rejected"):
        whole = [row["prompt_ids"] + row[side + "_ids"] for row in pairs]
        batch[side + "_input_ids"] = padded(whole, PAD)
        batch[side + "_attention_mask"] = padded([[1] * len(row) for row in whole], 0)
        batch[side + "_labels"] = padded([[-100] * len(row["prompt_ids"]) + row[side + "_ids"] for row in pairs], -100)
    return batch


# ---- models ----

def add_plain_lm_head(model):
    """TRL's fused head computes in float32 whatever the model is; in float64 this one takes its place and gives the same fields."""
    original = model.forward

    def forward(self, *args, fused_lm_head=False, labels=None, **kwargs):
        if not fused_lm_head:
            return original(*args, labels=labels, **kwargs)
        logits = original(*args, **kwargs).logits[:, :-1]
        labels = labels[:, 1:]
        mask = labels != -100
        logps = logits.log_softmax(-1)
        fields = {"log_probs": logps.gather(-1, labels.clamp(min=0)[..., None])[..., 0], "entropy": -(logps.exp() * logps).sum(-1).detach(),
                  "log_sum_sq_probs": (2 * logps).logsumexp(-1).detach(), "mean_logits": logits.mean(-1).detach(), "is_top1": logits.argmax(-1) == labels}
        return FusedCausalLMOutput(label_mask=mask, **{key: value.masked_fill(~mask, 0) for key, value in fields.items()})

    model.forward = MethodType(forward, model)


def load_policy(dtype):
    base = tiny_goldens.load(golden.HERE / "models" / MODEL, dtype)
    if dtype == torch.float32:
        add_fused_lm_head(base, outputs=("log_probs", "entropy", "log_sum_sq_probs", "mean_logits", "is_top1"))
    else:
        add_plain_lm_head(base)
    model = peft.PeftModel.from_pretrained(base, golden.HERE / "adapters" / ADAPTER, is_trainable=True, autocast_adapter_dtype=False)
    return model.to(dtype).train()


def score_weights(hidden):
    generator = torch.Generator().manual_seed(5)
    return golden.rounded(0.5 * torch.randn(hidden, generator=generator), 5)


def load_reward(dtype, weights):
    base = AutoModelForSequenceClassification.from_pretrained(golden.HERE / "models" / MODEL, num_labels=1, dtype=dtype, attn_implementation="eager")
    base.config.pad_token_id = PAD
    base.score.weight.data = torch.tensor([weights], dtype=dtype)
    config = peft.PeftConfig.from_pretrained(golden.HERE / "adapters" / ADAPTER)
    config.task_type, config.inference_mode = None, False
    model = peft.PeftModel.from_pretrained(base, golden.HERE / "adapters" / ADAPTER, config=config, is_trainable=True, autocast_adapter_dtype=False)
    model.base_model.model.score.weight.requires_grad_(True)
    return model.to(dtype).train()


class Recorder:
    """A model that keeps the last output that gradients flow through, with the gradient of its log-probabilities or scores."""

    def __init__(self, model):
        self.model, self.training, self.last = model, True, None

    def __call__(self, *args, **kwargs):
        output = self.model(*args, **kwargs)
        kept = output.get("log_probs", output.get("logits"))
        if kept.requires_grad:
            kept.retain_grad()
            self.last = kept
        return output


# ---- trainers without their constructors ----

def bare(kind, model, **attributes):
    trainer = kind.__new__(kind)
    trainer.accelerator, trainer.model, trainer.ref_model = ACCELERATOR, model, None
    trainer.aux_loss_enabled, trainer.precompute_ref_logps, trainer._total_train_tokens, trainer._tp_size = False, False, 0, 1
    trainer._metrics = {"train": defaultdict(list), "eval": defaultdict(list)}
    trainer.is_encoder_decoder, trainer.pad_token_id, trainer.padding_value = False, PAD, PAD
    for key, value in attributes.items():
        setattr(trainer, key, value)
    return trainer


def dpo_trainer(model, loss_type, beta=0.1, label_smoothing=0.0, loss_weights=None, f_divergence="reverse_kl", alpha=0.5, ld_alpha=None, use_weighting=False,
                discopop_tau=0.05):
    types = loss_type if isinstance(loss_type, list) else [loss_type]
    return bare(DPOTrainer, model, loss_types=types, loss_weights=loss_weights or [1.0] * len(types), beta=beta, label_smoothing=label_smoothing,
                f_divergence_type=f_divergence, f_alpha_divergence_coef=alpha, ld_alpha=ld_alpha, use_weighting=use_weighting,
                args=SimpleNamespace(gradient_checkpointing_kwargs=None, discopop_tau=discopop_tau))


def kto_trainer(model, loss_type="kto", beta=0.1, desirable_weight=1.0, undesirable_weight=1.0):
    return bare(KTOTrainer, model, loss_type=loss_type, beta=beta, desirable_weight=desirable_weight, undesirable_weight=undesirable_weight,
                calculate_KL=loss_type == "kto", args=SimpleNamespace(gradient_checkpointing_kwargs=None))


def cpo_trainer(model, loss_type="sigmoid", beta=0.1, label_smoothing=0.0, cpo_alpha=1.0, simpo_gamma=0.5, alpha=0.0):
    return bare(CPOTrainer, model, loss_type=loss_type, beta=beta, label_smoothing=label_smoothing, cpo_alpha=cpo_alpha, simpo_gamma=simpo_gamma, alpha=alpha)


def orpo_trainer(model, beta=0.1):
    return bare(ORPOTrainer, model, beta=beta)


def reward_trainer(model, center_rewards_coefficient=None):
    return bare(RewardTrainer, model, args=SimpleNamespace(center_rewards_coefficient=center_rewards_coefficient))


# ---- numbers of one case ----

def tensor_name(name):
    return name.replace(".default.", ".")


def gradients(model):
    """[norm, first elements] of every trained tensor, in the order of trained_names(model)."""
    rows = []
    for _, weight in sorted(tiny_goldens.trainable(model).items()):
        grad = weight.grad.to(torch.float64).reshape(-1) if weight.grad is not None else torch.zeros(weight.numel(), dtype=torch.float64)
        rows.append([grad.norm().item()] + grad[:TENSOR_ELEMENTS].tolist())
    return rows


def trained_names(model):
    return [tensor_name(name) for name in sorted(tiny_goldens.trainable(model))]


def row_gradient(grad, mask):
    """d loss / d (sum of a row's log-probabilities), or None where the tokens of a row differ in it."""
    rows = []
    for values, wanted in zip(grad, mask.bool()):
        values = values[wanted]
        if (values - values[0]).abs().max() > 1e-5 * values.abs().max():
            return None
        rows.append(values.mean().item())
    return rows


def backward(model, loss):
    for weight in model.parameters():
        weight.grad = None
    loss.backward()


def largest_difference(a, b):
    if a is None or b is None:
        return 0.0
    if isinstance(a, dict):
        return max((largest_difference(a[key], b[key]) for key in a), default=0.0)
    if isinstance(a, list):
        return max((largest_difference(x, y) for x, y in zip(a, b, strict=True)), default=0.0)
    return abs(a - b) / (1 + abs(b))
