// SPDX-License-Identifier: Apache-2.0
// A micro-batch that does not fit: the step is tried again with half of it, and the run keeps to that; then it ends with everything saved.
#include <c10/util/Exception.h>

#include "core/adapters/all_adapters.h"
#include "core/batching/dataset_source.h"
#include "core/training/loop.h"
#include "tests/core/training/tiny_run.h"
#include "tests/support/steps.h"

namespace luthier {
namespace {

using namespace luthier::test;

// Needs more than there is for batches above a limit.
class Hungry : public Method {
public:
    explicit Hungry(std::int64_t maxTokens) : m_maxTokens(maxTokens) {}
    std::vector<Batch> makeBatches(const Step& step, const BatchOptions& options) const override { return m_sft->makeBatches(step, options); }
    LossParts computeLoss(Policy& policy, const Batch& batch, const StepTotals& totals, BatchReport& report) const override {
        TORCH_CHECK_WITH(OutOfMemoryError, batch.numTokens() <= m_maxTokens, "CUDA out of memory");
        return m_sft->computeLoss(policy, batch, totals, report);
    }
private:
    std::unique_ptr<Method> m_sft = sft();
    std::int64_t m_maxTokens;
};

class OutOfMemory : public testing::Test {
protected:
    struct Outcome { Result<LoopEnd> end; LoopState state; std::vector<Json> changed; std::string weights; };

    Outcome train(const std::string& name, std::int64_t maxTokens, std::int64_t microTokens) {
        const std::unique_ptr<CausalModel> model = require(CausalModel::load(baselinePath("models/tiny-llama"), at::kFloat));
        const std::unique_ptr<Adapter> adapter = require(Lora::create({}, *model, 1));
        const Hungry method(maxTokens);
        Policy policy(*model, adapter->slot());
        Optimizer optimizer(adapter->trained());
        const TokenStore store = randomStore({8, 8, 8, 8, 8, 8, 8, 8}, model->config().vocabSize, 3);
        DatasetSource source(store, [](std::int64_t) { return std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7}; }, {32, 2, -1});
        const Schedule schedule(ScheduleKind::Constant, 0.01, source.numSteps(), 0);
        RunAttempt attempt = require(RunAttempt::beginNew(m_folder / name));
        Outcome outcome{fail(ErrorCode::Internal, ""), {}, {}, {}};
        Record record(attempt, std::vector<std::string>(8, "row"), [&](EventKind kind, const Json& fields) {
            if (kind == EventKind::Changed) outcome.changed.push_back(fields);
        });
        Steering steering(nullptr);
        LiveChanges changes = require(LiveChanges::open(attempt.folder()));
        LoopOptions options;
        options.microTokens = microTokens;
        options.adamw = {0.01, 0.9, 0.999, 1e-8, 0};
        TrainingLoop loop({policy, method, source, *adapter, optimizer, schedule, nullptr, record, steering, changes, {}, memoryRoom, {}}, options);
        outcome.end = loop.run({});
        outcome.state = loop.state();
        if (const auto checkpoints = require(listCheckpoints(attempt.folder())); !checkpoints.empty())
            outcome.weights = contentOf(checkpoints.back().path + "/trainer.safetensors");
        return outcome;
    }
    TemporaryFolder m_folder;
};

TEST_F(OutOfMemory, TheStepIsTriedAgainWithHalfTheMicroBatchAndTheRunKeepsToIt) {
    const Outcome halved = train("halved", 16, 32), small = train("small", 16, 16);
    ASSERT_TRUE(halved.end) << halved.end.error().toString();
    EXPECT_EQ(*halved.end, LoopEnd::Finished);
    ASSERT_EQ(halved.changed.size(), 1U) << "once, not in every step";
    EXPECT_EQ(halved.changed[0].at("key"), "micro_tokens");
    EXPECT_EQ(halved.changed[0].at("value"), 16);
    EXPECT_EQ(halved.changed[0].at("previous"), 32);
    EXPECT_TRUE(halved.weights == small.weights) << "nothing of the failed attempt is left in the gradients";
}

TEST_F(OutOfMemory, WhatDoesNotFitThenEndsTheRunAtTheStepBefore) {
    const Outcome outcome = train("run", 4, 32);   // no row fits
    ASSERT_FALSE(outcome.end);
    EXPECT_EQ(outcome.end.error().code, ErrorCode::OutOfMemory);
    EXPECT_NE(outcome.end.error().message.find("step 1"), std::string::npos);
    EXPECT_EQ(outcome.changed.size(), 1U);
    EXPECT_EQ(outcome.state.step, 0);
    EXPECT_TRUE(outcome.weights.empty()) << "nothing was learnt, so there is nothing to save";
}

}  // namespace
}  // namespace luthier
