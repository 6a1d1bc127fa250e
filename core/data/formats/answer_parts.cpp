// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/answer_parts.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "core/rows/fields.h"

namespace luthier {

namespace {

Turn plainTurn(Role role, std::string text) {
    Turn turn;
    turn.role = role;
    turn.text = std::move(text);
    return turn;
}

bool isOnePlainTurn(const std::vector<Turn>& turns, Role role) { return turns.size() == 1 && turns.front() == plainTurn(role, turns.front().text); }

void moveColumns(const Side& side, std::size_t first, Json& extra) {
    for (const auto& [index, columns] : side.columns.items()) {
        if (!extra.contains(turnColumnsKey)) extra[turnColumnsKey] = Json::object();
        extra[turnColumnsKey][std::to_string(first + std::stoull(index))] = columns;
    }
}

Json messageList(const Example& example, const std::vector<Turn>& turns, std::size_t first) {
    const Json* columns = fields::find(example.extra, turnColumnsKey);
    Json list = Json::array();
    for (std::size_t i = 0; i < turns.size(); ++i) {
        Json message = turnToJson(turns[i]);
        const Json* ofTurn = columns && columns->is_object() ? fields::find(*columns, std::to_string(first + i)) : nullptr;
        if (ofTurn && ofTurn->is_object())
            for (const auto& [key, value] : ofTurn->items()) message[key] = value;
        list.push_back(std::move(message));
    }
    return list;
}

}  // namespace

bool hasSide(const Json& row, const char* column) {
    const Json* side = fields::find(row, column);
    return side && (side->is_string() || side->is_array());
}

Result<Side> readSide(const Json& value, const std::string& keyPath, Role role) {
    Side side;
    if (value.is_string()) {
        side.turns.push_back(plainTurn(role, value.get<std::string>()));
        return side;
    }
    if (!value.is_array()) return fail(fields::wrongType(keyPath, "text or a list of messages", value));
    if (value.empty()) return fail(Error(ErrorCode::InvalidData, "\"" + keyPath + "\" is an empty list").withKey(keyPath));
    Conversation conversation;
    Json extra = Json::object();
    RETURN_IF_ERROR(appendMessages(value, keyPath, conversation, extra));
    side.turns = std::move(conversation.turns);
    if (extra.contains(turnColumnsKey)) side.columns = std::move(extra[turnColumnsKey]);
    return side;
}

Result<Side> requireSide(const Json& row, const std::string& column, Role role) {
    const Json* value = fields::find(row, column);
    if (!value) return fail(Error(ErrorCode::InvalidData, "\"" + column + "\" is missing").withKey(column));
    return readSide(*value, column, role);
}

Side takeBeginning(Side& side, std::size_t numTurns) {
    const auto cut = side.turns.begin() + static_cast<std::ptrdiff_t>(numTurns);
    Side beginning;
    beginning.turns.assign(std::make_move_iterator(side.turns.begin()), std::make_move_iterator(cut));
    side.turns.erase(side.turns.begin(), cut);
    Json rest = Json::object();
    for (const auto& [key, columns] : side.columns.items()) {
        const std::size_t index = std::stoull(key);
        if (index < numTurns) beginning.columns[key] = columns;
        else rest[std::to_string(index - numTurns)] = columns;
    }
    side.columns = std::move(rest);
    return beginning;
}

Result<Conversation> joinSides(const Json& row, Side prompt, const std::vector<Side>& answers, Json& extra) {
    moveColumns(prompt, 0, extra);
    std::size_t first = prompt.turns.size();
    for (const Side& answer : answers) {
        moveColumns(answer, first, extra);
        first += answer.turns.size();
    }
    Conversation conversation;
    conversation.turns = std::move(prompt.turns);
    RETURN_IF_ERROR(addSystemColumn(row, conversation, extra));
    RETURN_IF_ERROR(readToolsAndOptions(row, conversation));
    return conversation;
}

Result<std::optional<double>> optionalNumber(const Json& object, const std::string& key, const std::string& keyPath) {
    if (!fields::find(object, key)) return std::optional<double>();
    ASSIGN_OR_RETURN(const double number, fields::numberOr(object, key, keyPath, 0.0));
    return std::optional<double>(number);
}

WrittenSides writeSidesAsMessages(const Example& example, const Conversation& prompt, const Answers& answers) {
    WrittenSides written{messageList(example, prompt.turns, 0), {}};
    std::size_t first = prompt.turns.size();
    for (const std::vector<Turn>* answer : answers) {
        written.answers.push_back(messageList(example, *answer, first));
        first += answer->size();
    }
    return written;
}

Result<WrittenSides> writeSides(const Example& example, const Conversation& prompt, const Answers& answers) {
    if (prompt.turns.empty()) return fail(ErrorCode::InvalidArgument, "a row without a prompt cannot be written in this format");
    const auto isEmpty = [](const std::vector<Turn>* answer) { return answer->empty(); };
    if (std::any_of(answers.begin(), answers.end(), isEmpty)) return fail(ErrorCode::InvalidArgument, "an answer without a turn cannot be written");
    const auto isPlain = [](const std::vector<Turn>* answer) { return isOnePlainTurn(*answer, Role::Assistant); };
    const bool allPlain = isOnePlainTurn(prompt.turns, Role::User) && std::all_of(answers.begin(), answers.end(), isPlain) && prompt.tools.empty() &&
                          prompt.templateOptions.empty() && !example.extra.contains(turnColumnsKey);
    if (!allPlain) return writeSidesAsMessages(example, prompt, answers);
    WrittenSides written{prompt.turns.front().text, {}};
    for (const std::vector<Turn>* answer : answers) written.answers.emplace_back(answer->front().text);
    return written;
}

void writeToolsAndOptions(const Conversation& prompt, Json& row) {
    if (!prompt.tools.empty()) row["tools"] = prompt.tools;
    if (!prompt.templateOptions.empty()) row["chat_template_kwargs"] = prompt.templateOptions;
}

Error cannotBeWritten(const Example& example, const FormatInfo& info, const std::string& whatItHolds) {
    return Error(ErrorCode::InvalidArgument,
                 "a row of kind \"" + std::string(rowKindName(example.kind())) + "\" cannot be written as " + info.title + ", which holds " + whatItHolds);
}

}  // namespace luthier
