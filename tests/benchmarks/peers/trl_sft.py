# SPDX-License-Identifier: Apache-2.0
"""Supervised fine-tuning by TRL's SFTTrainer and PEFT on the CPU, measured: tokens that are not padding per second, peak memory, loss before training.

    python tests/benchmarks/peers/trl_sft.py --model MODEL_DIR --data ROWS.jsonl [--method lora|full] [--mode all] [--checkpointing both] ...

Prints one JSON object. With several modes, settings of checkpointing, attention or repeats, each runs in a process of its own, so that peaks do not mix;
"runs" holds all of them and "best" the fastest. See README.md for the fields and for what is made equal. No network is used.
"""
import argparse
import itertools
import json
import os
import subprocess
import sys
import time

SINGLE_TURN = "{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}"
SINGLE_TURN_MARKED = ("{{'<|im_start|>' + message['role'] + '\\n'}}{% if message['role'] == 'assistant' %}{% generation %}{{message['content'] + '<|im_end|>'}}"
                      "{% endgeneration %}{% else %}{{message['content'] + '<|im_end|>'}}{% endif %}{{'\\n'}}")


def parse_arguments():
    parser = argparse.ArgumentParser(description="TRL + PEFT on the CPU, measured")
    parser.add_argument("--model", required=True, help="Hugging Face folder, float32")
    parser.add_argument("--data", required=True, help='JSONL of {"messages": [...]}')
    parser.add_argument("--method", choices=["lora", "full"], default="lora")
    parser.add_argument("--mode", choices=["padded", "packed", "all"], default="all", help="all = padded and packed")
    parser.add_argument("--checkpointing", choices=["on", "off", "both"], default="both")
    parser.add_argument("--attention", choices=["sdpa", "eager", "both"], default="sdpa")
    parser.add_argument("--dtype", choices=["float32", "bfloat16"], default="float32")
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--batch", type=int, default=8, help="rows per padded batch")
    parser.add_argument("--packs", type=int, default=1, help="packs of max-length tokens in one forward")
    parser.add_argument("--accumulation", type=int, default=1)
    parser.add_argument("--max-length", type=int, default=1024)
    parser.add_argument("--steps", type=int, default=8)
    parser.add_argument("--warmup-steps", type=int, default=1, help="first steps that are not timed")
    parser.add_argument("--learning-rate", type=float, default=2e-4)
    parser.add_argument("--order", choices=["file", "random", "grouped"], default="random", help="file: rows as they stand; grouped: by length")
    parser.add_argument("--loss-on", choices=["assistant", "all"], default="assistant")
    parser.add_argument("--loss-rows", type=int, default=8, help="first rows of the file for initial_loss; 0 = none")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=1, help="runs of each combination, interleaved")
    return parser.parse_args()


def combinations(options):
    modes = ["padded", "packed"] if options.mode == "all" else [options.mode]
    checkpointing = ["off", "on"] if options.checkpointing == "both" else [options.checkpointing]
    attention = ["sdpa", "eager"] if options.attention == "both" else [options.attention]
    return list(itertools.product(range(options.repeats), modes, checkpointing, attention))


def run_each(options, wanted):
    """One process per combination; the options given here come last and so win over the user's."""
    runs = []
    for _, mode, checkpointing, attention in wanted:
        command = [sys.executable, __file__, *sys.argv[1:], "--mode", mode, "--checkpointing", checkpointing, "--attention", attention, "--repeats", "1"]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode != 0:
            runs.append({"mode": mode, "checkpointing": checkpointing, "attention": attention, "failed": done.returncode})
            continue
        runs.append(json.loads(done.stdout.strip().splitlines()[-1]))
    good = [run for run in runs if "failed" not in run]
    return {"best": max(good, key=lambda run: run["tokens_per_second"], default=None), "runs": runs}


def peak_memory_bytes():
    with open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    raise SystemExit("no VmHWM in /proc/self/status")


def mark_generation(tokenizer, rows):
    """Puts {% generation %} around content and end of turn of assistant turns, and makes sure that no row renders differently for it."""
    plain = tokenizer.chat_template
    if "generation %}" in plain:
        return
    # Converters write the template's line ends as an escape or as the character itself.
    marked = plain.replace(SINGLE_TURN, SINGLE_TURN_MARKED).replace(SINGLE_TURN.replace("\\n", "\n"), SINGLE_TURN_MARKED)
    if marked == plain:
        raise SystemExit("do not know how to mark the trained part of this chat template; use --loss-on all")
    for row in rows:
        if any(tokenizer.apply_chat_template(row["messages"], tokenize=False, chat_template=t) != row["rendered"] for t in (plain, marked)):
            raise SystemExit("the marked chat template renders a row differently")
    tokenizer.chat_template = marked


def read_rows(path, tokenizer):
    with open(path, encoding="utf-8") as lines:
        rows = [{"messages": json.loads(line)["messages"]} for line in lines if line.strip()]
    for row in rows:
        row["rendered"] = tokenizer.apply_chat_template(row["messages"], tokenize=False)
    return rows


def initial_loss(model, tokenizer, rows, options):
    """Sum of -log p over the trained tokens of the first rows, each alone and cut at max-length, divided by their number."""
    import torch

    total, count = 0.0, 0
    for row in rows[:options.loss_rows]:
        encoded = tokenizer.apply_chat_template(row["messages"], return_dict=True, return_assistant_tokens_mask=options.loss_on == "assistant")
        ids = torch.tensor(encoded["input_ids"][:options.max_length])
        trained = torch.tensor(encoded["assistant_masks"][:options.max_length]).bool() if options.loss_on == "assistant" else torch.ones_like(ids).bool()
        with torch.no_grad():
            hidden = model.base_model(ids[None]).last_hidden_state[0, :-1][trained[1:]]
            # In pieces, so that this measurement does not become the peak of memory it stands beside.
            for states, targets in zip(hidden.split(64), ids[1:][trained[1:]].split(64)):
                logps = model.lm_head(states).float().log_softmax(-1).gather(1, targets[:, None])
                total -= logps.double().sum().item()
        count += int(trained[1:].sum())
    return (total / count, count) if count else (None, 0)


