// SPDX-License-Identifier: Apache-2.0
// What preference rows become: the sequences of a pair, of answers called good or bad, and what is refused and why.
#include "core/text/encode_example.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/text/mismatched_answers.h"
#include "tests/core/text/models.h"

namespace luthier {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Turn answer(const std::string& text) {
    Turn turn;
    turn.role = Role::Assistant;
    turn.text = text;
    return turn;
}

Pair pairOf(const std::string& a, const std::string& b, int strength) {
    Pair pair;
    pair.prompt = test::dialogue({{'u', "hello"}, {'a', "an old answer"}, {'u', "and?"}});
    pair.a = {answer(a)};
    pair.b = {answer(b)};
    pair.verdict.strength = strength;
    return pair;
}

class EncodeExample : public testing::Test {
protected:
    EncodedExample encode(RowBody body, SampleKind samples = SampleKind::Pair) {
        m_options.samples = samples;
        Result<EncodedExample> encoded = encodeExample(m_encoder, test::example(std::move(body)), m_options);
        EXPECT_TRUE(encoded) << encoded.error().toString();
        return encoded.value_or(EncodedExample{});
    }
    // The rule that refuses, or "".
    static std::string refusalOf(const EncodedExample& encoded) { return encoded.refusal() ? encoded.refusal()->rule : ""; }
    static bool says(const EncodedExample& encoded, const std::string& rule) {
        return std::any_of(encoded.problems.begin(), encoded.problems.end(), [&](const RowProblem& problem) { return problem.rule == rule; });
    }
    static std::vector<std::string> trained(const EncodedExample& encoded) {
        std::vector<std::string> pieces;
        for (const EncodedSequence& sequence : encoded.sequences)
            for (const std::string& piece : test::trainedPieces(sequence.row)) pieces.push_back(std::string(partName(sequence.part)) + ":" + piece);
        return pieces;
    }
    RowEncoder m_encoder = test::rowEncoder();
    EncodeOptions m_options{};
};

TEST_F(EncodeExample, APairIsItsPreferredAnswerFirstAndLearnsNothingOfThePrompt) {
    EXPECT_THAT(trained(encode(pairOf("good", "bad", 2))), ElementsAre("chosen:good<|im_end|>", "rejected:bad<|im_end|>"));
    EXPECT_THAT(trained(encode(pairOf("bad", "good", -1))), ElementsAre("chosen:good<|im_end|>", "rejected:bad<|im_end|>"));
    const EncodedExample pair = encode(pairOf("good", "bad", 1));
    EXPECT_FALSE(pair.refusal());
    EXPECT_FALSE(says(pair, "prompt_differs"));
    const EncodedRow& chosen = pair.sequences[0].row;
    const auto prompt = std::find(chosen.weights.begin(), chosen.weights.end(), 1.0F) - chosen.weights.begin();
    EXPECT_GE(numCommonTokens(chosen.ids, pair.sequences[1].row.ids), prompt);
}

TEST_F(EncodeExample, TheMarginIsKept) {
    Pair pair = pairOf("good", "bad", 1);
    pair.margin = 1.5;
    EXPECT_EQ(encode(pair).label.margin, 1.5);
}

TEST_F(EncodeExample, PairsWithoutAPreferenceAreRefused) {
    EXPECT_EQ(refusalOf(encode(pairOf("one", "two", 0))), "tie");
    EXPECT_EQ(refusalOf(encode(pairOf("same", "same", 3))), "chosen_equals_rejected");
    Pair both = pairOf("one", "two", 0);
    both.verdict.both = Verdict::Both::Bad;
    EXPECT_EQ(refusalOf(encode(both)), "no_preference");
    EXPECT_THAT(encode(both).refusal()->message, HasSubstr("both answers were called bad"));
}

TEST_F(EncodeExample, WhatIsTheSameAfterTheCutIsRefused) {
    const std::string beginning = "hello you and you and you and you and you and you and you and you";
    m_options.maxLength = 40;
    const EncodedExample cut = encode(pairOf(beginning + " good", beginning + " bad", 1));
    EXPECT_EQ(refusalOf(cut), "same_after_truncation");
    m_options.maxLength = 8;   // not even the answers begin
    EXPECT_EQ(refusalOf(encode(pairOf("good", "bad", 1))), "nothing_trained");
    m_options.overflow = Overflow::Drop;
    EXPECT_EQ(refusalOf(encode(pairOf("good", "bad", 1))), "too_long");
}

TEST_F(EncodeExample, ProblemsSayWhichAnswerTheyAreAbout) {
    m_options.maxLength = 8;
    const EncodedExample cut = encode(pairOf("good", "bad", 1));
    ASSERT_TRUE(cut.refusal());
    EXPECT_THAT(cut.refusal()->message, HasSubstr("the chosen answer: "));
}

TEST_F(EncodeExample, OfARankingTheBestAndTheWorstAreUsedAndThatIsSaid) {
    Ranking ranking;
    ranking.prompt = test::dialogue({{'u', "hello"}});
    ranking.responses = {{answer("middle")}, {answer("worst")}, {answer("best")}};
    ranking.rank = {1, 2, 0};
    const EncodedExample encoded = encode(ranking);
    EXPECT_THAT(trained(encoded), ElementsAre("chosen:best<|im_end|>", "rejected:worst<|im_end|>"));
    EXPECT_TRUE(says(encoded, "ranking_as_pair"));
    ranking.rank = {0, 0, 0};
    EXPECT_EQ(refusalOf(encode(ranking)), "tie");
}

TEST_F(EncodeExample, AnswersAreGoodOrBad) {
    Scored scored;
    scored.prompt = test::dialogue({{'u', "hello"}});
    scored.response = {answer("fine")};
    EXPECT_EQ(refusalOf(encode(scored, SampleKind::Answers)), "no_score");
    scored.score = 1.0;
    EXPECT_THAT(trained(encode(scored, SampleKind::Answers)), ElementsAre("chosen:fine<|im_end|>"));
    scored.score = 0.0;
    EXPECT_THAT(trained(encode(scored, SampleKind::Answers)), ElementsAre("rejected:fine<|im_end|>"));
    scored.score = 0.7;
    EXPECT_EQ(refusalOf(encode(scored, SampleKind::Answers)), "not_binary");
}

TEST_F(EncodeExample, APairIsTwoAnswersAndOneOfWhichBothAreBadIsTwoBadOnes) {
    const EncodedExample pair = encode(pairOf("good", "bad", 2), SampleKind::Answers);
    EXPECT_THAT(trained(pair), ElementsAre("chosen:good<|im_end|>", "rejected:bad<|im_end|>"));
    EXPECT_TRUE(says(pair, "pair_as_answers"));
    Pair both = pairOf("one", "two", 0);
    both.verdict.both = Verdict::Both::Bad;
    EXPECT_THAT(trained(encode(both, SampleKind::Answers)), ElementsAre("rejected:one<|im_end|>", "rejected:two<|im_end|>"));
}

TEST_F(EncodeExample, OtherKindsAreRefusedWithWhatToDo) {
    EXPECT_THAT(encode(test::dialogue({{'u', "hello"}, {'a', "hello you"}})).refusal()->message, HasSubstr("add a rejected answer"));
    EXPECT_THAT(encode(Text{"hello"}, SampleKind::Answers).refusal()->message, HasSubstr("good or bad"));
    EXPECT_EQ(refusalOf(encode(Scored{}, SampleKind::Pair)), "wrong_kind");
    EXPECT_EQ(refusalOf(encode(pairOf("good", "bad", 1), SampleKind::Document)), "wrong_kind");
}

std::vector<TokenId> idsOf(const EncodedExample& example, std::size_t sequence) { return example.sequences[sequence].row.ids; }

EncodedExample row(const std::vector<TokenId>& prompt, const std::vector<TokenId>& answer) {
    EncodedExample example;
    EncodedRow encoded;
    encoded.ids = prompt;
    encoded.ids.insert(encoded.ids.end(), answer.begin(), answer.end());
    encoded.weights.assign(prompt.size(), 0.0F);
    encoded.weights.resize(encoded.ids.size(), 1.0F);
    example.sequences.push_back({SegmentPart::Chosen, std::move(encoded)});
    return example;
}

TEST(MismatchedAnswers, EachPromptGetsTheLastAnswerToAnotherOne) {
    MismatchedAnswers mismatched(100);
    EXPECT_TRUE(mismatched.add(row({1, 2}, {10})).empty());
    EXPECT_TRUE(mismatched.add(row({1, 2}, {11})).empty());   // the same prompt
    const std::vector<EncodedExample> first = mismatched.add(row({3}, {12, 13}));
    ASSERT_EQ(first.size(), 3U);
    EXPECT_THAT(idsOf(first[0], 1), ElementsAre(1, 2, 12, 13));
    EXPECT_THAT(idsOf(first[1], 1), ElementsAre(1, 2, 12, 13));
    EXPECT_THAT(idsOf(first[2], 1), ElementsAre(3, 11));
    EXPECT_EQ(first[2].sequences[1].part, SegmentPart::Mismatched);
    EXPECT_THAT(first[0].sequences[1].row.weights, ElementsAre(0.0F, 0.0F, 1.0F, 1.0F));
    const std::vector<EncodedExample> again = mismatched.add(row({3}, {14}));
    ASSERT_EQ(again.size(), 1U);
    EXPECT_THAT(idsOf(again[0], 1), ElementsAre(3, 11)) << "not the answer to its own prompt";
    EXPECT_TRUE(mismatched.finish().empty());
}

TEST(MismatchedAnswers, TheLimitOfLengthHoldsAndOnePromptAloneHasNone) {
    MismatchedAnswers mismatched(3);
    mismatched.add(row({1, 2}, {10}));
    EXPECT_THAT(idsOf(mismatched.add(row({5}, {12, 13, 14}))[0], 1), ElementsAre(1, 2, 12));
    MismatchedAnswers alone(3);
    alone.add(row({1, 2}, {10}));
    alone.add(row({1, 2}, {11}));
    const std::vector<EncodedExample> left = alone.finish();
    ASSERT_EQ(left.size(), 2U);
    EXPECT_EQ(left[0].sequences.size(), 1U);
}

}  // namespace
}  // namespace luthier
