// SPDX-License-Identifier: Apache-2.0
// problemOf: the first thing that is wrong with a row, the worst first.
#include <algorithm>
#include <span>

#include "core/store/examples.h"
#include "core/store/stored_text.h"

namespace luthier::store {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto isSpace = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
    while (!text.empty() && isSpace(text.front())) text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back())) text.remove_suffix(1);
    return text;
}

bool saysNothing(const Turn& turn) { return turn.toolCalls.empty() && isBlank(turn.text); }

bool isEmptyAnswer(std::span<const Turn> turns) {
    return turns.empty() || std::any_of(turns.begin(), turns.end(), [](const Turn& turn) { return turn.role == Role::Assistant && saysNothing(turn); });
}

std::string promptProblem(const Conversation& prompt) {
    if (prompt.turns.empty()) return "no prompt";
    for (const Turn& turn : prompt.turns)
        if (turn.role == Role::User && saysNothing(turn)) return "empty question";
    return "";
}

struct BodyProblem {
    std::string operator()(const Text& text) const { return isBlank(text.text) ? "empty text" : ""; }

    std::string operator()(const Conversation& conversation) const {
        const auto& turns = conversation.turns;
        if (turns.empty()) return "no turns";
        const auto isAnswer = [](const Turn& turn) { return turn.role == Role::Assistant; };
        if (std::none_of(turns.begin(), turns.end(), isAnswer)) return "no assistant turn";
        if (isEmptyAnswer(turns)) return "empty answer";
        if (auto problem = promptProblem(conversation); !problem.empty()) return problem;
        const std::string* question = nullptr;
        for (const Turn& turn : turns) {
            if (turn.role == Role::User) question = &turn.text;
            if (isAnswer(turn) && question && turn.toolCalls.empty() && trimmed(turn.text) == trimmed(*question)) return "answer repeats the question";
        }
        const auto isTrained = [&](const Turn& turn) { return isAnswer(turn) && turn.trained && turn.weight > 0; };
        if (std::none_of(turns.begin(), turns.end(), isTrained)) return "no turn is trained";
        return "";
    }

    std::string operator()(const Pair& pair) const {
        if (isEmptyAnswer(pair.a) || isEmptyAnswer(pair.b)) return "empty answer";
        if (pair.a == pair.b) return "both answers are the same";
        return promptProblem(pair.prompt);
    }

    std::string operator()(const Ranking& ranking) const {
        if (ranking.responses.size() < 2) return "fewer than two answers";
        for (const auto& response : ranking.responses)
            if (isEmptyAnswer(response)) return "empty answer";
        return promptProblem(ranking.prompt);
    }

    std::string operator()(const Scored& scored) const {
        if (isEmptyAnswer(scored.response)) return "empty answer";
        if (!scored.score && scored.dimensions.empty()) return "no score";
        return promptProblem(scored.prompt);
    }

    std::string operator()(const Prompt& prompt) const { return promptProblem(prompt.prompt); }
};

}  // namespace

std::string problemOf(const Example& example) {
    std::string problem = std::visit(BodyProblem{}, example.body);
    if (problem.empty() && example.numReplacedUtf8 > 0) return "broken characters";
    return problem;
}

}  // namespace luthier::store
