// SPDX-License-Identifier: Apache-2.0
// Attention per segment over LibTorch's CPU flash attention; no padding, no mask unless a sliding window cuts.
#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/kernels/ops.h"

namespace luthier::kernels {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

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

// Decoding: one token sees all keys of its window. The query heads that share a key head go in as its queries, so no key is copied.
at::Tensor oneQuery(const at::Tensor& query_1ND, const at::Tensor& key_PKD, const at::Tensor& value_PKD, double scale, std::optional<std::int64_t> window) {
    const std::int64_t numHeads = query_1ND.size(1), numKeyHeads = key_PKD.size(1), width = query_1ND.size(2);
    const std::int64_t seen = std::min(key_PKD.size(0), window.value_or(key_PKD.size(0))), first = key_PKD.size(0) - seen;
    const auto heads = [&](const at::Tensor& x_PKD) { return x_PKD.narrow(0, first, seen).transpose(0, 1).unsqueeze(0); };
    auto [out, lse] = at::_scaled_dot_product_flash_attention_for_cpu(query_1ND.reshape({1, numKeyHeads, numHeads / numKeyHeads, width}), heads(key_PKD),
                                                                      heads(value_PKD), 0.0, false, std::nullopt, scale);
    return out.reshape({1, numHeads, width});
}

struct SegmentAttention : Function<SegmentAttention> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                              const std::vector<std::int64_t>& starts, double scale, std::optional<std::int64_t> window) {
        const std::int64_t numHeads = query.size(1);
        at::Tensor out = at::empty_like(query, at::MemoryFormat::Contiguous);
        at::Tensor logSumExp = at::empty({query.size(0), numHeads}, query.options().dtype(query.scalar_type() == at::kDouble ? at::kDouble : at::kFloat));
        for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
            const std::int64_t begin = starts[s], length = starts[s + 1] - begin;
            if (length == 0) continue;   // LibTorch's kernel divides by it
            const std::optional<at::Tensor> mask = segmentMask(length, window, query.options());
            auto [o, lse] = at::_scaled_dot_product_flash_attention_for_cpu(
                headsFirst(query.narrow(0, begin, length), numHeads), headsFirst(key.narrow(0, begin, length), numHeads),
                headsFirst(value.narrow(0, begin, length), numHeads), 0.0, !mask, mask, scale);
            out.narrow(0, begin, length).copy_(o.squeeze(0).transpose(0, 1));
            logSumExp.narrow(0, begin, length).copy_(lse.squeeze(0).transpose(0, 1));
        }
        context->save_for_backward({query, key, value, out, logSumExp});
        context->saved_data["starts"] = starts;
        context->saved_data["scale"] = scale;
        context->saved_data["window"] = window.value_or(-1);
        return out;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor &query = saved[0], &key = saved[1], &value = saved[2], &out = saved[3], &logSumExp = saved[4];
        const std::vector<std::int64_t> starts = context->saved_data["starts"].toIntVector();
        const double scale = context->saved_data["scale"].toDouble();
        const std::int64_t stored = context->saved_data["window"].toInt();
        const std::optional<std::int64_t> window = stored < 0 ? std::nullopt : std::optional<std::int64_t>(stored);
        const std::int64_t numHeads = query.size(1), numKeyHeads = key.size(1);
        at::Tensor dQuery = at::empty_like(query), dKey = at::empty_like(key), dValue = at::empty_like(value);
        for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
            const std::int64_t begin = starts[s], length = starts[s + 1] - begin;
            if (length == 0) continue;   // LibTorch's kernel divides by it
            const std::optional<at::Tensor> mask = segmentMask(length, window, query.options());
            const auto part = [&](const at::Tensor& t) { return headsFirst(t.narrow(0, begin, length), numHeads); };
            auto [dq, dk, dv] = at::_scaled_dot_product_flash_attention_for_cpu_backward(
                part(gradients[0]), part(query), part(key), part(value), part(out),
                logSumExp.narrow(0, begin, length).transpose(0, 1).unsqueeze(0).contiguous(), 0.0, !mask, mask, scale);
            dQuery.narrow(0, begin, length).copy_(dq.squeeze(0).transpose(0, 1));
            dKey.narrow(0, begin, length).copy_(sumGroups(dk, numKeyHeads));
            dValue.narrow(0, begin, length).copy_(sumGroups(dv, numKeyHeads));
        }
        return {dQuery, dKey, dValue, at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

}  // namespace

at::Tensor segmentAttention(const at::Tensor& query_TND, const at::Tensor& key_TKD, const at::Tensor& value_TKD, const std::vector<std::int64_t>& starts,
                            double scale, std::optional<std::int64_t> window) {
    TORCH_CHECK(key_TKD.sizes() == value_TKD.sizes() && query_TND.size(0) == key_TKD.size(0) && query_TND.size(1) % key_TKD.size(1) == 0,
                "segmentAttention: query is ", query_TND.sizes(), ", key is ", key_TKD.sizes(), ", value is ", value_TKD.sizes());
    TORCH_CHECK(!starts.empty() && starts.back() == query_TND.size(0), "segmentAttention: segments end at ", starts.empty() ? -1 : starts.back(),
                ", tokens are ", query_TND.size(0));
    return SegmentAttention::apply(query_TND, key_TKD, value_TKD, starts, scale, window);
}

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

}  // namespace luthier::kernels
