// SPDX-License-Identifier: Apache-2.0
#define LUTHIER_SET avx2
#define LUTHIER_LANES 8
#include "core/kernels/cpu/kernel_table.h"

namespace luthier::kernels {

const VectorKernels avx2Kernels = avx2::table("avx2");

}  // namespace luthier::kernels
