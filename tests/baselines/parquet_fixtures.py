# SPDX-License-Identifier: Apache-2.0
"""Small Parquet files as pyarrow, pandas and datasets write them, what is in them, and broken ones.

    python3 -m venv ~/luthier-parquet-venv && ~/luthier-parquet-venv/bin/pip install pyarrow pandas datasets
    ~/luthier-parquet-venv/bin/python tests/baselines/parquet_fixtures.py        (no torch needed, so golden.py is not used)

parquet/NAME.parquet; parquet.json: {"made_with", "rows": {NAME: [the JSON of each row]}, "broken": {NAME: a part of the error's words}}. Rows by Luthier's
rules: what is null in a row or an object is left out, times are ISO 8601 text, decimals of at most 15 digits are numbers, bytes that are no text "base64:...".
"""
import base64
import json
import struct
import sys
from datetime import date, datetime, time, timezone
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe
from datasets import Dataset, disable_progress_bars

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "parquet"

CHATS = [
    {"messages": [{"role": "system", "content": "Be brief.", "tool_calls": None},
                  {"role": "user", "content": "How hot is it in Bergen?", "tool_calls": None},
                  {"role": "assistant", "content": None,
                   "tool_calls": [{"type": "function", "function": {"name": "weather", "arguments": {"city": "Bergen", "days": None}}}]},
                  {"role": "tool", "content": "9 °C", "tool_calls": None},
                  {"role": "assistant", "content": "9 °C 🌧", "tool_calls": None}], "source": "a", "turns": 5},
    {"messages": [{"role": "user", "content": "And in three days?", "tool_calls": None},
                  {"role": "assistant", "content": None,
                   "tool_calls": [{"type": "function", "function": {"name": "forecast", "arguments": {"city": None, "days": 3}}}]}],
     "source": None, "turns": 2},
    {"messages": [{"role": "user", "content": "", "tool_calls": None}, {"role": "assistant", "content": "?\n\"\\\t", "tool_calls": []}],
     "source": "b", "turns": 2},
]
PAIRS = [{"prompt": f"What is {i} + {i}?", "chosen": str(2 * i), "rejected": str(2 * i + 1), "margin": i / 4} for i in range(300)]


def iso(value: datetime) -> str:
    text = value.strftime("%Y-%m-%dT%H:%M:%S") + (f".{value.microsecond:06d}" if value.microsecond else "")
    return text + ("Z" if value.tzinfo else "")


def as_json(value):
    """By the rules above; the digits of a fraction of a second are those of the column's unit, here microseconds."""
    if isinstance(value, dict):
        return {key: as_json(part) for key, part in value.items() if part is not None}
    if isinstance(value, list):
        return [as_json(part) for part in value]
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value) if len(value.as_tuple().digits) <= 15 else str(value)
    if isinstance(value, bytes):
        return "base64:" + base64.b64encode(value).decode()
    return value


def types_table() -> pa.Table:
    when = datetime(2024, 2, 29, 12, 34, 56, 789012)
    return pa.table({
        "flag": pa.array([True, None, False]),
        "i8": pa.array([-128, 0, None], pa.int8()), "u32": pa.array([4294967295, 0, 1], pa.uint32()),
        "u64": pa.array([18446744073709551615, 0, 1], pa.uint64()),
        "i64": pa.array([-9223372036854775808, 9223372036854775807, 0]),
        "real": pa.array([0.1, -1e300, None]), "single": pa.array([0.5, 0.25, -1.5], pa.float32()),
        "half": pa.array(np.array([0.5, -2, 65504], np.float16)),
        "day": pa.array([date(1969, 12, 31), date(2024, 2, 29), None]), "clock": pa.array([time(1, 2, 3), time(23, 59, 59, 5), None], pa.time64("us")),
        "local": pa.array([when, datetime(1960, 1, 1), None], pa.timestamp("us")),
        "utc": pa.array([when.replace(tzinfo=timezone.utc), None, None], pa.timestamp("us", "UTC")),
        "price": pa.array([Decimal("12.50"), Decimal("-0.05"), None], pa.decimal128(10, 2)),
        "huge": pa.array([Decimal("12345678901234567890.12"), None, Decimal("-99999999999999999999.99")], pa.decimal128(38, 2)),
        "picture": pa.array([b"\xff\xd8\xff", None, b"\x00\xfe"]), "text": pa.array(["a", "", "ünï\u2028\x00"]),
        "large": pa.array(["x", None, "y"], pa.large_string()),
        "word": pa.array(["red", "blue", "red"]).dictionary_encode(),
        "tree": pa.array([{"a": {"b": [1, None, 3]}}, {"a": None}, None]),
        "deep": pa.array([[[["x"], []], []], [], None], pa.list_(pa.list_(pa.list_(pa.string())))),
        "fixed": pa.array([[1.0, 2.0], [3.0, 4.0], None], pa.list_(pa.float64(), 2)),
        "map": pa.array([[("k", 1), ("l", None)], [], None], pa.map_(pa.string(), pa.int64())),
        "json": pa.array(['{"x": [1, null]}', "3", None], pa.json_()),
        "nothing": pa.nulls(3),
    })


