# SPDX-License-Identifier: Apache-2.0
"""What the comparisons with TRL have in common: options, one process per combination of settings, TRL's trainers with a clock and a count of tokens.

Not a program. A peer's script gives its parser, the options that may name several settings, and a function that does one run; see trl_sft.py. torch and the
peers are imported late, because they read the environment only once.
"""
import contextlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time


def add_arguments(parser):
    """The options that every peer's script has."""
    parser.add_argument("--model", required=True, help="Hugging Face folder, float32")
    parser.add_argument("--checkpointing", choices=["on", "off", "both"], default="both")
    parser.add_argument("--attention", choices=["sdpa", "eager", "both"], default="sdpa")
    parser.add_argument("--dtype", choices=["float32", "bfloat16"], default="float32")
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--accumulation", type=int, default=1)
    parser.add_argument("--steps", type=int, default=8)
    parser.add_argument("--warmup-steps", type=int, default=1, help="first steps that are not timed")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=1, help="runs of each combination, interleaved")


# What "both" of an option stands for; see run_script.
CHECKPOINTING = {"both": ["off", "on"]}
ATTENTION = {"both": ["sdpa", "eager"]}


def run_script(parser, several, run_one, script):
    """Prints run_one(options, folder) as JSON; where options name several settings, each combination runs in a process of its own.

    several: {option: {a value that stands for several: those}}, outermost loop first.
    """
    options = parser.parse_args()
    if not 0 <= options.warmup_steps < options.steps:
        raise SystemExit("--warmup-steps must be at least 0 and less than --steps")
    settings = [meaning.get(getattr(options, name), [getattr(options, name)]) for name, meaning in several.items()]
    wanted = [dict(zip(several, values[1:])) for values in itertools.product(range(options.repeats), *settings)]
    if len(wanted) > 1:
        print(json.dumps(run_each(script, wanted)))
        return
    for name, value in wanted[0].items():
        setattr(options, name, value)
    # Before torch and datasets are imported: they read these once.
    os.environ.update({"OMP_NUM_THREADS": str(options.threads), "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1",
                       "TOKENIZERS_PARALLELISM": "false", "CUDA_VISIBLE_DEVICES": ""})
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HF_DATASETS_CACHE"] = folder
        # The trainer prints its log to stdout; stdout carries only the result.
        with contextlib.redirect_stdout(sys.stderr):
            result = run_one(options, folder)
    print(json.dumps(result))


def run_each(script, wanted):
    """One process per combination; the options given here come last and so win over the user's."""
    runs = []
    for setting in wanted:
        own = [text for name, value in setting.items() for text in ("--" + name.replace("_", "-"), str(value))]
        done = subprocess.run([sys.executable, script, *sys.argv[1:], *own, "--repeats", "1"], stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode != 0:
            runs.append({**setting, "failed": done.returncode})
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


def load(options, is_lora):
    """(model, tokenizer) of the folder, with threads and seed set."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    # As usual with these libraries: bf16 LoRA keeps a bf16 base, bf16 full fine-tuning keeps float32 weights under autocast.
    dtype = torch.bfloat16 if options.dtype == "bfloat16" and is_lora else torch.float32
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    return AutoModelForCausalLM.from_pretrained(options.model, dtype=dtype, attn_implementation=options.attention), tokenizer


def lora(options):
    from peft import LoraConfig

    return LoraConfig(r=options.rank, lora_alpha=2 * options.rank, target_modules="all-linear", lora_dropout=0.0, task_type="CAUSAL_LM")


def trainer_settings(options, out_dir):
    """Keyword arguments of every trainer's configuration."""
    return {
        "output_dir": out_dir, "use_cpu": True, "bf16": options.dtype == "bfloat16", "seed": options.seed, "report_to": "none", "disable_tqdm": True,
        "save_strategy": "no", "logging_strategy": "steps", "logging_steps": 1, "logging_first_step": True, "max_steps": options.steps,
        "learning_rate": options.learning_rate, "lr_scheduler_type": "constant", "max_grad_norm": 1.0, "weight_decay": 0.0,
        "gradient_accumulation_steps": options.accumulation, "max_length": options.max_length, "gradient_checkpointing": options.checkpointing == "on",
        "gradient_checkpointing_kwargs": {"use_reentrant": False} if options.checkpointing == "on" else None, "dataloader_num_workers": 0}


def clock():
    """(callback, seen): notes when training began and when each step ended; tokens and positions of a step are for others to count."""
    from transformers import TrainerCallback

    seen = {"tokens": [0], "positions": [0], "began": None, "ends": []}

    class Clock(TrainerCallback):
        def on_train_begin(self, *_, **__):
            seen["began"] = time.perf_counter()

        def on_step_end(self, *_, **__):
            seen["ends"].append(time.perf_counter())
            seen["tokens"].append(0)
            seen["positions"].append(0)

    return Clock(), seen


def counting(trainer_class):
    """(class, callback, seen): a trainer that also notes, per step, the tokens that are not padding and all positions computed."""
    callback, seen = clock()

    class CountingTrainer(trainer_class):
        def compute_loss(self, model, inputs, *arguments, **keywords):
            positions = inputs["input_ids"].numel()
            seen["tokens"][-1] += int(inputs["attention_mask"].sum()) if "attention_mask" in inputs else positions
            seen["positions"][-1] += positions
            return super().compute_loss(model, inputs, *arguments, **keywords)

    return CountingTrainer, callback, seen


def seconds_between(began, ends, first):
    """From the end of the last of the first ones, or from the beginning where there are none, to the end of the last."""
    return ends[-1] - (ends[first - 1] if first > 0 else began)


def train(options, trainer, seen, initial, seconds_before=0.0):
    """Trains and gives the measured fields; initial: fields of before training; seconds_before: work done earlier that the timed steps need."""
    from importlib.metadata import version

    before_training = peak_memory_bytes()
    trainer.train()
    first, last = options.warmup_steps, len(seen["ends"])
    seconds = seconds_between(seen["began"], seen["ends"], first) + seconds_before
    tokens, positions = sum(seen["tokens"][first:last]), sum(seen["positions"][first:last])
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    return {
        "tokens_per_second": tokens / seconds, "peak_memory_bytes": peak_memory_bytes(), "peak_memory_before_training_bytes": before_training, **initial,
        "first_step_loss": losses[0], "losses": losses, "steps_timed": last - first, "seconds": seconds, "tokens": tokens,
        "padding_fraction": 1 - tokens / positions, "tokens_each_step": seen["tokens"][:last],
        "num_trained_parameters": sum(p.numel() for p in trainer.model.parameters() if p.requires_grad),
        "versions": {package: version(package) for package in ("torch", "transformers", "trl", "peft", "accelerate")}}
