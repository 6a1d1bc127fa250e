// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/row_parts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/utf8.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

constexpr std::array<std::string_view, 12> turnKeys{"role",       "content",      "name",    "thinking", "reasoning_content", "reasoning",
                                                    "tool_calls", "tool_call_id", "trained", "train",    "weight",            "function_call"};

// Without the search for an equal key, which would make large objects slow; the keys are known to differ.
void appendMember(Json& object, std::string key, Json value) {
    object.get_ref<Json::object_t&>().Json::object_t::Container::emplace_back(std::move(key), std::move(value));
}

Json turnColumns(const Json& message) {
    Json unknown = Json::object();
    for (const auto& [key, value] : message.items())
        if (std::find(turnKeys.begin(), turnKeys.end(), key) == turnKeys.end()) appendMember(unknown, key, value);
    return unknown;
}

// The form of OpenAI's interface before tools: {"function_call": {"name", "arguments"}} instead of "tool_calls".
Json withToolCalls(const Json& message) {
    const Json* call = fields::find(message, "function_call");
    if (!call || fields::find(message, "tool_calls")) return message;
    Json changed = message;
    changed.erase("function_call");
    changed["tool_calls"] = Json::array({*call});
    return changed;
}

Result<Json> parsedText(const std::string& text, const std::string& keyPath, const std::string& what) {
    auto parsed = parseJson(text);
    if (!parsed)
        return fail(
            Error(ErrorCode::InvalidData, "\"" + keyPath + "\" is text that should be " + what + ", but is " + parsed.error().message).withKey(keyPath));
    return std::move(*parsed);
}

// A turn was put in front, so the columns of single turns belong to the next index.
void shiftTurnColumns(Json& extra) {
    const auto found = extra.find(turnColumnsKey);
    if (found == extra.end()) return;
    Json shifted = Json::object();
    for (const auto& [index, columns] : found->items()) appendMember(shifted, std::to_string(std::stoll(index) + 1), columns);
    *found = std::move(shifted);
}

bool startsWithSystem(const Conversation& conversation) { return !conversation.turns.empty() && conversation.turns.front().role == Role::System; }

}  // namespace

Status requireObject(const Json& row) {
    if (row.is_object()) return {};
    return fail(ErrorCode::InvalidData, "a row must be an object like {\"messages\": [...]}, but it is " + fields::kindOf(row));
}

bool hasPreferenceColumns(const Json& row) {
    if (!row.is_object()) return false;
    const Json* label = fields::find(row, "label");
    return fields::find(row, "chosen") || fields::find(row, "rejected") || fields::find(row, "kto_tag") || (label && label->is_boolean());
}

bool isListOfObjectsWith(const Json& row, const char* column, const char* key) {
    if (!row.is_object()) return false;
    const Json* list = fields::find(row, column);
    return list && list->is_array() && !list->empty() && list->front().is_object() && list->front().contains(key);
}

Result<Json> normalizedToolCall(const Json& call, const std::string& keyPath) {
    if (!call.is_object()) return fail(fields::wrongType(keyPath, "an object", call));
    Json function = call;
    Json result = {{"type", "function"}};
    std::string path = keyPath;
    if (const Json* inner = fields::find(call, "function")) {
        path = fields::join(keyPath, "function");
        if (!inner->is_object()) return fail(fields::wrongType(path, "an object with \"name\" and \"arguments\"", *inner));
        function = *inner;
        result = call;
        result["type"] = "function";
    }
    ASSIGN_OR_RETURN(const std::string name, fields::text(function, "name", path));
    const std::string argumentsPath = fields::join(path, "arguments");
    const Json* arguments = fields::find(function, "arguments");
    Json values = Json::object();
    if (arguments && arguments->is_string() && !arguments->get_ref<const std::string&>().empty()) {
        ASSIGN_OR_RETURN(values, parsedText(arguments->get<std::string>(), argumentsPath, "a JSON object"));
    } else if (arguments && !arguments->is_string()) {
        values = *arguments;
    }
    if (!values.is_object()) return fail(fields::wrongType(argumentsPath, "an object", values));
    function["arguments"] = std::move(values);
    result["function"] = std::move(function);
    return result;
}

