// SPDX-License-Identifier: Apache-2.0
// Which dtype this machine computes in faster.
#pragma once

#include <string>

#include "core/kernels/compute_device.h"
#include "core/recipe/run_config.h"

namespace luthier {

// Of the processor by its instructions (core/base/processor.h), not by a clock: whatever else works on the machine, the same settings must give the same run.
// Of a GPU measured in some 50 ms: bf16 must win clearly (1.3 times), since it also costs precision.
ComputePrecision fasterPrecision(const ComputeDevice& device);
// "avx512_bf16, avx512 kernels": what the processor has ("sse", "avx2", "avx512", "avx512_bf16"), and which of our kernels run.
std::string instructionSet();

}  // namespace luthier
