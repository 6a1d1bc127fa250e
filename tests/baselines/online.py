# SPDX-License-Identifier: Apache-2.0
"""Golden numbers of online methods on plain arrays: rewards to advantages to losses, with gradients by the policy's log-probabilities. No model is run.

    python tests/baselines/online.py        (writes online.json)

Everything is float64. Arrays of [row][step] are padded; lengths (or the mask) say what is real. "source" is "trl" where TRL 1.16's own function gave the number
(with its forward pass replaced by the arrays), "formula" where online_formulas.py did.

ppo_batch, ppo                 options -> rewards, advantages, returns, whitened, policy_loss, value_loss, loss, metrics, d_logps, d_values (of loss)
ppo_trl_padding                the same to the advantages with the score one step after the last token, as the old PPOTrainer had it
reinforce                      REINFORCE++ and the variant with the group's mean as baseline, on ppo_batch (groups: rows 0-3 and 4-7)
grpo_batch                     12 completions, 3 groups of 4; the second group's rewards are all equal
grpo_advantages                two reward functions, weights, null = that function gave nothing -> advantages, metrics
grpo_masks                     which completions mask_truncated_completions takes out, and how many tokens stay
grpo_losses                    options -> loss, metrics, d_logps, and d_entropies where the entropy bonus is on; NaN as a string where TRL has 0 / 0
grpo_entropy_mask, grpo_off_policy_mask
rloo                           options -> advantages, loss, metrics, d_logps
online_dpo                     options -> rewards after the missing-EOS penalty, chosen and rejected rows, loss, d_logps, metrics
rewards                        trl.rewards on texts and ids (whether an answer is right is given, math_verify is not used)
kl_terms, adaptive_kl, ranking formulas

GRPO metrics are masked means over tokens ("*_mean", kl, entropy) and extremes over rows ("low_min", "high_max").
Where TRL 1.16 differs from research on an older TRL: dapo, cispo and vespo divide by num_items_in_batch * accumulation / steps_per_generation, so GA and
generation batch no longer have to agree; num_items counts loss tokens (tool mask applied); reward_std is the std of all rewards (not the mean of the
groups'); a completion for which no function gave a reward has advantage 0 and leaves its group's mean; PPO, NashMD, XPO and the judges of online DPO are
gone. Online DPO's ipo takes the plain sums, unlike DPO's.
"""
from collections import defaultdict
from types import SimpleNamespace

import golden
import online_formulas as formulas
import torch
from accelerate import Accelerator
from trl import GRPOTrainer, RLOOTrainer
from trl import rewards as trl_rewards
from trl.experimental.online_dpo import OnlineDPOTrainer

torch.set_num_threads(1)

GROUPS, PER_GROUP, WIDTH, EOS, PAD = 3, 4, 6, 2, 0
GRPO_LENGTHS = [6, 4, 1, 5, 3, 6, 2, 4, 6, 5, 3, 2]
TRUNCATED = {0, 5, 9}   # rows that end without an end token
ACCELERATOR = Accelerator(cpu=True)


class NoModel(torch.nn.Module):
    is_gradient_checkpointing = False


def bare(kind, **attributes):
    trainer = kind.__new__(kind)
    trainer.accelerator, trainer.model, trainer.ref_model = ACCELERATOR, NoModel(), NoModel()
    trainer._metrics = {"train": defaultdict(list), "eval": defaultdict(list)}
    trainer.aux_loss_enabled = False
    for key, value in attributes.items():
        setattr(trainer, key, value)
    return trainer


def last_metrics(trainer):
    return {key: values[-1] for key, values in trainer._metrics["train"].items()}


def plain(value, digits=9):
    """Tensors and nested numbers as rounded lists; names, flags and what is absent as they are."""
    if isinstance(value, dict):
        return {key: plain(item, digits) for key, item in value.items()}
    if isinstance(value, torch.Tensor):
        value = value.detach().double().tolist() if value.is_floating_point() else value.tolist()
    if isinstance(value, (list, tuple)):
        return [plain(item, digits) for item in value]
    return golden.rounded(value + 0.0, digits) if isinstance(value, float) else value   # + 0.0: no -0.0


# ---- GRPO ----

