// SPDX-License-Identifier: Apache-2.0
#include "core/data/shared_beginnings.h"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace luthier {
namespace {

using Tokens = std::vector<std::int32_t>;

Tokens counting(std::int32_t from, std::size_t count) {
    Tokens tokens(count);
    std::iota(tokens.begin(), tokens.end(), from);
    return tokens;
}

Tokens joined(Tokens a, const Tokens& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

std::vector<SharedBeginning> sharedOf(const std::vector<Tokens>& rows) {
    std::vector<std::vector<std::uint32_t>> marks;
    for (const Tokens& row : rows) marks.push_back(beginningsOf(row));
    std::vector<RowBeginnings> beginnings;
    for (std::size_t i = 0; i < rows.size(); ++i) beginnings.push_back({marks[i], static_cast<std::int64_t>(rows[i].size())});
    return sharedBeginnings(beginnings);
}

TEST(SharedBeginnings, LengthsThatAreComparedAscendAndAreCounted) {
    EXPECT_EQ(beginningLength(0), 16);
    EXPECT_EQ(beginningLength(12), 64);
    EXPECT_EQ(beginningLength(13), 80);
    EXPECT_EQ(beginningLength(24), 256);
    EXPECT_EQ(beginningLength(25), 320);
    EXPECT_EQ(beginningLength(52), 2048);
    EXPECT_EQ(beginningLength(53), 2560);
    for (std::size_t mark = 0; mark < 200; ++mark) {
        EXPECT_LT(beginningLength(mark), beginningLength(mark + 1));
        EXPECT_EQ(numBeginnings(beginningLength(mark)), mark + 1);
        EXPECT_EQ(numBeginnings(beginningLength(mark) - 1), mark);
    }
    EXPECT_EQ(numBeginnings(0), 0U);
    EXPECT_EQ(beginningsOf(counting(0, 100)).size(), numBeginnings(100));
}

TEST(SharedBeginnings, TheLongestThatAnEarlierRowHas) {
    const Tokens system = counting(1, 24);
    const std::vector<SharedBeginning> shared = sharedOf(
        {joined(system, counting(100, 30)), joined(system, counting(200, 30)), counting(500, 40), joined(system, joined(counting(200, 10), {7, 7, 7}))});
    EXPECT_EQ(shared[0].length, 0);
    EXPECT_EQ(shared[1].row, 0);
    EXPECT_EQ(shared[1].length, 24);
    EXPECT_EQ(shared[2].length, 0);
    EXPECT_EQ(shared[3].row, 1);       // 34 tokens in common with it, of which 32 are one of the lengths
    EXPECT_EQ(shared[3].length, 32);
}

TEST(SharedBeginnings, ARowKeepsATokenOfItsOwn) {
    EXPECT_EQ(sharedOf({counting(0, 16), counting(0, 16)})[1].length, 0);
    EXPECT_EQ(sharedOf({counting(0, 20), counting(0, 20)})[1].length, 16);
    EXPECT_EQ(sharedOf({counting(0, 15), counting(0, 15)})[1].length, 0);
    EXPECT_TRUE(sharedOf({}).empty());
}

TEST(SharedBeginnings, WhatDoesNotGoThroughTheModelIsNotShared) {
    const std::vector<std::uint32_t> marks = beginningsOf(counting(0, 100));
    const std::vector<RowBeginnings> rows{{marks, 30}, {marks, 100}, {marks, 100}};
    const std::vector<SharedBeginning> shared = sharedBeginnings(rows);
    EXPECT_EQ(shared[1].row, 0);
    EXPECT_EQ(shared[1].length, 28);   // all that the first row computes
    EXPECT_EQ(shared[2].row, 1);
    EXPECT_EQ(shared[2].length, 96);
}

TEST(SharedBeginnings, NothingAfterTheLastTrainedTokenIsAnInput) {
    const auto inputs = [](std::vector<float> weights) { return numInputsOf(weights); };
    EXPECT_EQ(inputs({0, 0, 1, 1, 0}), 3);
    EXPECT_EQ(inputs({0, 1}), 1);
    EXPECT_EQ(inputs({0, 0, 0}), 3);   // nothing is trained
    EXPECT_EQ(inputs({1}), 1);         // the first token is never predicted
}

RC_GTEST_PROP(SharedBeginningsProperty, EqualBeginningsOfEarlierRowsAreFound, ()) {
    // Few different tokens, so that rows begin alike often.
    const auto rows = *rc::gen::container<std::vector<Tokens>>(rc::gen::container<Tokens>(rc::gen::inRange(0, 2)));
    std::vector<Tokens> longer;
    for (const Tokens& row : rows) longer.push_back(joined(counting(9, 14), row));
    const std::vector<SharedBeginning> shared = sharedOf(longer);
    for (std::size_t i = 0; i < longer.size(); ++i) {
        std::int64_t best = 0;
        for (std::size_t j = 0; j < i; ++j) {
            const auto equal = std::mismatch(longer[i].begin(), longer[i].end(), longer[j].begin(), longer[j].end()).first - longer[i].begin();
            const std::size_t marks = numBeginnings(std::min<std::int64_t>(equal, static_cast<std::int64_t>(longer[i].size()) - 1));
            if (marks > 0) best = std::max(best, beginningLength(marks - 1));
        }
        RC_ASSERT(shared[i].length == best);
        if (best == 0) continue;
        RC_ASSERT(shared[i].row >= 0 && shared[i].row < static_cast<std::int64_t>(i));
        const Tokens& from = longer[static_cast<std::size_t>(shared[i].row)];
        RC_ASSERT(std::equal(longer[i].begin(), longer[i].begin() + best, from.begin()));
    }
}

}  // namespace
}  // namespace luthier
