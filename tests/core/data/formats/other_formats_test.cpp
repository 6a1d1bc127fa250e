// SPDX-License-Identifier: Apache-2.0
// ShareGPT, Alpaca, prompt/completion, text and plain text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/data/formats/all_formats.h"

namespace luthier {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Result<Example> read(const char* format, const std::string& text) { return findFormat(format)->read(parseJson(text).value()); }
const Conversation& talk(const Example& example) { return std::get<Conversation>(example.body); }

std::string outline(const Example& example) {
    std::string text;
    for (const Turn& turn : talk(example).turns) {
        text += std::string(roleName(turn.role)) + (turn.role == Role::Assistant && !turn.trained ? "(untrained)" : "") + ":" + turn.text + "|";
    }
    return text;
}

TEST(ShareGpt, FunctionCallsAndObservations) {
    const Example row = read("sharegpt", R"({"system":"S","tools":"[{\"name\":\"f\"}]","conversations":[{"from":"human","value":"q"},
        {"from":"function_call","value":"{\"name\":\"f\",\"arguments\":{\"x\":1}}"},{"from":"observation","value":"1"},{"from":"gpt","value":"a"}]})").value();
    EXPECT_EQ(outline(row), "system:S|user:q|assistant:|tool:1|assistant:a|");
    EXPECT_EQ(talk(row).turns[2].toolCalls[0]["function"]["arguments"]["x"], 1);
    EXPECT_EQ(talk(row).tools[0]["name"], "f");
    const WrittenRow written = findFormat("sharegpt")->write(row).value();
    EXPECT_TRUE(written.lost.empty());
    EXPECT_EQ(read("sharegpt", dumpJson(written.json)).value().body, row.body);
}

TEST(ShareGpt, ErrorsAndVariants) {
    EXPECT_EQ(outline(read("sharegpt", R"({"conversations":[{"role":"user","content":"q"}]})").value()), "user:q|");
    EXPECT_FALSE(talk(read("sharegpt", R"({"conversations":[{"from":"gpt","value":"a","train":false}]})").value()).turns[0].trained);
    EXPECT_EQ(read("sharegpt", R"({"conversations":[{"from":"alien","value":"q"}]})").error().key, "conversations[0].role");
    EXPECT_EQ(read("sharegpt", R"({"conversations":[{"value":"q"}]})").error().key, "conversations[0].from");
    EXPECT_EQ(read("sharegpt", R"({"conversations":[{"from":"human","value":4}]})").error().key, "conversations[0].value");
    EXPECT_THAT(read("sharegpt", R"({"conversations":[{"from":"function_call","value":"f of 1"}]})").error().message, HasSubstr("function_call must be JSON"));
}

TEST(ShareGpt, LossesAreNamed) {
    const Example row = read("messages", R"({"messages":[{"role":"user","content":"q","name":"Bo"},{"role":"assistant","content":"a","weight":0.5}]})").value();
    EXPECT_THAT(findFormat("sharegpt")->write(row).value().lost, ElementsAre("names of speakers", "weights of turns"));
}

TEST(Alpaca, InputHistoryAndSystem) {
    const Example row = read("alpaca", R"({"instruction":"Add","input":"1 2","output":"3","system":"S","history":[["hi","ho"]],"topic":"maths"})").value();
    EXPECT_EQ(outline(row), "system:S|user:hi|assistant:ho|user:Add\n1 2|assistant:3|");
    EXPECT_EQ(row.extra["topic"], "maths");
    EXPECT_EQ(read("alpaca", dumpJson(findFormat("alpaca")->write(row).value().json)).value().body, row.body);
    EXPECT_EQ(outline(read("alpaca", R"({"instruction":"","input":"x","output":""})").value()), "user:x|assistant:|");
    EXPECT_EQ(outline(read("alpaca", R"({"instruction":"i","input":null,"output":"o","history":null})").value()), "user:i|assistant:o|");
}

TEST(Alpaca, ErrorsAndLosses) {
    EXPECT_EQ(read("alpaca", R"({"instruction":"i"})").error().key, "output");
    EXPECT_EQ(read("alpaca", R"({"instruction":"i","output":"o","history":[["only one"]]})").error().key, "history[0]");
    EXPECT_EQ(read("alpaca", R"({"instruction":"i","output":"o","history":"none"})").error().key, "history");
    const Example twoQuestions = read("messages", R"({"messages":[{"role":"user","content":"q"},{"role":"user","content":"r"}]})").value();
    EXPECT_FALSE(findFormat("alpaca")->write(twoQuestions));
    const Example thought =
        read("messages", R"({"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a","thinking":"t","train":false}]})").value();
    EXPECT_THAT(findFormat("alpaca")->write(thought).value().lost, ElementsAre("thinking", "which turns are trained"));
}

TEST(PromptCompletion, TextBecomesTwoTurns) {
    const Example row = read("prompt_completion", R"({"prompt":"p","completion":"c","system":"S"})").value();
    EXPECT_EQ(outline(row), "system:S|user:p|assistant:c|");
    EXPECT_EQ(dumpJson(findFormat("prompt_completion")->write(read("prompt_completion", R"({"prompt":"p","completion":"c"})").value()).value().json),
              R"({"prompt":"p","completion":"c"})");
}

TEST(PromptCompletion, OnlyTheCompletionOfMessageListsIsTrained) {
    const Example row = read("prompt_completion", R"({"prompt":[{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"user","content":"c"}],
        "completion":[{"role":"assistant","content":"d"}]})").value();
    EXPECT_EQ(outline(row), "user:a|assistant(untrained):b|user:c|assistant:d|");
    EXPECT_EQ(read("prompt_completion", dumpJson(findFormat("prompt_completion")->write(row).value().json)).value().body, row.body);
}

TEST(PromptCompletion, Errors) {
    EXPECT_EQ(read("prompt_completion", R"({"prompt":"p"})").error().key, "completion");
    EXPECT_EQ(read("prompt_completion", R"({"prompt":{},"completion":"c"})").error().key, "prompt");
    EXPECT_EQ(read("prompt_completion", R"({"prompt":"p","completion":[]})").error().key, "completion");
    const Example noAnswer = read("messages", R"({"messages":[{"role":"user","content":"q"}]})").value();
    EXPECT_FALSE(findFormat("prompt_completion")->write(noAnswer));
    EXPECT_FALSE(findFormat("prompt_completion")->matches(parseJson(R"({"prompt":"p","completion":"c","label":false})").value()));
    EXPECT_TRUE(findFormat("prompt_completion")->matches(parseJson(R"({"prompt":"p","completion":"c","label":"news"})").value()));
}

TEST(TextFormats, RowsAndParagraphs) {
    EXPECT_EQ(std::get<Text>(read("text", R"({"text":"t","lang":"en"})").value().body).text, "t");
    EXPECT_EQ(read("text", R"({"text":"t","lang":"en"})").value().extra["lang"], "en");
    EXPECT_FALSE(read("text", R"({"text":1})"));
    Example row;
    row.body = Text{"one\n\ntwo"};
    EXPECT_THAT(findFormat("plain_text")->write(row).value().lost, ElementsAre(HasSubstr("blank lines")));
    EXPECT_TRUE(findFormat("text")->write(row).value().lost.empty());
    EXPECT_EQ(dumpJson(findFormat("text")->write(row).value().json), R"({"text":"one\n\ntwo"})");
}

}  // namespace
}  // namespace luthier