def grpo_batch():
    generator = torch.Generator().manual_seed(33)
    rows = GROUPS * PER_GROUP
    mask = formulas.step_mask(GRPO_LENGTHS, WIDTH)
    logps = -formulas.draw(generator, rows, WIDTH, scale=1.2, shift=1.5).abs()
    arrays = {"logps": logps, "old_logps": logps + formulas.draw(generator, rows, WIDTH, scale=0.3),
              "ref_logps": logps + formulas.draw(generator, rows, WIDTH, scale=0.3),
              "entropies": formulas.draw(generator, rows, WIDTH, scale=0.8, shift=2.0).abs()}
    ids = [[5] * (length - 1) + [7 if row in TRUNCATED else EOS] for row, length in enumerate(GRPO_LENGTHS)]
    advantages = formulas.draw(generator, rows)
    advantages[4:8] = 0.0
    first = [1.0, 0.0, 0.5, 2.0] + [0.75] * 4 + [0.0, 0.0, 0.0, 1.0]
    second = [0.2, 0.4, -0.1, 0.3] + [0.1] * 4 + [1.0, -1.0, 0.5, 0.0]
    return {"lengths": GRPO_LENGTHS, "completion_ids": ids, "eos": EOS, "group_size": PER_GROUP, "rewards": [first, second], "advantages": advantages.tolist(),
            **{key: value.masked_fill(~mask, 0).round(decimals=4).tolist() for key, value in arrays.items()}}


BATCH = grpo_batch()
FORWARD_MASK = formulas.step_mask(GRPO_LENGTHS, WIDTH)


def array(key):
    return torch.tensor(BATCH[key], dtype=torch.float64)


def scoring_attributes(rewards, weights, **changes):
    rows = len(rewards[0])
    names = [f"function_{i}" for i in range(len(rewards))]
    table = torch.tensor([[float("nan") if value is None else value for value in column] for column in rewards], dtype=torch.float64).T
    attributes = {
        "args": SimpleNamespace(per_device_train_batch_size=rows, steps_per_generation=1, gradient_accumulation_steps=1, gradient_checkpointing_kwargs=None),
        "environment_factories": None, "environments": None, "tools": None, "_tokenizer": SimpleNamespace(pad_token_id=PAD), "pad_to_multiple_of": None,
        "mask_truncated_completions": False, "eos_token_ids": [EOS], "num_iterations": 1, "use_vllm": False, "beta": 0.0, "num_generations": PER_GROUP,
        "reward_func_names": names, "reward_funcs": names, "reward_weights": torch.tensor(weights, dtype=torch.float64), "scale_rewards": "group",
        "multi_objective_aggregation": "sum_then_normalize", "log_multimodal": False, "_pending_extra_logs": {}, "_pending_metrics": {},
        "_logs": {"prompt": [], "completion": [], "rewards": defaultdict(list), "advantages": [], "extra": defaultdict(list)},
        "_calculate_rewards": lambda *_: table}
    return {**attributes, **changes}


def prompts(rows):
    return [{"prompt": "p"} for _ in range(rows)]


def grpo_scored(rewards, weights, **changes):
    trainer = bare(GRPOTrainer, **scoring_attributes(rewards, weights, **changes))
    trainer._generate = lambda p: ([[5, 6]] * len(p), BATCH["completion_ids"], None, ["c"] * len(p), None, {}, None, None)
    return trainer, trainer._generate_and_score_completions(prompts(len(rewards[0])))


def grpo_advantages():
    gap = [list(column) for column in BATCH["rewards"]]
    gap[1][2], gap[0][9], gap[1][9] = None, None, None   # row 2 lacks one of two rewards, row 9 has none at all
    cases = []
    for rewards in (BATCH["rewards"][:1], BATCH["rewards"], gap):
        weights = [1.0, 0.5][:len(rewards)]
        for options in ({"scale_rewards": "group"}, {"scale_rewards": "batch"}, {"scale_rewards": "none"},
                        {"multi_objective_aggregation": "normalize_then_sum"}):
            trainer, output = grpo_scored(rewards, weights, **options)
            cases.append({"source": "trl", "options": options, "rewards": rewards, "weights": weights, "advantages": output["advantages"],
                          "metrics": last_metrics(trainer)})
    return cases


def grpo_masks():
    cases = []
    for masked in (False, True):
        _, output = grpo_scored(BATCH["rewards"], [1.0, 0.5], mask_truncated_completions=masked)
        cases.append({"source": "trl", "mask_truncated_completions": masked, "completion_mask": output["completion_mask"],
                      "num_items_in_batch": output["num_items_in_batch"].item(), "advantages": output["advantages"]})
    return cases


