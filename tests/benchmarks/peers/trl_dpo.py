# SPDX-License-Identifier: Apache-2.0
"""Direct preference optimization by TRL's DPOTrainer and PEFT on the CPU, measured: tokens that are not padding per second, peak memory, what it starts from.

    python tests/benchmarks/peers/trl_dpo.py --model MODEL_DIR --data PAIRS.jsonl [--adapter lora|full] [--batch all] [--precompute-reference both] ...

Prints one JSON object. With several batch sizes, settings of checkpointing, precomputing, attention or repeats, each runs in a process of its own, so that
peaks do not mix; "runs" holds all of them and "best" the fastest. See README.md for the fields and for what is made equal. No network is used.
"""
import argparse
import json
import random
import time

import measured


def batch_size(text):
    if text == "all":
        return text
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("a number of pairs, or all for 2 and 8")
    return int(text)


def arguments():
    parser = argparse.ArgumentParser(description="DPO by TRL + PEFT on the CPU, measured")
    measured.add_arguments(parser)
    parser.add_argument("--data", required=True, help='JSONL of {"prompt": [...], "chosen": [...], "rejected": [...]}, lists of messages')
    parser.add_argument("--adapter", choices=["lora", "full"], default="lora")
    parser.add_argument("--batch", type=batch_size, default=2, help="pairs per padded batch; all = 2 and 8")
    parser.add_argument("--precompute-reference", choices=["on", "off", "both"], default="off", help="on: one pass over the pairs used before training")
    parser.add_argument("--max-length", type=int, default=512)
    parser.add_argument("--beta", type=float, default=0.1)
    parser.add_argument("--learning-rate", type=float, default=5e-6)
    parser.add_argument("--order", choices=["file", "random"], default="random", help="file: pairs as they stand")
    parser.add_argument("--loss-rows", type=int, default=8, help="first pairs of the file for initial_loss and initial_logps_...; 0 = none")
    return parser


def read_pairs(path):
    pairs = []
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise SystemExit(f"{path}:{number}: not JSON: {error}") from None
            if not isinstance(row, dict) or not all(isinstance(row.get(side), list) and row[side] for side in ("prompt", "chosen", "rejected")):
                raise SystemExit(f"{path}:{number}: prompt, chosen and rejected must be lists of messages")
            pairs.append({side: row[side] for side in ("prompt", "chosen", "rejected")})
    return pairs


def encode(tokenizer, pair):
    """Token ids as TRL cuts them: the answers begin where both whole conversations leave the prompt's own rendering."""
    def ids(messages, **keywords):
        return tokenizer.apply_chat_template(messages, return_dict=True, **keywords)["input_ids"]

    prompt, chosen, rejected = ids(pair["prompt"], add_generation_prompt=True), ids(pair["prompt"] + pair["chosen"]), ids(pair["prompt"] + pair["rejected"])
    same = 0
    while same < min(len(prompt), len(chosen), len(rejected)) and prompt[same] == chosen[same] == rejected[same]:
        same += 1
    return {"prompt_ids": prompt[:same], "chosen_ids": chosen[same:], "rejected_ids": rejected[same:]}


def usable_pairs(options, tokenizer):
    """All pairs that keep a token of their answers, each with its ids; those whose prompts fill max-length TRL would leave out too."""
    pairs = [{**pair, "ids": encode(tokenizer, pair)} for pair in read_pairs(options.data)]
    usable = [pair for pair in pairs if len(pair["ids"]["prompt_ids"]) < options.max_length]
    needed = options.steps * options.accumulation * options.batch
    if len(usable) < needed:
        raise SystemExit(f"{needed} pairs are needed and {len(usable)} of {len(pairs)} can be used; take fewer --steps or a smaller --batch")
    return usable


