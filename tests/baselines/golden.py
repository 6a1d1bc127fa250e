# SPDX-License-Identifier: Apache-2.0
"""What every golden script shares: pinned numerics, rounding, and one way to write a golden file.

The scripts run by hand in a virtual environment (see README.md); the C++ tests read only the JSON they leave behind.
"""
import json
import math
import os
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch  # noqa: E402

HERE = Path(__file__).resolve().parent

torch.set_num_threads(2)
torch.manual_seed(0)
torch.use_deterministic_algorithms(True)


def made_with(script: str, *packages: str) -> dict:
    """The script and the exact package versions behind a golden file."""
    found = {"script": script, "python": "%d.%d" % sys.version_info[:2]}
    for package in ("torch", "transformers") + packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            raise SystemExit(f"{script}: the package {package} is missing; see tests/baselines/README.md")
    return found


def rounded(values, digits=6):
    """Nested lists of plain floats with the given number of decimal places (significant digits for small numbers)."""
    if isinstance(values, torch.Tensor):
        values = values.detach().to(torch.float64).tolist()
    if isinstance(values, (list, tuple)):
        return [rounded(v, digits) for v in values]
    if isinstance(values, bool) or isinstance(values, int):
        return values
    if not math.isfinite(values):
        return "NaN" if math.isnan(values) else ("Infinity" if values > 0 else "-Infinity")
    return float(f"{values:.{digits + 1}g}") if abs(values) < 1 else round(values, digits)


def probe(tensor, count=6):
    """A small fingerprint of a tensor: shape, norm, sum and evenly spread entries (flat index, value)."""
    flat = tensor.detach().to(torch.float64).reshape(-1)
    count = min(count, flat.numel())
    indices = [i * (flat.numel() - 1) // max(count - 1, 1) for i in range(count)]
    return {"shape": list(tensor.shape), "norm": rounded(flat.norm().item(), 8), "sum": rounded(flat.sum().item(), 8),
            "entries": [[i, rounded(flat[i].item(), 8)] for i in indices]}


def write_golden(name: str, content: dict) -> Path:
    """Writes NAME beside the scripts: one top-level key per line, so that a change is readable in a diff."""
    path = HERE / name
    parts = []
    for key, value in content.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            rows = ",\n  ".join(json.dumps(row, ensure_ascii=True) for row in value)
            parts.append(f"{json.dumps(key)}: [\n  {rows}\n]")
        else:
            parts.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=True)}")
    text = "{\n" + ",\n".join(parts) + "\n}\n"
    json.loads(text)
    path.write_text(text, encoding="ascii")
    print(f"{path.name}: {os.path.getsize(path)} bytes")
    return path