LOSS_DEFAULTS = {"loss_type": "dapo", "beta": 0.0, "epsilon": 0.2, "epsilon_high": None, "delta": None, "importance_sampling_level": "token", "old": True,
                 "mask_truncated": False, "top_entropy_quantile": 1.0, "off_policy_mask_threshold": None, "entropy_coef": 0.0, "use_bias_correction_kl": False,
                 "max_completion_length": 8}
LOSS_CASES = [{"loss_type": kind} for kind in ("grpo", "bnpo", "dr_grpo", "dapo")]
LOSS_CASES += [{"loss_type": kind, "importance_sampling_level": "sequence"} for kind in ("grpo", "dapo", "luspo")]
LOSS_CASES += [{"loss_type": "cispo", "epsilon_high": 1.3}, {"loss_type": "sapo"}, {"loss_type": "vespo"}, {"loss_type": "luspo"},
               {"loss_type": "grpo", "delta": 1.4}, {"loss_type": "dapo", "epsilon_high": 0.28}, {"loss_type": "grpo", "old": False},
               {"loss_type": "grpo", "beta": 0.04}, {"loss_type": "dapo", "beta": 0.04}, {"loss_type": "dr_grpo", "beta": 0.04},
               {"loss_type": "grpo", "beta": 0.5, "old": False}, {"loss_type": "dapo", "beta": 0.04, "use_bias_correction_kl": True},
               {"loss_type": "grpo", "beta": 0.04, "importance_sampling_level": "sequence"},
               {"loss_type": "dapo", "mask_truncated": True}, {"loss_type": "grpo", "mask_truncated": True}, {"loss_type": "bnpo", "mask_truncated": True},
               {"loss_type": "dapo", "top_entropy_quantile": 0.2}, {"loss_type": "grpo", "off_policy_mask_threshold": 0.0},
               {"loss_type": "dapo", "entropy_coef": 0.01}]


def grpo_loss(options):
    mask = FORWARD_MASK.long()
    if options["mask_truncated"]:
        mask = mask * torch.tensor([[row not in TRUNCATED] for row in range(len(mask))])
    args = SimpleNamespace(delta=options["delta"], use_bias_correction_kl=options["use_bias_correction_kl"], steps_per_generation=1, sapo_temperature_pos=1.0,
                           sapo_temperature_neg=1.05, vespo_k_pos=2.0, vespo_lambda_pos=3.0, vespo_k_neg=3.0, vespo_lambda_neg=2.0)
    trainer = bare(GRPOTrainer, args=args, loss_type=options["loss_type"], beta=options["beta"], epsilon_low=options["epsilon"],
                   epsilon_high=options["epsilon"] if options["epsilon_high"] is None else options["epsilon_high"],
                   importance_sampling_level=options["importance_sampling_level"], top_entropy_quantile=options["top_entropy_quantile"],
                   off_policy_mask_threshold=options["off_policy_mask_threshold"], entropy_coef=options["entropy_coef"],
                   _entropy_bonus_enabled=options["entropy_coef"] != 0.0, use_adaptive_entropy=False, use_vllm=False, current_gradient_accumulation_steps=1,
                   max_completion_length=options["max_completion_length"])
    logps, entropies = formulas.leaf(BATCH["logps"]), formulas.leaf(BATCH["entropies"])
    trainer._get_per_token_logps_and_entropies = lambda *_, **__: (logps, entropies, None)
    inputs = {"prompt_ids": torch.ones(len(mask), 2, dtype=torch.long), "prompt_mask": torch.ones(len(mask), 2, dtype=torch.long),
              "completion_ids": torch.ones_like(mask), "completion_mask": mask, "advantages": array("advantages"), "num_items_in_batch": mask.sum(),
              "ref_per_token_logps": array("ref_logps")}
    if options["old"]:
        inputs["old_per_token_logps"] = array("old_logps")
    loss = trainer._compute_loss(trainer.model, inputs)
    loss.backward()
    result = {"loss": loss.item(), "metrics": last_metrics(trainer), "d_logps": logps.grad}
    return {**result, "d_entropies": entropies.grad} if entropies.grad is not None else result


def grpo_losses():
    return [{"source": "trl", "options": {**LOSS_DEFAULTS, **changes}, **grpo_loss({**LOSS_DEFAULTS, **changes})} for changes in LOSS_CASES]


