#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Training steps and decoding on a GPU, ours and those of transformers and PEFT in turns, as JSON lines.   measure.sh LUTHIER-ENGINE [ROUNDS=2] [SHAPES="g1 g2 g3"]
# python3 must be one with torch, transformers and peft. Nothing else may run on the GPU.
set -uo pipefail
engine=$1 rounds=${2:-2} shapes=${3:-g1 g2 g3}
peers=$(cd "$(dirname "${BASH_SOURCE[0]}")/../benchmarks/peers" && pwd -P)
# What is run, before its line; a run that fails says so, and the others go on.
measure() {
    local side=$1 line
    shift
    line=$("$@" 2>/tmp/measure.err | tail -n 1) && [ -n "$line" ] || line="{\"failed\":$(tail -n 3 /tmp/measure.err | python3 -c 'import json,sys; print(json.dumps(sys.stdin.read()))')}"
    printf '{"side":"%s","result":%s}\n' "$side" "$line"
}
nvidia-smi --query-gpu=name,clocks.sm,memory.used --format=csv,noheader >&2
for ((round = 0; round < rounds; ++round)); do
    for shape in $shapes; do
        rows=16
        [ "$shape" != g3 ] || rows=8
        tokens=$((rows * 1024))
        adapters="lora full"
        [ "$shape" != g3 ] || adapters=lora   # float32 weights, gradients and moments of 8B parameters do not fit
        for adapter in $adapters; do
            measure luthier "$engine" bench --device cuda:0 --precision bf16 --case "$shape" --adapter "$adapter" --tokens-per-step $tokens --micro-tokens $tokens \
                --warmup 3 --steps 10 --loss-rows 1
            measure peft python3 "$peers/gpu_steps.py" --shape "$shape" --adapter "$adapter" --rows $rows
        done
        for batch in 1 8; do
            measure luthier "$engine" bench --device cuda:0 --precision bf16 --case "$shape" --decode $batch
            measure transformers python3 "$peers/gpu_steps.py" --shape "$shape" --decode $batch
        done
    done
done
