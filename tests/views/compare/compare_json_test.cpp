// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "views/compare/compare_session.h"

namespace luthier {
namespace {

std::vector<CompareExchange> sample() {
    CompareExchange first{"What is a luthier?", false, {}, {}};
    first.answers[1] = {CompareAnswer::State::Done, "A maker of lutes.", "stop", "48ea6b6f00", "Base", "", "", 6, 0.5, {}};
    first.answers[2] = {CompareAnswer::State::Streaming, "Aye", "", "", "mine", "/runs/1/final", "Be short", 1, 0, {}};
    CompareExchange second{"<b>And</b> then?", true, {}, {}};
    second.answers[1].state = CompareAnswer::State::Failed;
    second.answers[1].error = Error(ErrorCode::Retry, "the engine died");
    return {first, second};
}

TEST(CompareJson, GoesThereAndBack) {
    const auto read = exchangesFromJson(exchangesToJson(sample()));
    ASSERT_EQ(read.size(), 2U);
    EXPECT_EQ(read[0].prompt, "What is a luthier?");
    EXPECT_EQ(read[0].answers.at(1).text, "A maker of lutes.");
    EXPECT_EQ(read[0].answers.at(1).fingerprint, "48ea6b6f00");
    EXPECT_EQ(read[0].answers.at(1).numTokens, 6);
    EXPECT_EQ(read[0].answers.at(2).systemPrompt, "Be short");
    EXPECT_TRUE(read[1].continues);
    EXPECT_EQ(read[1].answers.at(1).state, CompareAnswer::State::Failed);
}

TEST(CompareJson, WhatWasStreamingIsCutOff) { EXPECT_EQ(exchangesFromJson(exchangesToJson(sample()))[0].answers.at(2).state, CompareAnswer::State::Cancelled); }

TEST(CompareJson, BrokenPartsAreLeftOut) {
    EXPECT_TRUE(exchangesFromJson(Json("text")).empty());
    EXPECT_TRUE(exchangesFromJson(Json::array({1, "x", Json::array()})).empty());
    const auto read = exchangesFromJson(Json::parse(R"([{"prompt":5,"answers":[3,{"pane":"x","text":7}],"sampling":{"temperature":"hot","top_p":9}}])"));
    ASSERT_EQ(read.size(), 1U);
    EXPECT_EQ(read[0].prompt, "");
    EXPECT_EQ(read[0].sampling.temperature, 0);
    EXPECT_EQ(read[0].sampling.topP, 1);
}

TEST(CompareSampling, SaysWhatItDoes) {
    CompareSampling sampling;
    EXPECT_TRUE(sampling.inWords().startsWith("Greedy"));
    sampling.temperature = 0.7;
    sampling.seed = 42;
    EXPECT_TRUE(sampling.inWords().contains("42")) << sampling.inWords().toStdString();
    EXPECT_EQ(CompareSampling::fromJson(sampling.toJson()), sampling);
}

TEST(CompareMarkdown, HasQuestionsAnswersAndWhoGaveThem) {
    EngineLink engine({"/nowhere/luthier-engine"});
    CompareSession session(engine);
    session.restore({{"base", "SmolLM2"}, {"folder", "/m"}, {"exchanges", exchangesToJson(sample())}});
    const QString text = compareToMarkdown(session);
    for (const char* part : {"# Comparison on SmolLM2", "## What is a luthier?", "### Base", "A maker of lutes.", "`48ea6b6f00`"})
        EXPECT_TRUE(text.contains(part)) << part << "\n" << text.toStdString();
}

TEST(CompareMarkdown, HasWhatIsNeededToAskTheSameAgain) {
    EngineLink engine({"/nowhere/luthier-engine"});
    CompareSession session(engine);
    std::vector<CompareExchange> exchanges = sample();
    exchanges[0].sampling.seed = 17;
    exchanges[0].sampling.topP = 0.85;
    session.restore({{"base", "SmolLM2"}, {"folder", "/m"}, {"exchanges", exchangesToJson(exchanges)}});
    const QString text = compareToMarkdown(session);
    for (const char* part : {"> Be short", "Failed:", "the engine died", "seed 17", "top-p 0.85", "greedy", "Stopped before its end",
                             "Goes on with the dialogue"})
        EXPECT_TRUE(text.contains(part)) << part << "\n" << text.toStdString();
}

}  // namespace
}  // namespace luthier
