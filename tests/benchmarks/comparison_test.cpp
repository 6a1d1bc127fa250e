// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/comparison.h"

#include <gmock/gmock.h>

namespace luthier::benchmarks {
namespace {

using ::testing::DoubleEq;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

TEST(Comparison, ADifferenceInEveryRoundIsOne) {
    const Comparison c = compare({100, 101, 99, 100, 102, 98}, {110, 112, 108, 111, 110, 109});
    EXPECT_EQ(c.verdict, Verdict::Faster);
    EXPECT_NEAR(c.ratio, 1.1, 0.02);
    EXPECT_LE(c.low, c.ratio);
    EXPECT_LE(c.ratio, c.high);
    EXPECT_EQ(compare({110, 112, 108, 111, 110, 109}, {100, 101, 99, 100, 102, 98}).verdict, Verdict::Slower);
}

TEST(Comparison, WhatChangesSignIsNoise) {
    EXPECT_EQ(compare({100, 100, 100, 100, 100, 100}, {110, 95, 108, 97, 103, 99}).verdict, Verdict::WithinNoise);
    EXPECT_EQ(compare({100, 100, 100, 100, 100, 100}, {110, 109, 108, 107, 103, 99}).verdict, Verdict::WithinNoise);   // one of six is not rare enough
}

// A machine that halves its speed meanwhile slows both.
TEST(Comparison, RoundsAreComparedInPairs) {
    const Comparison c = compare({100, 90, 80, 70, 60, 50}, {105, 94.5, 84, 73.5, 63, 52.5});
    EXPECT_EQ(c.verdict, Verdict::Faster);
    EXPECT_NEAR(c.ratio, 1.05, 1e-9);
}

TEST(Comparison, FiveRoundsCannotTell) { EXPECT_EQ(compare({1, 1, 1, 1, 1}, {2, 2, 2, 2, 2}).verdict, Verdict::TooFewRounds); }

// 9 rounds may leave out one at each end (2 * 10 / 512 < 5 %), 8 may not (2 * 9 / 256 > 5 %).
TEST(Comparison, OneRoundInNineMayBeWild) {
    EXPECT_EQ(compare(std::vector<double>(9, 1.0), {2, 2, 2, 2, 2, 2, 2, 2, 0.5}).verdict, Verdict::Faster);
    EXPECT_EQ(compare(std::vector<double>(8, 1.0), {2, 2, 2, 2, 2, 2, 2, 0.5}).verdict, Verdict::WithinNoise);
}

TEST(Figures, OfBenchAndOfGoogleBenchmark) {
    const auto lines = readFigures("{\"case\":\"s1\",\"adapter\":\"lora\",\"dtype\":\"float32\",\"tokens_per_second\":5.5}\nnoise\n"
                                   "{\"case\":\"decode\",\"dtype\":\"bfloat16\",\"batch\":8,\"tokens_per_second\":7}\n");
    ASSERT_TRUE(lines);
    EXPECT_THAT(*lines, UnorderedElementsAre(Pair("s1 lora float32", DoubleEq(5.5)), Pair("decode bfloat16 8 at once", DoubleEq(7.0))));
    const auto google = readFigures("{\n\"benchmarks\": [\n{\"name\":\"norm\",\"run_type\":\"iteration\",\"real_time\":4.0},"
                                    "{\"name\":\"norm_mean\",\"run_type\":\"aggregate\",\"real_time\":9.0}]\n}");
    ASSERT_TRUE(google);
    EXPECT_THAT(*google, UnorderedElementsAre(Pair("norm", DoubleEq(0.25))));
    for (const char* const empty : {"", "hello", "{}", "[1,2]", "{\"benchmarks\":[]}"}) EXPECT_FALSE(readFigures(empty)) << empty;
}

}  // namespace
}  // namespace luthier::benchmarks
