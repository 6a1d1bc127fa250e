// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/row_parts.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

// Text becomes one turn of this role; a list is read as messages.
Status appendSide(const Json& row, const char* column, Role role, Conversation& conversation, Json& extra) {
    const Json* side = fields::find(row, column);
    if (!side) return fail(Error(ErrorCode::InvalidData, std::string("\"") + column + "\" is missing").withKey(column));
    if (side->is_string()) {
        Turn turn;
        turn.role = role;
        turn.text = side->get<std::string>();
        conversation.turns.push_back(std::move(turn));
        return {};
    }
    if (!side->is_array()) return fail(fields::wrongType(column, "text or a list of messages", *side));
    if (side->empty()) return fail(Error(ErrorCode::InvalidData, std::string("\"") + column + "\" is an empty list").withKey(column));
    return appendMessages(*side, column, conversation, extra);
}

bool isPlainPair(const Example& example, const Conversation& conversation) {
    const auto& turns = conversation.turns;
    return turns.size() == 2 && turns[0].role == Role::User && turns[1].role == Role::Assistant && turns[1].trained && conversation.tools.empty() &&
           conversation.templateOptions.empty() && lossesOfPlainTurns(example, conversation).empty();
}

Json messageList(const Example& example, const std::vector<Turn>& turns, std::size_t from, std::size_t to) {
    const Json* columns = fields::find(example.extra, turnColumnsKey);
    Json list = Json::array();
    for (std::size_t i = from; i < to; ++i) {
        Json message = turnToJson(turns[i]);
        if (columns && columns->contains(std::to_string(i)))
            for (const auto& [key, value] : columns->at(std::to_string(i)).items()) message[key] = value;
        list.push_back(std::move(message));
    }
    return list;
}

class PromptCompletion : public Format {
public:
    const FormatInfo& info() const override {
        static const FormatInfo text{
            "prompt_completion",
            "Prompt and completion (TRL)",
            "Text or message lists; only the completion is trained. Text becomes a user turn and an assistant turn, rendered by the model's chat template.",
            RowKind::Conversation,
            {"prompt", "completion", "system", "tools", "chat_template_kwargs"},
            R"({"prompt": "The wood of a violin's back is", "completion": "most often maple."})",
            {{"prompt", CellKind::Messages}, {"completion", CellKind::Messages}, {"tools", CellKind::Structure},
             {"chat_template_kwargs", CellKind::Structure}}};
        return text;
    }

    bool matches(const Json& row) const override {
        if (!row.is_object() || hasPreferenceColumns(row)) return false;
        const Json* prompt = fields::find(row, "prompt");
        const Json* completion = fields::find(row, "completion");
        const auto usable = [](const Json* side) { return side && (side->is_string() || side->is_array()); };
        return usable(prompt) && usable(completion);
    }

    Result<Example> read(const Json& row) const override {
        RETURN_IF_ERROR(requireObject(row));
        Example example;
        Conversation conversation;
        RETURN_IF_ERROR(appendSide(row, "prompt", Role::User, conversation, example.extra));
        for (Turn& turn : conversation.turns) turn.trained = turn.trained && turn.role != Role::Assistant;
        RETURN_IF_ERROR(appendSide(row, "completion", Role::Assistant, conversation, example.extra));
        RETURN_IF_ERROR(addSystemColumn(row, conversation, example.extra));
        RETURN_IF_ERROR(readToolsAndOptions(row, conversation));
        keepExtra(row, {"prompt", "completion", "system", "tools", "chat_template_kwargs"}, example);
        example.body = std::move(conversation);
        return example;
    }

    Result<WrittenRow> write(const Example& example) const override {
        ASSIGN_OR_RETURN(const Conversation* conversation, conversationToWrite(example, info()));
        const auto& turns = conversation->turns;
        if (isPlainPair(example, *conversation)) return WrittenRow{withExtra({{"prompt", turns[0].text}, {"completion", turns[1].text}}, example), {}};
        // The completion begins at the first answer that is trained, so that the untrained ones before it stay untrained when read again.
        std::size_t split = 0;
        while (split < turns.size() && !(turns[split].role == Role::Assistant && turns[split].trained)) ++split;
        if (split == 0 || split == turns.size())
            return fail(ErrorCode::InvalidArgument, "a row needs a prompt and a trained answer after it to be written as " + info().title);
        Json row = {{"prompt", messageList(example, turns, 0, split)}, {"completion", messageList(example, turns, split, turns.size())}};
        if (!conversation->tools.empty()) row["tools"] = conversation->tools;
        if (!conversation->templateOptions.empty()) row["chat_template_kwargs"] = conversation->templateOptions;
        std::vector<std::string> lost;
        noteLoss(lost, !example.tags.empty(), "tags");
        return WrittenRow{withExtra(std::move(row), example), std::move(lost)};
    }
};

}  // namespace

const Format& promptCompletionFormat() {
    static const PromptCompletion format;
    return format;
}

}  // namespace luthier
