// SPDX-License-Identifier: GPL-3.0-or-later
// What this machine can do, in numbers and in words: "fits: full up to 0.3B, LoRA up to 3B". Thread: pure functions, but machineSummary() reads /proc.
#pragma once

#include <cstdint>

#include <QString>

#include "core/base/json.h"

namespace luthier {

struct MachineSummary {
    int cores = 0;
    std::int64_t totalBytes = 0, availableBytes = 0;
    QString processor, instructions;     // "AVX-512 with bf16", "AVX2", "" = none of ours
};
MachineSummary machineSummary();

// engine: what `describe engine` says: "cuda", whether it was built for GPUs, and "devices", the names of those that it can use.
struct GpuWords { QString value, toolTip; };
GpuWords gpuInWords(const Json& engine);

// Parameters of the largest model that fits into this memory, by the bytes each needs: weights 4, and when all are trained gradient and two moments too.
std::int64_t largestFull(std::int64_t bytes);
std::int64_t largestLora(std::int64_t bytes);

}  // namespace luthier
