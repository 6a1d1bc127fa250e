#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Puts on this machine what the build needs: Debian's packages, the wheels of wheels.lock, the crates of Cargo.lock. Says nothing where nothing is to do.
# All but Debian's packages lies in $LUTHIER_CACHE (default ~/.cache/luthier), pinned by version and SHA-256. setup.sh [--cuda] [--verbose]
# --cuda: also the CUDA compiler (sections cuda-* of the lock; 0.1 GB to fetch, 0.3 GB unpacked).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/common.sh"
say_as=setup
resolve_cache
lock_file=$here/wheels.lock
rust=$luthier_root/third_party/rust
mkdir -p "$LUTHIER_CACHE/log"
wants_cuda=0 is_verbose=0
for option in "$@"; do
    case $option in
        --cuda) wants_cuda=1 ;;
        --verbose) is_verbose=1 ;;
        *) die "setup knows no option '$option'." "It knows --cuda and --verbose." ;;
    esac
done

# ---- Debian's packages -------------------------------------------------------------------------------------------------------------

missing_packages() {
    local wanted installed
    mapfile -t wanted < <(sed 's/#.*//; /^[[:space:]]*$/d' "$here/packages.txt")
    [ -n "$(find_cargo)" ] || wanted+=(cargo-web rustc-web)
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' -- "${wanted[@]}" 2>/dev/null | sed -n 's/^installed //p' || true)
    comm -23 <(printf '%s\n' "${wanted[@]}" | sort -u) <(sort -u <<<"$installed")
}

# The prefix that makes a command run as root, or an explanation of what root has to do.
become_root() {
    local packages=$*
    if [ "$(id -u)" = 0 ]; then
        as_root=()
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        as_root=(sudo)
    else
        die "Debian packages are missing, and only root can install them." "Run this once as root, then ./luthier again:" \
            "  apt-get update && apt-get install --no-install-recommends $packages"
    fi
}

apt_failed() {
    local log=$LUTHIER_CACHE/log/apt.log
    if grep -qiE 'could not resolve|failed to fetch|unable to connect|temporary failure|connection (failed|timed out)' "$log"; then
        die "apt cannot reach Debian's package servers." "Connect this machine to the network (or set apt's proxy), then run ./luthier again. apt's words: $log" \
            "Or install by hand: $*"
    fi
    tail -n 5 "$log" >&2
    die "apt could not install: $*" "apt's words are above; all of them: $log"
}

install_packages() {
    local packages plan need started=$SECONDS
    mapfile -t packages < <(missing_packages)
    ((${#packages[@]})) || return 0
    command -v apt-get >/dev/null || die "this is not a Debian system (no apt-get)." "Install what these Debian 12 packages hold, then use the cmake presets directly: ${packages[*]}"
    become_root "${packages[@]}"
    say "Debian packages to install: ${packages[*]}"
    : >"$LUTHIER_CACHE/log/apt.log"
    "${as_root[@]}" apt-get update -o Acquire::Retries=2 >>"$LUTHIER_CACHE/log/apt.log" 2>&1 || say "apt-get update had errors; trying with the lists there are"
    plan=$(LC_ALL=C apt-get install --assume-no --no-install-recommends "${packages[@]}" 2>>"$LUTHIER_CACHE/log/apt.log" || true)
    say "  $(grep -E '^Need to get' <<<"$plan" | sed 's/ of archives\.//') and about$(sed -n 's/^After this operation,\(.*\) of additional.*/\1/p' <<<"$plan") on disk"
    need=$(sed -n 's/^After this operation, \([0-9.,]*\) \([kMG]\)B of additional.*/\1 \2/p' <<<"$plan" | tr -d , | awk '{print int($1 * ($2 == "G" ? 1000 : $2 == "M" ? 1 : 0) * 1.3) + 100}')
    need_space /usr "${need:-1000}" "installing Debian's packages"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o Acquire::Retries=2 -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
        "${packages[@]}" >>"$LUTHIER_CACHE/log/apt.log" 2>&1 </dev/null || apt_failed "${packages[@]}"
    say "${#packages[@]} Debian packages installed ($((SECONDS - started)) s)"
}

# ---- wheels ------------------------------------------------------------------------------------------------------------------------

sections() {
    if ((wants_cuda)); then all_sections; else all_sections | grep -v '^cuda-'; fi
}
all_sections() { sed -n 's/^\[\(.*\)\]$/\1/p' "$lock_file"; }
section_hash() { awk -v name="[$1]" '/^\[/ {inside = $0 == name} inside && !/^#/ && NF' "$lock_file" | sha256sum | cut -c1-64; }
section_is_ready() { [ "$(cat "$LUTHIER_CACHE/$1/.stamp" 2>/dev/null)" = "$(section_hash "$1")" ]; }

# Megabytes that fetching and unpacking a section takes: what is not yet downloaded, and what it unpacks to.
section_megabytes() {
    local bytes=0 file size rest
    while read -r _ file size rest; do
        [ -e "$LUTHIER_CACHE/downloads/$file" ] || bytes=$((bytes + size - $(stat -c %s "$LUTHIER_CACHE/downloads/$file.part" 2>/dev/null || echo 0)))
    done < <(awk -v name="[$1]" '/^\[/ {inside = $0 == name} inside && $1 == "wheel"' "$lock_file")
    case $1 in libtorch*) bytes=$((bytes + 600000000)) ;; cuda-*) bytes=$((bytes + 300000000)) ;; *) bytes=$((bytes + 110000000)) ;; esac
    echo $((bytes / 1000000 + 1))
}

