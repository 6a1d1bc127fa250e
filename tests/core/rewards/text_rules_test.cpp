// SPDX-License-Identifier: Apache-2.0
// regex, length, words, user_penalty, language, refusal.
#include <gmock/gmock.h>

#include "core/rewards/phrase.h"
#include "tests/core/rewards/scored.h"

namespace luthier {
namespace {

using test::errorOf;
using test::problemOf;
using test::score;
using testing::HasSubstr;

TEST(Regex, MatchesTheWholeOrAPart) {
    EXPECT_EQ(score<RegexRule>(R"({"pattern":"a+"})", "aaa"), 1.0);
    EXPECT_EQ(score<RegexRule>(R"({"pattern":"a+"})", "baaa"), 0.0);
    EXPECT_EQ(score<RegexRule>(R"({"pattern":"A+","match":"anywhere","ignore_case":true,"reward":2,"otherwise":-1})", "baaa"), 2.0);
    EXPECT_EQ(score<RegexRule>(R"({"pattern":"x","match":"anywhere","reward":2,"otherwise":-1})", "baaa"), -1.0);
    EXPECT_THAT(problemOf<RegexRule>(R"x({"pattern":"(?=a)"})x"), HasSubstr("no regular expression"));
    EXPECT_THAT(problemOf<RegexRule>(R"({"pattern":"a","otherwise":1})"), HasSubstr("same"));
    EXPECT_THAT(problemOf<RegexRule>("{}"), HasSubstr("pattern"));
}

TEST(Length, LiesInAWindow) {
    EXPECT_EQ(score<LengthRule>(R"({"minimum":2,"maximum":3})", "one two"), 1.0);
    EXPECT_EQ(score<LengthRule>(R"({"minimum":2,"maximum":3})", "one"), 0.0);
    EXPECT_EQ(score<LengthRule>(R"({"minimum":0,"maximum":2,"slope":4})", "a b c"), 0.75);
    EXPECT_EQ(score<LengthRule>(R"({"unit":"characters","minimum":4,"maximum":4})", "äöü€"), 1.0);
    EXPECT_EQ(score<LengthRule>(R"({"unit":"tokens","minimum":5})", "x", nullptr, 5), 1.0);
    EXPECT_EQ(score<LengthRule>("{}", ""), 0.0);
    EXPECT_THAT(problemOf<LengthRule>(R"({"minimum":3,"maximum":2})"), HasSubstr("below the minimum"));
}

TEST(Words, AreFoundAsAReaderWould) {
    const auto count = [](const char* phrase, std::string_view text) { return Phrase::create(phrase).value().count(text, 100); };
    EXPECT_EQ(count("cat", "Cat, cat; CAT!"), 3);
    EXPECT_EQ(count("cat", "cat cat\ncat"), 3);   // one space ends one and begins the next
    EXPECT_EQ(count("cat", "concatenate cats cat_1 1cat"), 0);
    EXPECT_EQ(count("straße", "STRASSE Straße"), 1);
    EXPECT_EQ(count("élan", "ÉLAN"), 1);
    EXPECT_EQ(count("cafe", "cafe\u0301"), 0);   // another letter
    EXPECT_EQ(count("as  an\nAI", "As an   ai, I"), 1);
    EXPECT_EQ(count("don't", "I don\u2019t, don't"), 2);
    EXPECT_EQ(count("don\u2019t", "I don't"), 1);
    EXPECT_EQ(count("!!", "no!!yes"), 1);
    EXPECT_EQ(count("c++", "in C++, or c++"), 2);
    EXPECT_EQ(count("坏", "很坏的坏人"), 2);
    EXPECT_EQ(count("שלום", "אמר שלום."), 1);
    EXPECT_EQ(count("a.b", "axb a.b"), 1);   // no pattern
    EXPECT_EQ(count("x", std::string_view("x\0x", 3)), 2);
    EXPECT_EQ(Phrase::create("cat").value().count("cat cat cat", 2), 2);
    EXPECT_FALSE(Phrase::create(" \n").has_value());
    EXPECT_FALSE(Phrase::create(std::string(1001, 'a')).has_value());
}

TEST(Words, RequiredAndBanned) {
    const std::string all = R"({"required":["sun","blue sky"],"banned":["rain"]})";
    EXPECT_EQ(score<WordsRule>(all, "The SUN in a blue\nsky"), 1.0);
    EXPECT_EQ(score<WordsRule>(all, "The sun"), 0.0);
    EXPECT_EQ(score<WordsRule>(all, "The sun, a blue sky, Rain"), 0.0);
    EXPECT_EQ(score<WordsRule>(all, "The sun, a blue sky, training"), 1.0);
    EXPECT_EQ(score<WordsRule>(R"({"required":["sun","moon"],"needed":"share"})", "the moon"), 0.5);
    EXPECT_EQ(score<WordsRule>(R"({"required":["sun","moon"],"banned":["x"],"needed":"share"})", "the moon x"), 0.0);
    EXPECT_EQ(score<WordsRule>(R"({"banned":["x"]})", ""), 1.0);
    EXPECT_THAT(problemOf<WordsRule>("{}"), HasSubstr("both empty"));
    EXPECT_THAT(problemOf<WordsRule>(R"({"required":["a",""]})"), HasSubstr("required[1]"));
    EXPECT_THAT(problemOf<WordsRule>(R"({"required":["a","A"]})"), HasSubstr("twice"));
    EXPECT_THAT(problemOf<WordsRule>(R"({"required":["bad luck"],"banned":["Bad"]})"), HasSubstr("banned word"));
    EXPECT_EQ(makeRule(WordsRuleOptions{{"a"}, {""}, WordsNeeded::All}).error().key, "banned[0]");
}

TEST(UserPenalty, IsForEachPlaceUpToACap) {
    const std::string json = R"({"unwanted":["delve","tapestry of"],"penalty":0.25,"cap":0.6})";
    EXPECT_EQ(score<UserPenaltyRule>(json, "plain"), 0.0);
    EXPECT_EQ(score<UserPenaltyRule>(json, "Let us delve."), -0.25);
    EXPECT_EQ(score<UserPenaltyRule>(json, "Delve into the tapestry of life"), -0.5);
    EXPECT_EQ(score<UserPenaltyRule>(json, "delve delve delve delve"), -0.6);
    EXPECT_EQ(score<UserPenaltyRule>(json, "delved"), 0.0);
    EXPECT_EQ(score<UserPenaltyRule>("{}", "x"), std::nullopt);
    EXPECT_EQ(score<UserPenaltyRule>("{}", "my secret", Json{{"unwanted", {"secret"}}}), -0.5);
    EXPECT_EQ(score<UserPenaltyRule>(json, "delve secret", Json{{"unwanted", {"secret"}}}), -0.5);
    EXPECT_THAT(errorOf<UserPenaltyRule>("{}", "x", Json{{"unwanted", "x"}}), HasSubstr("list of texts"));
    EXPECT_THAT(errorOf<UserPenaltyRule>("{}", "x", Json{{"unwanted", {1}}}), HasSubstr("list of texts"));
    EXPECT_THAT(errorOf<UserPenaltyRule>("{}", "x", Json{{"unwanted", {""}}}), HasSubstr("empty"));
    EXPECT_THAT(problemOf<UserPenaltyRule>(R"({"unwanted":["a"],"penalty":2})"), HasSubstr("cap"));
    EXPECT_THAT(problemOf<UserPenaltyRule>(R"({"penalty":0})"), HasSubstr("penalty"));
}

constexpr const char* english = "The weather was fine, so we walked along the river and talked about the books we had read last summer.";
constexpr const char* german = "Das Wetter war schön, also gingen wir am Fluss entlang und sprachen über die Bücher, die wir im letzten Sommer gelesen hatten.";

TEST(Language, IsTheShareOfTheText) {
    EXPECT_EQ(score<LanguageRule>("{}", english), 1.0);
    EXPECT_EQ(score<LanguageRule>("{}", german), 0.0);
    EXPECT_EQ(score<LanguageRule>(R"({"language":"de"})", german), 1.0);
    std::string mixed;
    for (int i = 0; i < 4; ++i) mixed += std::string(english) + "\n";
    for (int i = 0; i < 4; ++i) mixed += std::string(german) + "\n";
    const double share = score<LanguageRule>("{}", mixed).value(), other = score<LanguageRule>(R"({"language":"de"})", mixed).value();
    EXPECT_NEAR(share, 0.45, 0.1);
    EXPECT_NEAR(share + other, 1.0, 0.02);
    EXPECT_EQ(score<LanguageRule>(R"({"language":"ar"})", "قال الرجل إن العاصمة هي باريس وإنها مدينة جميلة جدا"), 1.0);
    EXPECT_EQ(score<LanguageRule>(R"({"language":"he"})", "שלום, מה שלומך היום? אני בסדר גמור, תודה רבה לך"), 1.0);
    EXPECT_EQ(score<LanguageRule>(R"({"language":"ja"})", "これは日本語の文章です。今日は天気がいいですね。"), 1.0);
    EXPECT_EQ(score<LanguageRule>(R"({"language":"zh"})", "今天天气很好，我们沿着河边散步，谈论去年夏天读过的书。"), 1.0);
}

TEST(Language, SaysNothingOfAFewWords) {
    EXPECT_EQ(score<LanguageRule>("{}", ""), std::nullopt);
    EXPECT_EQ(score<LanguageRule>("{}", "Yes, of course."), std::nullopt);
    EXPECT_EQ(score<LanguageRule>("{}", "1234567890 1234567890 1234567890"), std::nullopt);
    EXPECT_NE(score<LanguageRule>(R"({"minimum_letters":5})", "Yes, of course."), std::nullopt);
    EXPECT_EQ(score<LanguageRule>("{}", "xqz vkj wqx zzq xkv qqj xzk wvq kxj zqv"), 0.0);   // of no language
}

TEST(Language, IsNotMisledByControlCharacters) {
    EXPECT_EQ(score<LanguageRule>("{}", std::string(english) + std::string(3, '\0') + "\x01\x7f" + english), 1.0);
}

TEST(Language, RefusesACodeItDoesNotKnow) {
    EXPECT_THAT(problemOf<LanguageRule>(R"({"language":"zh-Hand"})"), HasSubstr("did you mean"));
    const auto rule = makeRule(LanguageRuleOptions{"zh_hant", 20});
    EXPECT_EQ(rule.error().code, ErrorCode::InvalidConfig);
    EXPECT_THAT(rule.error().toString(), HasSubstr("zh-Hant"));
}

TEST(Refusal, IsToldByWhatItBeginsWith) {
    const auto refuses = [](std::string_view text, const char* where = "start") {
        return score<RefusalRule>(std::string(R"({"wanted":"refuse","where":")") + where + "\"}", text) == 1.0;
    };
    EXPECT_TRUE(refuses("I'm sorry, but I can't help with that."));
    EXPECT_TRUE(refuses("I\u2019m sorry, I can\u2019t assist."));
    EXPECT_TRUE(refuses("  \"I CANNOT do this."));
    EXPECT_TRUE(refuses("**Unfortunately**, I am unable to say."));
    EXPECT_TRUE(refuses("As an AI language model, I have no opinion."));
    EXPECT_FALSE(refuses("I can't believe how good this is!"));
    EXPECT_FALSE(refuses("Sure! Here is how. I cannot stress enough ..."));
    EXPECT_FALSE(refuses("Sorrow is a feeling."));
    EXPECT_FALSE(refuses("I'm sorry to hear that. Try a warm tea."));
    EXPECT_FALSE(refuses(""));
    EXPECT_TRUE(refuses("Good question. However, I can't help with that.", "anywhere"));
    EXPECT_FALSE(refuses("Of course, gladly.", "anywhere"));
    EXPECT_FALSE(refuses("Hawaii will not", "anywhere"));
}

TEST(Refusal, IsWantedOrNot) {
    const char* const refusal = "I cannot help with that.";
    EXPECT_EQ(score<RefusalRule>(R"({"wanted":"answer"})", refusal), 0.0);
    EXPECT_EQ(score<RefusalRule>(R"({"wanted":"answer","reward":2,"otherwise":-2})", "Gladly."), 2.0);
    EXPECT_EQ(score<RefusalRule>("{}", refusal, Json{{"should_refuse", true}}), 1.0);
    EXPECT_EQ(score<RefusalRule>("{}", refusal, Json{{"should_refuse", false}}), 0.0);
    EXPECT_EQ(score<RefusalRule>("{}", "Gladly.", Json{{"checker", {{"should_refuse", false}}}}), 1.0);
    EXPECT_EQ(score<RefusalRule>("{}", refusal), std::nullopt);
    EXPECT_EQ(score<RefusalRule>("{}", refusal, "text"), std::nullopt);
    EXPECT_THAT(errorOf<RefusalRule>("{}", refusal, Json{{"should_refuse", "yes"}}), HasSubstr("should_refuse"));
    EXPECT_THAT(problemOf<RefusalRule>(R"({"reward":0})"), HasSubstr("same"));
}

}  // namespace
}  // namespace luthier
