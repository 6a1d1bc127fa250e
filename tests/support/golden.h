// SPDX-License-Identifier: Apache-2.0
// Golden files of tests/baselines, and running a model on a few token ids.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "core/base/json.h"
#include "core/kernels/ops.h"
#include "core/models/causal_model.h"
#include "tests/support/tensors.h"

namespace luthier::test {

inline std::string baselinePath(const std::string& name) {
    std::string path = LUTHIER_SOURCE_DIR;   // g++ 12 warns of an overflow that is none when these are summed up with +
    path += "/tests/baselines/";
    path += name;
    return path;
}

template <class T>
T require(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().toString());
    return std::move(*result);
}
inline void require(const Status& status) {
    if (!status) throw std::runtime_error(status.error().toString());
}

inline Json golden(const std::string& name) { return require(readJsonFile(baselinePath(name))); }
inline std::unique_ptr<CausalModel> loadTiny(const std::string& name, at::ScalarType dtype = at::kFloat) {
    return require(CausalModel::load(baselinePath("models/" + name), dtype));
}

inline at::Tensor tokenTensor(const std::vector<std::int64_t>& ids) { return at::tensor(ids, at::kLong); }

// One flat batch of whole sequences -> [T,H].
inline at::Tensor hiddenOf(const CausalModel& model, const std::vector<std::vector<std::int64_t>>& sequences, const AdapterSelection& adapters = {}) {
    std::vector<std::int64_t> ids, positions;
    SegmentLayout layout;
    for (const auto& sequence : sequences) {
        for (std::size_t i = 0; i < sequence.size(); ++i) positions.push_back(static_cast<std::int64_t>(i));
        ids.insert(ids.end(), sequence.begin(), sequence.end());
        layout.add(static_cast<std::int64_t>(sequence.size()));
    }
    ModelInput input;
    input.tokens_T = tokenTensor(ids);
    input.positions_T = tokenTensor(positions);
    input.layout = &layout;
    input.adapters = &adapters;
    return model.hiddenStates(input);
}

inline at::Tensor logitsOf(const CausalModel& model, const std::vector<std::int64_t>& ids, AdapterSlot slot = kNoAdapter) {
    const at::NoGradGuard noGradient;
    AdapterSelection adapters;
    adapters.uniform = slot;
    return model.logits(hiddenOf(model, {ids}, adapters));
}

inline std::vector<std::int64_t> idsOf(const Json& json) { return json.get<std::vector<std::int64_t>>(); }

// A nested list of numbers -> float64 tensor.
inline at::Tensor matrixOf(const Json& rows) {
    std::vector<at::Tensor> list;
    for (const Json& row : rows) list.push_back(at::tensor(row.get<std::vector<double>>(), at::kDouble));
    return at::stack(list);
}

// {sequences: [{ids, logits, logsumexp}], logit_stride}: every position's chosen logits, and the sum over all.
inline void expectGoldenLogits(const at::Tensor& logits_TV, const Json& sequence, std::int64_t stride, double tolerance) {
    expectClose(logits_TV.slice(1, 0, std::nullopt, stride), matrixOf(sequence.at("logits")), tolerance, "logits");
    expectClose(logits_TV.logsumexp(1), at::tensor(sequence.at("logsumexp").get<std::vector<double>>(), at::kDouble), tolerance, "logsumexp");
}

// {shape, norm, sum, entries}
inline void expectProbe(const at::Tensor& tensor, const Json& probe, double tolerance, const std::string& name) {
    ASSERT_TRUE(tensor.defined()) << name << " is missing";
    ASSERT_EQ(tensor.sizes().vec(), idsOf(probe.at("shape"))) << name;
    const at::Tensor flat = tensor.detach().to(at::kDouble).reshape(-1);
    const double norm = probe.at("norm").get<double>();
    EXPECT_NEAR(flat.norm().item<double>(), norm, tolerance * (1 + norm)) << name;
    EXPECT_NEAR(flat.sum().item<double>(), probe.at("sum").get<double>(), tolerance * (1 + norm) * std::sqrt(static_cast<double>(flat.numel()))) << name;
    for (const Json& entry : probe.at("entries")) {
        const auto index = entry[0].get<std::int64_t>();
        EXPECT_NEAR(flat[index].item<double>(), entry[1].get<double>(), tolerance * (1 + norm)) << name << "[" << index << "]";
    }
}

// Mean over trained ids of -log p(id | ids before), through the kernel that training uses. Differentiable.
inline at::Tensor goldenLoss(const CausalModel& model, const Json& sequences, AdapterSlot slot = kNoAdapter) {
    std::vector<std::vector<std::int64_t>> all;
    std::vector<std::int64_t> positions, tokens;
    std::int64_t start = 0;
    for (const Json& sequence : sequences) {
        const std::vector<std::int64_t> ids = idsOf(sequence.at("ids")), mask = idsOf(sequence.at("mask"));
        for (std::size_t i = 1; i < ids.size(); ++i) {
            if (!mask[i]) continue;
            positions.push_back(start + static_cast<std::int64_t>(i) - 1);
            tokens.push_back(ids[i]);
        }
        start += static_cast<std::int64_t>(ids.size());
        all.push_back(ids);
    }
    AdapterSelection adapters;
    adapters.uniform = slot;
    const at::Tensor hidden = hiddenOf(model, all, adapters).index_select(0, tokenTensor(positions));
    const auto count = static_cast<double>(tokens.size());
    return kernels::linearCrossEntropy(hidden, model.headWeight(), tokenTensor(tokens), at::ones({static_cast<std::int64_t>(tokens.size())})) / count;
}

}  // namespace luthier::test
