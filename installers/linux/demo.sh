#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The whole way once: import a model, check the data, train an adapter, compare it with its base.   demo.sh ENGINE   (./luthier demo calls it)
# Everything it makes lies in build/demo, or $LUTHIER_DEMO_DIR: a folder to look around in, and to change and run again.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
say_as=demo
export LC_ALL=C.UTF-8   # printf reads the numbers of JSON
resolve_cache
engine=$(readlink -f "$1")
source=$luthier_root/resources/demo
gguf=$LUTHIER_CACHE/demo/SmolLM2-135M-Instruct.Q4_1.gguf
work=${LUTHIER_DEMO_DIR:-$(luthier_build demo)}
usable_folder "$work" || die "the demo's folder $work cannot be written." "Set LUTHIER_DEMO_DIR to a folder of yours with 2 GB free."
work=$(cd "$work" && pwd -P)
need_space "$work" 2000 "the demo" "set LUTHIER_DEMO_DIR to a folder on another disk"

# step NAME TITLE COMMAND...: the command's results go to NAME.json, its words to the terminal, or where there is none to NAME.log.
step() {
    local name=$1 title=$2 started=$SECONDS
    shift 2
    say "$title"
    printf '       luthier-engine %s\n' "${*:2}" >&2
    if [ -t 2 ]; then
        "$@" >"$name.json" </dev/null || die "this step failed: $title" "The engine's reason stands above."
    else
        "$@" >"$name.json" 2>"$name.log" </dev/null || { tail -n 3 "$name.log" >&2; die "this step failed: $title" "The engine's reason stands above; all of its words: $work/$name.log"; }
    fi
    say "  done ($((SECONDS - started)) s)"
}

# number FILE KEY: the value of "KEY": 1.25 in a file of the engine's, which writes one result a line.
number() { sed -nE "s/.*\"$2\": ?\"?([-0-9.eE+NaInfity]+).*/\1/p" "$1" | tail -n 1; }

# The engine refuses to overwrite, and so does the demo: every call trains in a run folder of its own.
run=$work/run
for ((i = 2; ; ++i)); do
    [ -e "$run" ] || break
    run=$work/run-$i
done

cp "$source"/*.json* "$work/"
cd "$work"
started=$SECONDS
if [ -e model/config.json ]; then
    say "the model is imported already: $work/model"
else
    step import "importing SmolLM2-135M-Instruct (GGUF, Q4_1) into $work/model" "$engine" import-model "$gguf" --out model
fi
step check "checking the demo set" "$engine" check run.json
say "  $(number check.json used) of $(number check.json rows) rows are used, $(number check.json trained_tokens) tokens trained"
step train "training a LoRA adapter into $run" "$engine" train run.json --out "$run"
say "asking the base and the adapter the same questions"
printf '\n'
"$engine" generate --model model --adapter "luthier=$run/final" --with-base --prompts prompts.jsonl --max-new-tokens 80 --format side-by-side 2>compare.log </dev/null || {
    tail -n 3 compare.log >&2
    die "the comparison failed." "The engine's reason stands above; all of its words: $work/compare.log"
}
printf '\nHeld-out loss: %.3f before training, %.3f after (%s steps, %.0f s). Lower is better; these rows were not trained on.\n' \
    "$(number train.json eval_loss_before)" "$(number train.json eval_loss_after)" "$(number train.json steps)" "$(number train.json seconds)"
printf 'Model, data, settings and run are in %s (the adapter: %s/final). The whole demo took %s s.\n' "$work" "$run" "$((SECONDS - started))"
