// SPDX-License-Identifier: Apache-2.0
// Attention per segment over LibTorch's CPU flash attention; no padding, no mask unless a sliding window cuts.
#include <ATen/ATen.h>

#include "core/kernels/reference/reference.h"

namespace luthier::kernels::reference {

namespace {

// [L,K,D] -> [1,N,L,D]; key heads are repeated for their group of query heads.
at::Tensor headsFirst(const at::Tensor& x_LKD, std::int64_t numHeads) {
    const at::Tensor heads = x_LKD.transpose(0, 1);
    const std::int64_t groups = numHeads / x_LKD.size(1);
    if (groups == 1) return heads.unsqueeze(0);
    return heads.unsqueeze(1).expand({-1, groups, -1, -1}).reshape({1, numHeads, x_LKD.size(0), x_LKD.size(2)});
}

// Additive mask: 0 where a query may look, -inf elsewhere. Queries are the last L of P positions.
at::Tensor windowMask(std::int64_t numQueries, std::int64_t numKeys, std::optional<std::int64_t> window, const at::TensorOptions& options) {
    const at::Tensor i = at::arange(numKeys - numQueries, numKeys, options.dtype(at::kLong)).unsqueeze(1);
    const at::Tensor j = at::arange(numKeys, options.dtype(at::kLong)).unsqueeze(0);
    at::Tensor blocked = j > i;
    if (window) blocked = blocked.logical_or_(j <= i - *window);
    return at::zeros({numQueries, numKeys}, options).masked_fill_(blocked, -std::numeric_limits<double>::infinity());
}

std::optional<at::Tensor> segmentMask(std::int64_t length, std::optional<std::int64_t> window, const at::TensorOptions& options) {
    if (!window || length <= *window) return std::nullopt;
    return windowMask(length, length, window, options);
}

// [1,N,L,D] gradient of repeated heads -> [L,K,D]
at::Tensor sumGroups(const at::Tensor& gradient, std::int64_t numKeyHeads) {
    const std::int64_t numHeads = gradient.size(1), length = gradient.size(2), width = gradient.size(3);
    if (numHeads == numKeyHeads) return gradient.squeeze(0).transpose(0, 1);
    return gradient.view({numKeyHeads, numHeads / numKeyHeads, length, width}).sum(1).transpose(0, 1);
}

}  // namespace

Attention attention(const AttentionInput& in) {
    const auto& [query_TND, key_TKD, value_TKD, starts, scale, window] = in;
    const std::int64_t numHeads = query_TND.size(1);
    const auto sumType = query_TND.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
    Attention result{at::empty(query_TND.sizes(), query_TND.options()), at::empty({query_TND.size(0), numHeads}, query_TND.options().dtype(sumType))};
    for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
        const std::int64_t begin = starts[s], length = starts[s + 1] - begin;
        if (length == 0) continue;   // LibTorch's kernel divides by it
        const std::optional<at::Tensor> mask = segmentMask(length, window, query_TND.options());
        const auto part = [begin, length, numHeads](const at::Tensor& t) { return headsFirst(t.narrow(0, begin, length), numHeads); };
        auto [o, lse] = at::_scaled_dot_product_flash_attention_for_cpu(part(query_TND), part(key_TKD), part(value_TKD), 0.0, !mask, mask, scale);
        result.out_TND.narrow(0, begin, length).copy_(o.squeeze(0).transpose(0, 1));
        result.logSumExp_TN.narrow(0, begin, length).copy_(lse.squeeze(0).transpose(0, 1));
    }
    return result;
}

void attentionBackward(const at::Tensor& dOut_TND, const AttentionInput& in, const Attention& saved, const at::Tensor& dQuery, const at::Tensor& dKey,
                       const at::Tensor& dValue) {
    const auto& [query_TND, key_TKD, value_TKD, starts, scale, window] = in;
    const std::int64_t numHeads = query_TND.size(1), numKeyHeads = key_TKD.size(1);
    for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
        const std::int64_t begin = starts[s], length = starts[s + 1] - begin;
        if (length == 0) continue;   // LibTorch's kernel divides by it
        const std::optional<at::Tensor> mask = segmentMask(length, window, query_TND.options());
        const auto part = [begin, length, numHeads](const at::Tensor& t) { return headsFirst(t.narrow(0, begin, length), numHeads); };
        auto [dq, dk, dv] = at::_scaled_dot_product_flash_attention_for_cpu_backward(
            part(dOut_TND), part(query_TND), part(key_TKD), part(value_TKD), part(saved.out_TND),
            saved.logSumExp_TN.narrow(0, begin, length).transpose(0, 1).unsqueeze(0).contiguous(), 0.0, !mask, mask, scale);
        dQuery.narrow(0, begin, length).copy_(dq.squeeze(0).transpose(0, 1));
        dKey.narrow(0, begin, length).copy_(sumGroups(dk, numKeyHeads));
        dValue.narrow(0, begin, length).copy_(sumGroups(dv, numKeyHeads));
    }
}

