// SPDX-License-Identifier: Apache-2.0
// exact_answer and numeric_answer.
#include <gmock/gmock.h>

#include "core/rewards/number_scan.h"
#include "tests/core/rewards/scored.h"

namespace luthier {
namespace {

using test::errorOf;
using test::problemOf;
using test::score;
using testing::HasSubstr;

TEST(ExactAnswer, IsTheRowsReferenceWhateverItsForm) {
    EXPECT_EQ(score<ExactAnswerRule>("{}", "Paris", "Paris"), 1.0);
    EXPECT_EQ(score<ExactAnswerRule>("{}", "  paris.\n", "Paris"), 1.0);
    EXPECT_EQ(score<ExactAnswerRule>("{}", "Paris", "London"), 0.0);
    EXPECT_EQ(score<ExactAnswerRule>("{}", "It is Paris", "Paris"), 0.0);
    EXPECT_EQ(score<ExactAnswerRule>("{}", "Paris", Json{{"answer", "Paris"}}), 1.0);
    EXPECT_EQ(score<ExactAnswerRule>("{}", "Paris", Json{{"solution", "Paris"}}), 1.0);
    EXPECT_EQ(score<ExactAnswerRule>("{}", "Paris", Json{{"reference", "Paris"}, {"checker", {{"type", "x"}}}}), 1.0);
    EXPECT_EQ(score<ExactAnswerRule>("{}", "Paris", Json{{"checker", {{"answer", "Paris"}}}}), 1.0);
    EXPECT_EQ(score<ExactAnswerRule>("{}", "72", 72), 1.0);
    EXPECT_EQ(score<ExactAnswerRule>("{}", "yes", Json{{"answer", {"y", "Yes"}}}), 1.0);
    EXPECT_EQ(score<ExactAnswerRule>("{}", "no", Json{{"answer", {"y", "Yes"}}}), 0.0);
    EXPECT_EQ(score<ExactAnswerRule>("{}", "true", true), 1.0);
}

TEST(ExactAnswer, SaysNothingWithoutAReference) {
    EXPECT_EQ(score<ExactAnswerRule>("{}", "Paris"), std::nullopt);
    EXPECT_EQ(score<ExactAnswerRule>("{}", "Paris", Json{{"should_refuse", true}}), std::nullopt);
    const auto rule = makeRule(ExactAnswerRuleOptions{}).value();
    EXPECT_EQ(rule->score({nullptr, "Paris"}).value(), std::nullopt);
}

TEST(ExactAnswer, RefusesAReferenceThatCannotBeCompared) {
    EXPECT_THAT(errorOf<ExactAnswerRule>("{}", "a", Json{{"answer", {{"x", 1}}}}), HasSubstr("reference.answer"));
    EXPECT_THAT(errorOf<ExactAnswerRule>("{}", "a", Json::array()), HasSubstr("empty"));
    EXPECT_THAT(errorOf<ExactAnswerRule>("{}", "a", " "), HasSubstr("empty"));
    EXPECT_THAT(errorOf<ExactAnswerRule>("{}", "a", "..."), HasSubstr("punctuation"));
    EXPECT_THAT(errorOf<ExactAnswerRule>("{}", "a", Json{{"answer", nullptr}}), HasSubstr("null"));
}

TEST(ExactAnswer, IsLookedForWhereAsked) {
    EXPECT_EQ(score<ExactAnswerRule>(R"({"where":"last_line"})", "I think\nhard.\n\nParis\n\n", "Paris"), 1.0);
    EXPECT_EQ(score<ExactAnswerRule>(R"({"where":"last_line"})", "Paris\nor not", "Paris"), 0.0);
    const std::string hashes = R"x({"where":"pattern","pattern":"#### *(.+)"})x";
    EXPECT_EQ(score<ExactAnswerRule>(hashes, "6 times 12 is 72\n#### 72", "long way\n#### 72"), 1.0);
    EXPECT_EQ(score<ExactAnswerRule>(hashes, "6 times 12 is 72\n#### 72", "72"), 1.0);
    EXPECT_EQ(score<ExactAnswerRule>(hashes, "72", "72"), 0.0);
    EXPECT_EQ(score<ExactAnswerRule>(R"({"where":"boxed"})", R"(\boxed{1} so \boxed{\frac{1}{2}}.)", R"(\boxed{\frac{1}{2}})"), 1.0);
    EXPECT_EQ(score<ExactAnswerRule>(R"({"where":"boxed"})", R"(\boxed{\frac{1}{2})", R"(\frac{1}{2})"), 0.0);
    EXPECT_EQ(score<ExactAnswerRule>(R"({"where":"anywhere"})", "The capital is Paris, of course.", "paris"), 1.0);
    EXPECT_EQ(score<ExactAnswerRule>(R"({"where":"anywhere"})", "The comparison", "paris"), 0.0);
    EXPECT_EQ(score<ExactAnswerRule>(R"({"where":"anywhere","ignore_case":false})", "in paris.", "Paris"), 0.0);
    EXPECT_EQ(score<ExactAnswerRule>(R"({"where":"anywhere","ignore_case":false,"ignore_punctuation":false})", "in Paris.", "Paris"), 1.0);
    EXPECT_EQ(score<ExactAnswerRule>(R"({"where":"anywhere"})", "这是北京的冬天", "北京"), 1.0);
}

TEST(ExactAnswer, CaseAndPunctuationCountWhereAsked) {
    EXPECT_EQ(score<ExactAnswerRule>(R"({"ignore_case":false})", "paris", "Paris"), 0.0);
    EXPECT_EQ(score<ExactAnswerRule>(R"({"ignore_punctuation":false})", "Paris.", "Paris"), 0.0);
    EXPECT_EQ(score<ExactAnswerRule>("{}", "\"New   York\"!", "new york"), 1.0);
    EXPECT_EQ(score<ExactAnswerRule>("{}", "3.5", "35"), 0.0);   // punctuation inside a number stays
    EXPECT_EQ(score<ExactAnswerRule>("{}", "-5", "5"), 0.0);
    EXPECT_EQ(score<ExactAnswerRule>("{}", "ÉCOLE ΑΘΉΝΑ МОСКВА ŁÓDŹ", "école αθήνα москва łódź"), 1.0);
}

TEST(ExactAnswer, ChecksItsOptions) {
    EXPECT_THAT(problemOf<ExactAnswerRule>(R"({"where":"pattern"})"), HasSubstr("needed"));
    EXPECT_THAT(problemOf<ExactAnswerRule>(R"({"where":"pattern","pattern":"("})"), HasSubstr("no regular expression"));
    EXPECT_THAT(problemOf<ExactAnswerRule>(R"x({"where":"pattern","pattern":"(a)(b)"})x"), HasSubstr("several groups"));
    EXPECT_THAT(problemOf<ExactAnswerRule>(R"x({"pattern":"(a)"})x"), HasSubstr("only where"));
    EXPECT_FALSE(makeRule(ExactAnswerRuleOptions{AnswerPart::Pattern, "("}).has_value());
}

TEST(Numbers, AreReadAsPeopleWriteThem) {
    const auto read = [](std::string_view text, bool comma = false) {
        const auto number = lastNumber(text, comma);
        return number ? number->value : -999;
    };
    EXPECT_EQ(read("It is 72."), 72);
    EXPECT_EQ(read("first 1, then 2"), 2);
    EXPECT_EQ(read("1,234,567.5 apples"), 1234567.5);
    EXPECT_EQ(read("1,2345"), 2345);
    EXPECT_EQ(read("1.234,5", true), 1234.5);
    EXPECT_EQ(read("-3"), -3);
    EXPECT_EQ(read("x = \u22127"), -7);
    EXPECT_EQ(read("-$5.00"), -5);
    EXPECT_EQ(read("$-5"), -5);
    EXPECT_EQ(read("from 3-5"), 5);
    EXPECT_EQ(read("+4"), 4);
    EXPECT_EQ(read(".5"), 0.5);
    EXPECT_EQ(read("6.02e23"), 6.02e23);
    EXPECT_EQ(read("1E-3"), 1e-3);
    EXPECT_EQ(read("3/4"), 0.75);
    EXPECT_EQ(read("-1 / 4 of it"), -0.25);
    EXPECT_EQ(read(R"(\frac{3}{4})"), 0.75);
    EXPECT_EQ(read(R"(-\dfrac{1}{2})"), -0.5);
    EXPECT_EQ(read(R"(\frac{-1}{2})"), -0.5);
    EXPECT_EQ(read("5kg of H2O"), 5);
    EXPECT_EQ(read("共5个"), 5);
    EXPECT_EQ(read("3/0"), -999);
    EXPECT_EQ(read("1e999"), -999);
    EXPECT_EQ(read("none"), -999);
    EXPECT_EQ(read(""), -999);
    EXPECT_EQ(read("1.2.3"), 1.2);
    EXPECT_TRUE(lastNumber("12 %", false)->isPercent);
    EXPECT_TRUE(lastNumber(R"(12\%)", false)->isPercent);
}

TEST(NumericAnswer, IsTheSameNumber) {
    EXPECT_EQ(score<NumericAnswerRule>("{}", "6 times 12 is 72.", "72"), 1.0);
    EXPECT_EQ(score<NumericAnswerRule>("{}", "so 72.0", 72), 1.0);
    EXPECT_EQ(score<NumericAnswerRule>("{}", "so 73", 72), 0.0);
    EXPECT_EQ(score<NumericAnswerRule>("{}", "no idea", 72), 0.0);
    EXPECT_EQ(score<NumericAnswerRule>("{}", "0.75", Json{{"answer", "the way: 1 + 2 = 3\n#### 3/4"}}), 1.0);
    EXPECT_EQ(score<NumericAnswerRule>("{}", "72", nullptr), std::nullopt);
    EXPECT_EQ(score<NumericAnswerRule>("{}", "123456789", 123456788), 0.0);
    EXPECT_EQ(score<NumericAnswerRule>(R"({"absolute_tolerance":0.1})", "3.1", 3.14), 1.0);
    EXPECT_EQ(score<NumericAnswerRule>(R"({"relative_tolerance":0.01})", "99.5", 100), 1.0);
    EXPECT_EQ(score<NumericAnswerRule>(R"({"relative_tolerance":0.01})", "98", 100), 0.0);
    EXPECT_EQ(score<NumericAnswerRule>(R"({"decimal_comma":true})", "1,5", "1,50"), 1.0);
    EXPECT_EQ(score<NumericAnswerRule>(R"({"where":"boxed"})", R"(\boxed{7}, not 8)", R"(\boxed{7} for 3 reasons)"), 1.0);
    EXPECT_EQ(score<NumericAnswerRule>("{}", "4", Json{{"answer", {3, 4}}}), 1.0);
}

TEST(NumericAnswer, PercentIsBothWhereOnlyOneSaysSo) {
    EXPECT_EQ(score<NumericAnswerRule>("{}", "50%", 0.5), 1.0);
    EXPECT_EQ(score<NumericAnswerRule>("{}", "50%", 50), 1.0);
    EXPECT_EQ(score<NumericAnswerRule>("{}", "50", "50%"), 1.0);
    EXPECT_EQ(score<NumericAnswerRule>("{}", "0.5", "50%"), 1.0);
    EXPECT_EQ(score<NumericAnswerRule>("{}", "0.5%", "50%"), 0.0);
    EXPECT_EQ(score<NumericAnswerRule>("{}", "0.5", 50), 0.0);
}

TEST(NumericAnswer, RefusesAReferenceWithoutNumber) {
    EXPECT_THAT(errorOf<NumericAnswerRule>("{}", "1", "none"), HasSubstr("no number"));
    EXPECT_THAT(errorOf<NumericAnswerRule>("{}", "1", true), HasSubstr("true"));
    EXPECT_THAT(problemOf<NumericAnswerRule>(R"({"absolute_tolerance":-1})"), HasSubstr("absolute_tolerance"));
    EXPECT_THAT(problemOf<NumericAnswerRule>(R"({"where":"anywhere"})"), HasSubstr("where"));
}

}  // namespace
}  // namespace luthier
