// SPDX-License-Identifier: Apache-2.0
// Which of the kernels run: the widest instruction set that this processor has, or ATen's reference. Chosen once. Thread: any.
#pragma once

#include <string>
#include <string_view>

#include <ATen/core/Tensor.h>

#include "core/base/error.h"
#include "core/kernels/cpu/vector_kernels.h"

namespace luthier::kernels {

// "avx512_bf16", "avx512", "avx2", "reference". The choice depends on the processor and the environment's LUTHIER_KERNELS (one of these names, for tests and
// measurements; one that this processor cannot run is not heard) alone, so results keep their bits from run to run.
std::string kernelsInUse();

// What a processor can run, as far as it decides which kernels do.
struct Instructions { bool avx2 = false, fma = false, avx512f = false, avx512bw = false, avx512vl = false, avx512dq = false, avx512bf16 = false; };
// nullptr: none of ours, so the reference. Every file of them is compiled for more than the plain processor, so none is entered unless all it needs is there.
const VectorKernels* widestKernels(const Instructions& instructions);

// A processor without AVX2 and FMA is refused: LibTorch alone takes several times as long there. LUTHIER_KERNELS=reference is the way to have that all the
// same.
Status checkProcessor();
Status checkProcessor(const Instructions& instructions, std::string_view wantedKernels);

// The kernels that were chosen; nullptr: the reference.
const VectorKernels* vectorKernels();
// The kernels for tensors like this one, or nullptr where the reference has to do it (float64, other devices, no AVX2).
const VectorKernels* vectorKernelsFor(const at::Tensor& like);

}  // namespace luthier::kernels
