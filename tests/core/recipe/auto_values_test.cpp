// SPDX-License-Identifier: Apache-2.0
#include "core/recipe/auto_values.h"

#include <gmock/gmock.h>

namespace luthier {
namespace {

RunConfig plainRun() {
    RunConfig config;
    config.model.path = "m";
    config.data.train = {DataFile{"rows.jsonl", 1.0, std::nullopt, "auto", Json::object()}};
    return config;
}

Resolved find(const std::vector<Resolved>& list, const std::string& key) {
    for (const Resolved& one : list)
        if (one.key == key) return one;
    return {};
}

TEST(AutoValues, everyMethodWithEveryAdapterHasARate) {
    AllMethods::forEach([]<class M>() {
        AllAdapters::forEach([]<class A>() {
            RunConfig config = plainRun();
            config.method = typename M::Options{};
            config.adapter = typename A::Options{};
            const auto rate = defaultLearningRate(config, 0);
            ASSERT_TRUE(rate.has_value()) << M::id << " with " << A::id;
            EXPECT_GT(rate->rate, 0);
            EXPECT_GT(std::string(rate->reason).size(), 10U);
        });
    });
}

TEST(AutoValues, ratesFollowAdapterAndSize) {
    RunConfig config = plainRun();
    EXPECT_EQ(defaultLearningRate(config, 135'000'000)->rate, 2e-4);
    std::get<LoraOptions>(config.adapter).useRslora = true;
    EXPECT_EQ(defaultLearningRate(config, 135'000'000)->rate, 1e-4);
    config.adapter = FullOptions{};
    EXPECT_EQ(defaultLearningRate(config, 135'000'000)->rate, 2e-5);
    EXPECT_EQ(defaultLearningRate(config, 7'000'000'000)->rate, 1e-5);
    config.adapter = LastLayersOptions{};
    EXPECT_EQ(defaultLearningRate(config, 135'000'000)->rate, 5e-5);
}

TEST(AutoValues, nothingStaysAutomaticAndEveryValueHasAReason) {
    RunConfig config = plainRun();
    const auto list = resolveAuto(config, {.numStepsPlanned = 200, .numParameters = 135'000'000, .probedPrecision = ComputePrecision::Bf16});
    EXPECT_EQ(list.size(), 5U);
    for (const Resolved& one : list) EXPECT_GT(one.reason.size(), 5U) << one.key;
    EXPECT_FALSE(config.training.learningRate.isAuto() || config.training.microTokens.isAuto() || config.model.precision.isAuto());
    EXPECT_FALSE(config.training.evalEvery.isAuto() || config.training.checkpointEvery.isAuto());
    EXPECT_EQ(find(list, "training.learning_rate").value, "0.0002");
    EXPECT_EQ(find(list, "model.precision").value, "bf16");
    EXPECT_EQ(config.training.microTokens, Auto<std::int64_t>(1024));
    EXPECT_EQ(config.training.evalEvery, Auto<std::int64_t>(20));
    EXPECT_EQ(config.training.checkpointEvery, Auto<std::int64_t>(20));
    EXPECT_TRUE(runConfigSchema().validate(config).has_value());
    EXPECT_TRUE(resolveAuto(config, {}).empty());   // resolving twice changes nothing
}

TEST(AutoValues, theDeviceIsWhatTheMachineHasWhereItIsKnown) {
    RunConfig config = plainRun();
    EXPECT_EQ(find(resolveAuto(config, {}), "device").key, "");
    EXPECT_EQ(config.device, "auto");
    const ResolveFacts facts{.device = "cpu", .deviceReason = "there is no GPU"};
    const auto list = resolveAuto(config, facts);
    EXPECT_EQ(config.device, "cpu");
    EXPECT_EQ(find(list, "device").reason, "there is no GPU");
    config.device = "cuda:0";
    EXPECT_EQ(find(resolveAuto(config, facts), "device").key, "");
    EXPECT_EQ(config.device, "cuda:0");
}

TEST(AutoValues, whatTheUserSaidStays) {
    RunConfig config = plainRun();
    config.training.learningRate = 3e-3;
    config.training.evalEvery = 7;
    config.model.precision = ComputePrecision::F32;
    const auto list = resolveAuto(config, {.numStepsPlanned = 200, .numParameters = 1, .probedPrecision = ComputePrecision::Bf16});
    EXPECT_EQ(config.training.learningRate, Auto<double>(3e-3));
    EXPECT_EQ(config.training.evalEvery, Auto<std::int64_t>(7));
    EXPECT_EQ(config.training.checkpointEvery, Auto<std::int64_t>(7));
    EXPECT_EQ(config.model.precision, Auto<ComputePrecision>(ComputePrecision::F32));
    EXPECT_EQ(find(list, "training.learning_rate").key, "");
}

TEST(AutoValues, shortRunsAreNotEvaluatedAllTheTime) {
    RunConfig config = plainRun();
    resolveAuto(config, {.numStepsPlanned = 12});
    EXPECT_EQ(config.training.evalEvery, Auto<std::int64_t>(5));
}

TEST(AutoValues, noHeldOutDataNoEvaluation) {
    RunConfig config = plainRun();
    config.data.evalFraction = 0;
    resolveAuto(config, {.numStepsPlanned = 100});
    EXPECT_EQ(config.training.evalEvery, Auto<std::int64_t>(0));
    EXPECT_EQ(config.training.checkpointEvery, Auto<std::int64_t>(10));
}

TEST(AutoValues, wholeModelsAreWrittenHalfAsOften) {
    RunConfig config = plainRun();
    config.adapter = FullOptions{};
    resolveAuto(config, {.numStepsPlanned = 100});
    EXPECT_EQ(config.training.evalEvery, Auto<std::int64_t>(10));
    EXPECT_EQ(config.training.checkpointEvery, Auto<std::int64_t>(20));
}

TEST(AutoValues, smallStepsAreComputedAtOnce) {
    RunConfig config = plainRun();
    config.training.tokensPerStep = 512;
    resolveAuto(config, {});
    EXPECT_EQ(config.training.microTokens, Auto<std::int64_t>(512));
}

}  // namespace
}  // namespace luthier
