// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/table/id_changes.h"

#include <random>

#include <gtest/gtest.h>

namespace luthier {
namespace {

using Ids = std::vector<std::int64_t>;

Ids applied(Ids ids, const IdChanges& changes, const Ids& after) {
    for (const RowRun& run : changes.removed) ids.erase(ids.begin() + run.at, ids.begin() + run.at + run.count);
    for (const RowRun& run : changes.inserted) ids.insert(ids.begin() + run.at, after.begin() + run.at, after.begin() + run.at + run.count);
    return ids;
}

TEST(IdChanges, SayWhichRowsWentAndCame) {
    const Ids before{1, 2, 3, 4, 5, 6}, after{1, 3, 9, 4, 6, 7};
    const auto changes = idChanges(before, after);
    ASSERT_TRUE(changes);
    EXPECT_EQ(changes->removed.size(), 2U);
    EXPECT_EQ(changes->inserted.size(), 2U);
    EXPECT_EQ(applied(before, *changes, after), after);
}

TEST(IdChanges, AnotherOrderIsNoChangeOfRows) {
    EXPECT_FALSE(idChanges({1, 2, 3}, {1, 3, 2}));
    EXPECT_FALSE(idChanges({1, 2, 3, 4}, {4, 3, 2, 1}));
}

TEST(IdChanges, TooManyRunsAreRefused) {
    Ids before, after;
    for (std::int64_t i = 0; i < 100; ++i) {
        before.push_back(i);
        if (i % 2) after.push_back(i);
    }
    EXPECT_FALSE(idChanges(before, after, 10));
    EXPECT_TRUE(idChanges(before, after, 100));
}

TEST(IdChanges, HoldForRandomDeletionsAndInsertions) {
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        Ids all, before, after;
        for (std::int64_t i = 0; i < 40; ++i) {
            if (random() % 3) before.push_back(i);
            if (random() % 3) after.push_back(i);
        }
        const auto changes = idChanges(before, after);
        ASSERT_TRUE(changes);
        ASSERT_EQ(applied(before, *changes, after), after);
    }
}

}  // namespace
}  // namespace luthier