def grpo_entropy_masks():
    trainer, mask = bare(GRPOTrainer), FORWARD_MASK.long()
    return [{"source": "trl", "quantile": quantile, "mask": trainer.get_high_entropy_mask(array("entropies"), mask, quantile).long()}
            for quantile in (0.0, 0.5, 0.8, 1.0)]


def grpo_off_policy_masks():
    advantages, mask = array("advantages"), FORWARD_MASK.long()
    return [{"source": "trl", "threshold": threshold,
             "keep": GRPOTrainer.get_off_policy_mask(advantages[:, None], array("logps"), array("old_logps"), mask, threshold)[:, 0]}
            for threshold in (-0.2, 0.0, 0.1, 1.0)]


# ---- RLOO ----

def rloo():
    cases = []
    gap = [list(column) for column in BATCH["rewards"]]
    gap[0][9], gap[1][9] = None, None
    for options in ({}, {"beta": 0.0}, {"beta": 0.2}, {"normalize_advantages": True}, {"reward_clip_range": [0.1, 0.9]}, {"epsilon_high": 0.5}, {"gap": True}):
        settings = {"beta": 0.05, "normalize_advantages": False, "reward_clip_range": None, "epsilon": 0.2, "epsilon_high": None, "gap": False, **options}
        rewards = gap if settings["gap"] else BATCH["rewards"]
        trainer = bare(RLOOTrainer, **scoring_attributes(rewards, [1.0, 0.5], beta=settings["beta"], normalize_advantages=settings["normalize_advantages"],
                                                         reward_clip_range=settings["reward_clip_range"], epsilon_low=settings["epsilon"],
                                                         epsilon_high=settings["epsilon_high"] or settings["epsilon"]))
        trainer._generate = lambda p: ([[5, 6]] * len(p), BATCH["completion_ids"], ["c"] * len(p))
        trainer._get_per_token_logps_and_entropies = lambda model, *_, owner=trainer, **__: (
            array("ref_logps" if model is owner.ref_model else "old_logps"), None, None)
        output = trainer._generate_and_score_completions(prompts(len(rewards[0])))
        logps = formulas.leaf(BATCH["logps"])
        trainer._get_per_token_logps_and_entropies = lambda *_, **__: (logps, array("entropies"), None)
        loss = trainer._compute_loss(trainer.model, output)
        loss.backward()
        cases.append({"source": "trl", "options": {key: value for key, value in settings.items() if key != "gap"}, "rewards": rewards, "weights": [1.0, 0.5],
                      "advantages": output["advantages"], "loss": loss.item(), "metrics": last_metrics(trainer), "d_logps": logps.grad})
    return cases


# ---- online DPO ----

def online_dpo():
    """Rows 0-5 are the first and rows 6-11 the second completions of six prompts; the arrays are grpo_batch's."""
    cases = []
    ids = torch.tensor([row + [PAD] * (WIDTH - len(row)) for row in BATCH["completion_ids"]])
    scores = [0.5, 0.1, -0.3, 0.9, 0.2, 0.0, 0.4, 0.1, -0.2, 0.3, 0.25, 0.0]
    for loss_type, penalty, beta in (("sigmoid", None, 0.1), ("sigmoid", 1.0, 0.1), ("ipo", 1.0, 0.1), ("sigmoid", 1.0, 0.5)):
        logps, rewards = formulas.leaf(BATCH["logps"]), torch.tensor(scores, dtype=torch.float64)
        trainer = bare(OnlineDPOTrainer, _beta=beta, eos_token_ids=[EOS], stats=defaultdict(list), reward_funcs=["f"],
                       processing_class=SimpleNamespace(batch_decode=lambda rows, **_: ["c"] * len(rows)), state=SimpleNamespace(global_step=0, epoch=0),
                       args=SimpleNamespace(use_vllm=False, missing_eos_penalty=penalty, loss_type=loss_type, torch_empty_cache_steps=None, optim="adamw_torch",
                                            n_gpu=1, gradient_accumulation_steps=1))
        trainer._generate = lambda *_: (torch.ones(12, 2, dtype=torch.long), torch.ones(12, 2, dtype=torch.long), ids, FORWARD_MASK.long(), None)
        trainer._forward = lambda model, *_, owner=trainer, mine=logps: array("ref_logps") if model is owner.ref_model else mine
        trainer._calculate_rewards_from_functions = lambda mine=rewards, **_: mine   # TRL takes the penalty off in place
        loss = trainer.training_step(trainer.model, {"prompt": ["p"] * 6})
        first_wins = rewards[:6] >= rewards[6:]
        chosen = torch.arange(6) + ~first_wins * 6
        cases.append({"source": "trl", "options": {"loss_type": loss_type, "missing_eos_penalty": penalty, "beta": beta}, "scores": scores, "rewards": rewards,
                      "chosen": chosen, "rejected": torch.arange(6) + first_wins * 6, "loss": loss.item(), "d_logps": logps.grad,
                      "metrics": {key: values[-1] for key, values in trainer.stats.items()}})
    return cases


