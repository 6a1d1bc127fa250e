// SPDX-License-Identifier: GPL-3.0-or-later
// What the series of the methods are called, and where their panels stand.
#include <algorithm>

#include <gtest/gtest.h>

#include "views/runs/run_words.h"

namespace luthier::test {
namespace {

TEST(Series, AreNamedByTheMethodThatWritesThem) {
    const SeriesTraits margin = seriesTraits("rewards/margins");
    EXPECT_EQ(margin.title, "Reward margin");
    EXPECT_EQ(margin.companion, "eval_rewards/margins");
    EXPECT_TRUE(isCompanion("eval_rewards/margins"));
    EXPECT_FALSE(isCompanion("rewards/margins"));
    EXPECT_EQ(seriesTraits("rewards/accuracies").kind, PlotUnit::Share);
    EXPECT_EQ(seriesTraits("accuracy").title, "Accuracy");
}

TEST(Series, OfTheMethodStandBeforeThoseOfTheMachine) {
    const std::vector<std::string> order = seriesInOrder();
    const auto place = [&](const char* name) { return std::find(order.begin(), order.end(), name) - order.begin(); };
    EXPECT_EQ(order.front(), "loss");
    EXPECT_LT(place("rewards/accuracies"), place("logps/chosen"));
    EXPECT_LT(place("rewards/margins"), place("learning_rate"));
    EXPECT_LT(place("accuracy"), place("tokens_per_second"));
    for (const std::string& name : order) EXPECT_EQ(std::count(order.begin(), order.end(), name), 1) << name;
}

TEST(Series, OfADimensionBearItsName) {
    const SeriesTraits safety = seriesTraits("accuracy/safety");
    EXPECT_EQ(safety.title, "Accuracy: safety");
    EXPECT_EQ(safety.kind, PlotUnit::Share);
    EXPECT_EQ(safety.companion, "eval_accuracy/safety");
    EXPECT_TRUE(isCompanion("eval_accuracy/safety"));
    EXPECT_EQ(seriesTraits("score_error/safety").kind, PlotUnit::Number);
    EXPECT_EQ(seriesTraits("accuracy/better_is_longer").title, "Accuracy, better is longer");
}

TEST(Series, WhatNobodyKnowsKeepsItsName) { EXPECT_EQ(seriesTraits("my_own_number").title, "my own number"); }

}  // namespace
}  // namespace luthier::test
