// SPDX-License-Identifier: Apache-2.0
// Any pair, ranking, score or prompt: what a format writes it reads, and without a loss it is the same row; as JSON and through a table.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/data/cells.h"
#include "core/data/formats/all_formats.h"
#include "core/data/reader.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

std::string anyText() {
    return *rc::gen::elementOf(std::vector<std::string>{"", "a", "b", " a", "line\nline", "\n\nHuman: x", "\u00e9 \U0001F600", "\"q\", \\", "[1]", "7",
                                                        "[{\"role\":\"user\",\"content\":\"x\"}]"});
}

Turn anyTurn(Role role, bool plain) {
    Turn turn;
    turn.role = role;
    turn.text = anyText();
    if (plain) return turn;
    turn.thinking = *rc::gen::elementOf(std::vector<std::string>{"", "hm"});
    turn.name = *rc::gen::elementOf(std::vector<std::string>{"", "Ann"});
    if (role == Role::Assistant && *rc::gen::arbitrary<bool>())
        turn.toolCalls = {{{"type", "function"}, {"function", {{"name", "f"}, {"arguments", {{"x", 1}}}}}}};
    return turn;
}

std::vector<Turn> anyTurns(int minTurns, bool plain) {
    std::vector<Turn> turns;
    const int numTurns = *rc::gen::inRange(minTurns, 4);
    for (int i = 0; i < numTurns; ++i) turns.push_back(anyTurn(*rc::gen::elementOf(std::vector<Role>{Role::User, Role::Assistant, Role::Tool}), plain));
    return turns;
}

Conversation anyPrompt(bool plain) {
    Conversation prompt;
    if (plain) {
        prompt.turns = {anyTurn(Role::User, true)};
        return prompt;
    }
    if (*rc::gen::arbitrary<bool>()) prompt.turns.push_back(anyTurn(Role::System, true));
    for (const Turn& turn : anyTurns(0, false)) prompt.turns.push_back(turn);
    if (*rc::gen::arbitrary<bool>()) prompt.tools = {{{"type", "function"}, {"function", {{"name", "f"}}}}};
    return prompt;
}

std::vector<Turn> anyAnswer(bool plain) {
    if (plain) return {anyTurn(Role::Assistant, true)};
    return anyTurns(0, false);
}

Verdict anyVerdict() {
    Verdict verdict;
    verdict.strength = *rc::gen::inRange(-3, 4);
    verdict.both = *rc::gen::elementOf(std::vector<Verdict::Both>{Verdict::Both::Neither, Verdict::Both::Neither, Verdict::Both::Good, Verdict::Both::Bad});
    return verdict;
}

RowBody anyBody() {
    const bool plain = *rc::gen::arbitrary<bool>();
    const Conversation prompt = anyPrompt(plain);
    switch (*rc::gen::inRange(0, 4)) {
        case 0: {
            Pair pair{prompt, anyAnswer(plain), anyAnswer(plain), anyVerdict(), {}, {}};
            if (*rc::gen::arbitrary<bool>()) pair.byDimension["safety"] = anyVerdict();
            if (*rc::gen::arbitrary<bool>()) pair.margin = *rc::gen::elementOf(std::vector<double>{-1.5, 0, 2});
            return pair;
        }
        case 1: {
            Ranking ranking{prompt, {}, {}};
            const int numResponses = *rc::gen::inRange(1, 4);
            for (int i = 0; i < numResponses; ++i) {
                ranking.responses.push_back(anyAnswer(plain));
                ranking.rank.push_back(*rc::gen::inRange(0, 3));
            }
            return ranking;
        }
        case 2: {
            Scored scored{prompt, anyAnswer(plain), {}, {}};
            if (*rc::gen::arbitrary<bool>()) scored.score = *rc::gen::elementOf(std::vector<double>{0, 1, -2.5});
            if (*rc::gen::arbitrary<bool>()) scored.dimensions["verbosity"] = 3;
            return scored;
        }
        default:
            return Prompt{prompt, *rc::gen::elementOf(std::vector<Json>{Json(), Json("x"), Json::object(), {{"answer", "7"}}, {{"checker", "x"}},
                                                                        {{"answer", 7}, {"checker", {{"type", "regex"}}}}, {{"unit", "mm"}},
                                                                        Json::array({1})})};
    }
}

RC_GTEST_PROP(PreferenceFormats, WhatIsWrittenIsReadAndWithoutLossTheSame, ()) {
    const test::TemporaryFolder folder;
    Example example;
    example.body = anyBody();
    if (*rc::gen::arbitrary<bool>()) example.extra["note"] = "n";
    for (const Format* format : allFormats()) {
        const auto written = format->write(example);
        if (!written) {
            RC_ASSERT(written.error().code == ErrorCode::InvalidArgument);
            continue;
        }
        const auto back = format->read(written->json);
        if (!back) RC_FAIL(format->info().id + " wrote " + dumpJson(written->json) + " but reads: " + back.error().toString());
        Example same = *back;
        same.extra.erase("completion_details");   // the scores that a ranking was written with
        if (written->lost.empty() && (same.body != example.body || same.extra != example.extra))
            RC_FAIL(format->info().id + " wrote " + dumpJson(written->json) + " and reads another row");

        const WriteReport report = writeRows(folder / "rows.csv", format->info().id, {example}).value();
        const auto set = readAllRows(folder / "rows.csv", {.format = format->info().id});
        if (!report.lost.empty()) continue;
        if (!set || set->rows.size() != 1) RC_FAIL(format->info().id + " cannot read its table: " + test::contentOf(folder / "rows.csv"));
        if (set->rows[0].body != example.body) RC_FAIL(format->info().id + " reads another row from " + test::contentOf(folder / "rows.csv"));
    }
}

}  // namespace
}  // namespace luthier
