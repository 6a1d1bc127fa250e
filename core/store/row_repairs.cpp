// SPDX-License-Identifier: Apache-2.0
#include "core/store/row_repairs.h"

#include <algorithm>
#include <array>

#include "core/base/hash.h"
#include "core/store/stored_text.h"

namespace luthier::store {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";   // U+FFFD

// What chat templates and tokenizers put before a text and behind it.
constexpr std::array<std::string_view, 5> openers{"<s>", "<bos>", "<|begin_of_text|>", "<|startoftext|>", "<|endoftext|>"};
constexpr std::array<std::string_view, 8> closers{"</s>", "<eos>", "<|end_of_text|>", "<|endoftext|>", "<|im_end|>", "<|eot_id|>", "<end_of_turn>", "<|end|>"};

bool isSpace(char c) { return static_cast<unsigned char>(c) <= 0x20; }

std::string_view withoutSpaces(std::string_view text) {
    while (!text.empty() && isSpace(text.front())) text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back())) text.remove_suffix(1);
    return text;
}

// Spaces between such tokens go with them; those of the text stay.
std::string_view withoutSpecialTokens(std::string_view text) {
    for (bool isFound = true; isFound;) {
        isFound = false;
        const std::string_view inner = withoutSpaces(text);
        for (const std::string_view token : openers) {
            if (!inner.starts_with(token)) continue;
            text.remove_prefix(static_cast<std::size_t>(inner.data() - text.data()) + token.size());
            isFound = true;
            break;
        }
        if (isFound) continue;
        for (const std::string_view token : closers) {
            if (!inner.ends_with(token)) continue;
            text = text.substr(0, static_cast<std::size_t>(inner.data() - text.data()) + inner.size() - token.size());
            isFound = true;
            break;
        }
    }
    return text;
}

TextPlace placeOf(Role role) {
    switch (role) {
        case Role::System: return TextPlace::System;
        case Role::User: return TextPlace::User;
        case Role::Assistant: return TextPlace::Assistant;
        case Role::Tool: return TextPlace::Tool;
    }
    return TextPlace::User;
}

// Lists of turns, the prompt first.
std::vector<std::vector<Turn>*> partsOf(Example& example) {
    if (auto* conversation = std::get_if<Conversation>(&example.body)) return {&conversation->turns};
    if (auto* pair = std::get_if<Pair>(&example.body)) return {&pair->prompt.turns, &pair->a, &pair->b};
    if (auto* scored = std::get_if<Scored>(&example.body)) return {&scored->prompt.turns, &scored->response};
    if (auto* prompt = std::get_if<Prompt>(&example.body)) return {&prompt->prompt.turns};
    std::vector<std::vector<Turn>*> parts;
    if (auto* ranking = std::get_if<Ranking>(&example.body)) {
        parts.push_back(&ranking->prompt.turns);
        for (auto& response : ranking->responses) parts.push_back(&response);
    }
    return parts;
}

std::vector<std::vector<Turn>*> partsOf(const Example& example) { return partsOf(const_cast<Example&>(example)); }   // read only by those who call this

template <class Test>
bool anyText(const Example& example, Test test) {
    if (const auto* text = std::get_if<Text>(&example.body)) return test(text->text);
    for (const std::vector<Turn>* part : partsOf(example))
        for (const Turn& turn : *part)
            if (test(turn.text)) return true;
    return false;
}

// Changes every text and says whether any became another one. Thinking stays: templates have rules of their own for its ends.
template <class Change>
Examples::Outcome changeTexts(Example& example, Change change) {
    bool isChanged = false;
    forEachText(example, [&](TextPlace place, std::string& text) {
        if (place == TextPlace::Thinking) return;
        std::string now(change(text));
        isChanged = isChanged || now != text;
        text = std::move(now);
    });
    return isChanged ? Examples::Outcome::Changed : Examples::Outcome::Stays;
}

bool saysNothing(const Turn& turn) { return turn.toolCalls.empty() && isBlank(turn.text); }
bool isEmptyAnswer(const Turn& turn) { return turn.role == Role::Assistant && saysNothing(turn); }

