// SPDX-License-Identifier: Apache-2.0
// Answers with a label (KTO), with scores, and prompts with what a checker needs.
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/data/formats/all_formats.h"

namespace luthier {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

Result<Example> read(const char* format, const std::string& text) { return findFormat(format)->read(parseJson(text).value()); }
const Scored& scoredOf(const Example& example) { return std::get<Scored>(example.body); }
const Json& referenceOf(const Example& example) { return std::get<Prompt>(example.body).reference; }

void expectRoundTrip(const char* format, const std::string& text) {
    const Example row = read(format, text).value();
    const WrittenRow out = findFormat(format)->write(row).value();
    EXPECT_THAT(out.lost, IsEmpty());
    const auto again = read(format, dumpJson(out.json));
    ASSERT_TRUE(again) << dumpJson(out.json) << again.error().toString();
    EXPECT_EQ(again->body, row.body) << dumpJson(out.json);
    EXPECT_EQ(again->extra, row.extra) << dumpJson(out.json);
}

TEST(Kto, LabelsAreScoresOfOneAndZero) {
    const Example good = read("kto", R"({"prompt":"q","completion":"a","label":true,"from":"x"})").value();
    EXPECT_EQ(scoredOf(good).score, 1.0);
    EXPECT_EQ(scoredOf(good).response.front().role, Role::Assistant);
    EXPECT_EQ(good.extra["from"], "x");
    EXPECT_EQ(scoredOf(read("kto", R"({"prompt":"q","completion":"a","label":false})").value()).score, 0.0);
    EXPECT_EQ(dumpJson(findFormat("kto")->write(good).value().json), R"({"prompt":"q","completion":"a","label":true,"from":"x"})");
    expectRoundTrip("kto", R"({"system":"S","tools":[{"name":"f"}],"prompt":[{"role":"user","content":"q"}],"label":false,
        "completion":[{"role":"assistant","content":"a","score":3},{"role":"user","content":"b"},{"role":"assistant","content":"c"}]})");
    expectRoundTrip("kto", R"({"prompt":"q","response":"a","label":true})");
    expectRoundTrip("kto", R"({"prompt":"q","completion":"a","response":"other","label":true})");
}

TEST(Kto, ErrorsAndWhatCannotBeWritten) {
    EXPECT_EQ(read("kto", R"({"prompt":"q","completion":"a"})").error().key, "label");
    EXPECT_EQ(read("kto", R"({"prompt":"q","completion":"a","label":"good"})").error().key, "label");
    EXPECT_EQ(read("kto", R"({"prompt":"q","label":true})").error().key, "completion");
    EXPECT_EQ(read("kto", R"({"prompt":"q","completion":{},"label":true})").error().key, "completion");
    EXPECT_EQ(read("kto", R"({"completion":"a","label":true})").error().key, "prompt");
    const Example half = read("scored", R"({"prompt":"q","response":"a","score":0.5})").value();
    EXPECT_THAT(findFormat("kto")->write(half).error().message, HasSubstr("0 (bad) and 1 (good)"));
    const Example both = read("scored", R"({"prompt":"q","response":"a","score":1,"dimensions":{"safety":3}})").value();
    EXPECT_THAT(findFormat("kto")->write(both).value().lost, ElementsAre("scores of single dimensions"));
}

TEST(Scored, ScoresDimensionsAndHelpSteer) {
    const Example row = read("scored", R"({"prompt":"q","completion":"a","score":-2.5,"dimensions":{"safety":4,"style":null},"by":"me"})").value();
    EXPECT_EQ(scoredOf(row).score, -2.5);
    EXPECT_THAT(scoredOf(row).dimensions, ElementsAre(Pair("safety", 4.0)));
    EXPECT_EQ(dumpJson(row.extra), R"({"by":"me"})");
    const Example steer =
        read("scored", R"({"prompt":"q","response":"a","helpfulness":3,"correctness":4,"coherence":null,"complexity":1,"verbosity":2})").value();
    EXPECT_FALSE(scoredOf(steer).score);
    EXPECT_THAT(scoredOf(steer).dimensions, ElementsAre(Pair("complexity", 1.0), Pair("correctness", 4.0), Pair("helpfulness", 3.0), Pair("verbosity", 2.0)));
    EXPECT_TRUE(steer.extra.empty());
    expectRoundTrip("scored", R"({"prompt":"q","completion":"a","score":-2.5,"dimensions":{"safety":4},"by":"me"})");
    expectRoundTrip("scored", R"({"prompt":"q","response":"a","helpfulness":3,"verbosity":2})");
    expectRoundTrip("scored", R"({"prompt":[{"role":"user","content":"q"}],"response":[{"role":"assistant","content":"a","weight":0.5}],"score":1})");
}

