// SPDX-License-Identifier: Apache-2.0
#include "core/data/packing.h"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/base/random.h"

namespace luthier {
namespace {

using Lengths = std::vector<std::int32_t>;
using Rows = std::vector<std::int64_t>;
using Bins = std::vector<Rows>;

Rows inOrder(std::size_t count) {
    Rows order(count);
    std::iota(order.begin(), order.end(), 0);
    return order;
}

std::int64_t tokensOf(const Rows& rows, const Lengths& lengths) {
    std::int64_t sum = 0;
    for (const std::int64_t row : rows) sum += lengths[static_cast<std::size_t>(row)];
    return sum;
}

// Adapted from TRL's best-fit-decreasing example: documents of 5 (cut to 4), 2, 3 and 1 tokens, bins of 4.
TEST(MicroBatches, GoldenBestFitDecreasing) {
    EXPECT_EQ(packMicroBatches(Lengths{4, 2, 3, 1}, 4), (Bins{{0}, {1}, {2, 3}}));
    EXPECT_EQ(packMicroBatches(Lengths{5, 2, 3, 1}, 4), (Bins{{0}, {1}, {2, 3}}));   // longer than a bin: alone
    EXPECT_EQ(packMicroBatches(Lengths{1, 1, 1}, 10), (Bins{{0, 1, 2}}));
    EXPECT_EQ(packMicroBatches(Lengths{6, 5, 4, 3, 2}, 10), (Bins{{0, 2}, {1, 3, 4}}));
    EXPECT_TRUE(packMicroBatches(Lengths{}, 4).empty());
    EXPECT_EQ(packMicroBatches(Lengths{0, 0}, 4), (Bins{{0, 1}}));
}

// Takes about a second; were either quadratic, the test would not end within its time.
TEST(MicroBatches, AMillionRowsArePackedTightly) {
    Lengths lengths(1'000'000);
    for (std::size_t i = 0; i < lengths.size(); ++i) lengths[i] = 1 + static_cast<std::int32_t>(2000 * uniformAt(1, 1, i));
    const Bins bins = packMicroBatches(lengths, 4096);
    const StepPlan plan = planEpoch(lengths, inOrder(lengths.size()), 8192);
    const std::int64_t total = std::accumulate(lengths.begin(), lengths.end(), std::int64_t{0});
    EXPECT_LT(static_cast<double>(bins.size()), 1.01 * static_cast<double>(total) / 4096);
    EXPECT_LT(static_cast<double>(plan.rows.size()), 1.02 * static_cast<double>(total) / 8192);
}

TEST(StepPlan, TakesRowsInOrderAndFillsTheGap) {
    // 5 + 4 leave 1 of 10: the 8 does not fit, the 1 behind it does.
    EXPECT_EQ(planEpoch(Lengths{5, 4, 8, 1, 2, 10}, inOrder(6), 10).rows, (Bins{{0, 1, 3}, {2, 4}, {5}}));
    EXPECT_EQ(planEpoch(Lengths{5, 4, 8, 1, 2, 10}, Rows{5, 4, 3, 2, 1, 0}, 10).rows, (Bins{{5}, {4, 3, 0}, {2}, {1}}));
    EXPECT_TRUE(planEpoch(Lengths{}, Rows{}, 10).rows.empty());
}

TEST(StepPlan, LongRowHasItsOwnStep) { EXPECT_EQ(planEpoch(Lengths{3, 99, 3, 3}, inOrder(4), 10).rows, (Bins{{0, 2, 3}, {1}})); }

TEST(StepPlan, ShortLastStepIsMergedBelowAQuarter) {
    EXPECT_EQ(planEpoch(Lengths{10, 2}, inOrder(2), 10).rows, (Bins{{0, 1}}));
    EXPECT_EQ(planEpoch(Lengths{10, 3}, inOrder(2), 10).rows, (Bins{{0}, {1}}));
    EXPECT_EQ(planEpoch(Lengths{2}, inOrder(1), 10).rows, (Bins{{0}}));
}

TEST(StepPlan, RepeatedEntriesOfTheOrderAreAllUsed) { EXPECT_EQ(planEpoch(Lengths{4, 5}, Rows{1, 0, 1, 0}, 9).rows, (Bins{{1, 0}, {1, 0}})); }

TEST(StepPlan, RaggedRowsFillTheSteps) {
    Lengths lengths(5000);
    for (std::size_t i = 0; i < lengths.size(); ++i) lengths[i] = 20 + static_cast<std::int32_t>(600 * uniformAt(2, 1, i) * uniformAt(2, 2, i));
    const StepPlan plan = planEpoch(lengths, permutation(5000, 1, 1), 2048);
    const std::int64_t total = std::accumulate(lengths.begin(), lengths.end(), std::int64_t{0});
    EXPECT_LE(static_cast<double>(plan.rows.size()), 1.02 * static_cast<double>(total) / 2048 + 1);
}

RC_GTEST_PROP(PackingProperty, StepsUseEveryEntryOnceAndNoneTooEarly, (std::uint64_t seed)) {
    const auto numRows = *rc::gen::inRange<std::int64_t>(0, 400);
    const auto capacity = *rc::gen::inRange<std::int64_t>(1, 60);
    Lengths lengths(static_cast<std::size_t>(numRows));
    for (std::size_t i = 0; i < lengths.size(); ++i) lengths[i] = static_cast<std::int32_t>(70 * uniformAt(seed, 9, i) * uniformAt(seed, 8, i));
    const Rows order = permutation(numRows, seed, 7);
    const StepPlan plan = planEpoch(lengths, order, capacity);
    RC_ASSERT(plan == planEpoch(lengths, order, capacity));

    Rows placeOf(order.size()), used;
    for (std::size_t i = 0; i < order.size(); ++i) placeOf[static_cast<std::size_t>(order[i])] = static_cast<std::int64_t>(i);
    std::vector<bool> taken(order.size(), false);
    std::size_t oldest = 0;
    for (std::size_t s = 0; s < plan.rows.size(); ++s) {
        RC_ASSERT(!plan.rows[s].empty());
        if (plan.rows[s].size() > 1)
            RC_ASSERT(tokensOf(plan.rows[s], lengths) <= capacity + (s + 1 == plan.rows.size() ? std::max<std::int64_t>(capacity / 4, 70) : 0));
        for (const std::int64_t row : plan.rows[s]) {
            RC_ASSERT(placeOf[static_cast<std::size_t>(row)] < static_cast<std::int64_t>(oldest) + 64);
            taken[static_cast<std::size_t>(placeOf[static_cast<std::size_t>(row)])] = true;
            while (oldest < taken.size() && taken[oldest]) ++oldest;
            used.push_back(row);
        }
    }
    std::sort(used.begin(), used.end());
    RC_ASSERT(used == inOrder(order.size()));
}

RC_GTEST_PROP(PackingProperty, BinsAreWithinCapacityAndFew, ()) {
    const auto capacity = *rc::gen::inRange<std::int64_t>(1, 100);
    const auto lengths = *rc::gen::container<Lengths>(rc::gen::inRange<std::int32_t>(0, 130));
    const Bins bins = packMicroBatches(lengths, capacity);
    RC_ASSERT(bins == packMicroBatches(lengths, capacity));
    Rows used;
    std::int64_t numLong = 0, shortTokens = 0, firstOfLast = -1;
    for (const Rows& bin : bins) {
        RC_ASSERT(std::is_sorted(bin.begin(), bin.end()));
        RC_ASSERT(bin.front() > firstOfLast);
        firstOfLast = bin.front();
        const std::int64_t tokens = tokensOf(bin, lengths);
        if (tokens > capacity) RC_ASSERT(bin.size() == 1U);
        (tokens > capacity ? numLong : shortTokens) += tokens > capacity ? 1 : tokens;
        used.insert(used.end(), bin.begin(), bin.end());
    }
    std::sort(used.begin(), used.end());
    RC_ASSERT(used == inOrder(lengths.size()));
    const std::int64_t lowerBound = (shortTokens + capacity - 1) / capacity;
    RC_ASSERT(static_cast<std::int64_t>(bins.size()) - numLong <= 2 * std::max<std::int64_t>(lowerBound, 1));
}

}  // namespace
}  // namespace luthier
