// SPDX-License-Identifier: Apache-2.0
// Every fused operation in plain ATen, without autograd: what the fast kernels are tested against, and what runs where there are none (float64, other devices).
// The functions of the table (tensor_kernels.h).
#pragma once

#include "core/kernels/tensor_kernels.h"

namespace luthier::kernels::reference {

Norm rmsNorm(const at::Tensor& x_TH, const at::Tensor& delta_TH, const at::Tensor& weight_H, double eps);
at::Tensor rmsNormBackward(const at::Tensor& dy_TH, const at::Tensor& x_TH, const at::Tensor& weight_H, const at::Tensor& rstd_T1,
                           const at::Tensor& residual_TH);
at::Tensor rmsNormWeight(const at::Tensor& dy_TH, const at::Tensor& x_TH, const at::Tensor& rstd_T1);
at::Tensor swiglu(const at::Tensor& gateUp_TF);
at::Tensor swigluBackward(const at::Tensor& dOut_TF, const at::Tensor& gateUp_TF);
void rotate(const at::Tensor& rows, std::int64_t numHeads, const at::Tensor& cos_TD, const at::Tensor& sin_TD, double sign);
Attention attention(const AttentionInput& in);
void attentionBackward(const at::Tensor& dOut_TND, const AttentionInput& in, const Attention& saved, const at::Tensor& dQuery, const at::Tensor& dKey,
                       const at::Tensor& dValue);
at::Tensor cachedAttention(const at::Tensor& query_LND, const at::Tensor& key_PKD, const at::Tensor& value_PKD, double scale,
                           std::optional<std::int64_t> window);
at::Tensor cachedAttentionOfEach(const at::Tensor& query_SND, const std::vector<CachedSequence>& sequences, double scale, std::optional<std::int64_t> window);
void appendToCaches(const std::vector<CachedSequence>& sequences, const at::Tensor& key_SKD, const at::Tensor& value_SKD);
at::Tensor attendOverTable(const at::Tensor& query_SND, const at::Tensor& key_SKD, const at::Tensor& value_SKD, const CacheTable& table, double scale,
                           std::optional<std::int64_t> window);
at::Tensor rowwiseLinear(const at::Tensor& x_MI, const at::Tensor& weight_OI, bool rounded);   // row by row, so that no row's bits depend on another
void crossEntropy(at::Tensor& logits_MV, const at::Tensor& token_M, const at::Tensor& weight_M, bool gradient, const at::Tensor& nll_M,
                  const at::Tensor& first_M);
at::Tensor scaled(const at::Tensor& x, const at::Tensor& factor);
at::Tensor dropoutMask(const at::Tensor& like, double dropout, std::uint64_t seed);
void adamwStep(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& firstMoment, at::Tensor& secondMoment, std::int64_t step,
               const AdamwOptions& options);
at::Tensor chooseTokens(const at::Tensor& logits_SV, std::int64_t numTokens, const at::Tensor& temperature_S, const at::Tensor& uniform_S);
void adamwSteps(std::vector<AdamwItem>& items, std::int64_t step, const AdamwOptions& options);   // each by adamwStep of ops.h
void roundStochastically(const at::Tensor& from, at::Tensor& to, std::uint64_t seed, std::uint64_t stream);   // ../stochastic_rounding.cpp

}  // namespace luthier::kernels::reference
