// SPDX-License-Identifier: Apache-2.0
// Which dtype this machine computes in faster. Without hardware support LibTorch's bf16 matmul is hundreds of times slower than float32, so it is measured.
#pragma once

#include <string>

#include "core/kernels/compute_device.h"
#include "core/recipe/run_config.h"

namespace luthier {

struct PrecisionProbe { ComputePrecision best = ComputePrecision::F32; double f32Gflops = 0, bf16Gflops = 0; std::string reason; };
// Takes some 50 ms: multiplies matrices of a layer's size in both, on this device. bf16 must win clearly (1.3 times), since it also costs precision.
PrecisionProbe probePrecision(const ComputeDevice& device);
// "avx512_bf16, avx512 kernels": what the processor has ("sse", "avx2", "avx512", "avx512_bf16"), and which of our kernels run.
std::string instructionSet();

}  // namespace luthier
