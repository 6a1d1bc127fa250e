// SPDX-License-Identifier: Apache-2.0
// The narrow products of a low-rank adapter, R far below I and O. General libraries reach a third of the processor's speed on these shapes (measured), and they
// were a tenth of a LoRA step; the CPU's own kernels keep the narrow side in registers. Elsewhere ATen. No autograd; counted as Phase::Matmul.
#pragma once

#include <cstdint>

#include <ATen/core/Tensor.h>

namespace luthier::kernels {

// A factor [K,N] as these products read it, made once per use. Its data mean something to the kernels alone (cpu/vector_kernels.h), except where ATen does it.
struct Panel {
    at::Tensor data;
    std::int64_t numColumns = 0;
};
Panel makePanel(const at::Tensor& factor_KN, const at::Tensor& like, double scale = 1.0);   // like: what it will be multiplied with

// to = x panel, or to += x panel, rounded once.   x [T,K] and to [T,N] of one dtype, any stride between rows
void multiply(const at::Tensor& x_TK, const Panel& panel_KN, const at::Tensor& to_TN, bool add);

// x^T panel, float32 or wider.   x [T,K], panel [T,N] -> [K,N]
at::Tensor multiplyTransposed(const at::Tensor& x_TK, const Panel& panel_TN);

}  // namespace luthier::kernels
