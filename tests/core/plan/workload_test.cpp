// SPDX-License-Identifier: Apache-2.0
#include "core/plan/workload.h"

#include <gtest/gtest.h>

#include "core/data/shared_beginnings.h"
#include "tests/core/plan/sample_plan.h"

namespace luthier {
namespace {

using namespace luthier::test;

TrainingConfig training(std::int64_t tokensPerStep, std::int64_t microTokens, double epochs) {
    TrainingConfig config;
    config.tokensPerStep = tokensPerStep;
    config.microTokens = microTokens;
    config.epochs = epochs;
    return config;
}

TEST(Workload, PacksAsTrainingDoes) {
    DataSizes data;
    data.train = {{300, 200, 100, 400, 50}, {30, 20, 10, 40, 5}};
    const Workload work = workloadOf(data, training(600, 400, 1));
    EXPECT_EQ(work.numSteps, 2);                 // 300 + 200 + 100, then 400 + 50
    EXPECT_EQ(work.numMicroBatches, 4);          // 300 + 100, 200; 400, 50
    EXPECT_EQ(work.all.numTokens, 1050);
    EXPECT_EQ(work.all.numTargets, 105);
    EXPECT_EQ(work.worst.numTokens, 400);
    EXPECT_EQ(work.worst.longestRow, 400);
    EXPECT_EQ(work.largestStepTokens, 600);
    EXPECT_TRUE(work.accumulates);
}

TEST(Workload, EpochsAndMaxSteps) {
    DataSizes data;
    data.train = rowsOf(10, 100, 10);
    EXPECT_EQ(workloadOf(data, training(200, 200, 3)).numSteps, 15);
    EXPECT_EQ(workloadOf(data, training(200, 200, 0.4)).numSteps, 2);
    EXPECT_EQ(workloadOf(data, training(200, 200, 1.6)).numSteps, 8);
    TrainingConfig config = training(200, 200, 10000);
    config.maxSteps = 7;
    EXPECT_EQ(workloadOf(data, config).numSteps, 7);
}

TEST(Workload, VeryManyEpochsAreNotAllPacked) {
    DataSizes data;
    data.train = rowsOf(1000, 100, 10);
    const Workload work = workloadOf(data, training(1000, 500, 9000));
    EXPECT_NEAR(static_cast<double>(work.numSteps), 9000.0 * 100, 1000);
    EXPECT_NEAR(static_cast<double>(work.all.numTokens), 9e8, 1e6);
}

// Three rows of 100 tokens, the first 64 of them common to all; of each 90 go through the model.
TEST(Workload, CommonBeginningsAreComputedOnce) {
    DataSizes data;
    for (std::int32_t row = 0; row < 3; ++row) {
        std::vector<std::int32_t> tokens(100);
        for (std::int32_t i = 0; i < 100; ++i) tokens[static_cast<std::size_t>(i)] = i < 64 ? i : 1000 * (row + 1) + i;
        data.train.lengths.push_back(100);
        data.train.numInputs.push_back(90);
        data.train.numTrained.push_back(20);
        data.train.beginnings.push_back(std::make_shared<const std::vector<std::uint32_t>>(beginningsOf(tokens)));
    }
    const Workload shared = workloadOf(data, training(300, 300, 1), {}, true), whole = workloadOf(data, training(300, 300, 1));
    EXPECT_EQ(shared.all.numTokens, 90 + 2 * (90 - 64));
    EXPECT_EQ(shared.all.numRowTokens, 300);
    EXPECT_EQ(shared.all.attendedPairs, 3 * 90.0 * 91 / 2 - 2 * 64.0 * 65 / 2);
    EXPECT_EQ(whole.all.numTokens, 300);
    EXPECT_EQ(whole.all.numRowTokens, 300);
    EXPECT_EQ(shared.all.numTargets, whole.all.numTargets);
    EXPECT_EQ(shared.worst.longestRow, 90);
    // Alone in their micro-batches, rows have nobody to share with.
    EXPECT_EQ(workloadOf(data, training(300, 100, 1), {}, true).all.numTokens, 270);
}

TEST(Workload, AWindowLimitsWhatIsAttended) {
    DataSizes data;
    data.train = rowsOf(1, 1000, 10);
    EXPECT_EQ(workloadOf(data, training(1000, 1000, 1)).all.attendedPairs, 1000.0 * 1001 / 2);
    EXPECT_EQ(workloadOf(data, training(1000, 1000, 1), 1).all.attendedPairs, 1000.0);
    EXPECT_LT(workloadOf(data, training(1000, 1000, 1), 100).all.attendedPairs, 100.0 * 1000);
}

TEST(Workload, ShortenedRowsKeepTheirShareAtMost) {
    DataSizes data;
    data.train = {{300, 20}, {250, 5}};
    const DataSizes shorter = shortened(data, 100);
    EXPECT_EQ(shorter.train.lengths, (std::vector<std::int32_t>{100, 20}));
    EXPECT_EQ(shorter.train.numTrained, (std::vector<std::int32_t>{100, 5}));
}

}  // namespace
}  // namespace luthier
