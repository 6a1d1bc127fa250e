// SPDX-License-Identifier: Apache-2.0
// Which of the kernels run: the widest instruction set that this processor has, or ATen's reference. Thread: choose before the first operation, read from any.
#pragma once

#include <string>

#include <ATen/core/Tensor.h>

#include "core/kernels/cpu/vector_kernels.h"

namespace luthier::kernels {

// "avx512", "avx2", "reference". The choice depends on the processor and LUTHIER_KERNELS alone, so results keep their bits from run to run.
std::string kernelsInUse();
// For tests and measurements; "auto" is the choice made at the start. False when this processor cannot run them; nothing changes then.
bool selectKernels(const std::string& name);

// The kernels for tensors like this one, or nullptr where the reference has to do it (float64, other devices, no AVX2).
const VectorKernels* vectorKernelsFor(const at::Tensor& like);

}  // namespace luthier::kernels