TEST(Scored, ErrorsNameTheKey) {
    const auto key = [](const std::string& columns) { return read("scored", R"({"prompt":"q","response":"a")" + columns + "}").error().key; };
    EXPECT_EQ(key(""), "score");
    EXPECT_EQ(key(R"(,"score":null,"dimensions":{})"), "score");
    EXPECT_EQ(key(R"(,"score":"high")"), "score");
    EXPECT_EQ(key(R"(,"score":true)"), "score");
    EXPECT_EQ(key(R"(,"dimensions":3)"), "dimensions");
    EXPECT_EQ(key(R"(,"dimensions":{"safety":"x"})"), "dimensions.safety");
    EXPECT_EQ(key(R"(,"helpfulness":"x")"), "helpfulness");
    EXPECT_EQ(key(R"(,"helpfulness":1,"dimensions":{"helpfulness":2})"), "dimensions.helpfulness");
    EXPECT_EQ(read("scored", R"({"prompt":"q","score":1})").error().key, "response");
    EXPECT_EQ(read("scored", R"({"prompt":"q","response":[{"role":"user"}],"score":1})").error().key, "response[0].content");
}

TEST(Scored, ScoresThatAreNotFiniteAreLost) {
    Example row = read("scored", R"({"prompt":"q","response":"a","score":1})").value();
    auto& scored = std::get<Scored>(row.body);
    scored.dimensions = {{"x", std::numeric_limits<double>::infinity()}, {"y", std::numeric_limits<double>::quiet_NaN()}};
    EXPECT_THAT(findFormat("scored")->write(row).value().lost, ElementsAre("scores that are not finite"));
    scored.score = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(findFormat("scored")->write(row).error().code, ErrorCode::InvalidArgument);
}

TEST(Prompts, ReferencesOfAllKinds) {
    const auto reference = [](const std::string& columns) { return dumpJson(referenceOf(read("prompts", R"({"prompt":"q")" + columns + "}").value())); };
    EXPECT_EQ(reference(""), "null");
    EXPECT_EQ(reference(R"(,"answer":"42")"), R"({"answer":"42"})");
    EXPECT_EQ(reference(R"(,"solution":42,"answer":null)"), R"({"solution":42})");
    EXPECT_EQ(reference(R"(,"reference":"42")"), R"("42")");
    EXPECT_EQ(reference(R"(,"reference":"42","answer":"7")"), R"({"answer":"7","reference":"42"})");
    EXPECT_EQ(reference(R"(,"reference":{"unit":"mm"},"answer":"7")"), R"({"unit":"mm","answer":"7"})");
    EXPECT_EQ(reference(R"(,"checker":"{\"type\":\"regex\"}")"), R"({"checker":{"type":"regex"}})");
    EXPECT_EQ(reference(R"(,"checker":"numeric")"), R"({"checker":"numeric"})");
    for (const char* columns : {"", R"(,"answer":"42","topic":"x")", R"(,"reference":"42")", R"(,"reference":{"unit":"mm"},"answer":"7")",
                                R"(,"checker":{"type":"regex"},"solution":[1,2])", R"(,"checker":"numeric")", R"(,"reference":{})"})
        expectRoundTrip("prompts", std::string(R"({"prompt":"q")") + columns + "}");
    expectRoundTrip("prompts", R"({"system":"S","prompt":[{"role":"user","content":"q"},{"role":"assistant","content":"a"},{"role":"user","content":"r"}]})");
}

TEST(Prompts, ErrorsNameTheKey) {
    EXPECT_EQ(read("prompts", R"({"answer":"42"})").error().key, "prompt");
    EXPECT_EQ(read("prompts", R"({"prompt":[]})").error().key, "prompt");
    EXPECT_EQ(read("prompts", R"({"prompt":[{"role":"elf","content":"q"}]})").error().key, "prompt[0].role");
    EXPECT_EQ(read("prompts", R"({"prompt":"q","checker":"{\"type\":"})").error().key, "checker");
    EXPECT_EQ(read("prompts", R"({"prompt":"q","reference":{"answer":1},"answer":2})").error().key, "reference.answer");
    Example row = read("prompts", R"({"prompt":"q"})").value();
    std::get<Prompt>(row.body).prompt.turns.clear();
    EXPECT_EQ(findFormat("prompts")->write(row).error().code, ErrorCode::InvalidArgument);
}

}  // namespace
}  // namespace luthier
