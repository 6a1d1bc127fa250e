// SPDX-License-Identifier: Apache-2.0
// What counts as a verdict: words, probabilities, replies of the protocol.
#include <limits>

#include <gmock/gmock.h>

#include "core/judging/chat_completion.h"
#include "tests/core/judging/judging_support.h"

namespace luthier {
namespace {

using namespace luthier::test;
using testing::HasSubstr;

VerdictScale yesNo() { return VerdictScale(JudgeRewardOptions()); }
VerdictScale points(std::int64_t most) {
    JudgeRewardOptions options;
    options.scale = JudgeScale::Points;
    options.points = most;
    return VerdictScale(options);
}

TEST(VerdictScale, KnowsItsWordsInAnyCaseAndNothingElse) {
    for (const char* yes : {"yes", "Yes", "YES", " yes", "\nyes\t"}) EXPECT_EQ(yesNo().wordIn(yes), 1U) << yes;
    for (const char* no : {"no", "No", " NO "}) EXPECT_EQ(yesNo().wordIn(no), 0U) << no;
    for (const char* other : {"", " ", "y", "yess", "yes no", "yes.", "n", "nope", "1", "not"}) EXPECT_FALSE(yesNo().wordIn(other)) << other;
    EXPECT_EQ(points(5).wordIn(" 5"), 4U);
    for (const char* other : {"0", "6", "05", "5.0", "five", "55", "-1"}) EXPECT_FALSE(points(5).wordIn(other)) << other;
}

TEST(VerdictScale, ATextIsAVerdictOnlyAlone) {
    EXPECT_EQ(yesNo().fromText(" Yes.\n").score, 1.0);
    EXPECT_EQ(yesNo().fromText("no").score, 0.0);
    EXPECT_EQ(points(5).fromText("1").score, 0.0);
    EXPECT_EQ(points(5).fromText("5").score, 1.0);
    EXPECT_EQ(points(5).fromText("2.").score, 0.25);
    for (const char* other : {"yes, because", "No problem", "Yes/No", "**yes**", "yes..", "\"no\""}) EXPECT_FALSE(yesNo().fromText(other).score) << other;
    for (const char* other : {"4/5", "4 of 5", "4.5", "10", "0", "rating: 4"}) EXPECT_FALSE(points(5).fromText(other).score) << other;
    EXPECT_THAT(yesNo().fromText(" \n").reason, HasSubstr("said nothing"));
    EXPECT_THAT(points(5).fromText("ten").reason, HasSubstr("did not say a number from 1 to 5 alone, but: ten"));
}

TEST(VerdictScale, ExpectsTheScore) {
    EXPECT_DOUBLE_EQ(yesNo().fromProbabilities({0.1, 0.3}).score.value(), 0.75);
    EXPECT_DOUBLE_EQ(yesNo().fromProbabilities({0.1, 0.3}).share, 0.4);
    EXPECT_DOUBLE_EQ(points(3).fromProbabilities({0.2, 0.2, 0.4}).score.value(), (0.2 * 0.5 + 0.4) / 0.8);
    EXPECT_DOUBLE_EQ(yesNo().fromProbabilities({0, minVerdictShare}).score.value(), 1.0);
    const JudgeVerdict noise = yesNo().fromProbabilities({0, minVerdictShare / 2});
    EXPECT_FALSE(noise.score);
    EXPECT_THAT(noise.reason, HasSubstr("would say something else than yes or no: to these it gives less than 0.1 %"));
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_FALSE(yesNo().fromProbabilities({nan, 0.5}).score);
}

std::optional<double> scoreOf(const Json& reply, const VerdictScale& scale = yesNo()) {
    const auto read = readCompletion(dumpJson(reply), scale);
    return read ? read->verdict.score : std::nullopt;
}

Json token(const std::string& said, double probability, const std::map<std::string, double>& alternatives) {
    Json list = Json::array();
    for (const auto& [text, other] : alternatives) list.push_back({{"token", text}, {"logprob", std::log(other)}});
    return {{"token", said}, {"logprob", std::log(probability)}, {"top_logprobs", list}};
}

Json replyOf(const std::string& content, const std::vector<Json>& tokens) {
    Json reply = Json::parse(completion(content));
    reply["choices"][0]["logprobs"] = {{"content", tokens}};
    return reply;
}

TEST(ReadCompletion, TakesTheFirstTokenThatIsNoWhiteSpace) {
    const Json blank = token("\n", 0.9, {{"\n", 0.9}, {"no", 0.1}});
    EXPECT_NEAR(scoreOf(replyOf("\nyes", {blank, token("yes", 0.6, {{"yes", 0.6}, {"no", 0.2}})})).value(), 0.75, 1e-12);
    EXPECT_NEAR(scoreOf(replyOf("yes", {token("yes", 0.6, {{"No", 0.2}})})).value(), 0.75, 1e-12) << "what was said need not be among the alternatives";
    EXPECT_NEAR(scoreOf(replyOf("Yes, it is", {token("Yes", 0.6, {{"Yes", 0.6}, {"No", 0.2}})})).value(), 0.75, 1e-12);
}

TEST(ReadCompletion, ProbabilitiesCountOnlyWhereAVerdictWasSaid) {
    const Json maybe = token("The", 0.6, {{"The", 0.6}, {"yes", 0.3}, {"no", 0.01}});
    EXPECT_FALSE(scoreOf(replyOf("The answer is yes", {maybe})));
    EXPECT_FALSE(scoreOf(replyOf("No problem at all", {token("No", 0.6, {{"No", 0.6}, {"Yes", 0.3}})}))) << "that is no \"no\"";
    EXPECT_FALSE(scoreOf(replyOf("10", {token("1", 0.6, {{"1", 0.6}}), token("0", 0.9, {{"0", 0.9}})}), points(5)));
    EXPECT_FALSE(scoreOf(replyOf("4/10", {token("4", 0.6, {{"4", 0.6}})}), points(5)));
    EXPECT_EQ(scoreOf(replyOf("yes", {token("y", 0.6, {{"no", 0.6}}), token("es", 1, {{"es", 1}})})), 1.0) << "in pieces the text counts";
}

TEST(ReadCompletion, WhatIsNoProbabilityIsNotUsed) {
    for (const Json& logprob : {Json("0.5"), Json(nullptr), Json(3.0), Json::object()}) {
        Json odd = token("yes", 0.5, {{"yes", 0.5}, {"no", 0.25}});
        odd["top_logprobs"][1]["logprob"] = logprob;   // in the order of the names: of "yes"
        EXPECT_LT(scoreOf(replyOf("yes", {odd})).value(), 0.5) << logprob;
    }
    const Json tooMuch = token("yes", 0.9, {{"yes", 0.9}, {"no", 0.9}});
    EXPECT_EQ(scoreOf(replyOf("yes", {tooMuch})), 1.0) << "probabilities above 1 in sum are none; the text counts";
    for (const Json& odd : {Json(7), Json::array({7}), Json::array({{{"token", 7}}}), Json::object()}) {
        Json reply = Json::parse(completion("no"));
        reply["choices"][0]["logprobs"] = {{"content", odd}};
        EXPECT_EQ(scoreOf(reply), 0.0);
    }
}

TEST(ReadCompletion, SaysWhatIsMissing) {
    const auto read = [](const std::string& body) { return readCompletion(body, yesNo()); };
    EXPECT_THAT(read("no").error().message, HasSubstr("no JSON"));
    EXPECT_THAT(read("{\"choices\":[{\"message\":{\"content\":5}}]}").error().message, HasSubstr("holds no answer"));
    const auto silent = read("{\"choices\":[{\"message\":{\"content\":null},\"finish_reason\":\"length\"}]}");
    ASSERT_TRUE(silent);
    EXPECT_FALSE(silent->verdict.score);
    EXPECT_THAT(silent->verdict.reason, HasSubstr("said nothing (cut off: answer_tokens"));
    EXPECT_FALSE(silent->tokens);
    EXPECT_EQ(read(completion("yes", {}, 12))->tokens, 12);
    Json odd = Json::parse(completion("yes"));
    for (const Json& tokens : {Json(-5), Json("9"), Json(1e300), Json(std::numeric_limits<std::uint64_t>::max())}) {
        odd["usage"]["total_tokens"] = tokens;
        EXPECT_FALSE(read(dumpJson(odd))->tokens) << tokens;
    }
}

TEST(RequestForm, GetsSimplerOnlyAsFarAsARefusalAsks) {
    EXPECT_EQ(simplerForm({20, false}, "unknown: use max_completion_tokens"), (RequestForm{20, true}));
    EXPECT_EQ(simplerForm({20, true}, "top_logprobs: at most 5"), (RequestForm{5, true}));
    EXPECT_EQ(simplerForm({5, true}, "top_logprobs: at most 3"), (RequestForm{0, true}));
    EXPECT_EQ(simplerForm({20, false}, "no"), (RequestForm{0, false}));
    EXPECT_FALSE(simplerForm({0, true}, "no, max_completion_tokens"));
}

TEST(RefusalWords, AreFoundWhereServersPutThem) {
    EXPECT_EQ(refusalWords(R"({"error":{"message":"a"}})"), "a");
    EXPECT_EQ(refusalWords(R"({"error":"b"})"), "b");
    EXPECT_EQ(refusalWords(R"({"message":"c","object":"error"})"), "c");
    EXPECT_EQ(refusalWords(R"({"detail":"d"})"), "d");
    EXPECT_EQ(refusalWords("plain\nwords"), "plain words");
    EXPECT_LT(refusalWords(std::string(5000, 'x')).size(), 300U);
}

}  // namespace
}  // namespace luthier
