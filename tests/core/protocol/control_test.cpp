// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/control.h"

#include <gtest/gtest.h>

#include "core/base/utf8.h"
#include "core/protocol/codes.h"
#include "core/protocol/events.h"

namespace luthier {
namespace {

TEST(Control, StopAndCheckpointAreActedUpon) {
    for (const char* text : {R"({"op":"stop"})", R"( {"op" : "checkpoint"} )"}) {
        const auto message = parseControl(text);
        ASSERT_TRUE(message) << text;
        EXPECT_TRUE(checkSupported(*message)) << text;
    }
    EXPECT_EQ(parseControl(R"({"op":"stop"})")->op, ControlOp::Stop);
}

TEST(Control, OtherKnownNamesAreUnderstoodAndAnsweredByAnError) {
    for (const char* text : {R"({"op":"pause"})", R"({"op":"sample","prompt":"x"})", R"({"op":"set","key":"training.learning_rate","value":1})"}) {
        const auto message = parseControl(text);
        ASSERT_TRUE(message) << text;
        const Status supported = checkSupported(*message);
        ASSERT_FALSE(supported) << text;
        EXPECT_EQ(supported.error().code, ErrorCode::InvalidArgument);
        EXPECT_NE(supported.error().hint.find("stop, checkpoint"), std::string::npos);
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
