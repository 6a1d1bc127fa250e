# SPDX-License-Identifier: Apache-2.0
"""Golden numbers of offline preference methods and reward models, by TRL's own loss functions on one batch of six rows.

    python tests/baselines/preference.py        (reads tests/baselines/models and adapters, writes preference.json)

pairs, kto_batches, reward       the rows as token ids; no row holds id 0, which pads. The policy and reference: see preference_setup.py.
logps                            per row: sum of log p over the completion's tokens, and their number
tensors                          the trained tensors' names; a case's "gradient" has one row per name: [L2 norm, first four elements of the flattened tensor]
cases  {name, family, options, source, loss, metrics, per_row, d_logps, gradient}
  source       "trl": the named trainer's own function made the loss; "formula": it is written out in this file
  options      the trainer's; what is not named has TRL's default
  per_row      the loss of each row; for the pairs of DPO from TRL's function on that pair alone, absent where rows depend on each other (aot, sft) and where
               said otherwise in per_row_source
  d_logps      d loss / d (sum of the row's completion log-probabilities), absent where the loss depends on more than these sums
  metrics      what the trainer reports for this batch
  padding_metrics  reported too, but they average over padding and prompt, so only an equally padded batch gives them
float32 throughout, but gradient, d_logps are from the same run in float64 (the truth both are near; alpha divergence, which TRL has no float64 for, excepted).
loss_float64 is the loss of that run. float64_difference = the largest |a - b| / (1 + |b|) between the two runs, for loss + metrics + per_row and for
gradient + d_logps.

Where TRL 1.16 differs from research on an older TRL: f-divergence scores have another constant (1 - e^-s, log 2 + log sigmoid s, (t^(a-1) - 1) / (a - 1)),
which cancels in the difference; CPO and ORPO are in trl.experimental; BCO, NashMD, XPO, PPO and PRM are gone. As before, "sigmoid" does not read
label_smoothing (cdpo here is the formula), and "ipo" divides the sums by the completions' token counts.
"""
import golden
import preference_setup as setup
import torch
import torch.nn.functional as F
from trl.experimental.orpo.orpo_trainer import log1mexp
from trl.trainer.dpo_trainer import DataCollatorForPreference
from trl.trainer.kto_trainer import DataCollatorForUnpairedPreference
from trl.trainer.reward_trainer import DataCollatorForPreference as RewardCollator

PAIRS = setup.pair_batch()
MARGINS = [0.0, 0.5, 1.0, 0.25, 2.0, 0.75]
REWARD_ROWS = [{"chosen_ids": row["prompt_ids"] + row["chosen_ids"], "rejected_ids": row["prompt_ids"] + row["rejected_ids"], "margin": margin}
               for row, margin in zip(PAIRS, MARGINS)]
KTO = {"kl_positive": setup.unpaired_batch(2, [True, False, True, True, False, False]),
       "kl_negative": setup.unpaired_batch(6, [False, True, False, False, True, True])}   # its mean KL is below 0 and so counts as 0

DPO_CASES = [{"loss_type": kind} for kind in ("sigmoid", "hinge", "ipo", "nca_pair", "bco_pair", "sppo_hard", "aot", "aot_unpaired", "apo_zero", "apo_down",
                                              "discopop", "sigmoid_norm", "sft")]
DPO_CASES += [{"loss_type": kind, "label_smoothing": 0.1} for kind in ("exo_pair", "robust", "aot", "aot_unpaired")]
DPO_CASES += [{"loss_type": "exo_pair", "label_smoothing": 0.001}, {"loss_type": "sigmoid", "beta": 0.5}, {"loss_type": "ipo", "beta": 0.5},
              {"loss_type": "hinge", "beta": 0.5},
              {"loss_type": ["sigmoid", "sft"], "loss_weights": [1.0, 0.5]}, {"loss_type": ["sigmoid", "bco_pair", "sft"], "loss_weights": [0.8, 0.2, 1.0]},
              {"loss_type": "sigmoid", "f_divergence": "forward_kl"}, {"loss_type": "sigmoid", "f_divergence": "js_divergence"},
              {"loss_type": "sigmoid", "f_divergence": "alpha_divergence", "alpha": 0.5}, {"loss_type": "sigmoid", "ld_alpha": 0.5},
              {"loss_type": "sigmoid", "use_weighting": True}]
