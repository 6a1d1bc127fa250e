// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/control.h"

#include <gtest/gtest.h>

#include "core/base/utf8.h"
#include "core/protocol/codes.h"
#include "core/protocol/events.h"

namespace luthier {
namespace {

Status answer(const std::string& text) {
    const auto message = parseControl(text);
    EXPECT_TRUE(message) << text;
    return checkControl(*message);
}

TEST(Control, WhatMakesSenseIsTaken) {
    for (const char* text : {R"({"op":"stop"})", R"( {"op" : "checkpoint"} )", R"({"op":"pause"})", R"({"op":"sample","prompt":"x"})",
                             R"({"op":"set","key":"training.learning_rate","value":1})", R"({"op":"set","key":"learning_rate","value":0})",
                             R"({"op":"set","key":"kl_weight","value":0.1})", R"({"op":"set","key":"method.kl_weight","value":100})"})
        EXPECT_TRUE(answer(text)) << text;
    EXPECT_EQ(parseControl(R"({"op":"stop"})")->op, ControlOp::Stop);
    EXPECT_EQ(setOf(*parseControl(R"({"op":"set","key":"training.learning_rate","value":1e-4})"))->key, "learning_rate");
    EXPECT_EQ(setOf(*parseControl(R"({"op":"set","key":"method.kl_weight","value":1e-4})"))->key, "kl_weight");
    const auto sample = sampleOf(*parseControl(R"({"op":"sample","prompts":["a","b"],"max_new_tokens":7,"temperature":0.5,"seed":3,"with_base":true})"));
    ASSERT_TRUE(sample);
    EXPECT_EQ(sample->prompts, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(sample->maxNewTokens, 7);
    EXPECT_EQ(sample->temperature, 0.5);
    EXPECT_EQ(sample->seed, 3U);
    EXPECT_TRUE(sample->withBase);
}

TEST(Control, WhatMakesNoSenseIsAnsweredByItsKey) {
    const std::pair<const char*, const char*> cases[] = {
        {R"({"op":"set"})", "key"},
        {R"({"op":"set","key":"rank","value":1})", "key"},
        {R"({"op":"set","key":3,"value":1})", "key"},
        {R"({"op":"set","key":"learning_rate"})", "value"},
        {R"({"op":"set","key":"learning_rate","value":"fast"})", "value"},
        {R"({"op":"set","key":"learning_rate","value":-1})", "value"},
        {R"({"op":"set","key":"learning_rate","value":2})", "value"},
        {R"({"op":"set","key":"kl_weight","value":101})", "value"},
        {R"({"op":"set","key":"kl_weight"})", "value"},
        {R"({"op":"sample"})", "prompts"},
        {R"({"op":"sample","prompts":"text"})", "prompts"},
        {R"({"op":"sample","prompts":[]})", "prompts"},
        {R"({"op":"sample","prompts":["a",3]})", "prompts"},
        {R"({"op":"sample","prompts":[""]})", "prompts"},
        {R"({"op":"sample","prompt":"a","max_new_tokens":0})", "max_new_tokens"},
        {R"({"op":"sample","prompt":"a","max_new_tokens":1.5})", "max_new_tokens"},
        {R"({"op":"sample","prompt":"a","temperature":-1})", "temperature"},
        {R"({"op":"sample","prompt":"a","seed":-1})", "seed"},
        {R"({"op":"sample","prompt":"a","with_base":"yes"})", "with_base"},
    };
    for (const auto& [text, key] : cases) {
        const Status status = answer(text);
        ASSERT_FALSE(status) << text;
        EXPECT_EQ(status.error().code, ErrorCode::InvalidArgument) << text;
        EXPECT_EQ(status.error().key, key) << text;
    }
}

TEST(Control, FieldsAreKeptAndComeBack) {
    const auto message = parseControl(R"({"key":"a","op":"set","value":[1,2]})");
    ASSERT_TRUE(message);
    EXPECT_EQ(dumpJson(message->fields), R"({"key":"a","value":[1,2]})");
    EXPECT_EQ(dumpJson(controlToJson(*message)), R"({"op":"set","key":"a","value":[1,2]})");
}

TEST(Control, GarbageIsAnError) {
    const std::string deep = R"({"op":)" + std::string(100, '[') + std::string(100, ']') + "}";
    const std::string large = R"({"op":"stop","x":")" + std::string(protocolLimits.maxBytes, 'x') + R"("})";
    const std::string cases[] = {
        "", "stop", "{", "[]", "null", R"({"op":3})", R"({"stop":1})", R"({"op":"stop"}{})", "{\"op\":\"\xff\"}", std::string("\0\0\0", 3), deep, large};
    for (const std::string& text : cases) {
        const auto message = parseControl(text);
        ASSERT_FALSE(message) << excerpt(text);
        EXPECT_EQ(message.error().code, ErrorCode::InvalidData) << excerpt(text);
        EXPECT_LT(message.error().message.size(), 400U) << "a message stays readable";
    }
}

TEST(Control, AnUnknownOpIsNamed) {
    const auto message = parseControl(R"({"op":"explode"})");
    ASSERT_FALSE(message);
    EXPECT_EQ(message.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(message.error().message.find("explode"), std::string::npos);
}

TEST(Events, NamesLeadBackAndMembersFollowTheKind) {
    for (const EventKind kind : {EventKind::Started, EventKind::CheckpointDamaged, EventKind::StepSkipped, EventKind::Failed, EventKind::Done})
        EXPECT_EQ(eventKindFromName(eventKindName(kind)), kind);
    EXPECT_FALSE(eventKindFromName("nothing"));
    EXPECT_EQ(dumpJson(eventToJson(EventKind::CheckpointSaved, {{"step", 5}})), R"({"event":"checkpoint_saved","step":5})");
}

TEST(Events, ProgressComesBack) {
    const Progress progress{"reading", 3, 10, "rows"};
    EXPECT_EQ(dumpJson(progressToJson(progress)), R"({"event":"progress","phase":"reading","done":3,"total":10,"unit":"rows"})");
    const auto back = progressFromJson(progressToJson(progress));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->phase, "reading");
    EXPECT_EQ(back->done, 3);
    EXPECT_EQ(back->total, 10);
    EXPECT_EQ(progressFromJson(progressToJson({"p", 1, 0, "b"}))->total, 0) << "null is: not known";
    EXPECT_FALSE(progressFromJson(Json::parse(R"({"event":"progress","done":-1})")));
    EXPECT_FALSE(progressFromJson(Json::parse(R"({"event":"step"})")));
}

}  // namespace
}  // namespace luthier
