// SPDX-License-Identifier: Apache-2.0
// Matrix products of the hot path, by the library that is fastest on this processor. Not differentiable: the fused operations call them in both directions.
// float32 on a processor that is not Intel's goes to oneDNN (measured on Zen 5: 2.2 times MKL, which holds back there); everything else to ATen, where
// bf16 is oneDNN already. The choice depends on the processor alone, never on a timing, so that results keep their bits.
#pragma once

#include <ATen/core/Tensor.h>

namespace luthier::kernels {

// x [M,K] times w [N,K] transposed -> [M,N]: a linear layer's forward.
at::Tensor matmulNT(const at::Tensor& x_MK, const at::Tensor& w_NK);
// a [M,K] times b [K,N] -> [M,N]: its gradient of the input.
// Both take a weight in 16 bits too where x and a are float32: it is widened first (bf16 and float16 lose nothing by it), which the product takes far longer
// than.
at::Tensor matmulNN(const at::Tensor& a_MK, const at::Tensor& b_KN);
// y [M,N] += x w^T, and y += a b: the sum is rounded once, where y and then a product would be rounded twice.
void addMatmulNT(at::Tensor& y_MN, const at::Tensor& x_MK, const at::Tensor& w_NK);
void addMatmulNN(at::Tensor& y_MN, const at::Tensor& a_MK, const at::Tensor& b_KN);
// a [K,M] transposed times b [K,N] -> [M,N]: its gradient of the weight.
at::Tensor matmulTN(const at::Tensor& a_KM, const at::Tensor& b_KN);

}  // namespace luthier::kernels
