// SPDX-License-Identifier: Apache-2.0
// How GGUF stores a tensor: plain numbers, or blocks of 32 or 256 quantised ones with their scales (ggml-common.h and ggml-quants.c of llama.cpp).
// Thread: pure functions. Requires a little-endian machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/base/error.h"

namespace luthier {

struct GgufType {
    const char* name;             // "Q4_1"
    std::uint32_t id;             // in the file
    std::int64_t blockElements;   // 1 for plain numbers
    std::size_t blockBytes;
    bool isQuantised() const { return blockElements > 1; }
    // numBlocks blocks at `blocks` -> numBlocks * blockElements floats, in float32 and in the order of operations of the format's reference code.
    void (*dequantise)(const std::uint8_t* blocks, std::int64_t numBlocks, float* out);
};

// Errors: InvalidData: a type that is not read (named where its name is known).
Result<const GgufType*> findGgufType(std::uint32_t id);

}  // namespace luthier