# /usr/bin/python3 before others: the pip beside it is Debian's.
python_with_pip() {
    local python
    for python in /usr/bin/python3 python3; do
        "$python" -c 'import pip' 2>/dev/null && { echo "$python"; return; }
    done
    die "no python3 with pip." "Install the Debian package python3-pip."
}

install_section() {
    section_is_ready "$1" && return 0
    "$(python_with_pip)" "$here/fetch_wheels.py" "$lock_file" "$1" "$LUTHIER_CACHE" || exit 1   # it has said why
    section_hash "$1" >"$LUTHIER_CACHE/$1/.stamp"
}

# ---- crates ------------------------------------------------------------------------------------------------------------------------

crates_hash() { cat "$rust/Cargo.lock" "$rust/Cargo.toml" | sha256sum | cut -c1-64; }
crates_are_ready() { [ "$(cat "$LUTHIER_CACHE/cargo/.stamp" 2>/dev/null)" = "$(crates_hash)" ]; }

fetch_crates() {
    local cargo config started=$SECONDS
    ! crates_are_ready || return 0
    cargo=$(find_cargo)
    [ -n "$cargo" ] || die "there is no cargo 1.85 or newer." "Install the Debian packages cargo-web and rustc-web, or rustup's stable toolchain."
    say "crates: fetching the $(grep -c '^name = ' "$rust/Cargo.lock") of Cargo.lock"
    mkdir -p "$LUTHIER_CACHE/cargo"
    # Mirrors and proxies that the user has set for cargo count here too.
    for config in "${CARGO_HOME:-${HOME:-/nonexistent}/.cargo}"/config.toml "${HOME:-/nonexistent}/.cargo/config.toml"; do
        [ -e "$config" ] && { ln -sfn "$config" "$LUTHIER_CACHE/cargo/config.toml"; break; }
    done
    CARGO_HOME=$LUTHIER_CACHE/cargo CARGO_NET_RETRY=5 "$cargo" fetch --locked --quiet --manifest-path "$rust/Cargo.toml" >"$LUTHIER_CACHE/log/cargo.log" 2>&1 || {
        tail -n 5 "$LUTHIER_CACHE/log/cargo.log" >&2
        die "cargo could not fetch the crates." "No network? Connect this machine, or give cargo its proxy or mirror, then run ./luthier again. cargo's words are above."
    }
    crates_hash >"$LUTHIER_CACHE/cargo/.stamp"
    say "crates: fetched, $(du -sm "$LUTHIER_CACHE/cargo/registry" | cut -f1) MB ($((SECONDS - started)) s)"
}

# ---- all of it, one at a time --------------------------------------------------------------------------------------------------------

# The room for all that is missing, before the first of it is fetched. The crates and the library built of them take 0.6 GB.
check_space() {
    local section need=0
    for section in $(sections); do
        section_is_ready "$section" || need=$((need + $(section_megabytes "$section")))
    done
    crates_are_ready || need=$((need + 600))
    ((need == 0)) || need_space "$LUTHIER_CACHE" "$need" "what Luthier is built from" "set LUTHIER_CACHE to a folder on another disk"
}

exec 9>"$LUTHIER_CACHE/lock"
flock -n 9 || { say "waiting for another setup in $LUTHIER_CACHE"; flock 9; }
check_space
install_packages
for section in $(sections); do
    install_section "$section"
done
fetch_crates
((!is_verbose)) || say "everything is here: Debian's packages, $(sections | paste -sd' '), crates, in $LUTHIER_CACHE ($(du -sm "$LUTHIER_CACHE" | cut -f1) MB)"
