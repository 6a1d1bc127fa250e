// SPDX-License-Identifier: Apache-2.0
// Every fused operation in plain ATen, without autograd: what the fast kernels are tested against, and what runs where there are none (float64, other devices).
// Shapes as in ops.h.
#pragma once

#include <cstdint>
#include <optional>
#include <tuple>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/kernels/ops.h"

namespace luthier::kernels::reference {

struct Norm { at::Tensor sum, y, rstd; };          // sum is x where there is no delta; rstd [T,1]
Norm rmsNorm(const at::Tensor& x_TH, const at::Tensor& delta_TH, const at::Tensor& weight_H, double eps);
at::Tensor rmsNormBackward(const at::Tensor& dy_TH, const at::Tensor& x_TH, const at::Tensor& weight_H, const at::Tensor& rstd_T1,
                           const at::Tensor& residual_TH);
at::Tensor rmsNormWeight(const at::Tensor& dy_TH, const at::Tensor& x_TH, const at::Tensor& rstd_T1);   // [H], float32 or wider

at::Tensor swiglu(const at::Tensor& gateUp_TF);
at::Tensor swigluBackward(const at::Tensor& dOut_TF, const at::Tensor& gateUp_TF);

// x [T,N,D]; sign -1 turns back.
at::Tensor rotate(const at::Tensor& x_TND, const at::Tensor& cos_TD, const at::Tensor& sin_TD, double sign);

struct Attention { at::Tensor out_TND, logSumExp_TN; };
Attention attention(const at::Tensor& query_TND, const at::Tensor& key_TKD, const at::Tensor& value_TKD, const std::vector<std::int64_t>& starts, double scale,
                    std::optional<std::int64_t> window);
// Writes into the three gradients, shaped as their tensors.
void attentionBackward(const at::Tensor& dOut_TND, const at::Tensor& query_TND, const at::Tensor& key_TKD, const at::Tensor& value_TKD, const Attention& saved,
                       const std::vector<std::int64_t>& starts, double scale, std::optional<std::int64_t> window, at::Tensor dQuery, at::Tensor dKey,
                       at::Tensor dValue);

// nll and first [M]; with gradient the logits [M,V] become weight (softmax - one hot).
void crossEntropy(at::Tensor& logits_MV, const at::Tensor& token_M, const at::Tensor& weight_M, bool gradient, at::Tensor nll_M, at::Tensor first_M);

void adamwStep(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& firstMoment, at::Tensor& secondMoment, std::int64_t step,
               const AdamwOptions& options);

}  // namespace luthier::kernels::reference
