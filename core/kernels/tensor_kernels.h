// SPDX-License-Identifier: Apache-2.0
// The fused operations on whole tensors, without autograd, one table per implementation: ATen's reference for any device and dtype, CUDA's for float32 and bf16
// on a GPU. The CPU's own kernels lie below that, behind raw pointers (cpu/vector_kernels.h). Shapes as in ops.h; inputs dense unless said otherwise.
// No entry waits for the device, or reads from it, in CUDA's table. Thread: any.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/kernels/adamw.h"
#include "core/kernels/ops.h"

namespace luthier::kernels {

struct Norm { at::Tensor sum, y, rstd; };          // sum is x where there is no delta; rstd [T,1]
struct Attention { at::Tensor out_TND, logSumExp_TN; };

// query, key, value [T,heads,D], any stride between rows; starts as in ops.h.
struct AttentionInput {
    at::Tensor query_TND, key_TKD, value_TKD;
    const std::vector<std::int64_t>& starts;
    double scale;
    std::optional<std::int64_t> window;
};

struct TensorKernels {
    const char* name;
    Norm (*rmsNorm)(const at::Tensor& x_TH, const at::Tensor& delta_TH, const at::Tensor& weight_H, double eps);
    at::Tensor (*rmsNormBackward)(const at::Tensor& dy_TH, const at::Tensor& x_TH, const at::Tensor& weight_H, const at::Tensor& rstd_T1,
                                  const at::Tensor& residual_TH);
    at::Tensor (*rmsNormWeight)(const at::Tensor& dy_TH, const at::Tensor& x_TH, const at::Tensor& rstd_T1);   // [H], float32 or wider
    at::Tensor (*swiglu)(const at::Tensor& gateUp_TF);
    at::Tensor (*swigluBackward)(const at::Tensor& dOut_TF, const at::Tensor& gateUp_TF);
    // Turns the first numHeads heads of each row, in place; sign -1 turns back.
    void (*rotate)(const at::Tensor& rows, std::int64_t numHeads, const at::Tensor& cos_TD, const at::Tensor& sin_TD, double sign);
    Attention (*attention)(const AttentionInput& in);
    // Writes into the three gradients, shaped as their tensors.
    void (*attentionBackward)(const at::Tensor& dOut_TND, const AttentionInput& in, const Attention& saved, const at::Tensor& dQuery, const at::Tensor& dKey,
                              const at::Tensor& dValue);
    at::Tensor (*cachedAttention)(const at::Tensor& query_LND, const at::Tensor& key_PKD, const at::Tensor& value_PKD, double scale,
                                  std::optional<std::int64_t> window);
    // These four as in ops.h; x and weight dense, the result float32 (float64 of float64) or rounded to x's type.
    at::Tensor (*cachedAttentionOfEach)(const at::Tensor& query_SND, const std::vector<CachedSequence>& sequences, double scale,
                                        std::optional<std::int64_t> window);
    void (*appendToCaches)(const std::vector<CachedSequence>& sequences, const at::Tensor& key_SKD, const at::Tensor& value_SKD);
    at::Tensor (*attendOverTable)(const at::Tensor& query_SND, const at::Tensor& key_SKD, const at::Tensor& value_SKD, const CacheTable& table, double scale,
                                  std::optional<std::int64_t> window);
    at::Tensor (*rowwiseLinear)(const at::Tensor& x_MI, const at::Tensor& weight_OI, bool rounded);
    // nll and first [M]; with gradient the logits [M,V] become weight (softmax - one hot).
    void (*crossEntropy)(at::Tensor& logits_MV, const at::Tensor& token_M, const at::Tensor& weight_M, bool gradient, const at::Tensor& nll_M,
                         const at::Tensor& first_M);
    at::Tensor (*scaled)(const at::Tensor& x, const at::Tensor& factor);   // x * factor for one float32; the product is rounded once
    at::Tensor (*dropoutMask)(const at::Tensor& like, double dropout, std::uint64_t seed);   // 1 / (1 - dropout) where a value is kept, 0 elsewhere
    void (*adamwStep)(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& firstMoment, at::Tensor& secondMoment, std::int64_t step,
                      const AdamwOptions& options);
    at::Tensor (*chooseTokens)(const at::Tensor& logits_SV, std::int64_t numTokens, const at::Tensor& temperature_S, const at::Tensor& uniform_S);
    void (*adamwSteps)(std::vector<AdamwItem>& items, std::int64_t step, const AdamwOptions& options);
    void (*roundStochastically)(const at::Tensor& from, at::Tensor& to, std::uint64_t seed, std::uint64_t stream);   // the reference: on the processor
};

extern const TensorKernels referenceKernels;
extern const TensorKernels cudaKernels;            // in a build with LUTHIER_CUDA

// The table for tensors like this one.
const TensorKernels& tensorKernelsFor(const at::Tensor& like);

}  // namespace luthier::kernels