CPO_CASES = [{"loss_type": kind} for kind in ("sigmoid", "hinge", "ipo")]
CPO_CASES += [{"loss_type": "sigmoid", "label_smoothing": 0.1}, {"loss_type": "sigmoid", "cpo_alpha": 0.0},
              {"loss_type": "simpo", "beta": 2.0, "simpo_gamma": 0.5, "cpo_alpha": 0.0},
              {"loss_type": "simpo", "beta": 2.0, "simpo_gamma": 0.5, "cpo_alpha": 0.0, "label_smoothing": 0.1},
              {"loss_type": "simpo", "beta": 2.0, "simpo_gamma": 0.5, "cpo_alpha": 1.0},
              {"loss_type": "simpo", "beta": 2.0, "simpo_gamma": 0.5, "cpo_alpha": 0.0, "alpha": 0.25}]
KTO_CASES = [{"loss_type": "kto"}, {"loss_type": "kto", "desirable_weight": 1.5, "undesirable_weight": 0.8}, {"loss_type": "kto", "beta": 0.5},
             {"loss_type": "apo_zero_unpaired"}, {"loss_type": "apo_zero_unpaired", "desirable_weight": 1.5, "undesirable_weight": 0.8}]
REWARD_CASES = [{"margin": False}, {"margin": True}, {"margin": False, "center_rewards_coefficient": 0.01},
                {"margin": True, "center_rewards_coefficient": 0.01}]


def collate_pairs(rows):
    return DataCollatorForPreference(pad_token_id=setup.PAD)(rows)


def collate_unpaired(rows):
    return DataCollatorForUnpairedPreference(pad_token_id=setup.PAD)([{**row, "KL_completion_ids": row["kl_completion_ids"]} for row in rows])


def collate_rewards(rows):
    return RewardCollator(pad_token_id=setup.PAD)(rows)


def last_metrics(trainer):
    return {key: values[-1] for key, values in trainer._metrics["train"].items()}


