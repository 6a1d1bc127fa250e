// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/row_parts.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

class Messages : public Format {
public:
    const FormatInfo& info() const override {
        static const FormatInfo text{
            "messages",
            "Chat messages (OpenAI, TRL)",
            "A list of messages with role and content; tools, tool calls, thinking, names, and \"trained\" or \"weight\" per message are kept.",
            RowKind::Conversation,
            {"messages", "system", "tools", "chat_template_kwargs"},
            R"({"messages": [{"role": "user", "content": "What sharpens a chisel?"}, {"role": "assistant", "content": "On a flat stone, at 30 degrees."}]})",
            {{"messages", CellKind::Structure}, {"tools", CellKind::Structure}, {"chat_template_kwargs", CellKind::Structure}}};
        return text;
    }

    bool matches(const Json& row) const override { return isListOfObjectsWith(row, "messages", "role") && !hasPreferenceColumns(row); }

    Result<Example> read(const Json& row) const override {
        RETURN_IF_ERROR(requireObject(row));
        const Json* list = fields::find(row, "messages");
        if (!list) return fail(Error(ErrorCode::InvalidData, "\"messages\" is missing").withKey("messages"));
        Example example;
        Conversation conversation;
        RETURN_IF_ERROR(appendMessages(*list, "messages", conversation, example.extra));
        if (conversation.turns.empty()) return fail(Error(ErrorCode::InvalidData, "\"messages\" is an empty list").withKey("messages"));
        RETURN_IF_ERROR(addSystemColumn(row, conversation, example.extra));
        RETURN_IF_ERROR(readToolsAndOptions(row, conversation));
        keepExtra(row, {"messages", "system", "tools", "chat_template_kwargs"}, example);
        example.body = std::move(conversation);
        return example;
    }

    Result<WrittenRow> write(const Example& example) const override {
        ASSIGN_OR_RETURN(const Conversation* conversation, conversationToWrite(example, info()));
        const Json* columns = fields::find(example.extra, turnColumnsKey);
        Json row = {{"messages", Json::array()}};
        for (std::size_t i = 0; i < conversation->turns.size(); ++i) {
            Json message = turnToJson(conversation->turns[i]);
            if (columns && columns->contains(std::to_string(i)))
                for (const auto& [key, value] : columns->at(std::to_string(i)).items()) message[key] = value;
            row["messages"].push_back(std::move(message));
        }
        if (!conversation->tools.empty()) row["tools"] = conversation->tools;
        if (!conversation->templateOptions.empty()) row["chat_template_kwargs"] = conversation->templateOptions;
        std::vector<std::string> lost;
        noteLoss(lost, !example.tags.empty(), "tags");
        return WrittenRow{withExtra(std::move(row), example), std::move(lost)};
    }
};

}  // namespace

const Format& messagesFormat() {
    static const Messages format;
    return format;
}

}  // namespace luthier
