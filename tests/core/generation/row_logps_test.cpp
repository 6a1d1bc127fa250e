// SPDX-License-Identifier: Apache-2.0
#include "core/generation/row_logps.h"

#include "tests/support/golden.h"

namespace luthier {
namespace {

using namespace luthier::test;

TEST(RowLogps, SameAsTransformersInOneFlatBatch) {
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-mistral");
    const Json expected = golden("tiny_mistral.json");
    std::vector<std::vector<TokenId>> rows(2);
    rows[1].resize(1);   // two rows with nothing to predict
    for (std::size_t s = 0; s < 2; ++s) rows.push_back(expected.at("sequences").at(s).at("ids").get<std::vector<TokenId>>());
    const auto logps = require(rowLogps(*model, kNoAdapter, rows));
    ASSERT_EQ(logps.size(), rows.size());
    EXPECT_TRUE(logps[0].empty() && logps[1].empty());
    double loss = 0;
    int numTrained = 0;
    for (std::size_t s = 0; s < 2; ++s) {
        ASSERT_EQ(logps[s + 2].size(), rows[s + 2].size() - 1);
        for (std::size_t i = 1; i < rows[s + 2].size(); ++i) {
            if (!expected.at("sequences")[s].at("mask")[i].get<int>()) continue;
            loss -= logps[s + 2][i - 1];
            ++numTrained;
        }
    }
    EXPECT_NEAR(loss / numTrained, expected.at("loss").get<double>(), 2e-6);
}

TEST(RowLogps, RefusesForeignIdsAndTooLongRows) {
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-llama");
    const auto codeOf = [&](std::vector<TokenId> row) {
        const auto result = rowLogps(*model, kNoAdapter, std::vector<std::vector<TokenId>>{std::move(row)});
        return result ? ErrorCode::Internal : result.error().code;
    };
    const TokenId outside = static_cast<TokenId>(model->config().vocabSize);
    const auto tooMany = static_cast<std::size_t>(model->config().maxPositions) + 1;
    EXPECT_EQ(codeOf(std::vector<TokenId>(2, -1)), ErrorCode::InvalidData);
    EXPECT_EQ(codeOf(std::vector<TokenId>(2, outside)), ErrorCode::InvalidData);
    EXPECT_EQ(codeOf(std::vector<TokenId>(tooMany, 3)), ErrorCode::InvalidData);
    EXPECT_TRUE(require(rowLogps(*model, kNoAdapter, {})).empty());
}

}  // namespace
}  // namespace luthier
