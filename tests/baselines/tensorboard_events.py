# SPDX-License-Identifier: Apache-2.0
"""tensorboard_events.tfevents: what tensorboardX writes for the series of tests/core/runs/tensorboard_test.cpp. Needs: pip install tensorboardX."""
from pathlib import Path

from tensorboardX.proto.event_pb2 import Event
from tensorboardX.proto.summary_pb2 import Summary
from tensorboardX.record_writer import RecordWriter

START = 1764000000.25
LINES = [
    (0, 0.0, {"eval_loss": 4.440709248185158}),
    (1, 0.5, {"loss": 4.720421314239502, "learning_rate": 4.2857142857142856e-05, "step_tokens": 256, "tokens_per_second": 512.0}),
    (2, 1.0, {"loss": float("inf"), "learning_rate": 8.571428571428571e-05, "step_tokens": 256, "tokens_per_second": 512.0}),
    (300, 1.5, {"loss": -0.0, "learning_rate": 0.0, "step_tokens": 256, "tokens_per_second": 512.0}),
]
TAGS = ["eval_loss", "loss", "learning_rate", "step_tokens", "tokens_per_second"]

path = Path(__file__).with_name("tensorboard_events.tfevents")
path.unlink(missing_ok=True)
writer = RecordWriter(str(path))
writer.write(Event(wall_time=START, file_version="brain.Event:2").SerializeToString())
for step, seconds, series in LINES:
    for tag in TAGS:
        if tag in series:
            value = Summary.Value(tag=tag, simple_value=series[tag])
            writer.write(Event(wall_time=START + seconds, step=step, summary=Summary(value=[value])).SerializeToString())
writer.flush()
writer.close()
