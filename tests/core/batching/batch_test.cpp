// SPDX-License-Identifier: Apache-2.0
#include "core/batching/batch.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace luthier {
namespace {

using Numbers = std::vector<std::int64_t>;

Numbers numbersOf(const at::Tensor& tensor) { return {tensor.data_ptr<std::int64_t>(), tensor.data_ptr<std::int64_t>() + tensor.numel()}; }

// One document: its ids and the weight of each.
struct Document {
    std::vector<TokenId> ids;
    std::vector<float> weights;
    Sample sample(std::int64_t row) const { return {row, ids, weights}; }
};

Document allTrained(std::vector<TokenId> ids) {
    Document document{std::move(ids), {}};
    document.weights.assign(document.ids.size(), 1.0F);   // the first weight is there, and must not count
    return document;
}

// What a collator with a label per position would say: the label of position p is the token that position p - 1 predicts, -100 where there is none.
Numbers labelsOf(const Batch& batch) {
    Numbers labels(static_cast<std::size_t>(batch.numTokens()), -100);
    const Numbers positions = numbersOf(batch.targets.position_M), tokens = numbersOf(batch.targets.token_M);
    for (std::size_t i = 0; i < positions.size(); ++i) labels[static_cast<std::size_t>(positions[i]) + 1] = tokens[i];
    return labels;
}

// TRL's padding-free collator (trl, DataCollatorForLanguageModeling with padding_free).
TEST(BatchBuilder, GoldenOfThePaddingFreeCollator) {
    const Document first = allTrained({1, 2, 3}), second = allTrained({4, 5});
    BatchBuilder builder;
    builder.addSegment(first.sample(7));
    builder.addSegment(second.sample(9));
    const Batch batch = builder.finish();
    EXPECT_EQ(numbersOf(batch.tokens_T), (Numbers{1, 2, 3, 4, 5}));
    EXPECT_EQ(numbersOf(batch.positions_T), (Numbers{0, 1, 2, 0, 1}));
    EXPECT_EQ(labelsOf(batch), (Numbers{-100, 2, 3, -100, 5}));
    EXPECT_EQ(numbersOf(batch.targets.position_M), (Numbers{0, 1, 3}));
    EXPECT_EQ(numbersOf(batch.targets.segment_M), (Numbers{0, 0, 1}));
    EXPECT_EQ(batch.layout.starts, (Numbers{0, 3, 5}));
    ASSERT_EQ(batch.layout.segments.size(), 2U);
    EXPECT_EQ(batch.layout.segments[0].row, 7);
    EXPECT_EQ(batch.layout.segments[1].row, 9);
    EXPECT_EQ(batch.targets.weight_M.scalar_type(), at::kFloat);
    EXPECT_EQ(batch.numTokens(), 5);
    EXPECT_EQ(batch.numTargets(), 3);
}

TEST(BatchBuilder, GoldenOfPackedDocuments) {
    BatchBuilder builder;
    for (const auto& ids : {std::vector<TokenId>{1, 2, 3}, {4, 5, 6}, {7, 8, 9, 10}, {11}}) builder.addSegment(allTrained(ids).sample(0));
    const Batch batch = builder.finish();
    EXPECT_EQ(numbersOf(batch.positions_T), (Numbers{0, 1, 2, 0, 1, 2, 0, 1, 2, 3, 0}));
    EXPECT_EQ(labelsOf(batch), (Numbers{-100, 2, 3, -100, 5, 6, -100, 8, 9, 10, -100}));
}

TEST(BatchBuilder, TargetsAreTheWeightedTokensOnly) {
    const Document document{{10, 11, 12, 13}, {3.0F, 0.0F, 0.5F, 2.0F}};
    BatchBuilder builder;
    Sample completion = document.sample(0);
    completion.part = SegmentPart::Completion;
    completion.index = 4;
    builder.addSegment(completion);
    const Batch batch = builder.finish();
    EXPECT_EQ(numbersOf(batch.targets.token_M), (Numbers{12, 13}));
    EXPECT_EQ(numbersOf(batch.targets.position_M), (Numbers{1, 2}));
    EXPECT_TRUE(at::equal(batch.targets.weight_M, at::tensor({0.5F, 2.0F})));
    EXPECT_EQ(batch.layout.segments[0].part, SegmentPart::Completion);
    EXPECT_EQ(batch.layout.segments[0].index, 4);
}

// The second row goes on from the first's two tokens, the third from three of the second; what comes after a row's last target is left out.
TEST(BatchBuilder, SharedBeginningsLieInAnEarlierSegment) {
    const Document first{{1, 2, 3, 4}, {0, 0, 1, 0}}, second{{1, 2, 5, 6, 7}, {0, 1, 0, 1, 1}}, third{{1, 2, 5, 8}, {0, 0, 1, 1}};
    BatchBuilder builder;
    builder.addNeeded(first.sample(0), {});
    EXPECT_THROW(builder.addNeeded(second.sample(1), {0, 4}), c10::Error);   // nothing would be left to it
    builder.addNeeded(second.sample(1), {0, 2});
    builder.addNeeded(third.sample(2), {1, 2});
    const Batch batch = builder.finish();
    EXPECT_EQ(numbersOf(batch.tokens_T), (Numbers{1, 2, 5, 6, 5}));
    EXPECT_EQ(numbersOf(batch.positions_T), (Numbers{0, 1, 2, 3, 2}));
    EXPECT_EQ(batch.layout.starts, (Numbers{0, 2, 4, 5}));
    EXPECT_EQ(numbersOf(batch.targets.token_M), (Numbers{3, 2, 6, 7, 5, 8}));
    EXPECT_EQ(numbersOf(batch.targets.position_M), (Numbers{1, 0, 2, 3, 1, 4}));
    EXPECT_EQ(numbersOf(batch.targets.segment_M), (Numbers{0, 1, 1, 1, 2, 2}));
    EXPECT_EQ(batch.numTokens(), 5);
    EXPECT_EQ(batch.numRowTokens, 13);
}

TEST(SharedPrefixes, AreComparedTokenByToken) {
    std::vector<Document> documents;
    for (const TokenId last : {100, 101, 102}) {
        documents.push_back(allTrained({}));
        for (TokenId i = 0; i < 30; ++i) documents.back().ids.push_back(last == 102 && i == 20 ? 99 : i);
        documents.back().ids.push_back(last);
        documents.back().weights.assign(31, 1.0F);
    }
    std::vector<Sample> samples;
    for (const Document& document : documents) samples.push_back(document.sample(0));
    const std::vector<kernels::SharedPrefix> prefixes = sharedPrefixesOf(samples);
    EXPECT_EQ(prefixes[0].length, 0);
    EXPECT_EQ(prefixes[1].segment, 0);
    EXPECT_EQ(prefixes[1].length, 28);
    EXPECT_EQ(prefixes[2].segment, 0);
    EXPECT_EQ(prefixes[2].length, 20);
}

TEST(BatchBuilder, IsEmptyAfterFinishAndCanBeUsedAgain) {
    BatchBuilder builder;
    EXPECT_TRUE(builder.empty());
    builder.addSegment(allTrained({1, 2}).sample(0));
    EXPECT_FALSE(builder.empty());
    builder.finish();
    EXPECT_TRUE(builder.empty());
    builder.addSegment(allTrained({3, 4, 5}).sample(1));
    const Batch batch = builder.finish();
    EXPECT_EQ(numbersOf(batch.tokens_T), (Numbers{3, 4, 5}));
    EXPECT_EQ(numbersOf(batch.targets.position_M), (Numbers{0, 1}));
    EXPECT_EQ(batch.layout.numSegments(), 1);
}

TEST(BatchBuilder, ADocumentOfOneTokenOrWithNothingTrainedHasNoTargets) {
    BatchBuilder builder;
    builder.addSegment(allTrained({1}).sample(0));
    builder.addSegment(Document{{2, 3}, {0.0F, 0.0F}}.sample(1));
    const Batch batch = builder.finish();
    EXPECT_EQ(batch.numTargets(), 0);
    EXPECT_TRUE(batch.targets.token_M.defined());
    EXPECT_EQ(batch.numTokens(), 3);
}

TEST(BatchBuilder, RefusesWhatIsNoDocument) {
    BatchBuilder builder;
    const std::vector<TokenId> ids{1, 2};
    const std::vector<float> weights{0.0F};
    EXPECT_THROW(builder.addSegment({5, ids, weights}), c10::Error);
    EXPECT_THROW(builder.addSegment({5, {}, {}}), c10::Error);
    EXPECT_TRUE(builder.empty());
}

// Whatever the documents: taking the batch apart gives them back.
RC_GTEST_PROP(BatchBuilder, HoldsEveryDocumentWhole, ()) {
    const auto lengths = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 9)));
    BatchBuilder builder;
    std::vector<Document> documents;
    for (const int length : lengths) {
        Document document;
        for (int i = 0; i < length; ++i) {
            document.ids.push_back(*rc::gen::inRange<TokenId>(0, 1000));
            document.weights.push_back(*rc::gen::element(0.0F, 1.0F, 0.25F));
        }
        documents.push_back(document);
    }
    for (std::size_t i = 0; i < documents.size(); ++i) builder.addSegment(documents[i].sample(static_cast<std::int64_t>(i)));
    const Batch batch = builder.finish();
    const Numbers tokens = numbersOf(batch.tokens_T), segments = numbersOf(batch.targets.segment_M), at = numbersOf(batch.targets.position_M);
    std::size_t target = 0;
    for (std::size_t s = 0; s < documents.size(); ++s) {
        const auto start = static_cast<std::size_t>(batch.layout.starts[s]);
        RC_ASSERT(batch.layout.length(static_cast<std::int64_t>(s)) == static_cast<std::int64_t>(documents[s].ids.size()));
        for (std::size_t i = 0; i < documents[s].ids.size(); ++i) {
            RC_ASSERT(tokens[start + i] == documents[s].ids[i]);
            if (i == 0 || documents[s].weights[i] == 0.0F) continue;
            RC_ASSERT(segments[target] == static_cast<std::int64_t>(s));
            RC_ASSERT(at[target] == static_cast<std::int64_t>(start + i) - 1);
            RC_ASSERT(batch.targets.weight_M[static_cast<std::int64_t>(target)].item<float>() == documents[s].weights[i]);
            ++target;
        }
    }
    RC_ASSERT(static_cast<std::int64_t>(target) == batch.numTargets());
}

}  // namespace
}  // namespace luthier
