# SPDX-License-Identifier: Apache-2.0
"""Writes chat rows of ragged length, for the comparison with the peers when no data set of one's own is at hand.

    python tests/benchmarks/peers/ragged_rows.py OUT.jsonl [NUM_ROWS=256] [SEED=1] [--pairs]

Turn lengths are log-normal, as in instruction data sets: most rows have 100 to 400 tokens, a few come near 1024; every fifth row has several turns. With
--pairs: preference pairs whose prompts have one to three questions and whose answers differ in length; prompt and answer together have at most 512 tokens
of SmolLM2's tokenizer, most of them 100 to 400. Needs only the standard library and writes the same bytes for the same arguments.
"""
import argparse
import json
import random

SUBJECTS = ["the harbour", "a violin maker", "the compiler", "my neighbour", "this recipe", "the old bridge", "a careful reader", "the river", "our teacher",
            "the data set", "a small engine", "the winter market", "the librarian", "an honest answer", "the mountain path"]
VERBS = ["explains", "measures", "repairs", "remembers", "follows", "carries", "compares", "describes", "improves", "questions", "collects", "finishes"]
OBJECTS = ["every detail of the plan", "three apples and 12 pears", "the difference between the two", "a letter from 1987", "the result of each step",
           "what was left on the table", "the sound of rain", "a table with 4 columns", "the shortest way home", "both sides of the question"]
ENDS = ["without hurry", "before noon", "in the end", "again and again", "with great care", "although nobody asked", "as far as we know", "for 30 minutes"]
QUESTIONS = ["Explain why", "Write a short text in which", "Is it true that", "Summarise how", "Give two reasons why", "Rewrite this kindly:"]
MOST_WORDS = 360   # of a prompt and its longer answer: with what a chat template adds, still at most 512 tokens


def sentence(random_source):
    words = " ".join(random_source.choice(part) for part in (SUBJECTS, VERBS, OBJECTS, ENDS))
    return words[0].upper() + words[1:] + random_source.choice([".", ".", ".", "!", ";"])


def text(random_source, median_words):
    """Sentences up to a log-normal number of words, in paragraphs."""
    wanted = min(random_source.lognormvariate(0.0, 0.8) * median_words, 600)
    parts, words = [], 0
    while words < wanted:
        parts.append(sentence(random_source))
        words += len(parts[-1].split())
    return "".join(part + ("\n\n" if i % 6 == 5 else " ") for i, part in enumerate(parts)).strip()


def conversation(random_source):
    messages = []
    if random_source.random() < 0.3:
        messages.append({"role": "system", "content": "You are a patient assistant who answers in plain words."})
    for _ in range(random_source.randint(2, 4) if random_source.random() < 0.2 else 1):
        messages.append({"role": "user", "content": random_source.choice(QUESTIONS) + " " + text(random_source, 18)})
        messages.append({"role": "assistant", "content": text(random_source, 90)})
    return {"messages": messages}


def num_words(messages):
    return sum(len(message["content"].split()) for message in messages)


def pair(random_source):
    """One prompt with two answers; drawn again while it is too long or both answers are of one length."""
    while True:
        prompt = []
        if random_source.random() < 0.3:
            prompt.append({"role": "system", "content": "You are a patient assistant who answers in plain words."})
        for turn in range(random_source.choices([1, 2, 3], [6, 3, 1])[0]):
            if turn > 0:
                prompt.append({"role": "assistant", "content": text(random_source, 35)})
            prompt.append({"role": "user", "content": random_source.choice(QUESTIONS) + " " + text(random_source, 18)})
        chosen, rejected = ([{"role": "assistant", "content": text(random_source, 80)}] for _ in range(2))
        answers = num_words(chosen), num_words(rejected)
        if answers[0] != answers[1] and num_words(prompt) + max(answers) <= MOST_WORDS:
            return {"prompt": prompt, "chosen": chosen, "rejected": rejected}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("num_rows", nargs="?", type=int, default=256)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    parser.add_argument("--pairs", action="store_true", help="preference pairs instead of conversations")
    options = parser.parse_args()
    path, count, random_source = options.out, options.num_rows, random.Random(options.seed)
    with open(path, "w", encoding="utf-8") as out:
        for _ in range(count):
            out.write(json.dumps(pair(random_source) if options.pairs else conversation(random_source), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
