// SPDX-License-Identifier: Apache-2.0
#include "core/training/schedule.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace luthier {
namespace {

constexpr double kPeak = 2e-4;

std::vector<double> shares(ScheduleKind kind, std::int64_t numSteps, double warmupRatio) {
    const Schedule schedule(kind, kPeak, numSteps, warmupRatio);
    std::vector<double> list;
    for (std::int64_t step = 0; step < numSteps; ++step) list.push_back(schedule.rateAt(step) / kPeak);
    return list;
}

void expectShares(ScheduleKind kind, double warmupRatio, const std::vector<double>& expected) {
    const std::vector<double> actual = shares(kind, static_cast<std::int64_t>(expected.size()), warmupRatio);
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(actual[i], expected[i], 1e-12) << "step " << i;
}

TEST(Schedule, WarmUpStepsAreRoundedUp) {
    const auto warmup = [](std::int64_t numSteps, double ratio) { return Schedule(ScheduleKind::Cosine, kPeak, numSteps, ratio).numWarmupSteps(); };
    EXPECT_EQ(warmup(100, 0.03), 3);     // 100 * 0.03 is 3 exactly, whatever its last bit
    EXPECT_EQ(warmup(101, 0.03), 4);
    EXPECT_EQ(warmup(1, 0.03), 1);
    EXPECT_EQ(warmup(1000, 0.1), 100);
    EXPECT_EQ(warmup(7, 0.0), 0);
    EXPECT_EQ(warmup(7, 1.0), 7);
}

TEST(Schedule, Constant) {
    expectShares(ScheduleKind::Constant, 0.0, {1, 1, 1, 1});
    expectShares(ScheduleKind::Constant, 0.4, {0.5, 1, 1, 1, 1});   // two steps of warm-up: 1/2, 2/2
}

// transformers: get_linear_schedule_with_warmup; ours has no step of rate 0 at the start.
TEST(Schedule, Linear) {
    expectShares(ScheduleKind::Linear, 0.0, {1, 0.75, 0.5, 0.25});
    expectShares(ScheduleKind::Linear, 0.25, {0.5, 1.0, 1, 5.0 / 6, 4.0 / 6, 3.0 / 6, 2.0 / 6, 1.0 / 6});
}

TEST(Schedule, Cosine) {
    const auto at = [](double progress) { return 0.5 * (1 + std::cos(std::numbers::pi * progress)); };
    expectShares(ScheduleKind::Cosine, 0.0, {1, at(0.25), 0.5, at(0.75)});
    expectShares(ScheduleKind::Cosine, 0.2, {1.0, 1, at(0.25), 0.5, at(0.75)});
}

// Hagele et al. 2024: 1 - sqrt over the last fifth.
TEST(Schedule, Wsd) {
    const std::vector<double> all = shares(ScheduleKind::Wsd, 20, 0.1);
    EXPECT_NEAR(all[0], 0.5, 1e-12);
    for (std::size_t i = 1; i <= 16; ++i) EXPECT_DOUBLE_EQ(all[i], 1) << i;
    EXPECT_NEAR(all[17], 1 - std::sqrt(0.25), 1e-12);
    EXPECT_NEAR(all[18], 1 - std::sqrt(0.5), 1e-12);
    EXPECT_NEAR(all[19], 1 - std::sqrt(0.75), 1e-12);
}

TEST(Schedule, OneStepTrainsAtThePeak) {
    for (const ScheduleKind kind : {ScheduleKind::Constant, ScheduleKind::Linear, ScheduleKind::Cosine, ScheduleKind::Wsd})
        for (const double ratio : {0.0, 0.03, 1.0}) expectShares(kind, ratio, {1});
}

RC_GTEST_PROP(Schedule, EveryStepMovesAndNoneGoesBeyondThePeak, ()) {
    const auto kind = *rc::gen::element(ScheduleKind::Constant, ScheduleKind::Linear, ScheduleKind::Cosine, ScheduleKind::Wsd);
    const auto numSteps = *rc::gen::inRange<std::int64_t>(1, 300);
    const auto ratio = static_cast<double>(*rc::gen::inRange(0, 101)) / 100.0;
    const Schedule schedule(kind, kPeak, numSteps, ratio);
    double before = 0;
    for (std::int64_t step = 0; step < numSteps; ++step) {
        const double rate = schedule.rateAt(step);
        RC_ASSERT(rate > 0);
        RC_ASSERT(rate <= kPeak * (1 + 1e-12));
        if (step < schedule.numWarmupSteps()) RC_ASSERT(rate > before);
        else if (step > schedule.numWarmupSteps()) RC_ASSERT(rate <= before);
        before = rate;
    }
    if (schedule.numWarmupSteps() > 0) RC_ASSERT(std::abs(schedule.rateAt(schedule.numWarmupSteps() - 1) - kPeak) < 1e-12 * kPeak);
}

}  // namespace
}  // namespace luthier
