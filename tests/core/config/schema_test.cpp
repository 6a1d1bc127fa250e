// SPDX-License-Identifier: Apache-2.0
#include "core/config/schema.h"

#include <limits>

#include <gmock/gmock.h>

#include "tests/core/config/sample_options.h"

namespace luthier {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

std::vector<Problem> problemsOf(const char* text) {
    const auto json = parseJson(text);
    EXPECT_TRUE(json.has_value()) << text;
    auto read = sampleSchema().fromJson(*json);
    return read ? std::vector<Problem>{} : read.error().problems;
}

// The one problem of a document, as "key: message (hint)".
std::string problemOf(const char* text) {
    const auto problems = problemsOf(text);
    if (problems.empty()) return "none";
    EXPECT_THAT(problems, SizeIs(1)) << text;
    const Problem& problem = problems.front();
    return problem.key + ": " + problem.message + (problem.hint.empty() ? "" : " (" + problem.hint + ")");
}

TEST(Schema, emptyObjectGivesDefaults) {
    EXPECT_EQ(sampleSchema().fromJson(Json::object()).value(), Sample{});
}

TEST(Schema, writesEveryFieldAndReadsItBack) {
    Sample sample;
    sample.flag = true;
    sample.count = 1024;
    sample.rate = 0.25;
    sample.name = "päth \"quoted\"\nline";
    sample.colour = Colour::Green;
    sample.speed = 2.5;
    sample.paint = Colour::Red;
    sample.limit = 7;
    sample.sizes = {};
    sample.extra = {{"any", {1, "thing"}}};
    sample.inner = {-3, 4};
    sample.list = {{1, 2}, {3, 4}};
    sample.shape = SquareOptions{5, true};
    const Json json = sampleSchema().toJson(sample);
    EXPECT_EQ(json.size(), sampleSchema().fields().size());
    EXPECT_EQ(json["shape"], parseJson(R"({"type":"square","side":5,"filled":true})").value());
    EXPECT_EQ(sampleSchema().fromJson(parseJson(dumpJson(json)).value()).value(), sample);
}

TEST(Schema, automaticAndAbsentValues) {
    const Json json = sampleSchema().toJson(Sample{});
    EXPECT_EQ(json["speed"], "auto");
    EXPECT_EQ(json["paint"], "auto");
    EXPECT_EQ(json["limit"], nullptr);
    EXPECT_EQ(sampleSchema().fromJson({{"speed", 2}, {"limit", nullptr}}).value().speed, Auto<double>(2.0));
    EXPECT_TRUE(sampleSchema().fromJson({{"speed", "auto"}}).value().speed.isAuto());
}

TEST(Schema, wrongTypesSayWhatIsThereAndWhatIsExpected) {
    EXPECT_EQ(problemOf(R"({"count": "fast"})"), "count: must be a whole number between 1 and 1024, not the text \"fast\"");
    EXPECT_EQ(problemOf(R"({"count": "16"})"), "count: must be a whole number between 1 and 1024, not the text \"16\" (write the number without quotes)");
    EXPECT_EQ(problemOf(R"({"count": null})"), "count: must be a whole number between 1 and 1024, not null");
    EXPECT_EQ(problemOf(R"({"count": [1]})"), "count: must be a whole number between 1 and 1024, not a list");
    EXPECT_EQ(problemOf(R"({"speed": "fast"})"), "speed: must be a number greater than 0 or \"auto\", not the text \"fast\"");
    EXPECT_EQ(problemOf(R"({"limit": "x"})"), "limit: must be a whole number of at least 1 or null, not the text \"x\"");
    EXPECT_EQ(problemOf(R"({"flag": 1})"), "flag: must be true or false, not the number 1");
    EXPECT_EQ(problemOf(R"({"flag": "true"})"), "flag: must be true or false, not the text \"true\" (write true without quotes)");
    EXPECT_EQ(problemOf(R"({"name": 3})"), "name: must be a text, not the number 3");
    EXPECT_EQ(problemOf(R"({"word": ""})"), "word: must be a text that is not empty, not an empty text");
    EXPECT_EQ(problemOf(R"({"extra": []})"), "extra: must be an object {...}, not an empty list");
    EXPECT_EQ(problemOf(R"({"inner": 3})"), "inner: must be an object {...}, not the number 3");
    EXPECT_EQ(problemOf(R"({"sizes": 3})"), "sizes: must be a list, not the number 3");
    EXPECT_EQ(problemOf(R"([])"), ": must be an object {...}, not an empty list");
}

TEST(Schema, rangesAreNamed) {
    EXPECT_EQ(problemOf(R"({"count": 0})"), "count: must be a whole number between 1 and 1024 (is 0)");
    EXPECT_EQ(problemOf(R"({"count": 1000000000})"), "count: must be a whole number between 1 and 1024 (is 1000000000)");
    EXPECT_EQ(problemOf(R"({"count": 18446744073709551615})"), "count: must be a whole number between 1 and 1024 (is 18446744073709551615)");
    EXPECT_EQ(problemOf(R"({"count": 1e300})"), "count: must be a whole number between 1 and 1024 (is 1e+300)");
    EXPECT_EQ(problemOf(R"({"rate": 1})"), "rate: must be a number of at least 0 and less than 1 (is 1)");
    EXPECT_EQ(problemOf(R"({"rate": -0.001})"), "rate: must be a number of at least 0 and less than 1 (is -0.001)");
    EXPECT_EQ(problemOf(R"({"speed": 0})"), "speed: must be a number greater than 0 or \"auto\" (is 0)");
    EXPECT_EQ(problemOf(R"({"sizes": [1, -2]})"), "sizes[1]: must be a whole number of at least 0 (is -2)");
    EXPECT_EQ(problemOf(R"({"rate": 0})"), "none");
    EXPECT_EQ(problemOf(R"({"count": 1024})"), "none");
}

TEST(Schema, wholeNumbersMayBeWrittenAsFloatsOnlyIfExact) {
    EXPECT_EQ(sampleSchema().fromJson(parseJson(R"({"count": 1e3})").value()).value().count, 1000);
    EXPECT_EQ(sampleSchema().fromJson(parseJson(R"({"count": 16.0})").value()).value().count, 16);
    EXPECT_EQ(problemOf(R"({"count": 16.5})"), "count: must be a whole number between 1 and 1024, not the number 16.5");
}

TEST(Schema, numbersThatAreNotFiniteAreRefused) {
    for (const double value : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        EXPECT_FALSE(sampleSchema().fromJson({{"rate", value}}).has_value());
        EXPECT_FALSE(sampleSchema().fromJson({{"count", value}}).has_value());
    }
    EXPECT_EQ(problemOf(R"({"speed": "NaN"})"), "speed: must be a number greater than 0 or \"auto\", not the text \"NaN\"");
    Sample broken;
    broken.rate = std::numeric_limits<double>::quiet_NaN();
    EXPECT_FALSE(sampleSchema().validate(broken).has_value());
}

TEST(Schema, unknownKeysAreRefusedWithTheNearestName) {
    EXPECT_EQ(problemOf(R"({"coutn": 3})"), "coutn: is not known (did you mean \"count\"?)");
    EXPECT_EQ(problemOf(R"({"Colour": "red"})"), "Colour: is not known (did you mean \"colour\"?)");
    EXPECT_EQ(problemOf(R"({"num_rows": 3})"), "num_rows: is not known (here it is called \"count\")");
    EXPECT_EQ(problemOf(R"({"shape": {"type": "square", "edge": 3}})"), "shape.edge: is not known (here it is called \"side\")");
    EXPECT_EQ(problemOf(R"({"low": 3})"), "low: is not known (did you mean inner.low?)");
    EXPECT_THAT(problemOf(R"({"shape": {"type": "circle", "zzzzzz": 3}})"), HasSubstr("(known here: radius)"));
    EXPECT_THAT(problemOf("{\"bad\\nkey\": 1}"), HasSubstr("bad key: is not known"));
}

TEST(Schema, aFileOfAnotherKindDoesNotGiveThousandsOfProblems) {
    Json json = Json::object();
    for (int i = 0; i < 5000; ++i) json["unknown_" + std::to_string(i)] = i;
    const auto read = sampleSchema().fromJson(json);
    ASSERT_FALSE(read.has_value());
    EXPECT_THAT(read.error().problems, SizeIs(51));
    EXPECT_THAT(read.error().problems.back().message, HasSubstr("4950 more keys"));
}

TEST(Schema, choicesListWhatThereIs) {
    EXPECT_EQ(problemOf(R"({"colour": "blue"})"), "colour: must be \"red\" or \"green\", not the text \"blue\"");
    EXPECT_EQ(problemOf(R"({"colour": "gren"})"), "colour: must be \"red\" or \"green\", not the text \"gren\" (did you mean \"green\"?)");
    EXPECT_EQ(problemOf(R"({"colour": 1})"), "colour: must be \"red\" or \"green\", not the number 1");
    EXPECT_EQ(problemOf(R"({"paint": "blue"})"), "paint: must be \"red\" or \"green\" or \"auto\", not the text \"blue\"");
}

TEST(Schema, variantsAreToldApartByType) {
    EXPECT_EQ(problemOf(R"({"shape": {"side": 3}})"), "shape.type: is missing: \"circle\" or \"square\" is needed");
    EXPECT_EQ(problemOf(R"({"shape": {"type": "sqare"}})"),
              "shape.type: must be \"circle\" or \"square\", not the text \"sqare\" (did you mean \"square\"?)");
    EXPECT_EQ(problemOf(R"({"shape": "square"})"), "shape: must be an object {\"type\": ...} with the type \"circle\" or \"square\", not the text "
                                                     "\"square\" (did you mean {\"type\": \"square\"}?)");
    EXPECT_EQ(problemOf(R"({"shape": {"type": "square", "radius": 3}})"), "shape.radius: is not known (it belongs to the type \"circle\")");
}

TEST(Schema, allProblemsAtOnceWithKeyPaths) {
    const auto problems = problemsOf(R"({"count": 0, "rate": "x", "inner": {"low": 1000}, "list": [{}, {"hihg": 1}],
                                         "shape": {"type": "circle", "radius": -1}, "q": 1})");
    std::vector<std::string> keys;
    for (const Problem& problem : problems) keys.push_back(problem.key);
    EXPECT_THAT(keys, ElementsAre("count", "rate", "inner.low", "list[1].hihg", "shape.radius", "q"));
}