def types_rows() -> list:
    table = types_table()
    rows = [as_json(row) for row in table.to_pylist()]
    for row, pairs, document in zip(rows, [{"k": 1, "l": None}, {}, None], [{"x": [1, None]}, 3, None]):
        if pairs is not None:
            row["map"] = pairs
        if document is not None:
            row["json"] = document
    return rows


def broken(good: bytes) -> dict:
    """Name -> (bytes, a part of the error's words)."""
    size = struct.unpack("<I", good[-8:-4])[0]
    footer = len(good) - 8 - size
    return {
        "cut": (good[: len(good) // 2], "cut off or damaged"), "tiny": (b"PAR1PAR1", "too short"),
        "footer_size": (good[:-8] + struct.pack("<I", 0x7FFFFFFF) + b"PAR1", "footer claims"),
        "footer_noise": (good[:footer] + bytes(b ^ 0x5A for b in good[footer:-8]) + good[-8:], ""),
        "no_magic": (good[:-4] + b"PARX", "begin and end with PAR1"),
        "page_noise": (good[:4] + bytes(b ^ 0x33 for b in good[4:200]) + good[200:], "cannot be read"),
        "encrypted_footer": (good[:-4] + b"PARE", "encrypted"),
    }


class Keys(pe.KmsClient):
    def __init__(self, _config):
        pe.KmsClient.__init__(self)

    def wrap_key(self, key_bytes, _name):
        return base64.b64encode(key_bytes)

    def unwrap_key(self, wrapped, _name):
        return base64.b64decode(wrapped)


def write_encrypted(table: pa.Table, path: Path):
    config = pe.EncryptionConfiguration(footer_key="f", column_keys={"c": ["text"]}, plaintext_footer=True)
    properties = pe.CryptoFactory(Keys).file_encryption_properties(pe.KmsConnectionConfig(), config)
    with pq.ParquetWriter(path, table.schema, encryption_properties=properties) as writer:
        writer.write_table(table)


def text_table(count=3):
    return pa.table({"text": [f"row {i}" for i in range(count)]})


def write_readable() -> dict:
    Dataset.from_list(CHATS).to_parquet(str(FOLDER / "chats.parquet"))
    pd.DataFrame(PAIRS).to_parquet(FOLDER / "pairs.parquet", row_group_size=100, compression="zstd", index=False)
    pq.write_table(types_table(), FOLDER / "types.parquet", compression="gzip", store_schema=False)
    pq.write_table(text_table(500), FOLDER / "delta.parquet", compression="lz4", use_dictionary=False, column_encoding={"text": "DELTA_LENGTH_BYTE_ARRAY"},
                   data_page_version="2.0", data_page_size=512, row_group_size=200)
    pq.write_table(pa.table({"text": ["a", "b"], "when": pa.array([datetime(2024, 2, 29, 1, 2, 3)] * 2, pa.timestamp("ns"))}), FOLDER / "old.parquet",
                   use_deprecated_int96_timestamps=True, compression="none", version="1.0", use_compliant_nested_type=False, write_page_checksum=True)
    return {
        "chats": [as_json(row) for row in CHATS], "pairs": PAIRS, "types": types_rows(), "delta": text_table(500).to_pylist(),
        "old": [{"text": text, "when": "2024-02-29T01:02:03"} for text in "ab"],
    }


def write_broken() -> dict:
    pq.write_table(text_table(200), FOLDER / "good.parquet", compression="none", use_dictionary=False)
    good = (FOLDER / "good.parquet").read_bytes()
    (FOLDER / "good.parquet").unlink()
    words = {}
    for name, (content, part) in broken(good).items():
        (FOLDER / f"{name}.parquet").write_bytes(content)
        words[name] = part
    more = {"brotli": (text_table(), {"compression": "brotli"}, "BROTLI"), "no_rows": (text_table(0), {}, "no row"),
            "delta_bytes": (text_table(), {"use_dictionary": False, "column_encoding": {"text": "DELTA_BYTE_ARRAY"}}, "DELTA_BYTE_ARRAY"),
            "no_columns": (pa.table({"x": [1, 2]}).select([]), {}, "no columns"),
            "twice": (pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["text", "text"]), {}, "two columns are called")}
    for name, (table, options, part) in more.items():
        pq.write_table(table, FOLDER / f"{name}.parquet", **options)
        words[name] = part
    write_encrypted(text_table(), FOLDER / "encrypted_column.parquet")
    words["encrypted_column"] = "encrypted"
    # A text of 2 GB is claimed inside a page.
    huge = good.replace(struct.pack("<I", 5) + b"row 7", struct.pack("<I", 0x7FFFFFF0) + b"row 7", 1)
    (FOLDER / "huge_text.parquet").write_bytes(huge)
    words["huge_text"] = "cannot be read"
    (FOLDER / "bad_utf8.parquet").write_bytes(good.replace(b"row 3", b"r\xffw 3", 1))
    return words


def main():
    disable_progress_bars()
    FOLDER.mkdir(exist_ok=True)
    rows = write_readable()
    words = write_broken()
    packages = {name: version(name) for name in ("pyarrow", "pandas", "datasets")}
    made_with = {"script": "parquet_fixtures.py", "python": "%d.%d" % sys.version_info[:2], **packages}
    (HERE / "parquet.json").write_text(json.dumps({"made_with": made_with, "rows": rows, "broken": words}, ensure_ascii=False, indent=None) + "\n")


if __name__ == "__main__":
    main()
