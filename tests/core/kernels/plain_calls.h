// SPDX-License-Identifier: Apache-2.0
// The fused operations with their parts as separate tensors, which is how their compositions are written.
#pragma once

#include <vector>

#include <ATen/ATen.h>

#include "core/kernels/ops.h"

namespace luthier::kernels {

inline at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double eps) { return addRmsNorm(x, {}, weight, eps).normed_TH.value; }

inline at::Tensor swiglu(const at::Tensor& gate, const at::Tensor& up) { return swiglu(at::cat({gate, up}, 1)).value; }

inline at::Tensor loraLinear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const LoraTerm& lora) {
    return groupedLinear(x, weight, {{weight, bias, lora}});
}

// query [T,N,D], key and value [T,K,D] -> [T,N,D]
inline at::Tensor turnedAttention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, const at::Tensor& cosine, const at::Tensor& sine,
                                  const std::vector<std::int64_t>& starts, double scale, std::optional<std::int64_t> window) {
    const at::Tensor all = at::cat({query.flatten(1), key.flatten(1), value.flatten(1)}, 1);
    return rotaryAttention(all, cosine, sine, starts, {query.size(1), key.size(1), query.size(2), scale, window}).view_as(query);
}

// Without any rotation.
inline at::Tensor segmentAttention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, const std::vector<std::int64_t>& starts,
                                   double scale, std::optional<std::int64_t> window) {
    const at::Tensor cosine = at::ones({query.size(0), query.size(2) / 2}, at::kFloat);
    return turnedAttention(query, key, value, cosine, at::zeros_like(cosine), starts, scale, window);
}

}  // namespace luthier::kernels
