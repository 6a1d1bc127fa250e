// SPDX-License-Identifier: Apache-2.0
#include "core/training/precision.h"

#include <algorithm>

#include <ATen/ATen.h>

#include "core/base/clock.h"
#include "core/base/processor.h"
#include "core/kernels/matmul.h"
#include "core/kernels/select.h"

namespace luthier {

namespace {

// Best of several products of a layer's size, in GFLOP/s.
double measure(at::ScalarType dtype, const ComputeDevice& device) {
    const at::NoGradGuard noGradient;
    constexpr std::int64_t kSide = 4096;   // less would only show how fast a GPU is asked
    const auto options = at::TensorOptions(dtype).device(device.place());
    const at::Tensor x = at::full({kSide, kSide}, 0.5, options), w = at::full({kSide, kSide}, 0.25, options);
    device.wait();
    double best = 0;
    for (int run = 0; run < 6; ++run) {
        const double started = monotonicSeconds();
        kernels::matmulNT(x, w);
        device.wait();
        const double seconds = std::max(monotonicSeconds() - started, 1e-9);
        best = std::max(best, 2.0 * static_cast<double>(kSide * kSide * kSide) / seconds / 1e9);
        if (seconds > 0.1) break;   // no support by the hardware
    }
    return best;
}

}  // namespace

ComputePrecision fasterPrecision(const ComputeDevice& device) {
    constexpr double kClearly = 1.3;
    const bool isBf16 = device.isProcessor() ? hasBf16Instructions() : measure(at::kBFloat16, device) > kClearly * measure(at::kFloat, device);
    return isBf16 ? ComputePrecision::Bf16 : ComputePrecision::F32;
}

std::string instructionSet() {
    __builtin_cpu_init();
    const bool avx512 = __builtin_cpu_supports("avx512f"), bf16 = __builtin_cpu_supports("avx512bf16");
    const bool tiles = __builtin_cpu_supports("amx-bf16");
    const std::string processor = tiles ? "amx_bf16" : avx512 ? (bf16 ? "avx512_bf16" : "avx512") : __builtin_cpu_supports("avx2") ? "avx2" : "sse";
    return processor + ", " + kernels::kernelsInUse() + " kernels";
}

}  // namespace luthier
