# SPDX-License-Identifier: Apache-2.0
"""Compares the JSON lines of `luthier-engine logprobs` with a reference model; used by the two check_*_loads.py scripts."""
import json
from pathlib import Path

import torch


def compare(model, path: str, tolerance: float) -> int:
    """Every line {"row", "ids", "logps", ...}: logps[i] = log p(ids[i] | ids[:i]). Returns the exit code; a file without numbers is a failure."""
    largest, compared = 0.0, 0
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        row = json.loads(line)
        ids = torch.tensor(row["ids"])
        if len(row["logps"]) != len(ids):
            print(f"line {number}: {len(row['logps'])} log-probabilities for {len(ids)} ids")
            return 1
        with torch.no_grad():
            logps = model(ids[None]).logits[0].double().log_softmax(-1)
        for position in range(1, len(ids)):
            if row["logps"][position] is None:
                continue
            difference = abs(logps[position - 1, ids[position]].item() - float(row["logps"][position]))
            if not difference <= tolerance:
                print(f"line {number}, position {position}: off by {difference:.3g}")
                return 1
            largest, compared = max(largest, difference), compared + 1
    print(f"{compared} log-probabilities agree, largest difference {largest:.3g} (tolerance {tolerance:g})")
    return 0 if compared else 1
