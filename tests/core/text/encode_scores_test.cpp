// SPDX-License-Identifier: Apache-2.0
// What a reward model is told of a row: places, dimensions, scores, and what is refused and why.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/text/encode_example.h"
#include "tests/core/text/models.h"

namespace luthier {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Labels = std::vector<std::optional<double>>;

std::vector<Turn> answer(const std::string& text) {
    Turn turn;
    turn.role = Role::Assistant;
    turn.text = text;
    return {turn};
}

class EncodeScores : public testing::Test {
protected:
    EncodeScores() { m_options.samples = SampleKind::Scores; }

    EncodedExample encode(RowBody body) {
        Result<EncodedExample> encoded = encodeExample(m_encoder, test::example(std::move(body)), m_options);
        EXPECT_TRUE(encoded) << encoded.error().toString();
        return encoded.value_or(EncodedExample{});
    }
    EncodedExample pair(int strength, std::map<std::string, Verdict> byDimension) {
        Pair pair;
        pair.prompt = test::dialogue({{'u', "and?"}});
        pair.a = answer("first");
        pair.b = answer("second");
        pair.verdict.strength = strength;
        pair.byDimension = std::move(byDimension);
        return encode(pair);
    }
    EncodedExample scored(std::optional<double> score, std::map<std::string, double> dimensions = {}) {
        Scored scored;
        scored.prompt = test::dialogue({{'u', "and?"}});
        scored.response = answer("first");
        scored.score = score;
        scored.dimensions = std::move(dimensions);
        return encode(scored);
    }
    static std::string refusalOf(const EncodedExample& encoded) { return encoded.refusal() ? encoded.refusal()->rule + ": " + encoded.refusal()->message : ""; }
    static std::vector<std::string> unlabelled(const EncodedExample& encoded) {
        std::vector<std::string> rules;
        for (const RowProblem& problem : encoded.problems)
            if (problem.rule.starts_with("no_label:")) rules.push_back(problem.rule);
        return rules;
    }
    RowEncoder m_encoder = test::rowEncoder();
    EncodeOptions m_options{};
};

TEST_F(EncodeScores, ADimensionIsJudgedAsTheAnswersStandInThePair) {
    m_options.dimensions = {"safety", "style", "truth"};
    const Verdict a{2, Verdict::Both::Neither}, b{-1, Verdict::Both::Neither}, tie, bothBad{-1, Verdict::Both::Bad};
    const EncodedExample first = pair(1, {{"safety", b}, {"style", tie}, {"other", a}});
    EXPECT_EQ(first.label.dimensions, (Labels{-1.0, 0.0, std::nullopt}));
    EXPECT_THAT(unlabelled(first), ElementsAre("no_label:truth"));
    EXPECT_FALSE(first.refusal());
    // The second answer is the better one and stands first.
    EXPECT_EQ(pair(-3, {{"safety", b}, {"style", a}, {"truth", bothBad}}).label.dimensions, (Labels{1.0, -1.0, 0.0}));
    EXPECT_EQ(pair(0, {{"safety", a}}).label.dimensions[0], 1.0);
    m_options.dimensions.clear();
    EXPECT_TRUE(pair(1, {{"safety", b}}).label.dimensions.empty());
    EXPECT_TRUE(pair(1, {{"safety", b}}).problems.empty());
}

TEST_F(EncodeScores, AnAnswerWithDimensionsNeedsNoScore) {
    EXPECT_EQ(refusalOf(scored(std::nullopt, {{"safety", 4}})), "no_score: the answer has no score");
    m_options.dimensions = {"safety", "style"};
    const EncodedExample both = scored(3.0, {{"safety", 4}});
    EXPECT_EQ(both.label.dimensions, (Labels{4.0, std::nullopt}));
    EXPECT_EQ(both.label.score, 3.0);
    EXPECT_FALSE(both.label.lacksScore);
    EXPECT_THAT(unlabelled(both), ElementsAre("no_label:style"));
    const EncodedExample alone = scored(std::nullopt, {{"style", 2}});
    EXPECT_EQ(refusalOf(alone), "");
    EXPECT_TRUE(alone.label.lacksScore);
    EXPECT_EQ(refusalOf(scored(std::nullopt, {{"other", 4}})), "no_score: the answer has no score");
    // Scored by a reward model, an answer needs no label at all.
    m_options.needsLabels = false;
    EXPECT_TRUE(scored(std::nullopt).problems.empty());
}

TEST_F(EncodeScores, ScoresOutsideTheLevelsAreRefused) {
    m_options.dimensions = {"safety"};
    m_options.scoreRange = {1, 5, true};
    EXPECT_EQ(refusalOf(scored(5.0, {{"safety", 1}})), "");
    EXPECT_THAT(refusalOf(scored(6.0)), HasSubstr("score_outside: the score 6 is above the highest possible one, 5"));
    EXPECT_THAT(refusalOf(scored(0.0)), HasSubstr("below the lowest possible one, 1"));
    EXPECT_THAT(refusalOf(scored(2.5)), HasSubstr("no whole number"));
    EXPECT_THAT(refusalOf(scored(2.0, {{"safety", 9}})), HasSubstr("the score of \"safety\", 9"));
    m_options.scoreRange = {0, 1, false};
    EXPECT_EQ(refusalOf(scored(0.25)), "");
    EXPECT_THAT(refusalOf(scored(-0.25)), HasSubstr("score_outside"));
    m_options.needsLabels = false;
    EXPECT_EQ(refusalOf(scored(17.0)), "");
}

}  // namespace
}  // namespace luthier
