// SPDX-License-Identifier: Apache-2.0
// One decoding step's products and attention: each row alone decides its bits. No gradients.
#include <ATen/ATen.h>

#include "core/kernels/ops.h"
#include "core/kernels/reference/reference.h"
#include "core/kernels/tensor_kernels.h"
#include "core/kernels/vector_call.h"

namespace luthier::kernels {

at::Tensor rowwiseLinear(const at::Tensor& x_MI, const at::Tensor& weight_OI) {
    TORCH_CHECK(x_MI.dim() == 2 && weight_OI.dim() == 2 && x_MI.size(1) == weight_OI.size(1) && x_MI.scalar_type() == weight_OI.scalar_type(),
                "rowwiseLinear: x is ", x_MI.sizes(), ", weight is ", weight_OI.sizes());
    const at::Tensor x = x_MI.contiguous(), weight = weight_OI.contiguous();
    const VectorKernels* const kernels = vectorKernelsFor(x);
    if (!kernels) return reference::rowwiseLinear(x, weight);
    const std::int64_t rows = x.size(0), width = x.size(1), numOutputs = weight.size(0);
    at::Tensor out = at::empty({rows, numOutputs}, x.options().dtype(at::kFloat));
    constexpr std::int64_t kBlock = 4;   // outputs computed together; pieces begin at whole blocks only for speed
    withRowKernels(*kernels, x, [&]<class T>(const RowKernels<T>& row, T*) {
        const T *from = elements<T>(x), *by = elements<T>(weight);
        float* const to = elements<float>(out);
        const std::int64_t grain = std::max<std::int64_t>(1, 65536 / std::max<std::int64_t>(1, kBlock * width * rows));
        parallelFor((numOutputs + kBlock - 1) / kBlock, grain, [&](std::int64_t begin, std::int64_t end) {
            row.rowDots(from, by, to, rows, width, begin * kBlock, std::min(end * kBlock, numOutputs), width, numOutputs);
        });
    });
    return out;
}

namespace {

// [1,N,D] over [P,K,D]: heads are independent of each other.
at::Tensor attendOne(const VectorKernels& kernels, const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, double scale,
                     std::int64_t numPositions) {
    const std::int64_t numHeads = query.size(1), width = query.size(2), numKvHeads = key.size(1), stride = numKvHeads * width, group = numHeads / numKvHeads;
    const std::int64_t first = key.size(0) - numPositions;
    at::Tensor out = at::empty(query.sizes(), query.options());
    const at::Tensor scores = at::empty({numHeads, numPositions}, query.options().dtype(at::kFloat));
    withRowKernels(kernels, query, [&]<class T>(const RowKernels<T>& row, T*) {
        const T *q = elements<T>(query), *k = elements<T>(key) + first * stride, *v = elements<T>(value) + first * stride;
        T* const to = elements<T>(out);
        float* const room = elements<float>(scores);
        parallelFor(numHeads, std::max<std::int64_t>(1, 32768 / std::max<std::int64_t>(1, numPositions * width)), [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t head = begin; head < end; ++head)
                row.attendLast(q + head * width, k + head / group * width, v + head / group * width, to + head * width, numPositions, width, stride,
                               static_cast<float>(scale), room + head * numPositions);
        });
    });
    return out;
}

}  // namespace

at::Tensor cachedAttention(const at::Tensor& query_LND, const at::Tensor& key_PKD, const at::Tensor& value_PKD, double scale,
                           std::optional<std::int64_t> window) {
    TORCH_CHECK(query_LND.dim() == 3 && key_PKD.dim() == 3 && key_PKD.sizes() == value_PKD.sizes() && query_LND.size(1) % key_PKD.size(1) == 0 &&
                    query_LND.size(2) == key_PKD.size(2) && query_LND.size(0) <= key_PKD.size(0),
                "cachedAttention: query is ", query_LND.sizes(), ", keys are ", key_PKD.sizes(), ", values are ", value_PKD.sizes());
    const VectorKernels* const kernels = vectorKernelsFor(query_LND);
    if (!kernels || query_LND.size(0) != 1) return tensorKernelsFor(query_LND).cachedAttention(query_LND, key_PKD, value_PKD, scale, window);
    const std::int64_t numPositions = window ? std::min(key_PKD.size(0), *window) : key_PKD.size(0);
    return attendOne(*kernels, query_LND.contiguous(), key_PKD.contiguous(), value_PKD.contiguous(), scale, numPositions);
}

}  // namespace luthier::kernels
