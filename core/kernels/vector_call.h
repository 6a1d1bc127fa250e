// SPDX-License-Identifier: Apache-2.0
// From tensors to the raw pointers of the CPU's kernels.
#pragma once

#include <algorithm>
#include <cstdint>

#include <ATen/core/Tensor.h>

#include "core/kernels/parallel.h"
#include "core/kernels/select.h"

namespace luthier::kernels {

// call(RowKernels<T>, T*) for the element type T of a tensor that vectorKernelsFor() knows; the pointer is null and only names the type.
template <class Call>
void withRowKernels(const VectorKernels& kernels, const at::Tensor& like, const Call& call) {
    if (like.scalar_type() == at::kFloat) call(kernels.f32, static_cast<float*>(nullptr));
    else call(kernels.bf16, static_cast<Bf16*>(nullptr));
}

// nullptr for an undefined tensor.
template <class T>
T* elements(const at::Tensor& tensor) {
    return tensor.defined() ? static_cast<T*>(tensor.data_ptr()) : nullptr;
}
template <class T>
T* rowsFrom(T* first, std::int64_t row, std::int64_t stride) {
    return first ? first + row * stride : nullptr;
}

// Rows in pieces worth a thread's while; each row is computed alone, so the pieces do not change a bit.
template <class Work>
void overRows(std::int64_t rows, std::int64_t width, const Work& work) {
    const std::int64_t grain = std::max<std::int64_t>(1, 16384 / std::max<std::int64_t>(1, width));
    parallelFor(rows, grain, [&](std::int64_t begin, std::int64_t end) { work(begin, end - begin); });
}

}  // namespace luthier::kernels
