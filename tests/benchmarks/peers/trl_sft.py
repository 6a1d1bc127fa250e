# SPDX-License-Identifier: Apache-2.0
"""Supervised fine-tuning by TRL's SFTTrainer and PEFT on the CPU, measured: tokens that are not padding per second, peak memory, loss before training.

    python tests/benchmarks/peers/trl_sft.py --model MODEL_DIR --data ROWS.jsonl [--method lora|full] [--mode all] [--checkpointing both] ...

Prints one JSON object. With several modes, settings of checkpointing, attention or repeats, each runs in a process of its own, so that peaks do not mix;
"runs" holds all of them and "best" the fastest. See README.md for the fields and for what is made equal. No network is used.
"""
import argparse
import json

import measured

SINGLE_TURN = "{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}"
SINGLE_TURN_MARKED = ("{{'<|im_start|>' + message['role'] + '\\n'}}{% if message['role'] == 'assistant' %}{% generation %}{{message['content'] + '<|im_end|>'}}"
                      "{% endgeneration %}{% else %}{{message['content'] + '<|im_end|>'}}{% endif %}{{'\\n'}}")


def arguments():
    parser = argparse.ArgumentParser(description="TRL + PEFT on the CPU, measured")
    measured.add_arguments(parser)
    parser.add_argument("--data", required=True, help='JSONL of {"messages": [...]}')
    parser.add_argument("--method", choices=["lora", "full"], default="lora")
    parser.add_argument("--mode", choices=["padded", "packed", "all"], default="all", help="all = padded and packed")
    parser.add_argument("--batch", type=int, default=8, help="rows per padded batch")
    parser.add_argument("--packs", type=int, default=1, help="packs of max-length tokens in one forward")
    parser.add_argument("--max-length", type=int, default=1024)
    parser.add_argument("--learning-rate", type=float, default=2e-4)
    parser.add_argument("--order", choices=["file", "random", "grouped"], default="random", help="file: rows as they stand; grouped: by length")
    parser.add_argument("--loss-on", choices=["assistant", "all"], default="assistant")
    parser.add_argument("--loss-rows", type=int, default=8, help="first rows of the file for initial_loss; 0 = none")
    return parser


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


def make_trainer(options, model, tokenizer, rows, out_dir):
    from datasets import Dataset
    from trl import SFTConfig, SFTTrainer

    is_packed = options.mode == "packed"
    config = SFTConfig(
        **measured.trainer_settings(options, out_dir), per_device_train_batch_size=options.packs if is_packed else options.batch, packing=is_packed,
        packing_strategy="bfd", padding_free=is_packed, assistant_only_loss=options.loss_on == "assistant",
        train_sampling_strategy={"file": "sequential", "random": "random", "grouped": "group_by_length"}[options.order])
    trainer_class, clock, seen = measured.counting(SFTTrainer)
    trainer = trainer_class(
        model=model, args=config, train_dataset=Dataset.from_list([{"messages": row["messages"]} for row in rows]), processing_class=tokenizer,
        peft_config=measured.lora(options) if options.method == "lora" else None, callbacks=[clock])
    return trainer, seen


def run_one(options, out_dir):
    model, tokenizer = measured.load(options, options.method == "lora")
    rows = read_rows(options.data, tokenizer)
    if options.loss_on == "assistant":
        mark_generation(tokenizer, rows)
    loss_before, loss_tokens = initial_loss(model, tokenizer, rows, options)
    trainer, seen = make_trainer(options, model, tokenizer, rows, out_dir)
    return {"method": options.method, "mode": options.mode, "checkpointing": options.checkpointing, "attention": options.attention, "dtype": options.dtype,
            "threads": options.threads,
            **measured.train(options, trainer, seen, {"initial_loss": loss_before, "initial_loss_tokens": loss_tokens})}


if __name__ == "__main__":
    several = {"mode": {"all": ["padded", "packed"]}, "checkpointing": measured.CHECKPOINTING, "attention": measured.ATTENTION}
    measured.run_script(arguments(), several, run_one, __file__)