namespace {

// Decoding: one token sees all keys of its window. The query heads that share a key head go in as its queries, so no key is copied.
at::Tensor oneQuery(const at::Tensor& query_1ND, const at::Tensor& key_PKD, const at::Tensor& value_PKD, double scale, std::optional<std::int64_t> window) {
    const std::int64_t numHeads = query_1ND.size(1), numKeyHeads = key_PKD.size(1), width = query_1ND.size(2);
    const std::int64_t seen = std::min(key_PKD.size(0), window.value_or(key_PKD.size(0))), first = key_PKD.size(0) - seen;
    const auto heads = [&](const at::Tensor& x_PKD) { return x_PKD.narrow(0, first, seen).transpose(0, 1).unsqueeze(0); };
    auto [out, lse] = at::_scaled_dot_product_flash_attention_for_cpu(query_1ND.reshape({1, numKeyHeads, numHeads / numKeyHeads, width}), heads(key_PKD),
                                                                      heads(value_PKD), 0.0, false, std::nullopt, scale);
    return out.reshape({1, numHeads, width});
}

}  // namespace

at::Tensor cachedAttention(const at::Tensor& query_LND, const at::Tensor& key_PKD, const at::Tensor& value_PKD, double scale,
                           std::optional<std::int64_t> window) {
    const std::int64_t numQueries = query_LND.size(0), numKeys = key_PKD.size(0), numHeads = query_LND.size(1);
    if (numQueries == 1) return oneQuery(query_LND, key_PKD, value_PKD, scale, window);
    const bool windowCuts = window && numKeys > *window;
    const bool wholePrefill = numQueries == numKeys && !windowCuts;
    std::optional<at::Tensor> mask;
    if (!wholePrefill) mask = windowMask(numQueries, numKeys, window, query_LND.options());
    auto [out, lse] = at::_scaled_dot_product_flash_attention_for_cpu(headsFirst(query_LND, numHeads), headsFirst(key_PKD, numHeads),
                                                                      headsFirst(value_PKD, numHeads), 0.0, wholePrefill, mask, scale);
    return out.squeeze(0).transpose(0, 1);
}

at::Tensor cachedAttentionOfEach(const at::Tensor& query_SND, const std::vector<CachedSequence>& sequences, double scale, std::optional<std::int64_t> window) {
    at::Tensor out = at::empty(query_SND.sizes(), query_SND.options());
    for (std::size_t s = 0; s < sequences.size(); ++s) {
        const auto [key, value, count] = sequences[s];
        const auto place = static_cast<std::int64_t>(s);
        out.narrow(0, place, 1).copy_(cachedAttention(query_SND.narrow(0, place, 1), key.narrow(0, 0, count), value.narrow(0, 0, count), scale, window));
    }
    return out;
}

void appendToCaches(const std::vector<CachedSequence>& sequences, const at::Tensor& key_SKD, const at::Tensor& value_SKD) {
    for (std::size_t s = 0; s < sequences.size(); ++s) {
        const auto [key, value, count] = sequences[s];
        key.select(0, count).copy_(key_SKD.select(0, static_cast<std::int64_t>(s)));
        value.select(0, count).copy_(value_SKD.select(0, static_cast<std::int64_t>(s)));
    }
}

at::Tensor attendOverTable(const at::Tensor& query_SND, const at::Tensor& key_SKD, const at::Tensor& value_SKD, const CacheTable& table, double scale,
                           std::optional<std::int64_t> window) {
    TORCH_CHECK(table.views_S3.is_cpu(), "attendOverTable: there is no kernel for ", table.views_S3.device());
    const auto* const views = table.views_S3.const_data_ptr<std::int64_t>();
    std::vector<CachedSequence> sequences;
    for (std::int64_t s = 0; s < query_SND.size(0); ++s) {
        const std::int64_t* const view = views + 3 * s;
        const auto cache = [&](std::int64_t address) {
            return at::from_blob(reinterpret_cast<void*>(address), {view[2], key_SKD.size(1), key_SKD.size(2)}, key_SKD.options());   // NOLINT: an address
        };
        sequences.push_back({cache(view[0]), cache(view[1]), view[2] - 1});
    }
    kernels::appendToCaches(sequences, key_SKD, value_SKD);
    for (CachedSequence& one : sequences) ++one.numPositions;
    return kernels::cachedAttention(query_SND, sequences, scale, window);
}

}  // namespace luthier::kernels::reference
