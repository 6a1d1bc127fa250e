# SPDX-License-Identifier: Apache-2.0
"""Group relative policy optimization by TRL's GRPOTrainer and PEFT on the CPU, with its own generation, measured: seconds of a step, peak memory.

    python tests/benchmarks/peers/trl_grpo.py --model MODEL_DIR --data PROMPTS.jsonl [--prompts 2] [--completions 4] [--max-new-tokens 64] ...

Prints one JSON object. A step is what is between the ends of two optimizer steps: answers written, rewarded, read by the policy, one update. The reward is a rule
that costs nothing (the share of an answer's characters that are letters), so that generation and learning are what is measured. Several settings of checkpointing
or repeats each run in a process of their own; "runs" holds all of them and "best" the fastest. See README.md. No network is used.
"""
import argparse
import json
import statistics

import measured


def arguments():
    parser = argparse.ArgumentParser(description="GRPO by TRL + PEFT on the CPU, measured")
    measured.add_arguments(parser)
    parser.add_argument("--data", required=True, help='JSONL of {"prompt": [...]}, a list of messages')
    parser.add_argument("--prompts", type=int, default=2, help="of a step")
    parser.add_argument("--completions", type=int, default=4, help="of a prompt")
    parser.add_argument("--max-new-tokens", type=int, default=64)
    parser.add_argument("--kl-weight", type=float, default=0.0, help="above 0 the reference is asked too")
    parser.add_argument("--learning-rate", type=float, default=1e-5)
    parser.set_defaults(max_length=None)
    return parser


def read_prompts(path, count):
    with open(path, encoding="utf-8") as lines:
        rows = [{"prompt": json.loads(line)["prompt"]} for line in lines if line.strip()]
    if not rows:
        raise SystemExit(f"{path}: no prompts")
    return [rows[index % len(rows)] for index in range(count)]


def share_of_letters(completions, **_):
    texts = [completion[0]["content"] for completion in completions]
    return [sum(character.isalpha() for character in text) / max(len(text), 1) for text in texts]


def run_one(options, out_dir):
    from datasets import Dataset
    from trl import GRPOConfig, GRPOTrainer

    model, tokenizer = measured.load(options, True)
    settings = measured.trainer_settings(options, out_dir)
    del settings["max_length"]
    answers = options.prompts * options.completions
    config = GRPOConfig(**settings, per_device_train_batch_size=answers, num_generations=options.completions, max_completion_length=options.max_new_tokens,
                        temperature=1.0, beta=options.kl_weight)
    clock, seen = measured.clock()
    rows = read_prompts(options.data, options.steps * options.prompts)
    trainer = GRPOTrainer(model=model, reward_funcs=share_of_letters, args=config, train_dataset=Dataset.from_list(rows), processing_class=tokenizer,
                          peft_config=measured.lora(options), callbacks=[clock])
    before = measured.peak_memory_bytes()
    trainer.train()
    first, ends = options.warmup_steps, seen["ends"]
    each = [end - begin for begin, end in zip([seen["began"], *ends], ends)][first:]
    logged = [entry for entry in trainer.state.log_history if "completions/mean_length" in entry]
    length = statistics.mean(entry["completions/mean_length"] for entry in logged[first:])
    seconds = measured.seconds_between(seen["began"], ends, first)
    from importlib.metadata import version
    return {"method": "grpo", "checkpointing": options.checkpointing, "dtype": options.dtype, "threads": options.threads, "prompts": options.prompts,
            "completions": options.completions, "max_new_tokens": options.max_new_tokens, "kl_weight": options.kl_weight,
            "seconds_per_step": seconds / (len(ends) - first), "seconds_of_steps": each, "mean_completion_length": length,
            "tokens_per_second": answers * length * (len(ends) - first) / seconds, "peak_memory_bytes": measured.peak_memory_bytes(),
            "peak_memory_before_training_bytes": before,
            "versions": {package: version(package) for package in ("torch", "transformers", "trl", "peft", "accelerate")}}


if __name__ == "__main__":
    measured.run_script(arguments(), {"checkpointing": measured.CHECKPOINTING, "attention": measured.ATTENTION}, run_one, __file__)
