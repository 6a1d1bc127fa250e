// SPDX-License-Identifier: GPL-3.0-or-later
// The dialogue of Compare against a program that speaks as the engine does, and against the engine where there is one.
#include "views/compare/compare_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/views/link/link_support.h"

namespace luthier::test {
namespace {

using State = CompareAnswer::State;

const QString kTinyQwen = QStringLiteral(LUTHIER_SOURCE_DIR "/tests/baselines/models/tiny-qwen2"),
              kTinyLlama = QStringLiteral(LUTHIER_SOURCE_DIR "/tests/baselines/models/tiny-llama");

const CompareAnswer& answerOf(const CompareSession& session, std::size_t exchange, std::size_t pane = 0) {
    static const CompareAnswer none;
    const auto& answers = session.exchanges().at(exchange).answers;
    const auto found = answers.find(session.panes().at(pane).id);
    return found == answers.end() ? none : found->second;
}

bool ended(const CompareSession& session) {
    return waitUntil([&] { return !session.isBusy(); });
}

CompareSampling shortAnswers(int tokens = 4) {
    CompareSampling sampling;
    sampling.maxNewTokens = tokens;
    return sampling;
}

TEST(CompareSession, AsksEveryPaneAndKeepsWhoAnswered) {
    EngineLink engine(fakeEngine("normal"));
    CompareSession session(engine);
    session.setBase("tiny", kTinyQwen);
    session.addPane("Base again", {});
    session.ask("hello", shortAnswers(), false);
    EXPECT_TRUE(session.isBusy());
    ASSERT_TRUE(ended(session));
    for (const std::size_t pane : {0U, 1U}) {
        EXPECT_EQ(answerOf(session, 0, pane).state, State::Done);
        EXPECT_EQ(answerOf(session, 0, pane).text, " word0 word1 word2 word3");
        EXPECT_EQ(answerOf(session, 0, pane).fingerprint, "fake");
    }
}

TEST(CompareSession, StopKeepsWhatHasCome) {
    EngineLink engine(fakeEngine("slow"));
    CompareSession session(engine);
    session.setBase("tiny", kTinyQwen);
    session.ask("hello", shortAnswers(1000000), false);
    ASSERT_TRUE(waitUntil([&] { return answerOf(session, 0).text.contains("word2"); }));
    session.stop();
    ASSERT_TRUE(ended(session));
    EXPECT_EQ(answerOf(session, 0).state, State::Cancelled);
    EXPECT_TRUE(answerOf(session, 0).text.contains("word2"));
}

TEST(CompareSession, AnAdapterThatCannotBeAttachedIsToldInEveryPane) {
    EngineLink engine(fakeEngine("normal"));   // knows no attach
    CompareSession session(engine);
    session.setBase("tiny", kTinyQwen);
    session.addPane("mine", "/nowhere/final");
    std::string told;
    QObject::connect(&session, &CompareSession::failed, &session, [&told](const Error& error) { told = error.message; });
    session.ask("hello", shortAnswers(), false);
    ASSERT_TRUE(ended(session));
    EXPECT_THAT(told, testing::HasSubstr("attach"));
    EXPECT_EQ(answerOf(session, 0, 0).state, State::Failed);
    EXPECT_EQ(answerOf(session, 0, 1).state, State::Failed);
}

TEST(CompareSession, AnEngineThatDiesWhileAnsweringIsToldAndStartedAgainAtTheNextQuestion) {
    EngineLink engine(fakeEngine("crash-busy"));
    CompareSession session(engine);
    session.setBase("tiny", kTinyQwen);
    session.ask("hello", shortAnswers(), false);
    ASSERT_TRUE(ended(session));
    EXPECT_EQ(answerOf(session, 0).state, State::Failed);
    EXPECT_FALSE(answerOf(session, 0).error.message.empty());
    EXPECT_TRUE(answerOf(session, 0).text.contains("word1")) << "what had come stays";
    session.regenerate(shortAnswers(2));   // two tokens: it dies before the third
    ASSERT_TRUE(ended(session));
    ASSERT_EQ(session.exchanges().size(), 1U);
    EXPECT_EQ(answerOf(session, 0).text, " word0 word1") << answerOf(session, 0).error.toString();
}

TEST(CompareSession, AModelThatIsGoneIsToldWithItsReason) {
    EngineLink engine(fakeEngine("normal"));
    CompareSession session(engine);
    session.setBase("gone", "/nowhere/model");
    session.ask("hello", shortAnswers(), false);
    ASSERT_TRUE(ended(session));
    EXPECT_THAT(answerOf(session, 0).error.message, testing::HasSubstr("no such folder"));
}

TEST(CompareSession, ClearingWhileItAnswersLeavesNothingBehind) {
    EngineLink engine(fakeEngine("slow"));
    CompareSession session(engine);
    session.setBase("tiny", kTinyQwen);
    session.ask("hello", shortAnswers(1000000), false);
    ASSERT_TRUE(waitUntil([&] { return !answerOf(session, 0).text.isEmpty(); }));
    session.clear();
    EXPECT_TRUE(session.exchanges().empty());
    EXPECT_FALSE(session.isBusy());
    session.ask("again", shortAnswers(2), false);
    ASSERT_TRUE(ended(session));
    EXPECT_EQ(answerOf(session, 0).text, " word0 word1");
}

TEST(CompareSession, ADialogueGoesOnAndAQuestionOfItsOwnDoesNot) {
    if (realEngine().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
    EngineLink engine({realEngine()});
    CompareSession session(engine);
    session.setBase("tiny", kTinyLlama);
    session.ask("hello", shortAnswers(), false);
    ASSERT_TRUE(ended(session));
    ASSERT_EQ(answerOf(session, 0).state, State::Done) << answerOf(session, 0).error.toString();
    EXPECT_EQ(answerOf(session, 0).fingerprint.size(), 64);
    EXPECT_GT(answerOf(session, 0).tokensPerSecond(), 0);
    session.ask("hello", shortAnswers(), false);
    ASSERT_TRUE(ended(session));
    EXPECT_EQ(answerOf(session, 1).text, answerOf(session, 0).text) << "greedy, and for itself: the same";
    session.setSystemPrompt(session.panes().front().id, "Answer in one word.");
    session.ask("hello", shortAnswers(), false);
    ASSERT_TRUE(ended(session));
    EXPECT_EQ(answerOf(session, 2).systemPrompt, "Answer in one word.");
}

}  // namespace
}  // namespace luthier::test