Status appendMessages(const Json& list, const std::string& keyPath, Conversation& conversation, Json& extra) {
    if (!list.is_array()) return fail(fields::wrongType(keyPath, "a list of messages", list));
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string path = keyPath + "[" + std::to_string(i) + "]";
        if (!list[i].is_object()) return fail(fields::wrongType(path, "a message like {\"role\":\"user\",\"content\":\"...\"}", list[i]));
        if (fields::find(list[i], "train_detail")) {
            return fail(Error(ErrorCode::InvalidData, "\"" + path + ".train_detail\" (training on parts of a turn) is not supported")
                            .withHint("use \"trained\": true or false, or \"weight\", on whole turns").withKey(path + ".train_detail"));
        }
        ASSIGN_OR_RETURN(Turn turn, turnFromJson(withToolCalls(list[i]), path));
        Json calls = Json::array();
        for (std::size_t k = 0; k < turn.toolCalls.size(); ++k) {
            ASSIGN_OR_RETURN(Json call, normalizedToolCall(turn.toolCalls[k], path + ".tool_calls[" + std::to_string(k) + "]"));
            calls.push_back(std::move(call));
        }
        turn.toolCalls = std::move(calls);
        if (Json unknown = turnColumns(list[i]); !unknown.empty()) {
            if (!extra.contains(turnColumnsKey)) extra[turnColumnsKey] = Json::object();
            appendMember(extra[turnColumnsKey], std::to_string(conversation.turns.size()), std::move(unknown));
        }
        conversation.turns.push_back(std::move(turn));
    }
    return {};
}

Status readToolsAndOptions(const Json& row, Conversation& conversation) {
    if (const Json* tools = fields::find(row, "tools")) {
        Json list = *tools;
        if (tools->is_string()) {
            const auto& text = tools->get_ref<const std::string&>();
            list = Json::array();
            if (!text.empty()) {
                ASSIGN_OR_RETURN(list, parsedText(text, "tools", "a JSON list"));
            }
        }
        if (!list.is_array()) return fail(fields::wrongType("tools", "a list of tools (or JSON text of one)", list));
        for (const Json& tool : list)
            if (!tool.is_object()) return fail(fields::wrongType("tools", "a list of objects", tool));
        conversation.tools = std::move(list);
    }
    if (const Json* options = fields::find(row, "chat_template_kwargs")) {
        if (!options->is_object()) return fail(fields::wrongType("chat_template_kwargs", "an object", *options));
        conversation.templateOptions = *options;
    }
    return {};
}

Status addSystemColumn(const Json& row, Conversation& conversation, Json& extra) {
    ASSIGN_OR_RETURN(std::string text, fields::textOr(row, "system", "", ""));
    if (text.empty()) return {};
    if (startsWithSystem(conversation)) {
        if (conversation.turns.front().text == text) return {};
        return fail(Error(ErrorCode::InvalidData, "there are two different system prompts: the column \"system\" and the first turn")
                        .withHint("keep one of them; a mapping such as {\"system\": \"old_system\"} sets the column aside").withKey("system"));
    }
    Turn turn;
    turn.role = Role::System;
    turn.text = std::move(text);
    conversation.turns.insert(conversation.turns.begin(), std::move(turn));
    shiftTurnColumns(extra);
    return {};
}

void keepExtra(const Json& row, std::initializer_list<std::string_view> known, Example& example) {
    for (const auto& [key, value] : row.items()) {
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        example.extra[key] = value;
        if (key != "id") continue;
        if (value.is_string()) example.id = value.get<std::string>();
        else if (value.is_number_integer()) example.id = value.dump();
    }
}

Result<const Conversation*> conversationToWrite(const Example& example, const FormatInfo& info) {
    const auto* conversation = std::get_if<Conversation>(&example.body);
    if (conversation) return conversation;
    return fail(Error(ErrorCode::InvalidArgument,
                      "a row of kind \"" + std::string(rowKindName(example.kind())) + "\" cannot be written as " + info.title + ", which holds conversations"));
}

Json withExtra(Json row, const Example& example) {
    for (const auto& [key, value] : example.extra.items())
        if (key != turnColumnsKey && !row.contains(key)) row[key] = value;
    return row;
}

void noteLoss(std::vector<std::string>& lost, bool isLost, const char* what) {
    if (isLost) lost.emplace_back(what);
}

std::vector<std::string> lossesOfPlainTurns(const Example& example, const Conversation& conversation) {
    const auto any = [&](auto condition) { return std::any_of(conversation.turns.begin(), conversation.turns.end(), condition); };
    std::vector<std::string> lost;
    noteLoss(lost, any([](const Turn& t) { return !t.toolCalls.empty() || !t.toolCallId.empty(); }), "tool calls");
    noteLoss(lost, any([](const Turn& t) { return !t.thinking.empty(); }), "thinking");
    noteLoss(lost, any([](const Turn& t) { return !t.name.empty(); }), "names of speakers");
    noteLoss(lost, any([](const Turn& t) { return t.role == Role::Assistant && !t.trained; }), "which turns are trained");
    noteLoss(lost, any([](const Turn& t) { return t.weight != 1.0F; }), "weights of turns");
    noteLoss(lost, !conversation.tools.empty(), "tool definitions");
    noteLoss(lost, !conversation.templateOptions.empty(), "template options");
    noteLoss(lost, !example.tags.empty(), "tags");
    noteLoss(lost, example.extra.contains(turnColumnsKey), "columns of single turns");
    return lost;
}

}  // namespace luthier
