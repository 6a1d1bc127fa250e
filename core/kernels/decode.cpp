// SPDX-License-Identifier: Apache-2.0
// One decoding step's products and attention: each row alone decides its bits. No gradients.
#include <cstring>

#include <ATen/ATen.h>

#include "core/kernels/ops.h"
#include "core/kernels/tensor_kernels.h"
#include "core/kernels/vector_call.h"

namespace luthier::kernels {

namespace {

// dots(first output, last output) in pieces of outputs.
template <class Dots>
void overOutputs(const at::Tensor& x, std::int64_t numOutputs, const Dots& dots) {
    constexpr std::int64_t kBlock = 4;   // outputs computed together; pieces begin at whole blocks only for speed
    const std::int64_t grain = std::max<std::int64_t>(1, 65536 / std::max<std::int64_t>(1, kBlock * x.numel()));
    parallelFor((numOutputs + kBlock - 1) / kBlock, grain,
                [&](std::int64_t begin, std::int64_t end) { dots(begin * kBlock, std::min(end * kBlock, numOutputs)); });
}

bool isNarrow(const at::Tensor& x, const at::Tensor& weight) { return x.scalar_type() == at::kFloat && weight.scalar_type() == at::kBFloat16; }

at::Tensor rowDots(const at::Tensor& x_MI, const at::Tensor& weight_OI, bool rounded) {
    TORCH_CHECK(x_MI.dim() == 2 && weight_OI.dim() == 2 && x_MI.size(1) == weight_OI.size(1) &&
                    (x_MI.scalar_type() == weight_OI.scalar_type() || isNarrow(x_MI, weight_OI)),
                "rowwiseLinear: x is ", x_MI.sizes(), " of ", x_MI.scalar_type(), ", weight is ", weight_OI.sizes(), " of ", weight_OI.scalar_type());
    const at::Tensor x = x_MI.contiguous(), weight = weight_OI.contiguous();
    const std::int64_t rows = x.size(0), width = x.size(1), numOutputs = weight.size(0);
    const VectorKernels* const kernels = vectorKernelsFor(x);
    if (!kernels) return tensorKernelsFor(x).rowwiseLinear(x, weight.to(x.scalar_type()), rounded);
    at::Tensor out = at::empty({rows, numOutputs}, rounded ? x.options() : x.options().dtype(at::kFloat));
    if (isNarrow(x, weight)) {
        overOutputs(x, numOutputs, [&](std::int64_t first, std::int64_t last) {
            kernels->narrowRowDots(elements<float>(x), elements<Bf16>(weight), elements<float>(out), rows, width, first, last, width, numOutputs);
        });
        return out;
    }
    withRowKernels(*kernels, x, [&]<class T>(const RowKernels<T>& row, T*) {
        overOutputs(x, numOutputs, [&](std::int64_t first, std::int64_t last) {
            if (rounded) row.rowDotsRounded(elements<T>(x), elements<T>(weight), elements<T>(out), rows, width, first, last, width, numOutputs);
            else row.rowDots(elements<T>(x), elements<T>(weight), elements<float>(out), rows, width, first, last, width, numOutputs);
        });
    });
    return out;
}

}  // namespace

at::Tensor rowwiseLinear(const at::Tensor& x_MI, const at::Tensor& weight_OI) { return rowDots(x_MI, weight_OI, false); }
at::Tensor rowwiseLinearRounded(const at::Tensor& x_MI, const at::Tensor& weight_OI) { return rowDots(x_MI, weight_OI, true); }

at::Tensor cachedAttention(const at::Tensor& query_SND, const std::vector<CachedSequence>& sequences, double scale, std::optional<std::int64_t> window) {
    TORCH_CHECK(query_SND.dim() == 3 && query_SND.size(0) == static_cast<std::int64_t>(sequences.size()), "cachedAttention: query is ", query_SND.sizes(),
                " for ", sequences.size(), " sequences");
    std::int64_t longest = 1;
    for (const CachedSequence& one : sequences) {
        TORCH_CHECK(one.key_CKD.dim() == 3 && one.key_CKD.sizes() == one.value_CKD.sizes() && query_SND.size(1) % one.key_CKD.size(1) == 0 &&
                        query_SND.size(2) == one.key_CKD.size(2) && one.numPositions >= 1 && one.numPositions <= one.key_CKD.size(0) &&
                        one.key_CKD.is_contiguous() && one.value_CKD.is_contiguous(),
                    "cachedAttention: query is ", query_SND.sizes(), ", keys are ", one.key_CKD.sizes(), ", values are ", one.value_CKD.sizes(), " for ",
                    one.numPositions, " positions");
        longest = std::max(longest, window ? std::min(one.numPositions, *window) : one.numPositions);
    }
    const VectorKernels* const kernels = vectorKernelsFor(query_SND);
    if (!kernels) return tensorKernelsFor(query_SND).cachedAttentionOfEach(query_SND, sequences, scale, window);
    const at::Tensor query = query_SND.contiguous(), out = at::empty(query.sizes(), query.options());
    const std::int64_t numHeads = query.size(1), width = query.size(2), numTasks = query.size(0) * numHeads;
    const at::Tensor scores = at::empty({numTasks, longest}, query.options().dtype(at::kFloat));
    withRowKernels(*kernels, query, [&]<class T>(const RowKernels<T>& row, T*) {
        const T* const from = elements<T>(query);
        T* const to = elements<T>(out);
        float* const room = elements<float>(scores);
        parallelFor(numTasks, std::max<std::int64_t>(1, 32768 / std::max<std::int64_t>(1, longest * width)), [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t task = begin; task < end; ++task) {
                const CachedSequence& one = sequences[static_cast<std::size_t>(task / numHeads)];
                const std::int64_t numKvHeads = one.key_CKD.size(1), stride = numKvHeads * width, head = task % numHeads * numKvHeads / numHeads;
                const std::int64_t count = window ? std::min(one.numPositions, *window) : one.numPositions;
                const std::int64_t first = (one.numPositions - count) * stride + head * width;
                row.attendLast(from + task * width, elements<T>(one.key_CKD) + first, elements<T>(one.value_CKD) + first, to + task * width, count, width,
                               stride, static_cast<float>(scale), room + task * longest);
            }
        });
    });
    return out;
}

