// SPDX-License-Identifier: Apache-2.0
#include "core/batching/dataset_source.h"

#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/base/random.h"

namespace luthier {
namespace {

using Rows = std::vector<std::int64_t>;

TokenStore storeOf(const std::vector<int>& lengths) {
    TokenStore store;
    for (const int length : lengths) {
        EncodedRow row;
        row.ids.assign(static_cast<std::size_t>(length), 1);
        row.weights.assign(static_cast<std::size_t>(length), 1.0F);
        store.add(row);
    }
    return store;
}

std::function<Rows(std::int64_t)> shuffled(const TokenStore& store, std::uint64_t seed = 1) {
    return [count = store.numRows(), seed](std::int64_t epoch) { return permutation(count, seed, static_cast<std::uint64_t>(epoch)); };
}

Rows rowsOf(const Step& step) {
    Rows rows;
    for (const Sample& sample : step.samples) rows.push_back(sample.row);
    return rows;
}

std::vector<Step> allSteps(DatasetSource& source) {
    std::vector<Step> steps;
    while (static_cast<std::int64_t>(steps.size()) < source.numSteps()) steps.push_back(source.next().value());
    return steps;
}

std::vector<int> someLengths(int count) {
    std::vector<int> lengths;
    for (int i = 0; i < count; ++i) lengths.push_back(3 + (i * 7) % 23);
    return lengths;
}

TEST(DatasetSource, EveryRowComesOnceAnEpochInAnOrderOfItsOwn) {
    const TokenStore store = storeOf(someLengths(40));
    DatasetSource source(store, shuffled(store), {64, 3, -1});
    std::map<std::int64_t, Rows> epochs;
    std::int64_t index = 0;
    for (const Step& step : allSteps(source)) {
        EXPECT_EQ(step.index, index++);
        std::int64_t numTokens = 0;
        for (const Sample& sample : step.samples) numTokens += static_cast<std::int64_t>(sample.ids.size());
        EXPECT_LE(numTokens, 64 + 16);   // a short last step joins the one before
        Rows& epoch = epochs[static_cast<std::int64_t>(std::ceil(step.epoch - 1e-9)) - 1];
        const Rows rows = rowsOf(step);
        epoch.insert(epoch.end(), rows.begin(), rows.end());
    }
    ASSERT_EQ(epochs.size(), 3U);
    for (const auto& [epoch, rows] : epochs) {
        Rows sorted = rows;
        std::sort(sorted.begin(), sorted.end());
        Rows expected(40);
        std::iota(expected.begin(), expected.end(), 0);
        EXPECT_EQ(sorted, expected) << "epoch " << epoch;
    }
    EXPECT_NE(epochs[0], epochs[1]);
    EXPECT_NE(epochs[1], epochs[2]);
}

TEST(DatasetSource, TheSameSeedGivesTheSameStepsAnotherSeedOthers) {
    const TokenStore store = storeOf(someLengths(30));
    const auto steps = [&](std::uint64_t seed) {
        DatasetSource source(store, shuffled(store, seed), {50, 2, -1});
        std::vector<Rows> all;
        for (const Step& step : allSteps(source)) all.push_back(rowsOf(step));
        return all;
    };
    EXPECT_EQ(steps(1), steps(1));
    EXPECT_NE(steps(1), steps(2));
}

// Ten rows of 10 tokens, 20 tokens a step: five steps an epoch.
std::int64_t numSteps(double epochs, std::int64_t maxSteps = -1) {
    const TokenStore store = storeOf(std::vector<int>(10, 10));
    return DatasetSource(store, shuffled(store), {20, epochs, maxSteps}).numSteps();
}

TEST(DatasetSource, FractionsOfEpochs) {
    EXPECT_EQ(numSteps(1), 5);
    EXPECT_EQ(numSteps(2), 10);
    EXPECT_EQ(numSteps(0.4), 2);
    EXPECT_EQ(numSteps(0.5), 2);
    EXPECT_EQ(numSteps(2.6), 13);
    EXPECT_EQ(numSteps(1.2), 6);       // 0.2 comes out of the subtraction as 0.19999999999999996
    EXPECT_EQ(numSteps(1e-6), 1);      // never nothing
    EXPECT_EQ(numSteps(0.9995), 5);    // rounding of something like 3 * 0.3333
    EXPECT_EQ(numSteps(1.0005), 5);    // and of the other side
}

TEST(DatasetSource, EpochTellsHowFarTheDataIs) {
    const TokenStore store = storeOf(std::vector<int>(10, 10));
    DatasetSource source(store, shuffled(store), {20, 1.4, -1});
    std::vector<double> epochs;
    for (const Step& step : allSteps(source)) epochs.push_back(step.epoch);
    const std::vector<double> expected{0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4};
    ASSERT_EQ(epochs.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_DOUBLE_EQ(epochs[i], expected[i]);
}

TEST(DatasetSource, MaxStepsCaps) {
    EXPECT_EQ(numSteps(3, 4), 4);
    EXPECT_EQ(numSteps(3, 15), 15);
    EXPECT_EQ(numSteps(3, 1000), 15);   // the epochs end earlier
    EXPECT_EQ(numSteps(1e6, 7), 7);     // and a million epochs are not planned for seven steps
}

TEST(DatasetSource, AskedBeyondTheEndIsAnError) {
    const TokenStore store = storeOf({5, 5});
    DatasetSource source(store, shuffled(store), {100, 1, -1});
    ASSERT_EQ(source.numSteps(), 1);
    ASSERT_TRUE(source.next());
    const Result<Step> beyond = source.next();
    ASSERT_FALSE(beyond);
    EXPECT_EQ(beyond.error().code, ErrorCode::Internal);
}

TEST(DatasetSource, NoRowsGiveNoSteps) {
    const TokenStore store;
    EXPECT_EQ(DatasetSource(store, shuffled(store), {10, 3, -1}).numSteps(), 0);
}

TEST(DatasetSource, ARowMayComeMoreThanOnce) {
    const TokenStore store = storeOf({4, 4});
    DatasetSource source(store, [](std::int64_t) { return Rows{1, 0, 1, 1}; }, {8, 1, -1});
    ASSERT_EQ(source.numSteps(), 2);
    EXPECT_EQ(rowsOf(source.next().value()), (Rows{1, 0}));
    EXPECT_EQ(rowsOf(source.next().value()), (Rows{1, 1}));
}

RC_GTEST_PROP(DatasetSource, RestoredAtAnyPositionGoesOnWithTheSameSteps, ()) {
    const auto count = *rc::gen::inRange(1, 30);
    const TokenStore store = storeOf(someLengths(count));
    const auto epochs = static_cast<double>(*rc::gen::inRange(1, 30)) / 10.0;
    const DatasetSourceOptions options{*rc::gen::inRange(20, 120), epochs, *rc::gen::element<std::int64_t>(-1, 3, 9)};
    DatasetSource whole(store, shuffled(store), options);
    const auto cut = *rc::gen::inRange<std::int64_t>(0, whole.numSteps() + 1);
    for (std::int64_t i = 0; i < cut; ++i) whole.next().value();
    const Json state = parseJson(dumpJson(whole.save())).value();
    DatasetSource again(store, shuffled(store), options);
    RC_ASSERT(again.restore(state).has_value());
    for (std::int64_t i = cut; i < whole.numSteps(); ++i) {
        const Step expected = whole.next().value(), actual = again.next().value();
        RC_ASSERT(rowsOf(actual) == rowsOf(expected));
        RC_ASSERT(actual.index == i);
        RC_ASSERT(actual.epoch == expected.epoch);
    }
    RC_ASSERT(!again.next());
}

TEST(DatasetSource, RefusesAStateOfOtherDataOrNonsense) {
    const TokenStore store = storeOf(std::vector<int>(10, 10));
    DatasetSource source(store, shuffled(store), {20, 2, -1});
    for (const char* state : {R"({"position":3,"num_steps":9})", R"({"position":11,"num_steps":10})", R"({"position":-1,"num_steps":10})",
                              R"({"num_steps":10})", R"({"position":"3","num_steps":10})", R"({"position":2.5,"num_steps":10})", R"([3,10])", "null", "{}"}) {
        const Status restored = source.restore(parseJson(state).value());
        ASSERT_FALSE(restored) << state;
        EXPECT_EQ(restored.error().code, ErrorCode::InvalidData) << state;
    }
    EXPECT_EQ(source.next().value().index, 0);   // untouched
    EXPECT_TRUE(source.restore(parseJson(R"({"position":10,"num_steps":10})").value()));   // at the end is a position
}

}  // namespace
}  // namespace luthier