// An answer with nothing in it, and the question that got it; what is left has answers, or is none.
Examples::Outcome dropEmptyAnswers(Example& example) {
    if (auto* ranking = std::get_if<Ranking>(&example.body)) {
        for (std::size_t i = ranking->responses.size(); i-- > 0;) {
            const auto& response = ranking->responses[i];
            if (!response.empty() && std::none_of(response.begin(), response.end(), isEmptyAnswer)) continue;
            ranking->responses.erase(ranking->responses.begin() + static_cast<std::ptrdiff_t>(i));
            if (i < ranking->rank.size()) ranking->rank.erase(ranking->rank.begin() + static_cast<std::ptrdiff_t>(i));
        }
        return ranking->responses.size() < 2 ? Examples::Outcome::Goes : Examples::Outcome::Changed;
    }
    auto* conversation = std::get_if<Conversation>(&example.body);
    if (!conversation) return Examples::Outcome::Goes;   // half of a pair, or a score of nothing, is of no use
    auto& turns = conversation->turns;
    for (std::size_t i = turns.size(); i-- > 0;) {
        if (!isEmptyAnswer(turns[i])) continue;
        const bool hasQuestion = i > 0 && turns[i - 1].role == Role::User;
        turns.erase(turns.begin() + static_cast<std::ptrdiff_t>(hasQuestion ? i - 1 : i), turns.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        if (hasQuestion) --i;
    }
    const bool isAnswered = std::any_of(turns.begin(), turns.end(), [](const Turn& turn) { return turn.role == Role::Assistant; });
    return isAnswered ? Examples::Outcome::Changed : Examples::Outcome::Goes;
}

bool canJoin(const Turn& a, const Turn& b) {
    const bool isPlain = a.toolCalls.empty() && b.toolCalls.empty() && a.thinking.empty() && b.thinking.empty() && a.toolCallId.empty() && b.toolCallId.empty();
    return isPlain && a.role == b.role && a.role != Role::Tool && a.name == b.name && a.trained == b.trained && a.weight == b.weight;
}

Examples::Outcome joinSameRoles(Example& example) {
    for (std::vector<Turn>* part : partsOf(example)) {
        for (std::size_t i = 1; i < part->size();) {
            if (!canJoin((*part)[i - 1], (*part)[i])) {
                ++i;
                continue;
            }
            (*part)[i - 1].text += "\n\n" + (*part)[i].text;
            part->erase(part->begin() + static_cast<std::ptrdiff_t>(i));
        }
    }
    return Examples::Outcome::Changed;
}

bool hasSameRoles(const Example& example) {
    for (const std::vector<Turn>* part : partsOf(example))
        if (std::adjacent_find(part->begin(), part->end(), canJoin) != part->end()) return true;
    return false;
}

std::string withoutReplacements(const std::string& text) {
    std::string kept;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t next = std::min(text.find(replacement, at), text.size());
        kept.append(text, at, next - at);
        at = next + replacement.size();
    }
    return kept;
}

Examples::Outcome dropBrokenCharacters(Example& example) {
    changeTexts(example, withoutReplacements);
    example.numReplacedUtf8 = 0;
    return Examples::Outcome::Changed;
}

Examples::Outcome trainAll(Example& example) {
    for (std::vector<Turn>* part : partsOf(example)) {
        for (Turn& turn : *part) {
            if (turn.role != Role::Assistant) continue;
            turn.trained = true;
            if (turn.weight <= 0) turn.weight = 1;
        }
    }
    return Examples::Outcome::Changed;
}

}  // namespace

void forEachText(Example& example, const std::function<void(TextPlace, std::string&)>& visit) {
    if (auto* text = std::get_if<Text>(&example.body)) return visit(TextPlace::Text, text->text);
    for (std::vector<Turn>* part : partsOf(example)) {
        for (Turn& turn : *part) {
            visit(placeOf(turn.role), turn.text);
            if (!turn.thinking.empty()) visit(TextPlace::Thinking, turn.thinking);
        }
    }
}

bool needs(Repair repair, const Example& example) { return needs(repair, example, problemOf(example)); }

bool needs(Repair repair, const Example& example, std::string_view problem) {
    const auto is = [&](std::initializer_list<std::string_view> problems) { return std::find(problems.begin(), problems.end(), problem) != problems.end(); };
    switch (repair) {
        case Repair::EmptyAnswers: return is({"empty answer"});
        case Repair::NoAnswer:
            return is({"empty text", "no turns", "no assistant turn", "no prompt", "empty question", "fewer than two answers", "no score"});
        case Repair::RepeatedQuestion: return is({"answer repeats the question"});
        case Repair::SameAnswers: return is({"both answers are the same"});
        case Repair::NothingTrained: return is({"no turn is trained"});
        case Repair::SameRole: return hasSameRoles(example);
        case Repair::SpecialTokens: return anyText(example, [](const std::string& text) { return withoutSpecialTokens(text).size() != text.size(); });
        case Repair::OuterSpaces: return anyText(example, [](const std::string& text) { return withoutSpaces(text).size() != text.size(); });
        case Repair::BrokenCharacters: return example.numReplacedUtf8 > 0;
    }
    return false;
}

Examples::Outcome apply(Repair repair, Example& example) {
    if (!needs(repair, example)) return Examples::Outcome::Stays;
    switch (repair) {
        case Repair::EmptyAnswers: return dropEmptyAnswers(example);
        case Repair::NoAnswer:
        case Repair::RepeatedQuestion:
        case Repair::SameAnswers: return Examples::Outcome::Goes;
        case Repair::NothingTrained: return trainAll(example);
        case Repair::SameRole: return joinSameRoles(example);
        case Repair::SpecialTokens: return changeTexts(example, withoutSpecialTokens);
        case Repair::OuterSpaces: return changeTexts(example, withoutSpaces);
        case Repair::BrokenCharacters: return dropBrokenCharacters(example);
    }
    return Examples::Outcome::Stays;
}

std::string contentHash(const Example& example) {
    Example content;
    content.body = example.body;
    return sha256Hex(dumpJson(exampleToJson(content)));
}

}  // namespace luthier::store
