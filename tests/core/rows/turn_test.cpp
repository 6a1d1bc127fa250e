// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/rows/example.h"

namespace luthier {
namespace {

using testing::HasSubstr;

Result<Turn> read(const char* text) { return turnFromJson(parseJson(text).value(), "messages[0]"); }

TEST(Roles, NamesOfEveryKnownDataSet) {
    EXPECT_EQ(roleFromName("Human").value(), Role::User);
    EXPECT_EQ(roleFromName("gpt").value(), Role::Assistant);
    EXPECT_EQ(roleFromName("model").value(), Role::Assistant);
    EXPECT_EQ(roleFromName("developer").value(), Role::System);
    EXPECT_EQ(roleFromName("observation").value(), Role::Tool);
    for (const Role role : {Role::System, Role::User, Role::Assistant, Role::Tool}) EXPECT_EQ(roleFromName(roleName(role)).value(), role);
}

TEST(Roles, UnknownRoleListsWhatIsKnown) {
    const auto role = roleFromName("narrator\n");
    EXPECT_EQ(role.error().code, ErrorCode::InvalidData);
    EXPECT_THAT(role.error().message, HasSubstr("\"narrator \""));
    EXPECT_THAT(role.error().hint, HasSubstr("assistant"));
    EXPECT_FALSE(roleFromName(""));
}

TEST(TurnJson, OpenAiMessage) {
    const Turn turn = read(R"({"role":"assistant","content":null,"name":"Ann","reasoning_content":"hm","tool_call_id":"c1",
        "tool_calls":[{"type":"function","function":{"name":"f","arguments":{"x":1}}}]})").value();
    EXPECT_EQ(turn.text, "");
    EXPECT_EQ(turn.name, "Ann");
    EXPECT_EQ(turn.thinking, "hm");
    EXPECT_EQ(turn.toolCallId, "c1");
    EXPECT_EQ(turn.toolCalls[0]["function"]["name"], "f");
    EXPECT_TRUE(turn.trained);
}

TEST(TurnJson, ContentMayBeAListOfTextParts) {
    EXPECT_EQ(read(R"({"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]})").value().text, "ab");
    EXPECT_EQ(read(R"({"role":"user","content":[]})").value().text, "");
    const auto image = read(R"({"role":"user","content":[{"type":"image_url","image_url":{"url":"x"}}]})");
    EXPECT_THAT(image.error().message, HasSubstr("image_url"));
    EXPECT_EQ(image.error().key, "messages[0].content[0]");
}

TEST(TurnJson, LossFlagsOfSeveralTools) {
    EXPECT_FALSE(read(R"({"role":"assistant","content":"x","train":false})").value().trained);
    EXPECT_FALSE(read(R"({"role":"assistant","content":"x","trained":false})").value().trained);
    EXPECT_FALSE(read(R"({"role":"assistant","content":"x","weight":0})").value().trained);
    const Turn half = read(R"({"role":"assistant","content":"x","weight":0.5})").value();
    EXPECT_TRUE(half.trained);
    EXPECT_EQ(half.weight, 0.5F);
    EXPECT_FALSE(read(R"({"role":"assistant","content":"x","weight":-1})"));
    EXPECT_FALSE(read(R"({"role":"assistant","content":"x","weight":1e300})"));
    EXPECT_FALSE(read(R"({"role":"assistant","content":"x","weight":"fast"})"));
    EXPECT_FALSE(read(R"({"role":"assistant","content":"x","trained":1})"));
}

TEST(TurnJson, ErrorsNameTheKey) {
    EXPECT_EQ(read(R"({"role":"king","content":"x"})").error().key, "messages[0].role");
    EXPECT_EQ(read(R"({"content":"x"})").error().message, "\"messages[0].role\" is missing");
    EXPECT_EQ(read(R"({"role":"user"})").error().message, "\"messages[0].content\" is missing");
    EXPECT_EQ(read(R"({"role":"user","content":3})").error().message, "\"messages[0].content\" must be text or a list of parts, but it is a number");
    EXPECT_FALSE(read(R"({"role":"user","content":"x","tool_calls":"f"})"));
    EXPECT_FALSE(read(R"({"role":"user","content":"x","tool_calls":["f"]})"));
    EXPECT_FALSE(read(R"({"role":"user","content":"x","name":7})"));
    EXPECT_FALSE(read(R"("hello")"));
}

}  // namespace
}  // namespace luthier
