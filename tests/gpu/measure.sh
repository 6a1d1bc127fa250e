#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Training steps and decoding on a GPU, ours before and after those of transformers and PEFT, as JSON lines.
#   measure.sh LUTHIER-ENGINE [WORK...]      WORK as in tests/benchmarks/peers/gpu_steps.py
# python3 must be one with torch, transformers and peft. Nothing else may run on the GPU.
set -uo pipefail
engine=$1
shift
[ $# -gt 0 ] || set -- g3:lora g1:lora g2:lora g1:full g2:full g3:decode:1 g3:decode:8 g1:decode:1
peers=$(cd "$(dirname "${BASH_SOURCE[0]}")/../benchmarks/peers" && pwd -P)
ours() {
    local work shape what number tokens how
    for work in "$@"; do
        IFS=: read -r shape what number <<<"$work"
        tokens=16384
        [ "$shape" != g3 ] || tokens=8192
        if [ "$what" = decode ]; then
            how=(--decode "$number")
        else
            how=(--adapter "$what" --tokens-per-step $tokens --micro-tokens $tokens --warmup 3 --steps 10 --loss-rows 1)
        fi
        "$engine" bench --device cuda:0 --precision bf16 --case "$shape" "${how[@]}" 2>/tmp/measure.err | grep '"case"' |
            sed 's/^/{"side":"luthier","result":/; s/$/}/' || echo "{\"side\":\"luthier\",\"failed\":\"$work\"}"
    done
}
nvidia-smi --query-gpu=name,clocks.sm,memory.used --format=csv,noheader >&2
ours "$@"
python3 "$peers/gpu_steps.py" "$@" 2>/tmp/measure.err | grep '"case"' | sed 's/^/{"side":"peers","result":/; s/$/}/'
ours "$@"
