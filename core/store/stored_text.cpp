// SPDX-License-Identifier: Apache-2.0
#include "core/store/stored_text.h"

#include <algorithm>
#include <span>

#include "core/base/utf8.h"

namespace luthier::store {

namespace {

constexpr std::int64_t maxShown = 200;

std::int64_t numCodePoints(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

const std::vector<Turn>& turnsOf(const Conversation& conversation) { return conversation.turns; }

// The turns of a row in the order in which they are read, the prompt first; a row of text has none.
std::vector<std::span<const Turn>> partsOf(const Example& example) {
    std::vector<std::span<const Turn>> parts;
    if (const auto* conversation = std::get_if<Conversation>(&example.body)) parts = {conversation->turns};
    if (const auto* pair = std::get_if<Pair>(&example.body)) parts = {turnsOf(pair->prompt), pair->a, pair->b};
    if (const auto* scored = std::get_if<Scored>(&example.body)) parts = {turnsOf(scored->prompt), scored->response};
    if (const auto* prompt = std::get_if<Prompt>(&example.body)) parts = {turnsOf(prompt->prompt)};
    if (const auto* ranking = std::get_if<Ranking>(&example.body)) {
        parts = {turnsOf(ranking->prompt)};
        for (const auto& response : ranking->responses) parts.emplace_back(response);
    }
    return parts;
}

std::string shownTurn(const Turn& turn) {
    if (turn.text.empty() && !turn.toolCalls.empty()) return oneLine(dumpJson(turn.toolCalls).substr(0, 2000));
    return oneLine(turn.text);
}

// The one that was chosen, for rows that hold several answers.
std::span<const Turn> chosenOf(const Example& example, const std::vector<std::span<const Turn>>& parts) {
    if (const auto* pair = std::get_if<Pair>(&example.body)) return pair->verdict.strength < 0 ? pair->b : pair->a;
    if (const auto* ranking = std::get_if<Ranking>(&example.body); ranking && !ranking->rank.empty() && ranking->rank.size() == ranking->responses.size())
        return ranking->responses[static_cast<std::size_t>(std::min_element(ranking->rank.begin(), ranking->rank.end()) - ranking->rank.begin())];
    return parts.empty() ? std::span<const Turn>() : parts.back();
}

}  // namespace

std::string storedText(const std::string& text) {
    if (text.find('\0') == std::string::npos && isValidUtf8(text)) return text;
    std::string stored = repairUtf8(text);
    std::replace(stored.begin(), stored.end(), '\0', ' ');
    return stored;
}

std::string shownName(const std::string& name) { return "\"" + luthier::excerpt(name, 60) + "\""; }

Json storedJson(const std::string& text, Json fallback) { return parseJson(text).value_or(std::move(fallback)); }

bool isBlank(std::string_view text) {
    while (!text.empty()) {
        const auto byte = static_cast<unsigned char>(text.front());
        if (byte <= 0x20 || byte == 0x7F) text.remove_prefix(1);
        else if (text.starts_with("\xC2\xA0")) text.remove_prefix(2);
        else if (text.starts_with("\xE2\x80\x8B") || text.starts_with("\xEF\xBB\xBF") || text.starts_with("\xE3\x80\x80")) text.remove_prefix(3);
        else return false;
    }
    return true;
}

std::string oneLine(std::string_view text) {
    std::string line;
    std::int64_t numShown = 0;
    bool isBlankDue = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte <= 0x20 || byte == 0x7F) {
            isBlankDue = !line.empty();
            continue;
        }
        const bool isStart = (byte & 0xC0U) != 0x80U;
        if (isStart && isBlankDue) {
            line += ' ';
            ++numShown;
            isBlankDue = false;
        }
        if (isStart && ++numShown > maxShown) return line + "…";
        line += text[i];
    }
    return line;
}

std::string searchText(const Example& example) {
    std::string all;
    if (const auto* text = std::get_if<Text>(&example.body)) all = text->text;
    for (const auto& part : partsOf(example)) {
        for (const Turn& turn : part) {
            all += turn.text;
            all += '\n';
            if (!turn.thinking.empty()) all += turn.thinking + "\n";
            for (const Json& call : turn.toolCalls) {
                if (call.is_object() && call.contains("function")) all += dumpJson(call["function"]) + "\n";
            }
        }
    }
    return storedText(all);
}

RowFacts factsOf(const Example& example) {
    RowFacts facts;
    if (const auto* text = std::get_if<Text>(&example.body)) {
        facts.excerpt = oneLine(text->text);
        facts.numCharacters = numCodePoints(text->text);
        return facts;
    }
    const auto parts = partsOf(example);
    bool hasExcerpt = false;
    for (const auto& part : parts) {
        for (const Turn& turn : part) {
            ++facts.numTurns;
            facts.numCharacters += numCodePoints(turn.text) + numCodePoints(turn.thinking);
            if (hasExcerpt || turn.role != Role::User) continue;
            facts.excerpt = shownTurn(turn);
            hasExcerpt = true;
        }
    }
    if (!hasExcerpt && !parts.empty() && !parts.front().empty()) facts.excerpt = shownTurn(parts.front().front());
    const auto chosen = chosenOf(example, parts);
    const auto last = std::find_if(chosen.rbegin(), chosen.rend(), [](const Turn& turn) { return turn.role == Role::Assistant; });
    if (last != chosen.rend()) facts.answer = shownTurn(*last);
    return facts;
}

}  // namespace luthier::store
