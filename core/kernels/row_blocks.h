// SPDX-License-Identifier: Apache-2.0
// Rows in whole blocks of 64 where the matrix library sees them. It compiles code for every shape it meets, and micro-batches differ in length each time:
// without this it compiles for ever (measured: a third of a step, and 70 MB more after every few steps). The rows beyond T are zeros, belong to nobody and
// take part in products only, where zeros change nothing.
#pragma once

#include <cstdint>

#include <ATen/core/Tensor.h>

namespace luthier::kernels {

// An uninitialised [rows, width] with room for whole blocks behind it, which is zero.
at::Tensor emptyRows(std::int64_t rows, std::int64_t width, const at::TensorOptions& options);

// The first `rows` rows; the way back from a product of whole blocks. The room behind stays with the tensor.
at::Tensor firstRows(const at::Tensor& x, std::int64_t rows);

// The tensor [T,width] in whole blocks: itself with the room behind it where it came from emptyRows or firstRows, otherwise a copy.
at::Tensor inWholeBlocks(const at::Tensor& x);

}  // namespace luthier::kernels
