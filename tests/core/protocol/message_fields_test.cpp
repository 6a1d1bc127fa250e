// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/message_fields.h"

#include <gtest/gtest.h>

#include <functional>

namespace luthier {
namespace {

Error mistakeOf(const char* text, const std::function<void(MessageFields&)>& read) {
    const Json json = Json::parse(text);
    MessageFields fields(json);
    read(fields);
    const Status status = fields.done();
    return status ? Error(ErrorCode::Internal, "no mistake") : status.error();
}

TEST(MessageFields, GivesWhatIsThereAndTheFallbackElsewhere) {
    const Json json = Json::parse(R"({"a":"x","n":0.5,"w":7,"f":true,"t":["p","q"],"nothing":null})");
    MessageFields fields(json);
    EXPECT_EQ(fields.text("a"), "x");
    EXPECT_EQ(fields.requiredText("a"), "x");
    EXPECT_EQ(fields.number("n", 1, 0, 1), 0.5);
    EXPECT_EQ(fields.whole("w", 1, 0, 10), 7);
    EXPECT_TRUE(fields.flag("f"));
    EXPECT_EQ(fields.texts("t", 2).size(), 2U);
    EXPECT_EQ(fields.text("nothing", "fallback"), "fallback") << "null is absent";
    EXPECT_EQ(fields.whole("absent", 3, 0, 10), 3);
    EXPECT_FALSE(fields.has("nothing"));
    EXPECT_TRUE(fields.done());
}

TEST(MessageFields, NamesTheFirstMistake) {
    EXPECT_EQ(mistakeOf(R"({"a":3})", [](MessageFields& f) { f.text("a"); }).key, "a");
    EXPECT_EQ(mistakeOf(R"({"a":""})", [](MessageFields& f) { f.requiredText("a"); }).key, "a");
    EXPECT_EQ(mistakeOf(R"({})", [](MessageFields& f) { f.requiredText("a"); }).key, "a");
    EXPECT_EQ(mistakeOf(R"({"a":2})", [](MessageFields& f) { f.number("a", 0, 0, 1); }).key, "a");
    EXPECT_EQ(mistakeOf(R"({"a":1.5})", [](MessageFields& f) { f.whole("a", 0, 0, 9); }).key, "a");
    EXPECT_EQ(mistakeOf(R"({"a":1e300})", [](MessageFields& f) { f.whole("a", 0, 0); }).key, "a");
    EXPECT_EQ(mistakeOf(R"({"a":"yes"})", [](MessageFields& f) { f.flag("a"); }).key, "a");
    EXPECT_EQ(mistakeOf(R"({"a":["x",""]})", [](MessageFields& f) { f.texts("a", 9); }).key, "a");
    EXPECT_EQ(mistakeOf(R"({"a":["x","y"]})", [](MessageFields& f) { f.texts("a", 1); }).key, "a");
    const Error first = mistakeOf(R"({"a":3,"b":4})", [](MessageFields& f) {
        f.text("b");
        f.text("a");
    });
    EXPECT_EQ(first.key, "b");
    EXPECT_EQ(first.code, ErrorCode::InvalidArgument);
}

TEST(MessageFields, AMemberThatNobodyKnowsIsAMistakeUnlessTheyMayCome) {
    const Error unknown = mistakeOf(R"({"a":"x","temprature":1})", [](MessageFields& f) { f.text("a"); });
    EXPECT_EQ(unknown.key, "temprature");
    EXPECT_NE(unknown.hint.find("a"), std::string::npos);
    const auto allowing = [](MessageFields& f) {
        f.text("a");
        f.allow({"b"});
    };
    EXPECT_EQ(mistakeOf(R"({"a":"x","b":1})", allowing).message, "no mistake");
}

}  // namespace
}  // namespace luthier