# ---- rewards ----

def reward_functions():
    texts = ["<think>\nreasons\n</think>\nanswer", "<think>\nreasons\nanswer", "<think></think>", " <think>a</think>b", "<think>a<think>b</think>c",
             "<think>a</think>b</think>c", "<think>a</think><think>b</think>", "x<think>a</think>", "<think>\na\n</think>", "", "x\n<think>a</think>"]
    cases = [{"kind": "think_format", "options": {}, "texts": texts, "rewards": trl_rewards.think_format_reward([[{"content": text}] for text in texts])}]
    ids = [[5, 5, 5, 5, 5], [1, 2, 1, 2, 1, 2], [1, 2, 3, 1, 2, 3], [1, 2, 3, 4], [1], [], [7, 7, 8, 7, 7, 8, 9]]
    for size, penalty in ((2, -1.0), (3, -1.0), (1, -0.5), (6, -2.0)):
        function = trl_rewards.get_repetition_penalty_reward(ngram_size=size, max_penalty=penalty)
        cases.append({"kind": "repetition", "options": {"ngram_size": size, "max_penalty": penalty}, "completion_ids": ids, "rewards": function(ids)})
    lengths = [0, 1, 25, 50, 75, 79, 80, 81, 90, 99, 100, 101, 250]
    for longest, cache in ((100, 20), (100, 0), (50, 50)):
        function = trl_rewards.get_soft_overlong_punishment(max_completion_len=longest, soft_punish_cache=cache)
        cases.append({"kind": "soft_overlong", "options": {"max_completion_len": longest, "soft_punish_cache": cache}, "lengths": lengths,
                      "rewards": function([[1] * length for length in lengths])})
    from trl.rewards import accuracy_rewards
    for bounds in ({}, {"min_value_wrong": -0.8, "max_value_wrong": -0.1, "min_value_correct": 0.2, "max_value_correct": 2.0}):
        for correct in (True, False):
            accuracy_rewards.accuracy_reward = lambda completions, solution, right=correct: [float(right)] * len(completions)
            function = trl_rewards.get_cosine_scaled_reward(max_len=100, **bounds)
            values = function([[{"content": ""}]] * len(lengths), [""] * len(lengths), [[1] * length for length in lengths])
            cases.append({"kind": "cosine_scaled", "options": {"max_len": 100, **bounds}, "correct": correct, "lengths": lengths, "rewards": values})
    return [{"source": "trl", **case} for case in cases]


def main():
    ppo_batch, ppo_cases = formulas.ppo()
    content = {"ppo_batch": ppo_batch, "ppo": ppo_cases, "ppo_trl_padding": [formulas.trl_padding_case(ppo_batch)], "reinforce": formulas.reinforce(ppo_batch),
               "grpo_batch": BATCH, "grpo_advantages": grpo_advantages(), "grpo_masks": grpo_masks(), "grpo_losses": grpo_losses(),
               "grpo_entropy_mask": grpo_entropy_masks(), "grpo_off_policy_mask": grpo_off_policy_masks(), "rloo": rloo(), "online_dpo": online_dpo(),
               "rewards": reward_functions(), "kl_terms": formulas.kl_terms(), "adaptive_kl": formulas.adaptive_kl(), "ranking": formulas.ranking()}
    for case in content["grpo_losses"]:
        print("grpo", {key: value for key, value in case["options"].items() if value != LOSS_DEFAULTS[key]}, round(case["loss"], 7))
    golden.write_golden("online.json", {"made_with": golden.made_with("online.py", "trl", "accelerate"), "dtype": "float64", **plain(content)})


if __name__ == "__main__":
    main()
