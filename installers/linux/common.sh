# SPDX-License-Identifier: Apache-2.0
# Sourced by the launcher, setup.sh and demo.sh: where things lie, and how we talk. Everything goes to stderr; stdout belongs to the engine.

luthier_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
luthier_preset=dev   # one preset for test, demo, bench and engine, so that nothing is compiled twice

say() { printf '[%s] %s\n' "${say_as:-luthier}" "$*" >&2; }

# die MESSAGE [HINT...]: what happened, then what to do, one line each.
die() {
    printf '[%s] error: %s\n' "${say_as:-luthier}" "$1" >&2
    shift
    (($# == 0)) || printf '  %s\n' "$@" >&2
    exit 1
}

# A folder that exists and takes files; made if it can be.
usable_folder() { [ -n "$1" ] && mkdir -p "$1" 2>/dev/null && [ -w "$1" ]; }

# The cache is shared by all checkouts. Where the home folder is missing or read-only, it lies inside this one.
resolve_cache() {
    if [ -n "${LUTHIER_CACHE:-}" ]; then
        usable_folder "$LUTHIER_CACHE" || die "the cache folder $LUTHIER_CACHE cannot be written." "Set LUTHIER_CACHE to a folder of yours with 3 GB free."
    elif usable_folder "${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/luthier"; then
        LUTHIER_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/luthier
    else
        LUTHIER_CACHE=$luthier_root/.cache/luthier
        usable_folder "$LUTHIER_CACHE" || die "neither the home folder nor $luthier_root can be written." "Set LUTHIER_CACHE to a folder with 3 GB free."
    fi
    LUTHIER_CACHE=$(cd "$LUTHIER_CACHE" && pwd -P)
    export LUTHIER_CACHE
    if [ -z "${CCACHE_DIR:-}" ] && ! usable_folder "${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/ccache"; then
        export CCACHE_DIR=$LUTHIER_CACHE/ccache
    fi
}

luthier_build() { printf '%s' "${LUTHIER_BUILD:-$luthier_root/build}/$1"; }

megabytes_free() { df -Pk "$1" | awk 'NR == 2 {print int($4 / 1024)}'; }

# need_space FOLDER MEGABYTES WHAT
need_space() {
    local free
    free=$(megabytes_free "$1")
    ((free >= $2)) || die "$3 needs $2 MB in $1, and $free MB are free." "Free some space there${4:+, or $4}."
}

# The newest cargo there is, with rustc beside it; nothing where both are not at least 1.85.
find_cargo() {
    local cargo rustc version
    for cargo in "$(command -v cargo || true)" "${CARGO_HOME:-${HOME:-}/.cargo}/bin/cargo" "${HOME:-}/.cargo/bin/cargo" /usr/bin/cargo; do
        [ -x "$cargo" ] || continue
        rustc=$(dirname "$cargo")/rustc
        [ -x "$rustc" ] || continue
        version=$("$rustc" --version 2>/dev/null | awk '{print $2}')
        if [ -n "$version" ] && [ "$(printf '%s\n1.85.0\n' "$version" | sort -V | head -n 1)" = 1.85.0 ]; then
            printf '%s' "$cargo"
            return
        fi
    done
}

# One compiler job takes up to 2 GB with LibTorch's headers.
num_build_jobs() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/^MemAvailable/ {print int($2 / 2097152)}' /proc/meminfo 2>/dev/null || echo "$cores")
    ((memory >= 1)) || memory=1
    echo $((cores < memory ? cores : memory))
}
