// SPDX-License-Identifier: Apache-2.0
// The plan as a pure function. Against real runs it is checked by tests/integration/plan_test.cpp.
#include <algorithm>

#include <gmock/gmock.h>

#include "core/plan/weight_storage.h"
#include "tests/core/plan/sample_plan.h"

namespace luthier {
namespace {

using namespace luthier::test;
using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Plan, CountsWhatTheModelAndTheAdapterHold) {
    const Plan plan = makePlan(samplePlan());
    EXPECT_TRUE(plan.fits);
    EXPECT_TRUE(plan.changes.empty());
    EXPECT_EQ(plan.numParameters, numParameters(smollm2()));
    EXPECT_EQ(plan.numTrained, 4884480);   // as PEFT counts rank 16 on all linear layers
    EXPECT_EQ(bytesOf(plan, MemoryPart::Weights), 4 * 134515008LL);
    EXPECT_EQ(bytesOf(plan, MemoryPart::Adapter), 4 * plan.numTrained);
    EXPECT_EQ(bytesOf(plan, MemoryPart::Optimizer), 8 * plan.numTrained);
    EXPECT_EQ(bytesOf(plan, MemoryPart::Gradients), 4 * plan.numTrained);   // steps have four micro-batches
    EXPECT_EQ(plan.peak().name, "train");
    // gate | up of 30 layers, 1024 rows (1000 in whole blocks) of 2 x 1536 numbers
    EXPECT_EQ(bytesOf(plan, MemoryPart::KeptFeedForward), 30 * 1024 * 2 * 1536 * 4LL);
    std::int64_t sum = 0;
    for (const PlannedPart& part : plan.peak().parts) sum += part.bytes;
    EXPECT_EQ(sum, plan.peakBytes);
}

TEST(Plan, Bf16HalvesWhatIsComputedAndKeepsTheAdapterInFloat32) {
    PlanRequest request = samplePlan();
    const Plan wide = makePlan(request);
    request.config.model.precision = ComputePrecision::Bf16;
    const Plan narrow = makePlan(request);
    EXPECT_EQ(2 * bytesOf(narrow, MemoryPart::Weights), bytesOf(wide, MemoryPart::Weights));
    EXPECT_EQ(2 * bytesOf(narrow, MemoryPart::KeptFeedForward), bytesOf(wide, MemoryPart::KeptFeedForward));
    EXPECT_EQ(bytesOf(narrow, MemoryPart::Adapter), bytesOf(wide, MemoryPart::Adapter));
}

TEST(Plan, AFrozenModelOf16BitsStaysSoInFloat32) {
    PlanRequest request = samplePlan();
    request.config.model.precision = ComputePrecision::F32;
    const Plan wide = makePlan(request);
    for (const char* const stored : {"bfloat16", "float16"}) {
        request.model.storedDtype = stored;
        const Plan narrow = makePlan(request);
        const std::int64_t numLinear = numParameters(smollm2()) - 49152 * 576 - 61 * 576;   // without the table and the norms
        EXPECT_EQ(bytesOf(wide, MemoryPart::Weights) - bytesOf(narrow, MemoryPart::Weights), 2 * numLinear);
        EXPECT_LT(narrow.peakBytes, wide.peakBytes - 2 * numLinear + (std::int64_t{16} << 20));
    }
    const auto isNarrow = [&request](bool onGpu) { return keepsLinearsNarrow(request.config, request.model, onGpu); };
    EXPECT_TRUE(isNarrow(false));
    EXPECT_FALSE(isNarrow(true));
    request.config.method = GrpoOptions{};
    EXPECT_FALSE(isNarrow(false)) << "would widen float16 for every token of its answers";
    request.model.storedDtype = "bfloat16";
    EXPECT_TRUE(isNarrow(false)) << "decoding reads bf16 as it is";
    request.config.method = DpoOptions{};
    EXPECT_TRUE(isNarrow(false));
    request.config.model.precision = ComputePrecision::Bf16;
    EXPECT_FALSE(isNarrow(false));
    request.config.model.precision = ComputePrecision::F32;
    request.config.adapter = FullOptions{};
    EXPECT_FALSE(isNarrow(false)) << "trains them";
    request.config.model.adapter = "an adapter to go on with";
    EXPECT_TRUE(isNarrow(false));
    request.model.storedDtype = "float32";
    EXPECT_FALSE(isNarrow(false));
}

TEST(Plan, FullFineTuningInBf16HasFloat32MastersAndGradients) {
    PlanRequest request = samplePlan();
    request.config.adapter = FullOptions{};
    request.config.model.precision = ComputePrecision::Bf16;
    const Plan plan = makePlan(request);
    EXPECT_EQ(plan.numTrained, plan.numParameters);
    EXPECT_EQ(bytesOf(plan, MemoryPart::Optimizer), 12 * plan.numTrained);
    EXPECT_GE(bytesOf(plan, MemoryPart::Gradients), 4 * plan.numTrained);
}

TEST(Plan, LastLayersKeepNothingBelowThem) {
    PlanRequest request = samplePlan();
    request.config.adapter = LastLayersOptions{4, false};
    const Plan plan = makePlan(request);
    EXPECT_EQ(bytesOf(plan, MemoryPart::KeptFeedForward), 4 * 1024 * 2 * 1536 * 4LL);
    request.config.adapter = LastLayersOptions{4, true};   // the head is the embedding table, whose gradient goes through all layers
    EXPECT_EQ(bytesOf(makePlan(request), MemoryPart::KeptFeedForward), 30 * 1024 * 2 * 1536 * 4LL);
}

TEST(Plan, AdaptersOnSomeLayersTrainLess) {
    PlanRequest request = samplePlan();
    LoraOptions lora;
    lora.targets = {Targets::Kind::Names, {"q_proj", "v_proj"}, {}};
    request.config.adapter = lora;
    EXPECT_EQ(makePlan(request).numTrained, 30 * 16 * (576 + 576 + 576 + 192));
}

TEST(Plan, DoesNotFitAndSaysWhatWould) {
    PlanRequest request = samplePlan();
    request.machine.availableBytes = 1'350'000'000;
    request.machine.fastBf16 = true;
    const Plan plan = makePlan(request);
    EXPECT_FALSE(plan.fits);
    ASSERT_FALSE(plan.changes.empty());
    for (const PlannedChange& change : plan.changes) {
        EXPECT_TRUE(change.fits) << change.key;
        EXPECT_LE(change.peakBytes, 1'350'000'000) << change.key;
    }
    EXPECT_EQ(plan.changes.front().key, "training.micro_tokens");   // the one that does not change the result comes first
    EXPECT_EQ(plan.changes.front().value, 500);
    EXPECT_THAT(plan.changes, Contains(Field(&PlannedChange::key, "model.precision")));
    EXPECT_THAT(whyItDoesNotFit(plan), HasSubstr("there is room for 1.35 GB"));
    EXPECT_THAT(whatWouldFit(plan), HasSubstr("training.micro_tokens 500"));

    // The change does what it promises.
    request.config.training.microTokens = 500;
    EXPECT_TRUE(makePlan(request).fits);
    EXPECT_EQ(makePlan(request).peakBytes, plan.changes.front().peakBytes);
}

// Their prompts are short already, and cutting them would not make the answers shorter.
TEST(Plan, ARunThatWritesItsAnswersIsOfferedFewerOrShorterOnes) {
    PlanRequest request = samplePlan();
    request.data.train = request.data.eval = rowsOf(40, 60, 0);
    GrpoOptions grpo;
    grpo.maxNewTokens = 2048;
    grpo.decodedAtOnce = 256;
    grpo.promptsPerRollout = 32;
    request.config.method = grpo;
    const auto peakOf = [&](std::int64_t atOnce, std::int64_t length) {
        GrpoOptions changed = grpo;
        changed.decodedAtOnce = atOnce;
        changed.maxNewTokens = length;
        PlanRequest other = request;
        other.config.method = changed;
        return makePlan(other).peakBytes;
    };
    ASSERT_LT(peakOf(16, 2048), peakOf(256, 2048)) << "their caches need the most";
    request.machine.availableBytes = peakOf(16, 2048);
    const Plan many = makePlan(request);
    EXPECT_FALSE(many.fits);
    EXPECT_THAT(many.changes, Contains(Field(&PlannedChange::key, "method.decoded_at_once")));
    EXPECT_THAT(many.changes, Not(Contains(Field(&PlannedChange::key, "data.max_length"))));

    request.machine.availableBytes = peakOf(1, 256);
    const Plan tight = makePlan(request);
    const auto shorter = std::find_if(tight.changes.begin(), tight.changes.end(), [](const PlannedChange& one) { return one.key == "method.max_new_tokens"; });
    ASSERT_NE(shorter, tight.changes.end()) << whatWouldFit(tight);
    EXPECT_TRUE(shorter->fits);
    EXPECT_EQ(shorter->settings.at("method.max_new_tokens"), shorter->value);
    EXPECT_EQ(shorter->settings.at("method.decoded_at_once"), 1);
}

TEST(Plan, FullThatDoesNotFitIsOfferedAnAdapter) {
    PlanRequest request = samplePlan();
    request.config.adapter = FullOptions{};
    request.machine.availableBytes = 2'000'000'000;
    const Plan plan = makePlan(request);
    EXPECT_FALSE(plan.fits);
    EXPECT_THAT(plan.changes, Contains(Field(&PlannedChange::key, "adapter.type")));
}

TEST(Plan, WhatHelpsMostIsToldWhenNothingFits) {
    PlanRequest request = samplePlan();
    request.machine.availableBytes = 100'000'000;
    const Plan plan = makePlan(request);
    ASSERT_EQ(plan.changes.size(), 1U);
    EXPECT_FALSE(plan.changes[0].fits);
    EXPECT_LT(plan.changes[0].peakBytes, plan.peakBytes);
    EXPECT_THAT(whatWouldFit(plan), HasSubstr("nothing fits"));
}

TEST(Plan, WhatTheProcessHoldsAlreadyIsNotNeededOnceMore) {
    PlanRequest request = samplePlan();
    request.machine.availableBytes = makePlan(request).peakBytes - 1;
    EXPECT_FALSE(makePlan(request).fits);
    request.machine.heldBytes = 1;
    EXPECT_TRUE(makePlan(request).fits);
}

TEST(Plan, AMachineThatDoesNotSayWhatIsLeftIsBelieved) { EXPECT_TRUE(makePlan(samplePlan()).fits); }

TEST(Plan, ARowLongerThanMicroTokensIsComputedByItself) {
    PlanRequest request = samplePlan();
    const std::int64_t before = makePlan(request).peakBytes;
    request.data.train.lengths[7] = 3000;
    const std::int64_t recomputed = makePlan(request).peakBytes;   // its feed-forward part is: long rows are by default
    request.config.training.recompute = Recompute::Off;
    const Plan plan = makePlan(request);
    EXPECT_EQ(plan.work.largestMicroBatch(), 3000);
    EXPECT_EQ(plan.work.longestRow(), 3000);
    EXPECT_GT(plan.peakBytes, 2 * before - 800'000'000);
    EXPECT_GT(recomputed, before);
    EXPECT_LT(recomputed - before, (plan.peakBytes - before) / 2);
    // Fewer tokens at once cannot help below the longest row; shorter rows do.
    request.machine.availableBytes = before;
    const Plan tight = makePlan(request);
    ASSERT_FALSE(tight.changes.empty());
    EXPECT_EQ(tight.changes.front().key, "data.max_length");
}

TEST(Plan, NoRowsNeedNoSteps) {
    PlanRequest request = samplePlan();
    request.data = {};
    const Plan plan = makePlan(request);
    EXPECT_TRUE(plan.fits);
    EXPECT_EQ(plan.work.numSteps, 0);
    EXPECT_EQ(plan.seconds, 0);
    EXPECT_EQ(bytesOf(plan, MemoryPart::KeptFeedForward), 0);
    EXPECT_FALSE(planTable(planToJson(plan)).empty());
}

TEST(Plan, AbsurdShapesAreTooMuchAndDoNotWrapAround) {
    PlanRequest request = samplePlan();
    request.model.hiddenSize = std::int64_t{1} << 20;
    request.model.ffnSize = std::int64_t{1} << 24;
    request.model.numLayers = 10'000;
    request.model.vocabSize = 100'000'000;
    request.model.numHeads = request.model.numKvHeads = std::int64_t{1} << 14;
    request.config.adapter = FullOptions{};
    request.config.training.microTokens = 1'000'000'000;
    request.config.training.tokensPerStep = 1'000'000'000;
    request.data.train = rowsOf(1, 1'000'000'000, 1'000'000'000);
    const Plan plan = makePlan(request);
    EXPECT_FALSE(plan.countable);
    EXPECT_FALSE(plan.fits);
    EXPECT_EQ(plan.peakBytes, INT64_MAX);
    EXPECT_THAT(whyItDoesNotFit(plan), HasSubstr("more than can be counted"));
    EXPECT_TRUE(dumpJson(planToJson(plan)).size() > 100);
}

TEST(Plan, AResumeReadsTheOldStateBesideTheNew) {
    PlanRequest request = samplePlan();
    request.config.adapter = FullOptions{};
    request.resumes = true;
    const Plan plan = makePlan(request);
    EXPECT_EQ(plan.peak().name, "resume");
    EXPECT_EQ(bytesOf(plan, MemoryPart::Files), 12 * plan.numTrained);
}

TEST(Plan, TimeFollowsTheRates) {
    PlanRequest request = samplePlan();
    const Plan plan = makePlan(request);
    EXPECT_EQ(plan.work.numSteps, 20);
    EXPECT_EQ(plan.work.all.numTokens, 80'000);
    EXPECT_NEAR(plan.secondsPerStep * plan.tokensPerSecond, 4000, 1);
    EXPECT_GT(plan.seconds, 20 * plan.secondsPerStep);   // evaluations are counted
    MachineRates& rates = request.machine.rates;
    rates.matmulFlops *= 2;
    rates.attentionFlops *= 2;
    rates.streamBytes *= 2;
    EXPECT_NEAR(makePlan(request).tokensPerSecond, 2 * plan.tokensPerSecond, 1e-6 * plan.tokensPerSecond);
    request.config.adapter = FullOptions{};
    EXPECT_LT(makePlan(request).tokensPerSecond, 1.8 * plan.tokensPerSecond);
}

TEST(Plan, TheTableNamesEveryPart) {
    PlanRequest request = samplePlan();
    request.machine.availableBytes = 1'350'000'000;
    const Plan plan = makePlan(request);
    const std::string table = planTable(planToJson(plan));
    for (const PlannedPart& part : plan.peak().parts) EXPECT_THAT(table, HasSubstr(memoryPartLabel(part.part)));
    EXPECT_THAT(table, HasSubstr("TOO MUCH"));
    EXPECT_THAT(table, HasSubstr("training.micro_tokens 500"));
}

TEST(Plan, Words) {
    EXPECT_EQ(bytesInWords(1'240'000'000), "1.24 GB");
    EXPECT_EQ(bytesInWords(310'400'000), "310 MB");
    EXPECT_EQ(secondsInWords(3.26), "3.3 s");
    EXPECT_EQ(secondsInWords(600), "10 min");
    EXPECT_EQ(secondsInWords(36000), "10.0 h");
}

}  // namespace
}  // namespace luthier
