// SPDX-License-Identifier: Apache-2.0
#include "core/data/mix.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace luthier {
namespace {

using Counts = std::map<std::pair<std::int32_t, std::int64_t>, std::int64_t>;

Counts countsOf(const std::vector<MixedRow>& rows) {
    Counts counts;
    for (const MixedRow& row : rows) ++counts[{row.dataset, row.row}];
    return counts;
}

TEST(Mix, WeightsAreSharesOfTheRows) {
    const std::vector<MixInput> inputs{{10, 1.0, -1}, {10, 0.5, -1}, {10, 2.0, -1}, {10, 0.0, -1}, {0, 1.0, -1}};
    const auto rows = mixEpoch(inputs, 1, 0).value();
    EXPECT_EQ(rows.size(), 35U);
    std::map<std::int32_t, std::int64_t> perDataset;
    for (const MixedRow& row : rows) ++perDataset[row.dataset];
    EXPECT_EQ(perDataset, (std::map<std::int32_t, std::int64_t>{{0, 10}, {1, 5}, {2, 20}}));
    for (const auto& [row, count] : countsOf(rows)) EXPECT_EQ(count, row.first == 2 ? 2 : 1);
}

TEST(Mix, HalfWeightUsesEveryRowWithinTwoEpochs) {
    const std::vector<MixInput> inputs{{9, 0.5, -1}};
    auto rows = mixEpoch(inputs, 3, 0).value();
    const auto second = mixEpoch(inputs, 3, 1).value();
    rows.insert(rows.end(), second.begin(), second.end());
    EXPECT_EQ(countsOf(rows).size(), 9U);
}

TEST(Mix, CapKeepsTheSameRowsInEveryEpoch) {
    const std::vector<MixInput> inputs{{100, 1.0, 10}};
    const auto first = mixEpoch(inputs, 5, 0).value();
    const auto later = mixEpoch(inputs, 5, 7).value();
    EXPECT_EQ(first.size(), 10U);
    EXPECT_EQ(countsOf(first), countsOf(later));
    EXPECT_NE(first, later);   // in another order
    EXPECT_NE(countsOf(first), countsOf(mixEpoch(inputs, 6, 0).value()));
    EXPECT_EQ(keptRows(3, 5, 1, 0), (std::vector<std::int64_t>{0, 1, 2}));
    EXPECT_TRUE(keptRows(3, 0, 1, 0).empty());
}

TEST(Mix, SmallestWeightStillGivesOneRow) { EXPECT_EQ(mixEpoch(std::vector<MixInput>{{5, 0.01, -1}}, 1, 0).value().size(), 1U); }

TEST(Mix, ImpossibleWeightsAreRefused) {
    for (const double weight : {-1.0, 1e9, std::nan(""), HUGE_VAL})
        EXPECT_EQ(mixEpoch(std::vector<MixInput>{{5, weight, -1}}, 1, 0).error().code, ErrorCode::InvalidArgument) << weight;
}

RC_GTEST_PROP(MixProperty, EveryRowComesAsOftenAsItsWeightSays, (std::uint64_t seed)) {
    std::vector<MixInput> inputs(*rc::gen::inRange<std::size_t>(0, 4));
    for (MixInput& input : inputs)
        input = {*rc::gen::inRange<std::int64_t>(0, 30), 0.25 * *rc::gen::inRange(0, 12), *rc::gen::inRange<std::int64_t>(-1, 20)};
    const auto epoch = *rc::gen::inRange<std::int64_t>(0, 1000);
    const auto rows = mixEpoch(inputs, seed, epoch).value();
    RC_ASSERT(rows == mixEpoch(inputs, seed, epoch).value());
    std::vector<std::int64_t> totals(inputs.size(), 0);
    for (const auto& [row, count] : countsOf(rows)) {
        const MixInput& input = inputs.at(static_cast<std::size_t>(row.first));
        RC_ASSERT(row.second >= 0 && row.second < input.numRows);
        RC_ASSERT(count >= static_cast<std::int64_t>(std::floor(input.weight)) && count <= static_cast<std::int64_t>(std::floor(input.weight)) + 1);
        totals[static_cast<std::size_t>(row.first)] += count;
    }
    for (std::size_t d = 0; d < inputs.size(); ++d) {
        const std::int64_t kept = inputs[d].maxRows < 0 ? inputs[d].numRows : std::min(inputs[d].maxRows, inputs[d].numRows);
        const std::int64_t expected = std::llround(inputs[d].weight * static_cast<double>(kept));
        RC_ASSERT(totals[d] == (inputs[d].weight > 0 && kept > 0 ? std::max<std::int64_t>(expected, 1) : 0));
    }
}

RC_GTEST_PROP(MixProperty, FractionsAreFairOverTheEpochs, (std::uint64_t seed)) {
    const std::vector<MixInput> inputs{{*rc::gen::inRange<std::int64_t>(1, 20), 0.25, -1}};
    Counts counts;
    std::int64_t total = 0;
    for (std::int64_t epoch = 0; epoch < 40; ++epoch) {
        const auto rows = mixEpoch(inputs, seed, epoch).value();
        for (const MixedRow& row : rows) {
            ++counts[{row.dataset, row.row}];
            ++total;
        }
    }
    for (std::int64_t row = 0; row < inputs[0].numRows; ++row) {
        const double fair = static_cast<double>(total) / static_cast<double>(inputs[0].numRows);
        RC_ASSERT(std::abs(static_cast<double>(counts[{0, row}]) - fair) <= 1.0);
    }
}

}  // namespace
}  // namespace luthier
