// SPDX-License-Identifier: Apache-2.0
#include "core/batching/token_store.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace luthier {
namespace {

EncodedRow encoded(std::vector<TokenId> ids, std::vector<float> weights) {
    EncodedRow row;
    row.ids = std::move(ids);
    row.weights = std::move(weights);
    return row;
}

TEST(TokenStore, GivesRowsBackAndCounts) {
    TokenStore store;
    EXPECT_EQ(store.numRows(), 0);
    store.add(encoded({5, 6, 7}, {0.0F, 1.0F, 0.5F}));
    store.add(encoded({8}, {0.0F}));
    store.add(encoded({9, 10}, {0.0F, 2.0F}));
    EXPECT_EQ(store.numRows(), 3);
    EXPECT_EQ(store.numTokens(), 6);
    EXPECT_EQ(store.numTrained(), 3);
    EXPECT_EQ(store.lengths(), (std::vector<std::int32_t>{3, 1, 2}));
    const Sample last = store.sample(2);
    EXPECT_EQ(last.row, 2);
    EXPECT_EQ(std::vector<TokenId>(last.ids.begin(), last.ids.end()), (std::vector<TokenId>{9, 10}));
    EXPECT_EQ(std::vector<float>(last.weights.begin(), last.weights.end()), (std::vector<float>{0.0F, 2.0F}));
}

TEST(TokenStore, SamplesStayValidWhenTheStoreIsMoved) {
    TokenStore store;
    store.add(encoded({1, 2, 3}, {0.0F, 1.0F, 1.0F}));
    const Sample sample = store.sample(0);
    const TokenStore moved = std::move(store);
    EXPECT_EQ(sample.ids.data(), moved.sample(0).ids.data());
    EXPECT_EQ(sample.ids[2], 3);
}

RC_GTEST_PROP(TokenStore, AnyRows, (const std::vector<std::vector<TokenId>>& rows)) {
    TokenStore store;
    for (const auto& ids : rows) store.add(encoded(ids, std::vector<float>(ids.size(), 1.0F)));
    RC_ASSERT(store.numRows() == static_cast<std::int64_t>(rows.size()));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Sample sample = store.sample(static_cast<std::int64_t>(i));
        RC_ASSERT(std::vector<TokenId>(sample.ids.begin(), sample.ids.end()) == rows[i]);
        RC_ASSERT(sample.weights.size() == rows[i].size());
    }
}

}  // namespace
}  // namespace luthier
