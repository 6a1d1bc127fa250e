// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/data/formats/all_formats.h"

namespace luthier {
namespace {

using testing::HasSubstr;

Result<Example> read(const std::string& text, const char* format = "messages") { return findFormat(format)->read(parseJson(text).value()); }
const Conversation& talk(const Example& example) { return std::get<Conversation>(example.body); }

TEST(Messages, ToolsAndToolCalls) {
    const Example row = read(R"({"tools":"[{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}]","chat_template_kwargs":{"enable_thinking":true},
        "messages":[{"role":"user","content":"Rain?"},
        {"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Bonn\"}"}}]},
        {"role":"tool","tool_call_id":"1","name":"weather","content":"dry"},{"role":"assistant","thinking":"dry means no","content":"No."}]})").value();
    const auto& turns = talk(row).turns;
    ASSERT_EQ(turns.size(), 4U);
    EXPECT_EQ(dumpJson(turns[1].toolCalls), R"([{"id":"1","type":"function","function":{"name":"weather","arguments":{"city":"Bonn"}}}])");
    EXPECT_EQ(turns[2].role, Role::Tool);
    EXPECT_EQ(turns[2].toolCallId, "1");
    EXPECT_EQ(turns[3].thinking, "dry means no");
    EXPECT_EQ(talk(row).tools[0]["function"]["name"], "weather");
    EXPECT_EQ(talk(row).templateOptions["enable_thinking"], true);
    EXPECT_TRUE(row.extra.empty());
}

TEST(Messages, OlderFormsOfToolCallsBecomeTheOneForm) {
    const char* expected = R"([{"type":"function","function":{"name":"f","arguments":{}}}])";
    for (const char* call : {R"("function_call":{"name":"f","arguments":""})", R"("tool_calls":[{"name":"f","arguments":{}}])",
                             R"("tool_calls":[{"name":"f"}])", R"("tool_calls":[{"function":{"name":"f","arguments":null}}])"}) {
        const auto row = read(std::string(R"({"messages":[{"role":"assistant","content":"",)") + call + "}]}");
        ASSERT_TRUE(row) << call << row.error().toString();
        const Json& calls = talk(*row).turns[0].toolCalls;
        EXPECT_EQ(calls.size(), 1U);
        EXPECT_EQ(calls[0]["function"]["name"], "f") << call;
        EXPECT_EQ(calls[0]["function"]["arguments"], Json::object()) << call;
        EXPECT_EQ(calls[0]["type"], "function");
    }
    EXPECT_EQ(dumpJson(talk(read(R"({"messages":[{"role":"assistant","tool_calls":[{"name":"f"}]}]})").value()).turns[0].toolCalls), expected);
    const auto broken = read(R"({"messages":[{"role":"assistant","content":"","tool_calls":[{"name":"f","arguments":"x=1"}]}]})");
    EXPECT_EQ(broken.error().key, "messages[0].tool_calls[0].arguments");
    EXPECT_FALSE(read(R"({"messages":[{"role":"assistant","content":"","tool_calls":[{"name":"f","arguments":[1]}]}]})"));
    EXPECT_FALSE(read(R"({"messages":[{"role":"assistant","content":"","tool_calls":[{"arguments":{}}]}]})"));
}

TEST(Messages, SystemColumnBecomesTheFirstTurn) {
    const Example row = read(R"({"system":"Be kind.","messages":[{"role":"user","content":"x","mood":"sad"}]})").value();
    EXPECT_EQ(talk(row).turns[0].role, Role::System);
    EXPECT_EQ(talk(row).turns[0].text, "Be kind.");
    EXPECT_EQ(dumpJson(row.extra), R"({"turn_columns":{"1":{"mood":"sad"}}})");
    EXPECT_EQ(talk(read(R"({"system":"S","messages":[{"role":"system","content":"S"}]})").value()).turns.size(), 1U);
    EXPECT_THAT(read(R"({"system":"S","messages":[{"role":"system","content":"T"}]})").error().message, HasSubstr("two different system prompts"));
    EXPECT_EQ(talk(read(R"({"system":null,"messages":[{"role":"user","content":"x"}]})").value()).turns.size(), 1U);
}

TEST(Messages, UnknownColumnsOfRowsAndTurnsAreKept) {
    const Example row = read(R"({"id":17,"source":"web","messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y","score":0.5}]})").value();
    EXPECT_EQ(row.id, "17");
    EXPECT_EQ(row.extra["source"], "web");
    const WrittenRow written = findFormat("messages")->write(row).value();
    EXPECT_EQ(written.json["messages"][1]["score"], 0.5);
    EXPECT_EQ(written.json["source"], "web");
    EXPECT_EQ(written.json["id"], 17);
    EXPECT_FALSE(written.json.contains("turn_columns"));
}

TEST(Messages, ErrorsNameTheKey) {
    EXPECT_EQ(read(R"({"messages":[{"role":"user","content":"x"},{"role":"narrator","content":"y"}]})").error().key, "messages[1].role");
    EXPECT_EQ(read(R"({"messages":[{"role":"user"}]})").error().key, "messages[0].content");
    EXPECT_EQ(read(R"({"messages":[{"role":"assistant","content":"x","train_detail":[]}]})").error().message.find("messages[0].train_detail"), 1U);
    EXPECT_EQ(read(R"({"messages":[{"role":"user","content":"x"}],"tools":"nonsense"})").error().key, "tools");
    EXPECT_EQ(read(R"({"messages":[{"role":"user","content":"x"}],"chat_template_kwargs":[]})").error().key, "chat_template_kwargs");
    EXPECT_THAT(read(R"({"messages":[]})").error().message, HasSubstr("empty list"));
}

TEST(Messages, PreferenceRowsAreNotTakenForConversations) {
    const Json row = parseJson(R"({"messages":[{"role":"user","content":"x"}],"chosen":[],"prompt":"p","completion":"c","label":true,"text":"t"})").value();
    for (const Format* format : allFormats()) EXPECT_FALSE(format->matches(row)) << format->info().id;
}

}  // namespace
}  // namespace luthier
