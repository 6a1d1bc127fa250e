#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Packs what a machine with torch, nvcc, CMake and Ninja lacks to build the engine and its tests: the headers and libraries of Debian's packages, and the Rust
# library, which needs cargo and its crates. Run where ./luthier setup has run.   stage.sh ARCHIVE.tar.xz [LIBLUTHIER_RUST.a]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/../../installers/linux/common.sh"
say_as=stage
[ $# -ge 1 ] || die "no archive named." "usage: tests/gpu/stage.sh ARCHIVE.tar.xz [LIBLUTHIER_RUST.a]"
archive=$(readlink -m "$1")
rust=${2:-$(luthier_build "$luthier_preset")/rust/libluthier_rust.a}
[ -e "$rust" ] || die "there is no $rust." "Build it first: ninja -C $(luthier_build "$luthier_preset") luthier_rust_build"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
packages=(libcld2-dev libcli11-dev libcurl4-openssl-dev libexpected-dev libfmt-dev libgmock-dev libgtest-dev librapidcheck-dev libre2-dev libspdlog-dev libssl-dev
          libvalijson-dev nlohmann-json3-dev)
# Static libraries only of what has no shared one; of a shared one also the files that its link names.
dpkg -L "${packages[@]}" | grep -E '^/usr/(include|lib|share/cmake)/' | grep -vE '/lib(ssl|crypto|fmt|spdlog)\.a$|^/usr/lib/python' | sort -u |
    while read -r path; do
        [ -d "$path" ] && [ ! -L "$path" ] && continue
        mkdir -p "$folder$(dirname "$path")"
        case $path in
            *.so) cp -a "$path"* "$folder$(dirname "$path")/" ;;
            *) cp -a "$path" "$folder$path" ;;
        esac
    done
# Debian's compiler looks there by itself, others may not.
[ ! -d "$folder/usr/include/x86_64-linux-gnu" ] || cp -a "$folder/usr/include/x86_64-linux-gnu/." "$folder/usr/include/"
cp "$rust" "$folder/libluthier_rust.a"
mkdir -p "$(dirname "$archive")"
tar -C "$folder" -c . | xz -T0 -6 >"$archive"
say "$archive: $(($(stat -c %s "$archive") / 1000000)) MB"
