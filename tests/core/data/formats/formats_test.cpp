// SPDX-License-Identifier: Apache-2.0
// What holds for every format: its sample is read, found by detection, written and read again.
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/data/formats/all_formats.h"
#include "core/data/reader.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

Json sampleOf(const Format& format) { return parseJson(format.info().sample).value(); }

TEST(Formats, EveryFormatIsComplete) {
    std::set<std::string> ids;
    for (const Format* format : allFormats()) {
        const FormatInfo& info = format->info();
        EXPECT_TRUE(ids.insert(info.id).second) << info.id;
        EXPECT_FALSE(info.title.empty()) << info.id;
        EXPECT_FALSE(info.help.empty()) << info.id;
        EXPECT_EQ(findFormat(info.id), format);
        const auto example = format->read(sampleOf(*format));
        ASSERT_TRUE(example) << info.id << ": " << example.error().toString();
        EXPECT_EQ(example->kind(), info.kind) << info.id;
        // The ratings of UltraFeedback are kept beside the ranking made of them.
        for (const auto& [key, value] : example->extra.items()) EXPECT_EQ(key, "completion_details") << info.id;
    }
    EXPECT_EQ(findFormat("none"), nullptr);
}

TEST(Formats, SampleIsWrittenAndReadAgain) {
    for (const Format* format : allFormats()) {
        const Example example = format->read(sampleOf(*format)).value();
        const WrittenRow written = format->write(example).value();
        EXPECT_TRUE(written.lost.empty()) << format->info().id;
        EXPECT_EQ(format->read(written.json).value().body, example.body) << format->info().id;
    }
}

TEST(Formats, SampleIsDetectedAsItsOwnFormat) {
    const test::TemporaryFolder folder;
    for (const Format* format : allFormats()) {
        const bool isPlain = format->info().id == "plain_text";
        const std::string path = folder.write(isPlain ? "rows.txt" : "rows.jsonl", isPlain ? sampleOf(*format).get<std::string>() : format->info().sample);
        const auto detection = detectFormat(path);
        ASSERT_TRUE(detection) << format->info().id << ": " << detection.error().toString();
        EXPECT_EQ(detection->format, format->info().id);
        EXPECT_EQ(detection->confidence, 1.0);
    }
}

TEST(Formats, EachRefusesTheSamplesOfTheOthersWithoutCrashing) {
    for (const Format* format : allFormats()) {
        for (const char* text : {"null", "3", "[]", "{}", "[1]", R"({"messages":3})", R"({"messages":[]})", R"({"messages":[3]})",
                                 R"({"conversations":[null]})", R"({"prompt":[],"completion":""})", R"({"instruction":1,"output":"x"})", R"({"text":["x"]})",
                                 R"({"chosen":"a"})", R"({"chosen":[],"rejected":[]})", R"({"chosen":3,"rejected":"b"})"}) {
            const auto example = format->read(parseJson(text).value());
            EXPECT_FALSE(example) << format->info().id << " reads " << text;
            EXPECT_TRUE(example || example.error().code == ErrorCode::InvalidData);
        }
    }
}

TEST(Formats, RowsOfAnotherKindCannotBeWritten) {
    Example text;
    text.body = Text{"t"};
    Example conversation;
    conversation.body = Conversation{{Turn{}}, Json::array(), Json::object()};
    for (const Format* format : allFormats()) {
        const Example& other = format->info().kind == RowKind::Text ? conversation : text;
        EXPECT_EQ(format->write(other).error().code, ErrorCode::InvalidArgument) << format->info().id;
    }
}

Turn anyTurn(Role role, bool plain) {
    Turn turn;
    turn.role = role;
    turn.text = *rc::gen::elementOf(std::vector<std::string>{"", "a", "line\nline", "\u00e9 \U0001F600", "\"quoted\" \\"});
    if (plain || *rc::gen::arbitrary<bool>()) return turn;
    if (role == Role::Assistant) turn.trained = *rc::gen::arbitrary<bool>();
    turn.weight = *rc::gen::elementOf(std::vector<float>{1.0F, 0.5F, 2.0F});
    turn.name = *rc::gen::elementOf(std::vector<std::string>{"", "Ann"});
    turn.thinking = *rc::gen::elementOf(std::vector<std::string>{"", "hm"});
    if (role == Role::Assistant) turn.toolCalls = {{{"type", "function"}, {"function", {{"name", "f"}, {"arguments", {{"x", 1}}}}}}};
    return turn;
}

RC_GTEST_PROP(FormatsProperty, WhatIsWrittenWithoutLossIsReadTheSame, ()) {
    const bool plain = *rc::gen::arbitrary<bool>();
    Conversation conversation;
    if (*rc::gen::arbitrary<bool>()) conversation.turns.push_back(anyTurn(Role::System, true));
    const int numPairs = *rc::gen::inRange(1, 4);
    for (int i = 0; i < numPairs; ++i) {
        conversation.turns.push_back(anyTurn(Role::User, true));
        conversation.turns.push_back(anyTurn(Role::Assistant, plain));
    }
    if (conversation.turns.front().role == Role::System && conversation.turns.front().text.empty()) conversation.turns.front().text = "s";
    if (!plain) conversation.tools = {{{"type", "function"}, {"function", {{"name", "f"}}}}};
    Example example;
    example.body = conversation;
    example.extra["note"] = 7;
    for (const Format* format : allFormats()) {
        if (format->info().kind != RowKind::Conversation) continue;
        const auto written = format->write(example);
        if (!written || !written->lost.empty()) continue;
        const auto back = format->read(written->json);
        if (!back) RC_FAIL(format->info().id + ": " + back.error().toString());
        // Answers before the first trained one stay untrained; prompt/completion trains what follows the prompt only.
        if (format->info().id == "prompt_completion" && numPairs > 1 && plain) continue;
        RC_ASSERT(back->body == example.body);
        RC_ASSERT(back->extra == example.extra);
    }
}

}  // namespace
}  // namespace luthier
