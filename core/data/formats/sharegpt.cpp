// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/base/utf8.h"
#include "core/data/formats/row_parts.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

// {"from","value"} as {"role","content"}; {"from":"function_call"} is an assistant turn that calls the function named in its value.
Result<Json> asMessage(const Json& turn, const std::string& keyPath) {
    if (!turn.is_object()) return fail(fields::wrongType(keyPath, "a turn like {\"from\":\"human\",\"value\":\"...\"}", turn));
    if (turn.contains("role") && !turn.contains("from")) return turn;
    ASSIGN_OR_RETURN(const std::string from, fields::text(turn, "from", keyPath));
    ASSIGN_OR_RETURN(const std::string value, fields::text(turn, "value", keyPath));
    Json message = Json::object();
    if (from == "function_call") {
        auto call = parseJson(value);
        if (!call) {
            return fail(Error(ErrorCode::InvalidData,
                              "\"" + keyPath + ".value\" of a function_call must be JSON like {\"name\":..,\"arguments\":{..}}: " + call.error().message)
                            .withKey(keyPath + ".value"));
        }
        message = {{"role", "assistant"}, {"content", ""}, {"tool_calls", call->is_array() ? *call : Json::array({*call})}};
    } else {
        message = {{"role", from}, {"content", value}};
    }
    for (const auto& [key, member] : turn.items())
        if (key != "from" && key != "value") message[key] = member;
    return message;
}

const char* fromName(Role role) {
    switch (role) {
        case Role::System: return "system";
        case Role::User: return "human";
        case Role::Assistant: return "gpt";
        case Role::Tool: return "observation";
    }
    return "human";
}

Json callsAsText(const Turn& turn) {
    Json calls = Json::array();
    for (const Json& call : turn.toolCalls) calls.push_back(call.contains("function") ? call["function"] : call);
    return calls.size() == 1 ? calls[0] : calls;
}

class ShareGpt : public Format {
public:
    const FormatInfo& info() const override {
        static const FormatInfo text{
            "sharegpt",
            "ShareGPT conversations",
            "\"conversations\" with from (human, gpt, system, function_call, observation) and value; \"system\" and \"tools\" columns are read too.",
            RowKind::Conversation,
            {"conversations", "system", "tools"},
            R"({"conversations": [{"from": "human", "value": "Is pine soft?"}, {"from": "gpt", "value": "Yes, mostly."}], "system": "Be brief."})",
            {{"conversations", CellKind::Structure}, {"tools", CellKind::Structure}, {"chat_template_kwargs", CellKind::Structure}}};
        return text;
    }

    bool matches(const Json& row) const override {
        return (isListOfObjectsWith(row, "conversations", "from") || isListOfObjectsWith(row, "conversations", "role")) && !hasPreferenceColumns(row);
    }

    Result<Example> read(const Json& row) const override {
        RETURN_IF_ERROR(requireObject(row));
        const Json* list = fields::find(row, "conversations");
        if (!list) return fail(Error(ErrorCode::InvalidData, "\"conversations\" is missing").withKey("conversations"));
        if (!list->is_array()) return fail(fields::wrongType("conversations", "a list of turns", *list));
        Json messages = Json::array();
        for (std::size_t i = 0; i < list->size(); ++i) {
            ASSIGN_OR_RETURN(Json message, asMessage((*list)[i], "conversations[" + std::to_string(i) + "]"));
            messages.push_back(std::move(message));
        }
        Example example;
        Conversation conversation;
        RETURN_IF_ERROR(appendMessages(messages, "conversations", conversation, example.extra));
        if (conversation.turns.empty()) return fail(Error(ErrorCode::InvalidData, "\"conversations\" is an empty list").withKey("conversations"));
        RETURN_IF_ERROR(addSystemColumn(row, conversation, example.extra));
        RETURN_IF_ERROR(readToolsAndOptions(row, conversation));
        keepExtra(row, {"conversations", "system", "tools", "chat_template_kwargs"}, example);
        example.body = std::move(conversation);
        return example;
    }

    Result<WrittenRow> write(const Example& example) const override {
        ASSIGN_OR_RETURN(const Conversation* conversation, conversationToWrite(example, info()));
        std::vector<std::string> lost = lossesOfPlainTurns(example, *conversation);
        std::erase(lost, "tool calls");
        std::erase(lost, "tool definitions");
        Json row = {{"conversations", Json::array()}};
        for (std::size_t i = 0; i < conversation->turns.size(); ++i) {
            const Turn& turn = conversation->turns[i];
            noteLoss(lost, !turn.toolCallId.empty(), "ids of tool calls");
            if (i == 0 && turn.role == Role::System) row["system"] = turn.text;
            else if (turn.toolCalls.empty()) row["conversations"].push_back({{"from", fromName(turn.role)}, {"value", turn.text}});
            else {
                noteLoss(lost, !turn.text.empty(), "text beside tool calls");
                row["conversations"].push_back({{"from", "function_call"}, {"value", dumpJson(callsAsText(turn))}});
            }
        }
        if (row["conversations"].empty())
            return fail(ErrorCode::InvalidArgument, "a row that is only a system prompt cannot be written as " + info().title);
        if (!conversation->tools.empty()) row["tools"] = dumpJson(conversation->tools);
        std::sort(lost.begin(), lost.end());
        lost.erase(std::unique(lost.begin(), lost.end()), lost.end());
        return WrittenRow{withExtra(std::move(row), example), std::move(lost)};
    }
};

}  // namespace

const Format& shareGptFormat() {
    static const ShareGpt format;
    return format;
}

}  // namespace luthier
