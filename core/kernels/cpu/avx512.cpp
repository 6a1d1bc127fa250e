// SPDX-License-Identifier: Apache-2.0
#define LUTHIER_SET avx512
#define LUTHIER_LANES 16
#include "core/kernels/cpu/kernel_table.h"

namespace luthier::kernels {

const VectorKernels avx512Kernels = avx512::table("avx512");

}  // namespace luthier::kernels
