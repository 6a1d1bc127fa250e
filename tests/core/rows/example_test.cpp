// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/rows/example.h"

namespace luthier {
namespace {

using testing::HasSubstr;

bool same(const Example& x, const Example& y) {
    return x.id == y.id && x.source == y.source && x.tags == y.tags && x.extra == y.extra && x.numReplacedUtf8 == y.numReplacedUtf8 && x.body == y.body;
}

std::string anyText() {
    std::string text;
    for (const int piece : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 6))) {
        static const char* const pieces[] = {"a", " ", "\n", "\"\\", "\u00e9", "\U0001F600"};
        text += pieces[piece];
    }
    return text;
}

Turn anyTurn() {
    Turn turn;
    turn.role = static_cast<Role>(*rc::gen::inRange(0, 4));
    turn.text = anyText();
    turn.name = anyText();
    turn.thinking = anyText();
    turn.toolCallId = anyText();
    turn.trained = *rc::gen::arbitrary<bool>();
    turn.weight = static_cast<float>(*rc::gen::inRange(0, 40)) * 0.1F;
    if (*rc::gen::arbitrary<bool>()) turn.toolCalls = {{{"type", "function"}, {"function", {{"name", anyText()}, {"arguments", {{"x", 1.5}}}}}}};
    return turn;
}

std::vector<Turn> anyTurns() {
    std::vector<Turn> turns(*rc::gen::inRange<std::size_t>(0, 4));
    for (Turn& turn : turns) turn = anyTurn();
    return turns;
}

Conversation anyConversation() {
    Conversation conversation{anyTurns(), Json::array(), Json::object()};
    if (*rc::gen::arbitrary<bool>()) conversation.tools = {{{"type", "function"}, {"function", {{"name", "f"}}}}};
    if (*rc::gen::arbitrary<bool>()) conversation.templateOptions["enable_thinking"] = false;
    return conversation;
}

Verdict anyVerdict() { return {*rc::gen::inRange(-3, 4), static_cast<Verdict::Both>(*rc::gen::inRange(0, 3))}; }

RowBody anyBody() {
    switch (*rc::gen::inRange(0, 6)) {
        case 0: return Text{anyText()};
        case 1: return anyConversation();
        case 2: {
            Pair pair{anyConversation(), anyTurns(), anyTurns(), anyVerdict(), {}, std::nullopt};
            if (*rc::gen::arbitrary<bool>()) pair.byDimension["safety"] = anyVerdict();
            if (*rc::gen::arbitrary<bool>()) pair.margin = 0.1;
            return pair;
        }
        case 3: {
            Ranking ranking{anyConversation(), {anyTurns(), anyTurns(), anyTurns()}, {2, 0, 0}};
            return ranking;
        }
        case 4: {
            Scored scored{anyConversation(), anyTurns(), std::nullopt, {}};
            if (*rc::gen::arbitrary<bool>()) scored.score = -1.25;
            if (*rc::gen::arbitrary<bool>()) scored.dimensions["helpfulness"] = INFINITY;
            return scored;
        }
        default: return Prompt{anyConversation(), *rc::gen::arbitrary<bool>() ? Json({{"answer", 42}}) : Json()};
    }
}

RC_GTEST_PROP(ExampleJsonProperty, NothingIsLostThroughTextAndBack, ()) {
    Example example;
    example.id = anyText();
    example.source = {anyText(), *rc::gen::arbitrary<std::int64_t>()};
    example.tags = {anyText()};
    if (*rc::gen::arbitrary<bool>()) example.extra = {{"note", anyText()}, {"n", {1, 2.5, nullptr}}};
    example.numReplacedUtf8 = *rc::gen::inRange(0, 3);
    example.body = anyBody();
    const auto back = exampleFromJson(parseJson(dumpJson(exampleToJson(example))).value());
    if (!back) RC_FAIL(back.error().toString());
    RC_ASSERT(same(*back, example));
}

std::string problemOf(const char* text) {
    const auto example = exampleFromJson(parseJson(text).value());
    return example ? "" : example.error().message;
}

TEST(ExampleJson, BrokenRowsAreRefusedWithTheKey) {
    EXPECT_THAT(problemOf("[]"), HasSubstr("must be an object"));
    EXPECT_THAT(problemOf(R"({})"), HasSubstr("\"kind\" is missing"));
    EXPECT_THAT(problemOf(R"({"kind":"song"})"), HasSubstr("\"song\" is not known"));
    EXPECT_THAT(problemOf(R"({"kind":"text"})"), HasSubstr("\"text\" is missing"));
    EXPECT_THAT(problemOf(R"({"kind":"conversation","messages":{}})"), HasSubstr("\"messages\" must be a list of messages"));
    EXPECT_THAT(problemOf(R"({"kind":"conversation","messages":[{"role":"user"}]})"), HasSubstr("messages[0].content"));
    EXPECT_THAT(problemOf(R"({"kind":"conversation","messages":[],"tools":3})"), HasSubstr("\"tools\""));
    EXPECT_THAT(problemOf(R"({"kind":"pair","prompt":{"messages":[]},"a":[],"b":[],"verdict":{"strength":4}})"), HasSubstr("-3 to 3"));
    EXPECT_THAT(problemOf(R"({"kind":"pair","prompt":{"messages":[]},"a":[],"b":[],"verdict":{"strength":1,"both":"fine"}})"), HasSubstr("verdict.both"));
    EXPECT_THAT(problemOf(R"({"kind":"ranking","prompt":{"messages":[]},"responses":[[]],"rank":[0,1]})"), HasSubstr("one number for each"));
    EXPECT_THAT(problemOf(R"({"kind":"ranking","prompt":{"messages":[]},"responses":[[]],"rank":[-1]})"), HasSubstr("from 0"));
    EXPECT_THAT(problemOf(R"({"kind":"scored","prompt":{"messages":[]},"response":[],"score":"good"})"), HasSubstr("number"));
    EXPECT_THAT(problemOf(R"({"kind":"text","text":"x","tags":[1]})"), HasSubstr("tags"));
    EXPECT_THAT(problemOf(R"({"kind":"text","text":"x","source":{"line":"two"}})"), HasSubstr("source.line"));
    EXPECT_EQ(problemOf(R"({"kind":"text","text":"x"})"), "");
}

TEST(ExampleJson, KindFollowsTheBody) {
    Example example;
    example.body = Scored{};
    EXPECT_EQ(example.kind(), RowKind::Scored);
    EXPECT_EQ(rowKindName(example.kind()), "scored");
    EXPECT_EQ(exampleToJson(example)["kind"], "scored");
}

}  // namespace
}  // namespace luthier