def make_config(options, out_dir):
    from trl import SFTConfig

    order = {"file": "sequential", "random": "random", "grouped": "group_by_length"}[options.order]
    return SFTConfig(
        output_dir=out_dir, use_cpu=True, bf16=options.dtype == "bfloat16", seed=options.seed, report_to="none", disable_tqdm=True, save_strategy="no",
        logging_strategy="steps", logging_steps=1, logging_first_step=True, max_steps=options.steps, learning_rate=options.learning_rate,
        lr_scheduler_type="constant", max_grad_norm=1.0, weight_decay=0.0, gradient_accumulation_steps=options.accumulation,
        per_device_train_batch_size=options.packs if options.mode == "packed" else options.batch, max_length=options.max_length,
        packing=options.mode == "packed", packing_strategy="bfd", padding_free=options.mode == "packed", train_sampling_strategy=order,
        assistant_only_loss=options.loss_on == "assistant", gradient_checkpointing=options.checkpointing == "on",
        gradient_checkpointing_kwargs={"use_reentrant": False} if options.checkpointing == "on" else None, dataloader_num_workers=0)


def make_trainer(options, model, tokenizer, rows, out_dir):
    """An SFTTrainer that also notes, per step, the tokens that are not padding, all positions computed, and the time each step ended."""
    from datasets import Dataset
    from peft import LoraConfig
    from transformers import TrainerCallback
    from trl import SFTTrainer

    seen = {"tokens": [0], "positions": [0], "ends": []}

    class Clock(TrainerCallback):
        def on_step_end(self, *_, **__):
            seen["ends"].append(time.perf_counter())
            seen["tokens"].append(0)
            seen["positions"].append(0)

    class CountingTrainer(SFTTrainer):
        def compute_loss(self, model, inputs, *arguments, **keywords):
            positions = inputs["input_ids"].numel()
            seen["tokens"][-1] += int(inputs["attention_mask"].sum()) if "attention_mask" in inputs else positions
            seen["positions"][-1] += positions
            return super().compute_loss(model, inputs, *arguments, **keywords)

    lora = LoraConfig(r=options.rank, lora_alpha=2 * options.rank, target_modules="all-linear", lora_dropout=0.0, task_type="CAUSAL_LM")
    trainer = CountingTrainer(
        model=model, args=make_config(options, out_dir), train_dataset=Dataset.from_list([{"messages": row["messages"]} for row in rows]),
        processing_class=tokenizer, peft_config=lora if options.method == "lora" else None, callbacks=[Clock()])
    return trainer, seen


def run_one(options, out_dir):
    import torch
    from importlib.metadata import version
    from transformers import AutoModelForCausalLM, AutoTokenizer

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    rows = read_rows(options.data, tokenizer)
    if options.loss_on == "assistant":
        mark_generation(tokenizer, rows)
    # As usual with these libraries: bf16 LoRA keeps a bf16 base, bf16 full fine-tuning keeps float32 weights under autocast.
    dtype = torch.bfloat16 if options.dtype == "bfloat16" and options.method == "lora" else torch.float32
    model = AutoModelForCausalLM.from_pretrained(options.model, dtype=dtype, attn_implementation=options.attention)
    loss_before, loss_tokens = initial_loss(model, tokenizer, rows, options)
    trainer, seen = make_trainer(options, model, tokenizer, rows, out_dir)
    before_training = peak_memory_bytes()
    trainer.train()
    first, last = options.warmup_steps, len(seen["ends"])
    seconds = seen["ends"][-1] - seen["ends"][first - 1]
    tokens, positions = sum(seen["tokens"][first:last]), sum(seen["positions"][first:last])
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    return {
        "method": options.method, "mode": options.mode, "checkpointing": options.checkpointing, "attention": options.attention, "dtype": options.dtype,
        "threads": options.threads, "tokens_per_second": tokens / seconds, "peak_memory_bytes": peak_memory_bytes(),
        "peak_memory_before_training_bytes": before_training, "initial_loss": loss_before, "initial_loss_tokens": loss_tokens, "first_step_loss": losses[0],
        "losses": losses, "steps_timed": last - first, "seconds": seconds, "tokens": tokens, "padding_fraction": 1 - tokens / positions,
        "tokens_each_step": seen["tokens"][:last], "num_trained_parameters": sum(p.numel() for p in trainer.model.parameters() if p.requires_grad),
        "versions": {package: version(package) for package in ("torch", "transformers", "trl", "peft", "accelerate")}}


def main():
    options = parse_arguments()
    if not 1 <= options.warmup_steps < options.steps:
        raise SystemExit("--warmup-steps must be at least 1 and less than --steps")
    wanted = combinations(options)
    if len(wanted) > 1:
        print(json.dumps(run_each(options, wanted)))
        return
    _, options.mode, options.checkpointing, options.attention = wanted[0]
    # Before torch and datasets are imported: they read these once.
    os.environ.update({"OMP_NUM_THREADS": str(options.threads), "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1",
                       "TOKENIZERS_PARALLELISM": "false", "CUDA_VISIBLE_DEVICES": ""})
    import contextlib
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        os.environ["HF_DATASETS_CACHE"] = folder
        # The trainer prints its log to stdout; stdout carries only the result.
        with contextlib.redirect_stdout(sys.stderr):
            result = run_one(options, folder)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
