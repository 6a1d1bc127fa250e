// SPDX-License-Identifier: Apache-2.0
// From tensors to the tasks of the GPU's kernels.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/DeviceGuard.h>

#include "core/kernels/cuda/stream.h"
#include "core/kernels/tensor_kernels.h"

namespace luthier::kernels::cuda {

inline void check(int error, const char* what) { TORCH_CHECK(error == 0, what, " on the GPU: ", errorText(error)); }

template <class T>
T* elements(const at::Tensor& tensor) {
    return tensor.defined() ? static_cast<T*>(tensor.data_ptr()) : nullptr;
}

// call(T*, stream) -> error, for the element type T of `like` (a null pointer that names it), with its device current.
template <class Call>
void onDevice(const at::Tensor& like, const char* what, const Call& call) {
    const c10::DeviceGuard guard(like.device());
    const Stream stream = currentStream(like);
    if (like.scalar_type() == at::kFloat) return check(call(static_cast<float*>(nullptr), stream), what);
    TORCH_CHECK(like.scalar_type() == at::kBFloat16, what, ": no kernel for ", like.scalar_type());
    check(call(static_cast<Bf16*>(nullptr), stream), what);
}

// attention_calls.cpp
Attention attention(const AttentionInput& in);
void attentionBackward(const at::Tensor& dOut_TND, const AttentionInput& in, const Attention& saved, const at::Tensor& dQuery, const at::Tensor& dKey,
                       const at::Tensor& dValue);
at::Tensor cachedAttention(const at::Tensor& query_LND, const at::Tensor& key_PKD, const at::Tensor& value_PKD, double scale,
                           std::optional<std::int64_t> window);
at::Tensor cachedAttentionOfEach(const at::Tensor& query_SND, const std::vector<CachedSequence>& sequences, double scale, std::optional<std::int64_t> window);
void appendToCaches(const std::vector<CachedSequence>& sequences, const at::Tensor& key_SKD, const at::Tensor& value_SKD);
at::Tensor attendOverTable(const at::Tensor& query_SND, const at::Tensor& key_SKD, const at::Tensor& value_SKD, const CacheTable& table, double scale,
                           std::optional<std::int64_t> window);

}  // namespace luthier::kernels::cuda
