// SPDX-License-Identifier: Apache-2.0
// LoRA (Hu et al. 2021, arXiv 2106.09685): y = W x + s B (A drop(x)),  A [r,in], B [out,r],  s = alpha / r;  rsLoRA (Kalajdzievski 2023, 2312.03732): s = alpha
// / sqrt(r).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/adapters/adapter_info.h"
#include "core/adapters/targets.h"
#include "core/base/error.h"
#include "core/config/schema.h"

namespace luthier {

enum class LoraBias { None, LoraOnly, All };   // which biases of the base are trained too: none; of targeted layers; every one

struct LoraOptions {
    std::int64_t rank = 16;
    double alpha = 32.0;
    double dropout = 0.0;
    Targets targets;                       // "all-linear" (all but the output head), names, or "re:<regex>"
    bool useRslora = false;
    LoraBias bias = LoraBias::None;
    bool operator==(const LoraOptions&) const = default;
};

struct Lora {
    using Options = LoraOptions;
    static constexpr const char* id = "lora";
    static const Schema<LoraOptions>& schema();
    static AdapterInfo info();
    // Engine only (lora.cpp): plugs trainable A, B into the model's targeted layers. A ~ U(-1/sqrt(in), 1/sqrt(in)), B = 0, from Philox(seed, tensor name).
    static Result<std::unique_ptr<Adapter>> create(const LoraOptions& options, CausalModel& model, std::uint64_t seed);
};

}  // namespace luthier