def two_sides(rows):
    return None if rows is None else {"chosen": rows[:len(rows) // 2], "rejected": rows[len(rows) // 2:]}


# ---- one case of each family: (model, options) -> its numbers ----

def dpo(model, options):
    trainer, recorder = setup.dpo_trainer(model, **options), setup.Recorder(model)
    batch = collate_pairs(PAIRS)
    loss = trainer._compute_loss(recorder, batch, False)
    setup.backward(model, loss)
    result = {"loss": loss.item(), "metrics": last_metrics(trainer), "gradient": setup.gradients(model),
              "d_logps": two_sides(setup.row_gradient(recorder.last.grad, batch["completion_mask"][:, 1:]))}
    if not {"aot", "aot_unpaired", "sft"} & set(trainer.loss_types):
        with torch.no_grad():
            result["per_row"] = [setup.dpo_trainer(model, **options)._compute_loss(model, collate_pairs([row]), False).item() for row in PAIRS]
    return result


def kto(model, options):
    rows = KTO[options["batch"]]
    trainer, recorder = setup.kto_trainer(model, **{key: value for key, value in options.items() if key != "batch"}), setup.Recorder(model)
    batch = collate_unpaired(rows)
    loss = trainer._compute_loss(recorder, batch, False)
    setup.backward(model, loss)
    ratio = recorder.last.detach().sum(1) - trainer.compute_ref_log_probs(model, batch)[0]
    kl = last_metrics(trainer)["kl"]
    kl = kl if trainer.calculate_KL else 0.0
    signed = torch.where(batch["label"], ratio - kl, kl - ratio)
    weight = torch.where(batch["label"], trainer.desirable_weight, trainer.undesirable_weight)
    per_row = weight * (1 - torch.sigmoid(trainer.beta * signed))
    assert abs(per_row.mean().item() - loss.item()) < 1e-5
    return {"loss": loss.item(), "metrics": last_metrics(trainer), "gradient": setup.gradients(model), "per_row": per_row.tolist(),
            "d_logps": setup.row_gradient(recorder.last.grad, batch["completion_mask"][:, 1:])}


def completion_sums(model, batch):
    """Sums and counts of a CPO batch's completions; the sums are leaves, to take the loss's derivative by them."""
    sums, counts = [], []
    for side in ("chosen", "rejected"):
        with torch.no_grad():
            logits = model(batch[side + "_input_ids"], attention_mask=batch[side + "_attention_mask"]).logits
        labels = batch[side + "_labels"]
        sums.append(setup.CPOTrainer.get_batch_logps(logits, labels).requires_grad_(True))
        counts.append((labels[:, 1:] != -100).sum(1))
    return sums, counts


def split_metrics(metrics):
    return {"metrics": {key: value for key, value in metrics.items() if not key.startswith("logits/")},
            "padding_metrics": {key: value for key, value in metrics.items() if key.startswith("logits/")}}


def cpo(model, options):
    trainer, batch = setup.cpo_trainer(model, **options), setup.cpo_inputs(PAIRS)
    loss, metrics = trainer.get_batch_loss_metrics(model, batch)
    setup.backward(model, loss)
    result = {"loss": loss.item(), **split_metrics(metrics), "gradient": setup.gradients(model)}
    sums, counts = completion_sums(model, batch)
    scaled = [total / count if trainer.loss_type in ("ipo", "simpo") else total for total, count in zip(sums, counts)]
    losses, _, _ = trainer.cpo_loss(*scaled)
    again = losses.mean() - trainer.cpo_alpha * sums[0].sum() / counts[0].sum()
    assert abs(again.item() - loss.item()) < 1e-4
    again.backward()
    return {**result, "per_row": losses.tolist(), "d_logps": {"chosen": sums[0].grad.tolist(), "rejected": sums[1].grad.tolist()}}


def orpo(model, options):
    trainer, batch = setup.orpo_trainer(model, **options), setup.cpo_inputs(PAIRS)
    if next(model.parameters()).dtype == torch.float64:
        trainer.odds_ratio_loss = lambda chosen, rejected: odds_ratio_loss64(trainer.beta, chosen, rejected)
    loss, metrics = trainer.get_batch_loss_metrics(model, batch)
    setup.backward(model, loss)
    result = {"loss": loss.item(), **split_metrics(metrics), "gradient": setup.gradients(model)}
    sums, counts = completion_sums(model, batch)
    losses = trainer.odds_ratio_loss(sums[0] / counts[0], sums[1] / counts[1])[0]
    tokens = (batch["chosen_attention_mask"][:, 1:]).sum()
    (-losses.mean() - sums[0].sum() / tokens).backward()   # the other part of the NLL, the prompts' tokens, has -1 / tokens each
    return {**result, "per_row": (-losses).tolist(), "d_logps": {"chosen": sums[0].grad.tolist(), "rejected": sums[1].grad.tolist()},
            "d_prompt_token": (-1 / tokens).item()}


def odds_ratio_loss64(beta, chosen, rejected):
    """ORPOTrainer.odds_ratio_loss without its casts to float32, for the run in float64 only."""
    log_odds = (chosen - rejected) - (log1mexp(chosen) - log1mexp(rejected))
    ratio = F.logsigmoid(log_odds)
    return beta * ratio, beta * chosen.detach(), beta * rejected.detach(), ratio.mean(), log_odds.mean()


def reward(model, options):
    rows = REWARD_ROWS if options["margin"] else [{key: row[key] for key in ("chosen_ids", "rejected_ids")} for row in REWARD_ROWS]
    trainer, recorder = setup.reward_trainer(model, options.get("center_rewards_coefficient")), setup.Recorder(model)
    loss = trainer.compute_loss(recorder, collate_rewards(rows))
    setup.backward(model, loss)
    with torch.no_grad():
        alone = [setup.reward_trainer(model, options.get("center_rewards_coefficient")).compute_loss(model, collate_rewards([row])).item() for row in rows]
    return {"loss": loss.item(), "metrics": last_metrics(trainer), "gradient": setup.gradients(model), "per_row": alone,
            "scores": two_sides(recorder.last.detach().reshape(-1).tolist()), "d_scores": two_sides(recorder.last.grad.reshape(-1).tolist())}


def token_logps(model, batch):
    labels = batch["input_ids"].masked_fill(batch["completion_mask"] == 0, -100)
    logps = model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"], labels=labels, fused_lm_head=True).log_probs
    return logps, batch["completion_mask"][:, 1:].bool()


def cdpo(model, options):
    """-(1 - e) log sigmoid(beta D) - e log sigmoid(-beta D), D = (policy - reference log-ratio of chosen) - (the same of rejected)."""
    batch = collate_pairs(PAIRS)
    logps, mask = token_logps(model, batch)
    logps.retain_grad()
    reference = torch.cat(setup.dpo_trainer(model, "sigmoid").compute_ref_log_probs(model, batch))
    chosen, rejected = (logps.sum(1) - reference).chunk(2)
    scaled = options["beta"] * (chosen - rejected)
    per_row = -(1 - options["label_smoothing"]) * F.logsigmoid(scaled) - options["label_smoothing"] * F.logsigmoid(-scaled)
    setup.backward(model, per_row.mean())
    return {"loss": per_row.mean().item(), "per_row": per_row.tolist(), "gradient": setup.gradients(model),
            "d_logps": two_sides(setup.row_gradient(logps.grad, mask))}


def unlikelihood(model, options):
    """-log(1 - p) of each token of the rejected completions (Welleck et al. 2019), alone or beside -log p of the chosen ones."""
    logps, mask = token_logps(model, collate_pairs(PAIRS))
    half = len(PAIRS)
    bad = torch.where(mask, -log1mexp(torch.where(mask, logps, -1.0)), 0.0)[half:].sum(1)
    good = -logps[:half].sum(1)
    counts = mask.sum(1)
    if options["reduction"] == "token_mean":
        loss = bad.sum() / counts[half:].sum()
    elif options["reduction"] == "row_mean_of_sums":
        loss = bad.mean()
    else:   # one token mean over good and bad tokens alike, the bad ones weighted
        loss = (good.sum() + options["weight"] * bad.sum()) / counts.sum()
    setup.backward(model, loss)
    return {"loss": loss.item(), "gradient": setup.gradients(model), "unlikelihood_sums": bad.tolist(), "nll_sums": good.tolist()}


# ---- all of them ----

def case_list():
    cases = [(case_name("dpo", o), "dpo", "trl", o, dpo) for o in DPO_CASES]
    cases += [(f"cdpo_{e}", "cdpo", "formula", {"beta": 0.1, "label_smoothing": e}, cdpo) for e in (0.1, 0.3)]
    cases += [(case_name("simpo" if o["loss_type"] == "simpo" else "cpo", o), "cpo", "trl", o, cpo) for o in CPO_CASES]
    cases += [("orpo", "orpo", "trl", {"beta": 0.1}, orpo), ("orpo_beta_1", "orpo", "trl", {"beta": 1.0}, orpo)]
    cases += [(case_name("kto", {**o, "batch": batch}), "kto", "trl", {**o, "batch": batch}, kto) for batch in KTO for o in KTO_CASES
              if batch == "kl_positive" or len(o) == 1]
    cases += [(f"unlikelihood_{o['reduction']}", "unlikelihood", "formula", o, unlikelihood) for o in
              ({"reduction": "token_mean"}, {"reduction": "row_mean_of_sums"}, {"reduction": "mixed_token_mean", "weight": 0.5})]
    return cases + [(case_name("reward", o), "reward", "trl", o, reward) for o in REWARD_CASES]


def case_name(family, options):
    parts = [family]
    for key, value in options.items():
        if isinstance(value, list):
            parts.append("_".join(map(str, value)))
        elif isinstance(value, str):
            parts += [value] if value != family else []
        elif value is not False:
            parts.append(key if value is True else f"{key}_{value}")
    return "_".join(parts)


def rounded(value, digits):
    if isinstance(value, dict):
        return {key: rounded(item, digits) for key, item in value.items()}
    return None if value is None else golden.rounded(value, digits)


TRUTH = ("gradient", "d_logps", "d_scores", "d_prompt_token")   # taken from the run in float64


def measured(run, options, single, double):
    first = run(single, options)
    first = {key: value for key, value in first.items() if value is not None}
    if options.get("f_divergence") == "alpha_divergence":
        return {key: rounded(value, 7) for key, value in first.items()}
    second = run(double, options)
    numbers = {"numbers": 0.0, "gradients": 0.0}
    for key in first:
        kind = "gradients" if key in TRUTH else "numbers"
        numbers[kind] = max(numbers[kind], setup.largest_difference(first[key], second[key]))
        first[key] = rounded(second[key] if key in TRUTH else first[key], 7)
    first["loss_float64"] = golden.rounded(second["loss"], 9)
    return {**first, "float64_difference": {key: golden.rounded(value, 1) for key, value in numbers.items()}}


def row_sums(model, rows, collate, sides):
    trainer, batch = setup.dpo_trainer(model, "sigmoid"), collate(rows)
    with torch.no_grad():
        logps, mask = token_logps(model, batch)
        with model.disable_adapter():
            reference, _ = token_logps(model, batch)
    parts = len(sides)
    assert trainer.ref_model is None
    return {side: {"tokens": mask.sum(1).chunk(parts)[i].tolist(), "policy": golden.rounded(logps.sum(1).chunk(parts)[i], 6),
                   "reference": golden.rounded(reference.sum(1).chunk(parts)[i], 6)} for i, side in enumerate(sides)}


def kl_rows(rows):
    return [{"prompt_ids": row["prompt_ids"], "completion_ids": row["kl_completion_ids"], "kl_completion_ids": [2], "label": True} for row in rows]


def main():
    policies = [setup.load_policy(dtype) for dtype in (torch.float32, torch.float64)]
    weights = setup.score_weights(32)
    scorers = [setup.load_reward(dtype, weights) for dtype in (torch.float32, torch.float64)]
    cases = []
    for name, family, source, options, run in case_list():
        numbers = measured(run, options, *(scorers if family == "reward" else policies))
        extra = {"per_row_source": "formula"} if family == "kto" else {}
        cases.append({"name": name, "family": family, "source": source, "options": options, **numbers, **extra})
        print(f"{name:60} {numbers['loss']:.7f}", numbers.get("float64_difference"))
    losses = {case["name"]: case["loss"] for case in cases}
    assert len(losses) == len(cases)
    assert all(abs(losses[name] - losses["dpo_sigmoid"]) > 1e-4 for name in ("dpo_aot", "dpo_aot_unpaired"))   # sorting changes the order in this batch
    logps = {"pairs": row_sums(policies[0], PAIRS, collate_pairs, ("chosen", "rejected"))}
    for batch, rows in KTO.items():
        logps[batch] = {**row_sums(policies[0], rows, collate_unpaired, ("completion",)), "kl": row_sums(policies[0], kl_rows(rows), collate_unpaired,
                                                                                                  ("completion",))["completion"]}
    golden.write_golden("preference.json", {
        "made_with": golden.made_with("preference.py", "trl", "peft", "accelerate", "safetensors"), "model": f"models/{setup.MODEL}",
        "adapter": f"adapters/{setup.ADAPTER}", "adapter_scale": 2.0, "dtype": "float32", "attention": "eager", "pad": setup.PAD,
        "pairs": PAIRS, "kto_batches": KTO, "reward": {"pairs": "as above, prompt + completion", "margins": MARGINS, "score_weight": weights},
        "logps": logps, "tensors": setup.trained_names(policies[0]), "reward_tensors": setup.trained_names(scorers[0]), "cases": cases})


if __name__ == "__main__":
    main()
