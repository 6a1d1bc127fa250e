// SPDX-License-Identifier: Apache-2.0
#define LUTHIER_SET avx512_bf16
#define LUTHIER_LANES 16
#define LUTHIER_PAIRS
#include "core/kernels/cpu/kernel_table.h"

namespace luthier::kernels {

const VectorKernels avx512Bf16Kernels = avx512_bf16::table("avx512_bf16");

}  // namespace luthier::kernels
