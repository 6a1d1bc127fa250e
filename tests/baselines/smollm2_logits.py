# SPDX-License-Identifier: Apache-2.0
"""Golden logits and log-probabilities of the demo model.

    python tests/baselines/smollm2_logits.py MODEL_DIR        (MODEL_DIR: made by smollm2_reference.py)

smollm2_logits.json: per text the ids, logps[i] = natural log-probability of ids[i] given ids[:i] (null at 0), and at three positions 32 chosen logits
(the ten largest, the rest evenly spread over the vocabulary), their arg max and the log of the sum of exponentials. greedy = the 24 ids decoded greedily
after the text, end tokens not heeded; greedy_margin = the smallest gap between the best two logits on the way.
"""
import sys

import golden
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

CHAT = [{"role": "user", "content": "What is the capital of France, and why is it famous?"},
        {"role": "assistant", "content": "The capital of France is Paris. It is famous for the Eiffel Tower and the Louvre."},
        {"role": "user", "content": "Thank you! And of Japan?"}]
CODE = '''def fibonacci(n: int) -> list[int]:
    """Return the first n Fibonacci numbers."""
    numbers = [0, 1]
    while len(numbers) < n:
        numbers.append(numbers[-1] + numbers[-2])
    return numbers[:n]


assert fibonacci(10) == [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]
'''
MULTILINGUAL = ("Guten Morgen! ¿Cómo estás? Ça va très bien. 東京は日本の首都です。 Привет, мир! "
                "مرحبا بالعالم 🙂👩‍💻 สวัสดี 1 234,56 €")
LONG = """The violin maker begins with the wood. Spruce for the top, because it is light and stiff along the grain; maple for the back, the ribs and
the neck, because it is dense and carries the sound without swallowing it. Both must have been dried for years, better for decades. A maker
who is asked for the secret of a good instrument will often tap a plank with a knuckle, hold it to the ear, and say nothing at all.

After the wood comes the mould. The ribs, one millimetre thick, are bent over a hot iron and glued to blocks of willow. The outline of the
top and the back is traced from them, never from a drawing, since no two moulds are quite alike. Then the arching is carved: first with a
gouge, then with small planes, some no larger than a thumb, and at last with a steel scraper which leaves a surface that needs no sandpaper.
The thickness is measured every few minutes. In 1715 there were no micrometers; the old masters flexed the plate between their fingers and
listened to its tap tone.

When the box is closed, the instrument is still white and mute. It hangs in the sun for weeks, and only then does it receive its ground and
its varnish, layer by layer. The sound post is set last. It is not glued; a sliver of spruce, six millimetres across, held by nothing but
pressure. The French call it the soul."""


def chosen_logits(logits, positions):
    vocabulary = logits.shape[-1]
    result = []
    for position in positions:
        row = logits[position]
        spread = [i * (vocabulary - 1) // 21 for i in range(22)]
        ids = sorted(set(row.topk(10).indices.tolist() + spread))
        result.append({"position": position, "token_ids": ids, "logits": golden.rounded(row[ids], 5),
                       "argmax": int(row.argmax()), "logsumexp": golden.rounded(row.double().logsumexp(-1).item(), 6)})
    return result


def greedy_continuation(model, ids, count):
    """The most likely next tokens, one after another without a cache, and the smallest gap between the best and the second best logit on the way."""
    made, margin = list(ids), float("inf")
    for _ in range(count):
        with torch.no_grad():
            best = model(torch.tensor([made]), use_cache=False).logits[0, -1].topk(2)
        margin = min(margin, (best.values[0] - best.values[1]).item())
        made.append(int(best.indices[0]))
    return made[len(ids):], golden.rounded(margin, 4)


def main():
    model_dir = sys.argv[1]
    tokenizer = AutoTokenizer.from_pretrained(model_dir)
    model = AutoModelForCausalLM.from_pretrained(model_dir, dtype=torch.float32, attn_implementation="eager").eval()
    texts = {"chat": tokenizer.apply_chat_template(CHAT, tokenize=False, add_generation_prompt=True), "code": CODE, "multilingual": MULTILINGUAL, "long": LONG}
    cases = []
    for name, text in texts.items():
        ids = tokenizer(text, add_special_tokens=False)["input_ids"]
        with torch.no_grad():
            logits = model(torch.tensor([ids])).logits[0]
        logps = logits.double().log_softmax(-1)[range(len(ids) - 1), ids[1:]]
        greedy, margin = greedy_continuation(model, ids, 24)
        cases.append({"name": name, "text": text, "ids": ids, "logps": [None] + golden.rounded(logps, 6), "sum_logps": golden.rounded(logps.sum().item(), 4),
                      "positions": chosen_logits(logits, [0, len(ids) // 2, len(ids) - 1]), "greedy": greedy, "greedy_margin": margin})
        print(name, len(ids), float(logps.mean()), margin, repr(tokenizer.decode(greedy)))
    golden.write_golden("smollm2_logits.json", {
        "made_with": golden.made_with("smollm2_logits.py", "tokenizers"), "dtype": "float32", "attention": "eager", "tolerance_logits": 2e-3, "cases": cases})


if __name__ == "__main__":
    main()