TEST(Schema, rulesRunOnlyWhereTheirFieldsAreSound) {
    EXPECT_EQ(problemOf(R"({"inner": {"low": 5, "high": 1}})"), "inner.low: must not be above high (swap them)");
    EXPECT_EQ(problemOf(R"({"list": [{"low": 5, "high": 1}]})"), "list[0].low: must not be above high (swap them)");
    EXPECT_EQ(problemOf(R"({"inner": {"low": 50, "high": 1000}})"), "inner.high: must be a whole number between -100 and 100 (is 1000)");
    // A problem elsewhere does not hide what a rule has to say.
    EXPECT_THAT(problemsOf(R"({"count": 0, "inner": {"low": 5, "high": 1}})"), SizeIs(2));
}

TEST(Schema, errorsSumUpAndCarryAll) {
    const auto one = sampleSchema().fromJson({{"count", 0}}, "run.json");
    EXPECT_EQ(one.error().code, ErrorCode::InvalidConfig);
    EXPECT_EQ(one.error().key, "count");
    EXPECT_EQ(one.error().file, "run.json");
    EXPECT_EQ(one.error().message, "count: must be a whole number between 1 and 1024 (is 0)");
    const auto two = sampleSchema().fromJson({{"count", 0}, {"coulor", "red"}});
    EXPECT_EQ(two.error().message, "2 problems: count: must be a whole number between 1 and 1024 (is 0); coulor: is not known (did you mean \"colour\"?)");
    EXPECT_THAT(two.error().problems, SizeIs(2));
}

TEST(Schema, textsMustBeTexts) {
    EXPECT_EQ(problemOf(R"({"name": "a\u0000b"})"), "name: contains a zero byte");
    EXPECT_FALSE(sampleSchema().fromJson({{"name", "\xff\xfe"}}).has_value());
}

}  // namespace
}  // namespace luthier
