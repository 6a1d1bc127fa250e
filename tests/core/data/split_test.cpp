// SPDX-License-Identifier: Apache-2.0
#include "core/data/split.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace luthier {
namespace {

std::vector<Example> texts(int from, int to) {
    std::vector<Example> rows;
    for (int i = from; i < to; ++i) {
        Example row;
        row.id = "0:" + std::to_string(rows.size());
        row.body = Text{"row " + std::to_string(i)};
        rows.push_back(std::move(row));
    }
    return rows;
}

bool isHeldOut(const Split& split, std::int64_t row) { return std::find(split.eval.begin(), split.eval.end(), row) != split.eval.end(); }

TEST(Split, ShareIsAboutTheFraction) {
    const Split split = splitByContent(texts(0, 5000), 0.1, 1);
    EXPECT_NEAR(static_cast<double>(split.eval.size()), 500, 70);
    EXPECT_EQ(split.eval.size() + split.train.size(), 5000U);
}

TEST(Split, OnlyContentDecides) {
    auto rows = texts(0, 200);
    const Split before = splitByContent(rows, 0.2, 1);
    for (Example& row : rows) {
        row.id = "other";
        row.source = {"moved.jsonl", 9};
        row.extra["note"] = 1;
        row.tags = {"t"};
    }
    EXPECT_EQ(splitByContent(rows, 0.2, 1).eval, before.eval);
    EXPECT_NE(splitByContent(rows, 0.2, 2).eval, before.eval);
}

TEST(Split, NewRowsMoveNoOthers) {
    const Split small = splitByContent(texts(0, 300), 0.1, 1);
    const Split large = splitByContent(texts(0, 1000), 0.1, 1);
    for (std::int64_t row = 0; row < 300; ++row) EXPECT_EQ(isHeldOut(small, row), isHeldOut(large, row));
}

TEST(Split, BothSidesHaveARowWhenThereAreTwoDifferentOnes) {
    for (const double fraction : {1e-9, 0.5, 1 - 1e-9}) {
        const Split split = splitByContent(texts(0, 2), fraction, 4);
        EXPECT_EQ(split.eval.size(), 1U) << fraction;
        EXPECT_EQ(split.train.size(), 1U) << fraction;
    }
    EXPECT_TRUE(splitByContent(texts(0, 10), 0, 1).eval.empty());
    EXPECT_TRUE(splitByContent(texts(0, 10), -1, 1).eval.empty());
    EXPECT_TRUE(splitByContent(texts(0, 10), 1, 1).train.empty());
    EXPECT_TRUE(splitByContent({}, 0.5, 1).eval.empty());
    EXPECT_EQ(splitByContent(texts(0, 1), 1e-9, 1).train.size(), 1U);
}

RC_GTEST_PROP(SplitProperty, DuplicatesStayTogetherAndEveryRowHasOneSide, (std::uint64_t seed)) {
    std::vector<Example> rows;
    for (const int which : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 8))) rows.push_back(texts(which, which + 1).front());
    const Split split = splitByContent(rows, *rc::gen::elementOf(std::vector<double>{0.01, 0.3, 0.9}), seed);
    RC_ASSERT(split.train.size() + split.eval.size() == rows.size());
    for (const std::int64_t held : split.eval)
        for (const std::int64_t trained : split.train)
            RC_ASSERT(!(rows[static_cast<std::size_t>(held)].body == rows[static_cast<std::size_t>(trained)].body));
}

}  // namespace
}  // namespace luthier
