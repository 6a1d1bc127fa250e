// SPDX-License-Identifier: Apache-2.0
// json_schema, and what the golden numbers do not say of think_format, soft_overlong, cosine_length and repetition.
#include <gmock/gmock.h>

#include "core/rewards/json_checker.h"
#include "tests/core/rewards/scored.h"

namespace luthier {
namespace {

using test::errorOf;
using test::problemOf;
using test::score;
using testing::HasSubstr;

const std::string person = R"({"type":"object","required":["name"],"additionalProperties":false,
    "properties":{"name":{"type":"string","pattern":"^[A-Z]"},"age":{"type":"integer","minimum":0},"tags":{"type":"array","uniqueItems":true}}})";

TEST(JsonSchema, AnswersAreAsTheSchemaWants) {
    const std::string json = R"({"other_json":0.25,"schema":)" + person + "}";
    EXPECT_EQ(score<JsonSchemaRule>(json, R"( {"name":"Ann","age":3} )"), 1.0);
    EXPECT_EQ(score<JsonSchemaRule>(json, R"({"name":"ann"})"), 0.25);
    EXPECT_EQ(score<JsonSchemaRule>(json, R"({"name":"Ann","age":-1})"), 0.25);
    EXPECT_EQ(score<JsonSchemaRule>(json, R"({"name":"Ann","other":1})"), 0.25);
    EXPECT_EQ(score<JsonSchemaRule>(json, R"({"name":"Ann","tags":[1,1]})"), 0.25);
    EXPECT_EQ(score<JsonSchemaRule>(json, "[1]"), 0.25);
    EXPECT_EQ(score<JsonSchemaRule>(json, R"({"name":"Ann")"), 0.0);
    EXPECT_EQ(score<JsonSchemaRule>(json, R"({"name":"Ann","name":"Bob"})"), 0.0);   // which of them?
    EXPECT_EQ(score<JsonSchemaRule>(json, R"(Here: {"name":"Ann"})"), 0.0);
    EXPECT_EQ(score<JsonSchemaRule>(json, ""), 0.0);
}

TEST(JsonSchema, IsLookedForWhereAsked) {
    const std::string fenced = R"({"where":"fenced","schema":)" + person + "}", object = R"({"where":"first_object","schema":)" + person + "}";
    EXPECT_EQ(score<JsonSchemaRule>(fenced, "Here:\n```json\n{\"name\":\"Ann\"}\n```\nbye"), 1.0);
    EXPECT_EQ(score<JsonSchemaRule>(fenced, "```\n{\"name\":\"Ann\"}\n```"), 1.0);
    EXPECT_EQ(score<JsonSchemaRule>(fenced, "```python\nx\n```\n```json\n{\"name\":\"Ann\"}\n```"), 1.0);
    EXPECT_EQ(score<JsonSchemaRule>(fenced, "```json\n{\"name\":\"Ann\"}"), 0.0);
    EXPECT_EQ(score<JsonSchemaRule>(fenced, R"({"name":"Ann"})"), 0.0);
    EXPECT_EQ(score<JsonSchemaRule>(object, R"(A {set} of: {"name":"A}\"nn"} and more })"), 1.0);
    EXPECT_EQ(score<JsonSchemaRule>(object, "{ { {"), 0.0);
    EXPECT_EQ(score<JsonSchemaRule>(object, "none"), 0.0);
}

TEST(JsonSchema, OfTheRow) {
    const Json schema = parseJson(person).value();
    EXPECT_EQ(score<JsonSchemaRule>("{}", R"({"name":"Ann"})", Json{{"checker", schema}}), 1.0);
    EXPECT_EQ(score<JsonSchemaRule>("{}", R"({"name":1})", Json{{"checker", schema}}), 0.0);
    EXPECT_EQ(score<JsonSchemaRule>("{}", R"({"name":1})", Json{{"schema", schema}}), 0.0);
    EXPECT_EQ(score<JsonSchemaRule>("{}", R"({"name":"Ann"})", Json{{"checker", {{"type", "json_schema"}, {"schema", schema}}}}), 1.0);
    EXPECT_EQ(score<JsonSchemaRule>("{}", "{}", Json{{"checker", {{"type", "numeric"}}}}), std::nullopt);
    EXPECT_EQ(score<JsonSchemaRule>("{}", "{}"), std::nullopt);
    EXPECT_EQ(score<JsonSchemaRule>("{}", "{}", "text"), std::nullopt);
    EXPECT_THAT(errorOf<JsonSchemaRule>("{}", "{}", Json{{"schema", 3}}), HasSubstr("must be an object"));
    EXPECT_THAT(errorOf<JsonSchemaRule>("{}", "{}", Json{{"schema", {{"type", 3}}}}), HasSubstr("cannot be used"));
}

