// SPDX-License-Identifier: Apache-2.0
// In place of core/kernels/select.cpp: the operations of ops.h on the processor's tensors choose as on a GPU, so their own tests run on the emulated kernels.
#include "core/kernels/select.h"

#include "core/kernels/tensor_kernels.h"

namespace luthier::kernels {

std::string kernelsInUse() { return cudaKernels.name; }

const VectorKernels* vectorKernels() { return nullptr; }
const VectorKernels* vectorKernelsFor(const at::Tensor&) { return nullptr; }

const TensorKernels& tensorKernelsFor(const at::Tensor& like) {
    return like.scalar_type() == at::kFloat || like.scalar_type() == at::kBFloat16 ? cudaKernels : referenceKernels;
}

}  // namespace luthier::kernels
