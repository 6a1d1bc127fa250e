// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace luthier {
namespace {

using Block = std::array<std::uint32_t, 4>;

// Known-answer vectors of the Random123 library (philox4x32, 10 rounds).
TEST(Random, PhiloxKnownAnswers) {
    EXPECT_EQ(philox(0, 0, 0), (Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    EXPECT_EQ(philox(~0ULL, ~0ULL, ~0ULL), (Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(philox(0x299f31d0a4093822ULL, 0x0370734413198a2eULL, 0x85a308d3243f6a88ULL), (Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Random, UniformHasTheRightMoments) {
    double sum = 0, squares = 0, low = 1, high = 0;
    constexpr int count = 100'000;
    for (int i = 0; i < count; ++i) {
        const double value = uniformAt(7, 1, static_cast<std::uint64_t>(i));
        sum += value;
        squares += value * value;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    EXPECT_NEAR(sum / count, 0.5, 0.005);
    EXPECT_NEAR(squares / count, 1.0 / 3, 0.005);
    EXPECT_GE(low, 0.0);
    EXPECT_LT(high, 1.0);
}

TEST(Random, NormalHasTheRightMoments) {
    double sum = 0, squares = 0, fourth = 0;
    constexpr int count = 100'000;
    for (int i = 0; i < count; ++i) {
        const double value = normalAt(7, 2, static_cast<std::uint64_t>(i));
        ASSERT_TRUE(std::isfinite(value));
        sum += value;
        squares += value * value;
        fourth += value * value * value * value;
    }
    EXPECT_NEAR(sum / count, 0.0, 0.02);
    EXPECT_NEAR(squares / count, 1.0, 0.03);
    EXPECT_NEAR(fourth / count, 3.0, 0.2);
}

TEST(Random, PermutationsAreFairAndStable) {
    EXPECT_TRUE(permutation(0, 1, 1).empty());
    EXPECT_TRUE(permutation(-5, 1, 1).empty());
    EXPECT_EQ(permutation(1, 1, 1), std::vector<std::int64_t>{0});
    // Frozen (computed by an independent implementation): a change of this order would change every run.
    EXPECT_EQ(permutation(8, 1, 0), (std::vector<std::int64_t>{4, 2, 5, 6, 7, 1, 0, 3}));
    std::array<int, 6> seen{};
    for (std::uint64_t stream = 0; stream < 6000; ++stream) {
        const auto order = permutation(3, 42, stream);
        seen[static_cast<std::size_t>(order[0] * 2 + (order[1] > order[2] ? 1 : 0))]++;
    }
    for (const int count : seen) EXPECT_NEAR(count, 1000, 150);
}

RC_GTEST_PROP(RandomProperty, PermutationHoldsEveryNumberOnce, (std::uint64_t seed, std::uint64_t stream)) {
    const auto count = *rc::gen::inRange<std::int64_t>(0, 2000);
    auto order = permutation(count, seed, stream);
    std::sort(order.begin(), order.end());
    std::vector<std::int64_t> expected(static_cast<std::size_t>(count));
    std::iota(expected.begin(), expected.end(), 0);
    RC_ASSERT(order == expected);
}

}  // namespace
}  // namespace luthier