TEST(JsonSchema, AHostileSchemaIsRefused) {
    const auto why = [](const std::string& schema) {
        const auto checker = JsonChecker::create(parseJson(schema).value());
        return checker ? std::string() : checker.error().message;
    };
    EXPECT_THAT(why(R"({"$ref":"#"})"), HasSubstr("refers to itself"));
    EXPECT_THAT(why(R"({"properties":{"a":{"$ref":"#"}}})"), HasSubstr("refers to itself"));
    EXPECT_THAT(why(R"({"$ref":"http://example.org/x"})"), HasSubstr("leads out"));
    EXPECT_THAT(why(R"({"$ref":"file.json"})"), HasSubstr("leads out"));
    EXPECT_THAT(why(R"({"$ref":"#/definitions/no"})"), HasSubstr("leads nowhere"));
    EXPECT_THAT(why(R"({"$ref":"#no"})"), HasSubstr("leads nowhere"));
    EXPECT_THAT(why(R"x({"pattern":"(?=a)"})x"), HasSubstr("RE2"));
    EXPECT_THAT(why(R"({"patternProperties":{"(a+)+$":{}}})"), HasSubstr("patternProperties"));
    EXPECT_THAT(why(R"({"items":{"minLength":"x"}})"), HasSubstr("cannot be used"));
    std::string wide = R"({"definitions":{"d0":{"type":"string"})";
    for (int i = 1; i < 30; ++i) {
        const std::string below = "{\"$ref\":\"#/definitions/d" + std::to_string(i - 1) + "\"}";
        wide += ",\"d" + std::to_string(i) + "\":{\"allOf\":[" + below + "," + below + "]}";
    }
    EXPECT_THAT(why(wide + R"(},"$ref":"#/definitions/d29"})"), HasSubstr("too large"));
    EXPECT_THAT(why(wide + "}}"), HasSubstr("too large"));
    std::string deep = "{}";
    for (int i = 0; i < 100; ++i) deep = R"({"not":)" + deep + "}";
    EXPECT_THAT(why(deep), HasSubstr("deep"));
    EXPECT_THAT(problemOf<JsonSchemaRule>(R"({"schema":{"$ref":"#"}})"), HasSubstr("refers to itself"));
    EXPECT_THAT(problemOf<JsonSchemaRule>(R"({"schema":[]})"), HasSubstr("schema"));
}

TEST(JsonSchema, TakesWhatSchemasOfDraftSevenSay) {
    const auto isValid = [](const std::string& schema, const std::string& value) {
        const auto checker = JsonChecker::create(parseJson(schema).value());
        if (!checker) ADD_FAILURE() << checker.error().message;
        return checker && checker->isValid(parseJson(value).value());
    };
    const std::string refs = R"({"$schema":"http://json-schema.org/draft-07/schema#","$id":"http://example.org/me",
                                 "definitions":{"w":{"type":"string","maxLength":3}},
                                 "items":{"$ref":"#/definitions/w"}})";
    EXPECT_TRUE(isValid(refs, R"(["abc","äöü"])"));
    EXPECT_FALSE(isValid(refs, R"(["abcd"])"));
    EXPECT_FALSE(isValid(refs, R"([1])"));
    EXPECT_TRUE(isValid(R"({"enum":["a",{"pattern":"("}]})", R"({"pattern":"("})"));   // data, not a schema
    EXPECT_TRUE(isValid(R"({"properties":{"pattern":{"type":"integer"}}})", R"({"pattern":1})"));
    EXPECT_FALSE(isValid(R"({"properties":{"pattern":{"type":"integer"}}})", R"({"pattern":"1"})"));
    EXPECT_TRUE(isValid(R"({"if":{"type":"string"},"then":{"pattern":"a"},"else":{"type":"integer"}})", "1"));
    EXPECT_FALSE(isValid(R"({"if":{"type":"string"},"then":{"pattern":"a"},"else":{"type":"integer"}})", R"("b")"));
    EXPECT_TRUE(isValid(R"({"format":"date"})", R"("2024-02-29")"));
    EXPECT_FALSE(isValid(R"({"format":"date","pattern":"^2"})", R"("29.2.2024")"));
    EXPECT_FALSE(isValid(R"({"oneOf":[{"type":"integer"},{"minimum":3}]})", "5"));
    EXPECT_TRUE(isValid(R"({"oneOf":[{"type":"integer"},{"minimum":3}]})", "2"));
    EXPECT_TRUE(isValid("{}", "[18446744073709551615, 1e300]"));
    std::string many = "[0";
    for (int i = 1; i < 1001; ++i) many += "," + std::to_string(i);
    EXPECT_FALSE(isValid(R"({"uniqueItems":true})", many + "]"));
    EXPECT_TRUE(isValid(R"({"uniqueItems":false})", many + "]"));
}

TEST(JsonSchema, LongStringsAreMatchedWithoutBacktracking) {
    const std::string json = R"({"schema":{"type":"string","pattern":"^(a+)+$"}})";
    EXPECT_EQ(score<JsonSchemaRule>(json, "\"" + std::string(100'000, 'a') + "b\""), 0.0);
    EXPECT_EQ(score<JsonSchemaRule>(json, "\"" + std::string(100'000, 'a') + "\""), 1.0);
    EXPECT_EQ(score<JsonSchemaRule>(R"({"schema":{"format":"date"}})", "\"" + std::string(100'000, '1') + "\""), 0.0);
    EXPECT_EQ(score<JsonSchemaRule>(R"({"schema":{"type":"array"}})", std::string(50'000, '[') + std::string(50'000, ']')), 0.0);
}

TEST(ThinkFormat, CanAskForAnAnswerAndOtherTags) {
    EXPECT_EQ(score<ThinkFormatRule>(R"({"needs_answer":true})", "<think>a</think>\n"), 0.0);
    EXPECT_EQ(score<ThinkFormatRule>(R"({"needs_answer":true})", "<think>a</think>\nb"), 1.0);
    EXPECT_EQ(score<ThinkFormatRule>(R"({"opening":"[T]","closing":"[/T]"})", "[T]a[/T]"), 1.0);
    EXPECT_THAT(problemOf<ThinkFormatRule>(R"({"opening":"|","closing":"|"})"), HasSubstr("same"));
    EXPECT_THAT(problemOf<ThinkFormatRule>(R"({"opening":""})"), HasSubstr("opening"));
}

TEST(SoftOverlong, TakesTheLimitOfTheAnswerUnlessSet) {
    EXPECT_EQ(score<SoftOverlongRule>("{}", "x", nullptr, 80, 100), 0.0);
    EXPECT_EQ(score<SoftOverlongRule>("{}", "x", nullptr, 90, 100), -0.5);
    EXPECT_EQ(score<SoftOverlongRule>("{}", "x", nullptr, 100, 100), -1.0);
    EXPECT_EQ(score<SoftOverlongRule>(R"({"maximum":50})", "x", nullptr, 45, 100), -0.5);
    EXPECT_EQ(score<SoftOverlongRule>(R"({"cache":200})", "x", nullptr, 50, 100), -0.5);
    EXPECT_EQ(score<SoftOverlongRule>("{}", "x", nullptr, 5, 0), std::nullopt);
    EXPECT_THAT(problemOf<SoftOverlongRule>(R"({"maximum":5,"cache":6})"), HasSubstr("above the maximum"));
}

TEST(CosineLength, AsksARuleWhatIsRight) {
    const std::string exact = R"({"right_when":{"type":"exact_answer","where":"last_line"}})";
    EXPECT_NEAR(score<CosineLengthRule>(exact, "hm\nParis", "Paris", 50, 100).value(), 0.75, 1e-12);
    EXPECT_NEAR(score<CosineLengthRule>(exact, "hm\nRome", "Paris", 50, 100).value(), -0.75, 1e-12);
    EXPECT_NEAR(score<CosineLengthRule>(R"({"right_when":{"type":"regex","pattern":"a"}})", "a", nullptr, 100, 100).value(), 0.5, 1e-12);
    EXPECT_EQ(score<CosineLengthRule>("{}", "7", nullptr, 50, 100), std::nullopt);
    EXPECT_EQ(score<CosineLengthRule>("{}", "7", 7, 50, 0), std::nullopt);
    EXPECT_THAT(errorOf<CosineLengthRule>("{}", "7", "none"), HasSubstr("no number"));
    EXPECT_THAT(problemOf<CosineLengthRule>(R"({"long_wrong":0.6})"), HasSubstr("as much as a right one"));
    EXPECT_THAT(problemOf<CosineLengthRule>(R"({"right_when":{"type":"regex"}})"), HasSubstr("right_when.pattern"));
    CosineLengthRuleOptions broken;
    broken.rightWhen = RegexRuleOptions{"("};
    EXPECT_FALSE(makeRule(broken).has_value());
}

TEST(Repetition, IgnoresCaseAndIsExact) {
    EXPECT_NEAR(score<RepetitionRule>(R"({"num_words":2})", "Go on, go ON,\ngo on, go on,").value(), -5.0 / 7, 1e-12);
    EXPECT_EQ(score<RepetitionRule>("{}", ""), 0.0);
    EXPECT_FALSE(std::signbit(score<RepetitionRule>("{}", "one two three four").value()));
    EXPECT_THAT(problemOf<RepetitionRule>(R"({"max_penalty":0})"), HasSubstr("is 0"));
    EXPECT_THAT(problemOf<RepetitionRule>(R"({"max_penalty":1})"), HasSubstr("max_penalty"));
    EXPECT_THAT(problemOf<RepetitionRule>(R"({"num_words":0})"), HasSubstr("num_words"));
}

}  // namespace
}  // namespace luthier