void appendToCaches(const std::vector<CachedSequence>& sequences, const at::Tensor& key_SKD, const at::Tensor& value_SKD) {
    TORCH_CHECK(key_SKD.dim() == 3 && key_SKD.sizes() == value_SKD.sizes() && key_SKD.size(0) == static_cast<std::int64_t>(sequences.size()),
                "appendToCaches: keys are ", key_SKD.sizes(), ", values are ", value_SKD.sizes(), " for ", sequences.size(), " sequences");
    for (const CachedSequence& one : sequences)
        TORCH_CHECK(one.key_CKD.dim() == 3 && one.key_CKD.size(1) == key_SKD.size(1) && one.key_CKD.size(2) == key_SKD.size(2) &&
                        one.key_CKD.sizes() == one.value_CKD.sizes() && one.numPositions < one.key_CKD.size(0) && one.key_CKD.is_contiguous() &&
                        one.value_CKD.is_contiguous(),
                    "appendToCaches: a cache of ", one.key_CKD.sizes(), " has ", one.numPositions, " positions, keys are ", key_SKD.sizes());
    const auto isDense = [](const at::Tensor& from) { return from.is_cpu() && from.stride(2) == 1 && from.stride(1) == from.size(2); };
    if (!isDense(key_SKD) || !isDense(value_SKD)) return tensorKernelsFor(key_SKD).appendToCaches(sequences, key_SKD, value_SKD);
    // A few hundred bytes each: calls through the library would cost more than all of the attention.
    const auto copyRow = [](const at::Tensor& to, std::int64_t position, const at::Tensor& from, std::size_t row) {
        const auto size = static_cast<std::size_t>(from.size(1) * from.size(2)) * from.element_size();
        std::memcpy(static_cast<char*>(to.data_ptr()) + static_cast<std::size_t>(position) * size,
                    static_cast<const char*>(from.const_data_ptr()) + row * static_cast<std::size_t>(from.stride(0)) * from.element_size(), size);
    };
    for (std::size_t s = 0; s < sequences.size(); ++s) {
        copyRow(sequences[s].key_CKD, sequences[s].numPositions, key_SKD, s);
        copyRow(sequences[s].value_CKD, sequences[s].numPositions, value_SKD, s);
    }
}

at::Tensor attendOverTable(const at::Tensor& query_SND, const at::Tensor& key_SKD, const at::Tensor& value_SKD, const CacheTable& table, double scale,
                           std::optional<std::int64_t> window) {
    TORCH_CHECK(query_SND.dim() == 3 && key_SKD.dim() == 3 && key_SKD.sizes() == value_SKD.sizes() && key_SKD.size(0) == query_SND.size(0) &&
                    query_SND.size(1) % key_SKD.size(1) == 0 && query_SND.size(2) == key_SKD.size(2) && table.views_S3.is_contiguous() &&
                    table.views_S3.sizes() == at::IntArrayRef({query_SND.size(0), 3}),
                "attendOverTable: query is ", query_SND.sizes(), ", keys are ", key_SKD.sizes(), ", the table is ", table.views_S3.sizes());
    return tensorKernelsFor(query_SND).attendOverTable(query_SND, key_SKD, value_SKD, table, scale, window);
}

at::Tensor cachedAttention(const at::Tensor& query_LND, const at::Tensor& key_PKD, const at::Tensor& value_PKD, double scale,
                           std::optional<std::int64_t> window) {
    TORCH_CHECK(query_LND.dim() == 3 && key_PKD.dim() == 3 && key_PKD.sizes() == value_PKD.sizes() && query_LND.size(1) % key_PKD.size(1) == 0 &&
                    query_LND.size(2) == key_PKD.size(2) && query_LND.size(0) <= key_PKD.size(0),
                "cachedAttention: query is ", query_LND.sizes(), ", keys are ", key_PKD.sizes(), ", values are ", value_PKD.sizes());
    if (query_LND.size(0) == 1 && vectorKernelsFor(query_LND))
        return cachedAttention(query_LND, {{key_PKD.contiguous(), value_PKD.contiguous(), key_PKD.size(0)}}, scale, window);
    return tensorKernelsFor(query_LND).cachedAttention(query_LND, key_PKD, value_PKD, scale, window);
}

}  // namespace luthier::kernels