def make_trainer(options, model, tokenizer, pairs, out_dir):
    """(trainer, seen, seconds of the reference's pass over the pairs of the timed steps): the trainer's constructor does that pass."""
    from datasets import Dataset
    from trl import DPOConfig, DPOTrainer

    config = DPOConfig(
        **measured.trainer_settings(options, out_dir), per_device_train_batch_size=options.batch, beta=options.beta,
        precompute_ref_log_probs=options.precompute_reference == "on", train_sampling_strategy="sequential")
    counting_class, clock, seen = measured.counting(DPOTrainer)
    reference = {"began": None, "ends": []}

    class Trainer(counting_class):
        # The pass goes through the pairs in the order and the batches of training, so that each of its batches belongs to a step.
        def _precompute_ref_logps(self, *arguments, **keywords):
            reference["began"] = time.perf_counter()
            return super()._precompute_ref_logps(*arguments, **keywords)

        def compute_ref_log_probs(self, *arguments, **keywords):
            result = super().compute_ref_log_probs(*arguments, **keywords)
            reference["ends"].append(time.perf_counter())
            return result

    rows = [{side: pair[side] for side in ("prompt", "chosen", "rejected")} for pair in pairs]
    trainer = Trainer(model=model, args=config, train_dataset=Dataset.from_list(rows), processing_class=tokenizer,
                      peft_config=measured.lora(options) if options.adapter == "lora" else None, callbacks=[clock])
    if options.precompute_reference == "off":
        return trainer, seen, 0.0
    if len(reference["ends"]) != options.steps * options.accumulation:
        raise SystemExit(f"the reference's pass had {len(reference['ends'])} batches, not one per batch of training")
    return trainer, seen, measured.seconds_between(reference["began"], reference["ends"], options.warmup_steps * options.accumulation)


def before_training(options, trainer, pairs):
    """Means over the first pairs, each alone: the loss, and the sums of log p over the tokens of an answer, by the trainer's own model, head and collator."""
    import torch

    losses, chosen_sums, rejected_sums = [], [], []
    trainer.model.eval()
    for pair in pairs[:options.loss_rows]:
        batch = trainer.data_collator([pair["ids"]])
        labels = batch["input_ids"].masked_fill(batch["completion_mask"] == 0, -100)
        with torch.no_grad(), trainer.accelerator.autocast():
            per_token = trainer.model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"], labels=labels, use_cache=False,
                                      fused_lm_head=True).log_probs
        chosen, rejected = per_token.sum(dim=1).tolist()
        reference = [sums.item() for sums in trainer.compute_ref_log_probs(trainer.ref_model or trainer.model, batch)]
        margin = torch.tensor((chosen - reference[0]) - (rejected - reference[1]), dtype=torch.float64)
        losses.append(-torch.nn.functional.logsigmoid(options.beta * margin).item())
        chosen_sums.append(chosen)
        rejected_sums.append(rejected)
    return {name: sum(values) / len(values) if values else None for name, values in
            (("initial_loss", losses), ("initial_logps_chosen", chosen_sums), ("initial_logps_rejected", rejected_sums))}


def run_one(options, out_dir):
    model, tokenizer = measured.load(options, options.adapter == "lora")
    usable = usable_pairs(options, tokenizer)
    # Only what training will use: the reference's pass covers the whole data set it is given.
    used = usable if options.order == "file" else random.Random(options.seed).sample(usable, len(usable))
    used = used[:options.steps * options.accumulation * options.batch]
    trainer, seen, reference_seconds = make_trainer(options, model, tokenizer, used, out_dir)
    initial = before_training(options, trainer, usable)
    result = measured.train(options, trainer, seen, initial, reference_seconds)
    first = next(entry for entry in trainer.state.log_history if "logps/chosen" in entry)
    return {"method": "dpo", "adapter": options.adapter, "batch": options.batch, "checkpointing": options.checkpointing,
            "precompute_reference": options.precompute_reference, "attention": options.attention, "dtype": options.dtype, "threads": options.threads,
            **result, "reference_seconds": reference_seconds, "first_step_logps_chosen": first["logps/chosen"],
            "first_step_logps_rejected": first["logps/rejected"]}


if __name__ == "__main__":
    several = {"batch": {"all": [2, 8]}, "checkpointing": measured.CHECKPOINTING, "precompute_reference": {"both": ["off", "on"]},
               "attention": measured.ATTENTION}
    measured.run_script(arguments(), several, run_one, __file__)
