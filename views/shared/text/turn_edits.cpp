// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/text/turn_edits.h"

#include <algorithm>
#include <utility>

namespace luthier::turn_edits {

namespace {

void append(std::string& text, const std::string& more) {
    if (!text.empty() && !more.empty()) text += "\n\n";
    text += more;
}

}  // namespace

Role roleAfter(const std::vector<Turn>& turns, std::size_t at) {
    if (at == 0 || turns.empty()) return Role::User;
    const Role before = turns[std::min(at, turns.size()) - 1].role;
    return before == Role::User || before == Role::Tool ? Role::Assistant : Role::User;
}

void insert(std::vector<Turn>& turns, std::size_t at) {
    Turn turn;
    at = std::min(at, turns.size());
    turn.role = roleAfter(turns, at);
    turns.insert(turns.begin() + static_cast<std::ptrdiff_t>(at), std::move(turn));
}

void remove(std::vector<Turn>& turns, std::size_t index) {
    if (index < turns.size()) turns.erase(turns.begin() + static_cast<std::ptrdiff_t>(index));
}

void move(std::vector<Turn>& turns, std::size_t index, int by) {
    const auto to = static_cast<std::ptrdiff_t>(index) + by;
    if (index >= turns.size() || to < 0 || to >= static_cast<std::ptrdiff_t>(turns.size())) return;
    std::swap(turns[index], turns[static_cast<std::size_t>(to)]);
}

void split(std::vector<Turn>& turns, std::size_t index, const QString& text, qsizetype cursor) {
    if (index >= turns.size()) return;
    cursor = std::clamp<qsizetype>(cursor, 0, text.size());
    Turn behind = turns[index];
    behind.text = text.mid(cursor).toStdString();
    behind.thinking.clear();
    turns[index].text = text.left(cursor).toStdString();
    turns[index].toolCalls = Json::array();
    turns.insert(turns.begin() + static_cast<std::ptrdiff_t>(index) + 1, std::move(behind));
}

void mergeWithNext(std::vector<Turn>& turns, std::size_t index) {
    if (index + 1 >= turns.size()) return;
    Turn& first = turns[index];
    const Turn& next = turns[index + 1];
    append(first.text, next.text);
    append(first.thinking, next.thinking);
    for (const Json& call : next.toolCalls) first.toolCalls.push_back(call);
    remove(turns, index + 1);
}

}  // namespace luthier::turn_edits
