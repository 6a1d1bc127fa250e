// SPDX-License-Identifier: Apache-2.0
// What must not change the result of a step: how its rows are cut into batches, their order, and what else is in the batch.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/adapters/all_adapters.h"
#include "tests/support/steps.h"

namespace luthier {
namespace {

using namespace luthier::test;

constexpr double kTolerance = 1e-5;

class SftInvariance : public testing::Test {
protected:
    SftInvariance() {
        LoraOptions options;
        options.rank = 4;
        m_adapter = require(Lora::create(options, *m_model, 1));
        const at::NoGradGuard noGradient;
        for (const TrainedTensor& tensor : m_adapter->trained())   // B starts at zero: nothing of A would be seen
            if (tensor.name.ends_with("lora_B.weight")) tensor.tensor.detach().copy_(randomTensor(tensor.tensor.sizes(), 3, at::kFloat) * 0.2);
        m_policy.emplace(*m_model, m_adapter->slot());
    }
    StepResult run(const Step& step, std::int64_t microTokens) { return runStep(*m_policy, *m_method, step, microTokens, m_adapter->trained()); }
    std::int64_t vocabulary() const { return m_model->config().vocabSize; }

    const std::unique_ptr<CausalModel> m_model = loadTiny("tiny-mistral");   // the window of 8 counts from the start of a document too
    std::unique_ptr<Adapter> m_adapter;
    std::optional<Policy> m_policy;
    const std::unique_ptr<Method> m_method = sft();
};

TEST_F(SftInvariance, MicroTokens) {
    const TokenStore store = randomStore({30, 5, 12, 2, 9, 17, 21, 3}, vocabulary(), 1);
    const StepResult expected = run(wholeStep(store), 4096);
    EXPECT_EQ(expected.numBatches, 1U);
    for (const std::int64_t microTokens : {1, 16, 40, 64, 98}) {
        SCOPED_TRACE(microTokens);
        const StepResult result = run(wholeStep(store), microTokens);
        EXPECT_GT(result.numBatches, 1U);
        expectSameStep(result, expected, kTolerance);
        EXPECT_EQ(result.accuracy.count, expected.accuracy.count);
        EXPECT_EQ(result.accuracy.sum, expected.accuracy.sum);
        ASSERT_EQ(result.rows.size(), expected.rows.size());
        for (const auto& [row, loss] : expected.rows) {
            EXPECT_NEAR(result.rows.at(row).sum, loss.sum, kTolerance * (1 + loss.sum));
            EXPECT_EQ(result.rows.at(row).numTrained, loss.numTrained);
        }
    }
}

TEST_F(SftInvariance, AllParametersToo) {
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-qwen2");
    const std::unique_ptr<Adapter> full = require(Full::create({}, *model, 1));
    Policy policy(*model, full->slot());
    const TokenStore store = randomStore({20, 6, 14, 33, 2}, model->config().vocabSize, 2);
    const StepResult expected = runStep(policy, *m_method, wholeStep(store), 4096, full->trained());
    for (const std::int64_t microTokens : {16, 64})
        expectSameStep(runStep(policy, *m_method, wholeStep(store), microTokens, full->trained()), expected, kTolerance);
    expectSameStep(runStep(policy, *m_method, stepOf(store, {3, 1, 4, 0, 2}), 64, full->trained()), expected, kTolerance);
}

TEST_F(SftInvariance, OrderOfRows) {
    const TokenStore store = randomStore({30, 5, 12, 2, 9, 17}, vocabulary(), 3);
    const StepResult expected = run(wholeStep(store), 40);
    for (std::uint64_t seed = 1; seed <= 4; ++seed) expectSameStep(run(stepOf(store, permutation(6, seed, 0)), 40), expected, kTolerance);
}

TEST_F(SftInvariance, ARowLongerThanABatchHasOneOfItsOwn) {
    const TokenStore store = randomStore({50, 4, 4}, vocabulary(), 4);
    const std::vector<Batch> batches = m_method->makeBatches(wholeStep(store), 16);
    ASSERT_EQ(batches.size(), 2U);
    EXPECT_EQ(batches[0].numTokens(), 50);
    EXPECT_EQ(batches[0].layout.numSegments(), 1);
    EXPECT_EQ(batches[1].numTokens(), 8);
    expectSameStep(run(wholeStep(store), 16), run(wholeStep(store), 4096), kTolerance);
}

// Rows of several dialogues: two system prompts, the second question of some rows behind the same first turn; answers are trained, here and there also not.
TokenStore dialogues(std::int64_t vocabulary) {
    const auto tokens = [vocabulary](std::uint64_t stream, std::int64_t count) {
        std::vector<TokenId> ids;
        for (std::int64_t i = 0; i < count; ++i)
            ids.push_back(static_cast<TokenId>(
                3 + static_cast<std::int64_t>(uniformAt(11, stream, static_cast<std::uint64_t>(i)) * (static_cast<double>(vocabulary) - 3))));
        return ids;
    };
    TokenStore store;
    for (std::uint64_t row = 0; row < 8; ++row) {
        std::vector<TokenId> ids = tokens(row % 2, 22);                                             // one of two system prompts
        for (const auto& part : {tokens(row % 4 < 2 ? 5 : 6, 14), tokens(10 + row, 3 + static_cast<std::int64_t>(row))})
            ids.insert(ids.end(), part.begin(), part.end());
        std::vector<float> weights(ids.size(), 0.0F);
        for (std::size_t i = row == 3 ? 4 : 30; i + 2 < ids.size(); ++i) weights[i] = i % 5 == 0 ? 0.5F : 1.0F;   // of one row also within what is shared
        addRow(store, ids, weights);
    }
    return store;
}

TEST_F(SftInvariance, CommonBeginningsComputedOnce) {
    const TokenStore store = dialogues(vocabulary());
    const StepResult expected = run(wholeStep(store), 4096);
    for (const std::int64_t microTokens : {90, 200, 4096}) {
        SCOPED_TRACE(microTokens);
        const StepResult result = runStep(*m_policy, *m_method, wholeStep(store), {microTokens, true}, m_adapter->trained());
        expectSameStep(result, expected, kTolerance);
        EXPECT_LT(result.numComputed, expected.numComputed);
        for (const auto& [row, loss] : expected.rows) {
            EXPECT_NEAR(result.rows.at(row).sum, loss.sum, kTolerance * (1 + loss.sum));
            EXPECT_EQ(result.rows.at(row).numTrained, loss.numTrained);
        }
        EXPECT_EQ(result.accuracy.sum, expected.accuracy.sum);
    }
    // All in one batch: 2 x 20 tokens of system prompts and 2 x 16 of first turns once each, less what comes after the last target.
    const StepResult together = runStep(*m_policy, *m_method, wholeStep(store), {4096, true}, m_adapter->trained());
    EXPECT_LT(together.numComputed, expected.numComputed / 2);
}

// What is computed again has the same bits, in every adapter: so have the loss and all gradients.
TEST_F(SftInvariance, ComputedAgainIsTheSameToTheBit) {
    const TokenStore store = randomStore({30, 5, 12, 2, 9, 17, 21, 3}, vocabulary(), 1);
    const auto expectSameBits = [](const StepResult& actual, const StepResult& expected) {
        EXPECT_EQ(actual.loss, expected.loss);
        for (std::size_t i = 0; i < expected.gradients.size(); ++i)
            EXPECT_TRUE(at::equal(actual.gradients[i].second, expected.gradients[i].second)) << expected.gradients[i].first;
    };
    for (const Recompute recompute : {Recompute::Long, Recompute::All})
        expectSameBits(runStep(*m_policy, *m_method, wholeStep(store), {16, false, recompute}, m_adapter->trained()), run(wholeStep(store), 16));
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-qwen2");
    for (const bool isFull : {true, false}) {
        const std::unique_ptr<Adapter> adapter = isFull ? require(Full::create({}, *model, 1)) : require(LastLayers::create({1, false}, *model, 1));
        Policy policy(*model, adapter->slot());
        const TokenStore own = randomStore({30, 5, 12}, model->config().vocabSize, 2);
        expectSameBits(runStep(policy, *m_method, wholeStep(own), {16, false, Recompute::All}, adapter->trained()),
                       runStep(policy, *m_method, wholeStep(own), 16, adapter->trained()));
    }
}

TEST_F(SftInvariance, LongRowsAreThoseBeyondTheTokensAtOnce) {
    const TokenStore store = randomStore({50, 4, 4}, vocabulary(), 4);
    const auto recomputes = [&](Recompute recompute) {
        std::vector<bool> found;
        for (const Batch& batch : m_method->makeBatches(wholeStep(store), {16, false, recompute})) found.push_back(batch.recomputes);
        return found;
    };
    EXPECT_EQ(recomputes(Recompute::Off), (std::vector<bool>{false, false}));
    EXPECT_EQ(recomputes(Recompute::Long), (std::vector<bool>{true, false}));
    EXPECT_EQ(recomputes(Recompute::All), (std::vector<bool>{true, true}));
}

TEST_F(SftInvariance, CommonBeginningsAreRefusedWithDropout) {
    LoraOptions options;
    options.dropout = 0.1;
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-mistral");
    const std::unique_ptr<Adapter> adapter = require(Lora::create(options, *model, 1));
    EXPECT_TRUE(adapter->hasDropout());
    EXPECT_FALSE(m_adapter->hasDropout());
    Policy policy(*model, adapter->slot());
    policy.setTraining(true, 1);
    const TokenStore store = dialogues(vocabulary());
    EXPECT_THROW(runStep(policy, *m_method, wholeStep(store), {4096, true}, adapter->trained()), c10::Error);
}

TEST_F(SftInvariance, RowsWithNothingTrainedChangeNothing) {
    TokenStore store = randomStore({12, 9}, vocabulary(), 5);
    const StepResult expected = run(wholeStep(store), 64);
    addRow(store, {4, 5, 6, 7}, {0, 0, 0, 0});
    addRow(store, {8}, {0});
    for (const std::int64_t microTokens : {4, 64}) {   // in batches of their own, and beside the others
        const StepResult result = run(wholeStep(store), microTokens);
        expectSameStep(result, expected, kTolerance);
        EXPECT_EQ(result.rows.at(2).numTrained, 0);
        EXPECT_EQ(result.rows.at(2).sum, 0);
    }
}

TEST_F(SftInvariance, AStepWithNothingTrainedIsZeroNotNaN) {
    TokenStore store;
    addRow(store, {4, 5, 6, 7}, {0, 0, 0, 0});
    const StepResult result = run(wholeStep(store), 64);
    EXPECT_EQ(result.loss, 0);
    for (const auto& [name, gradient] : result.gradients) EXPECT_TRUE(at::equal(gradient, at::zeros_like(gradient))) << name;
}

// L = sum w nll / sum w, and the report has each row's unweighted loss.
TEST_F(SftInvariance, WeightsOfTurns) {
    const std::vector<TokenId> ids{9, 20, 31, 42, 53, 64};
    TokenStore single, weighted;
    addRow(single, ids, {0, 1, 1, 0, 0, 0});
    addRow(single, ids, {0, 0, 0, 1, 1, 1});
    addRow(weighted, ids, {0, 0.5F, 0.5F, 3, 3, 3});
    const StepResult first = run(stepOf(single, {0}), 64), second = run(stepOf(single, {1}), 64), both = run(wholeStep(weighted), 64);
    const double firstSum = first.rows.at(0).sum, secondSum = second.rows.at(1).sum;
    EXPECT_NEAR(both.loss, (0.5 * firstSum + 3 * secondSum) / (0.5 * 2 + 3 * 3), 1e-5);
    EXPECT_NEAR(both.rows.at(0).sum, firstSum + secondSum, 1e-4);
    EXPECT_EQ(both.rows.at(0).numTrained, 5);
    for (std::size_t i = 0; i < both.gradients.size(); ++i)
        expectClose(both.gradients[i].second, (0.5 * 2 * first.gradients[i].second + 3 * 3 * second.gradients[i].second) / 10, kTolerance,
                    both.gradients[i].first);

    TokenStore doubled;   // the scale of all weights does not matter
    addRow(doubled, ids, {0, 1, 1, 6, 6, 6});
    expectSameStep(run(wholeStep(doubled), 64), both, kTolerance);
}

TEST_F(SftInvariance, TotalsAreThoseOfTheWholeStep) {
    TokenStore store;
    addRow(store, {1, 2, 3}, {1, 1, 0.5F});   // the weight of a first token never counts
    addRow(store, {4, 5}, {0, 0});
    addRow(store, {6, 7}, {0, 2});
    const StepTotals totals = m_method->prepare(*m_policy, wholeStep(store), 4096);
    EXPECT_EQ(totals.numTokens, 7);
    EXPECT_EQ(totals.numRows, 3);
    EXPECT_EQ(totals.numTrained, 3);
    EXPECT_DOUBLE_EQ(totals.sumWeights, 3.5);
}

// Attention, positions and window stay inside a document: in any company a row gives what it gives alone.
RC_GTEST_FIXTURE_PROP(SftInvariance, RowsOfAFlatBatchAreThoseRowsAlone, ()) {
    const auto lengths = *rc::gen::resize(6, rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(2, 40))));
    const TokenStore store = randomStore(lengths, vocabulary(), *rc::gen::arbitrary<std::uint64_t>());
    BatchBuilder builder;
    for (std::int64_t row = 0; row < store.numRows(); ++row) builder.addSegment(store.sample(row));
    const Batch together = builder.finish();
    const at::Tensor logps = m_policy->targetLogps(together);
    for (std::int64_t row = 0; row < store.numRows(); ++row) {
        builder.addSegment(store.sample(row));
        const Batch alone = builder.finish();
        const at::Tensor expected = m_policy->targetLogps(alone), actual = logps.masked_select(together.targets.segment_M.eq(row));
        RC_ASSERT(actual.numel() == expected.numel());
        RC_ASSERT(relativeDifference(actual, expected) < kTolerance);
    }
}

}  // namespace
}  // namespace luthier
