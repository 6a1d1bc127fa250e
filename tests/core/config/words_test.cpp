// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/core/config/sample_options.h"

namespace luthier {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Words, differencesInLabelsAndUnits) {
    Sample a;
    Sample b;
    EXPECT_THAT(sampleSchema().diff(a, b), IsEmpty());
    b.flag = true;
    b.count = 32;
    b.colour = Colour::Green;
    b.speed = 0.0001;
    b.limit = 5;
    b.sizes = {};
    b.name = "x";
    b.inner.low = -1;
    EXPECT_THAT(sampleSchema().diff(a, b), ElementsAre("Flag: off -> on", "Count: 16 rows -> 32 rows", "Name: (empty) -> x", "Colour: Red -> Green",
                                                       "Speed: automatic -> 0.0001", "Limit: not set -> 5", "Sizes: 1, 2 -> (none)", "Low: 0 -> -1"));
}

TEST(Words, variantsAreComparedFieldByFieldOrAsAWhole) {
    Sample a;
    Sample b;
    b.shape = CircleOptions{2};
    EXPECT_THAT(sampleSchema().diff(a, b), ElementsAre("Radius: 1 -> 2"));
    b.shape = SquareOptions{5, false};
    EXPECT_THAT(sampleSchema().diff(a, b), ElementsAre("Shape: Circle -> Square (Side 5 cm)"));
}

TEST(Words, nearestNameKnowsTyposAndShortenings) {
    const std::vector<std::string> names = {"learning_rate", "tokens_per_step", "rank", "alpha"};
    EXPECT_EQ(nearestName("learningrate", names), "learning_rate");
    EXPECT_EQ(nearestName("LEARNING-RATE", names), "learning_rate");
    EXPECT_EQ(nearestName("lerning_rate", names), "learning_rate");
    EXPECT_EQ(nearestName("tokens", names), "tokens_per_step");
    EXPECT_EQ(nearestName("ranks", names), "rank");
    EXPECT_EQ(nearestName("zebra", names), "");
    EXPECT_EQ(nearestName("", names), "");
    EXPECT_EQ(nearestName(std::string(1 << 20, 'a'), names), "");
}

TEST(Words, foundValuesAreShort) {
    EXPECT_LT(foundInWords(std::string(1000, 'x')).size(), 80U);
    EXPECT_EQ(foundInWords(Json(0.1)), "the number 0.1");
    EXPECT_EQ(foundInWords(Json::object()), "an object {...}");
}

const FieldInfo& fieldOf(const std::string& key) {
    for (const FieldInfo& field : sampleSchema().fields())
        if (field.key == key) return field;
    throw std::out_of_range(key);
}

TEST(FieldInfo, isAllAFormNeeds) {
    EXPECT_EQ(dumpJson(fieldToJson(fieldOf("flag"))),
              R"({"key":"flag","type":"boolean","label":"Flag","help":"On or off.","default":false,"reason":"off: nobody asked","level":"basic"})");
    EXPECT_EQ(dumpJson(fieldToJson(fieldOf("count"))), R"({"key":"count","type":"integer","label":"Count","help":"","unit":"rows","default":16,)"
                                                         R"("level":"advanced","minimum":1,"maximum":1024,"other_names":["n","num_rows"]})");
    const Json speed = fieldToJson(fieldOf("speed"));
    EXPECT_EQ(speed["auto"], true);
    EXPECT_EQ(speed["above"], 0);
    EXPECT_EQ(speed["default"], "auto");
    const Json word = fieldToJson(fieldOf("word"));
    EXPECT_EQ(word["visible_if"], parseJson(R"({"key":"flag","values":[true]})").value());
    EXPECT_EQ(fieldToJson(fieldOf("colour"))["choices"][1], parseJson(R"({"value":"green","label":"Green","help":"Like grass."})").value());
    EXPECT_EQ(fieldToJson(fieldOf("name"))["path"], "folder");
    EXPECT_EQ(fieldToJson(fieldOf("limit"))["nullable"], true);
    EXPECT_EQ(fieldToJson(fieldOf("sizes"))["list"], true);
    EXPECT_EQ(fieldToJson(fieldOf("inner"))["fields"].size(), 2U);
    const Json shape = fieldToJson(fieldOf("shape"));
    EXPECT_EQ(shape["default"], "circle");
    EXPECT_EQ(shape["alternatives"][1]["options"][0]["key"], "side");
}

TEST(FieldInfo, valuesAndDifferencesAreSaidInAnotherWording) {
    const Wording loud = [](const std::string& english) { return "<" + english + ">"; };
    EXPECT_EQ(valueInWords(fieldOf("flag"), true, loud), "<on>");
    EXPECT_EQ(valueInWords(fieldOf("limit"), nullptr, loud), "<not set>");
    EXPECT_EQ(valueInWords(fieldOf("count"), 3, loud), "3 <rows>");
    EXPECT_EQ(valueInWords(fieldOf("colour"), "green", loud), "<Green>");
    EXPECT_EQ(valueInWords(fieldOf("name"), "", loud), "<(empty)>");
    EXPECT_EQ(valueInWords(fieldOf("shape"), {{"type", "square"}, {"side", 3}, {"filled", false}}, loud), "<Square> (<Side> 3 <cm>)");
    Sample a, b;
    b.count = 17;
    EXPECT_EQ(diffFields(sampleSchema().fields(), sampleSchema().toJson(a), sampleSchema().toJson(b), loud),
              std::vector<std::string>{"<Count>: 16 <rows> -> 17 <rows>"});
}

TEST(FieldInfo, visibilityFollowsTheOtherField) {
    EXPECT_FALSE(isVisible(fieldOf("word"), {{"flag", false}}));
    EXPECT_TRUE(isVisible(fieldOf("word"), {{"flag", true}}));
    EXPECT_FALSE(isVisible(fieldOf("word"), Json::object()));
    EXPECT_TRUE(isVisible(fieldOf("count"), Json::object()));
}

}  // namespace
}  // namespace luthier
