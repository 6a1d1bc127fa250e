// SPDX-License-Identifier: Apache-2.0
#include "core/training/precision.h"

#include <algorithm>
#include <cstdio>

#include <ATen/ATen.h>

#include "core/base/clock.h"
#include "core/kernels/matmul.h"
#include "core/kernels/select.h"

namespace luthier {

namespace {

// Best of several short runs, in GFLOP/s; gives up early where one run already takes long (no hardware support).
double measure(at::ScalarType dtype, const ComputeDevice& device) {
    const at::NoGradGuard noGradient;
    // A GPU would only show how fast it is asked.
    const std::int64_t rows = device.isProcessor() ? 256 : 4096, inner = device.isProcessor() ? 768 : 4096, columns = inner;
    const auto options = at::TensorOptions(dtype).device(device.place());
    const at::Tensor x = at::full({rows, inner}, 0.5, options), w = at::full({columns, inner}, 0.25, options);
    device.wait();
    double best = 0;
    for (int run = 0; run < 6; ++run) {
        const double started = monotonicSeconds();
        kernels::matmulNT(x, w);
        device.wait();
        const double seconds = std::max(monotonicSeconds() - started, 1e-9);
        best = std::max(best, 2.0 * static_cast<double>(rows * inner * columns) / seconds / 1e9);
        if (seconds > 0.1) break;
    }
    return best;
}

}  // namespace

PrecisionProbe probePrecision(const ComputeDevice& device) {
    PrecisionProbe probe;
    probe.f32Gflops = measure(at::kFloat, device);
    probe.bf16Gflops = measure(at::kBFloat16, device);
    probe.best = probe.bf16Gflops > 1.3 * probe.f32Gflops ? ComputePrecision::Bf16 : ComputePrecision::F32;
    char text[160];
    std::snprintf(text, sizeof text, "measured here: float32 %.0f GFLOP/s, bf16 %.0f GFLOP/s", probe.f32Gflops, probe.bf16Gflops);
    probe.reason = text;
    return probe;
}

std::string instructionSet() {
    __builtin_cpu_init();
    const bool avx512 = __builtin_cpu_supports("avx512f"), bf16 = __builtin_cpu_supports("avx512bf16");
    const bool tiles = __builtin_cpu_supports("amx-bf16");
    const std::string processor = tiles ? "amx_bf16" : avx512 ? (bf16 ? "avx512_bf16" : "avx512") : __builtin_cpu_supports("avx2") ? "avx2" : "sse";
    return processor + ", " + kernels::kernelsInUse() + " kernels";
}

}  // namespace luthier
