// SPDX-License-Identifier: Apache-2.0
// Rows of tokens made by a test, and one optimizer step's loss and gradients through a method, without an optimizer.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/adapters/adapter.h"
#include "core/base/random.h"
#include "core/batching/token_store.h"
#include "core/methods/method.h"
#include "core/methods/sft.h"
#include "core/methods/step_sums.h"
#include "tests/support/golden.h"

namespace luthier::test {

inline void addRow(TokenStore& store, const std::vector<TokenId>& ids, const std::vector<float>& weights) {
    EncodedRow row;
    row.ids = ids;
    row.weights = weights;
    store.add(row);
}

// [{ids, mask}] of a golden file.
inline TokenStore storeOf(const Json& sequences) {
    TokenStore store;
    for (const Json& sequence : sequences) addRow(store, sequence.at("ids").get<std::vector<TokenId>>(), sequence.at("mask").get<std::vector<float>>());
    return store;
}

// Random ids below vocabulary; about two thirds of the tokens are trained, with weight 1.
inline TokenStore randomStore(const std::vector<std::int64_t>& lengths, std::int64_t vocabulary, std::uint64_t seed) {
    TokenStore store;
    for (std::size_t row = 0; row < lengths.size(); ++row) {
        std::vector<TokenId> ids;
        std::vector<float> weights;
        for (std::int64_t i = 0; i < lengths[row]; ++i) {
            ids.push_back(static_cast<TokenId>(uniformAt(seed, 2 * row, static_cast<std::uint64_t>(i)) * static_cast<double>(vocabulary)));
            weights.push_back(i > 0 && uniformAt(seed, 2 * row + 1, static_cast<std::uint64_t>(i)) < 0.67 ? 1.0F : 0.0F);
        }
        addRow(store, ids, weights);
    }
    return store;
}

inline Step stepOf(const TokenStore& store, const std::vector<std::int64_t>& rows) {
    Step step;
    for (const std::int64_t row : rows) store.appendSamples(row, step.samples);
    return step;
}

inline Step wholeStep(const TokenStore& store) {
    std::vector<std::int64_t> rows;
    for (std::int64_t row = 0; row < store.numRows(); ++row) rows.push_back(row);
    return stepOf(store, rows);
}

inline std::unique_ptr<Method> sft() { return require(Sft::create({})); }

struct StepResult {
    double loss = 0;
    std::size_t numBatches = 0;
    std::int64_t numComputed = 0;                                // tokens that went through the model
    std::vector<std::pair<std::string, at::Tensor>> gradients;   // in the order of the trained tensors; zeros where nothing arrived
    std::map<std::int64_t, RowLossSum> rows;
    MetricSum accuracy;
    std::map<std::string, double> metrics;                       // means
};

// Forward and backward of a whole step; the tensors' gradients are cleared before and after.
inline StepResult runStep(Policy& policy, const Method& method, const Step& step, const BatchOptions& options, const std::vector<TrainedTensor>& trained) {
    for (const TrainedTensor& tensor : trained) tensor.tensor.mutable_grad() = at::Tensor();
    const StepTotals totals = method.prepare(policy, step, options);
    StepResult result;
    StepSums sums;
    for (const Batch& batch : method.makeBatches(step, options)) {
        BatchReport report;
        const at::Tensor loss = method.computeLoss(policy, batch, totals, report).total();
        sums.add(loss, report);
        loss.backward();
        ++result.numBatches;
        result.numComputed += batch.numTokens();
    }
    const StepNumbers numbers = sums.read();
    result.loss = numbers.loss;
    for (const RowLossSum& row : numbers.rows) result.rows[row.row] = row;
    for (const auto& [name, metric] : numbers.metrics) {
        if (name == "mean_token_accuracy") result.accuracy = metric;
        if (metric.count > 0) result.metrics[name] = metric.sum / metric.count;
    }
    for (const TrainedTensor& tensor : trained) {
        const at::Tensor gradient = tensor.tensor.grad();
        result.gradients.emplace_back(tensor.name, gradient.defined() ? gradient.clone() : at::zeros_like(tensor.tensor.detach()));
        tensor.tensor.mutable_grad() = at::Tensor();
    }
    return result;
}

inline void expectSameStep(const StepResult& actual, const StepResult& expected, double tolerance) {
    EXPECT_NEAR(actual.loss, expected.loss, tolerance * (1 + std::abs(expected.loss)));
    ASSERT_EQ(actual.gradients.size(), expected.gradients.size());
    for (std::size_t i = 0; i < actual.gradients.size(); ++i)
        expectClose(actual.gradients[i].second, expected.gradients[i].second, tolerance, "gradient of " + actual.gradients[i].first);
}

}  // namespace luthier::test
