// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/row_parts.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

void append(Conversation& conversation, Role role, std::string text) {
    Turn turn;
    turn.role = role;
    turn.text = std::move(text);
    conversation.turns.push_back(std::move(turn));
}

// [[question, answer], ...]; the answers are trained on, as LLaMA-Factory does.
Status appendHistory(const Json& row, Conversation& conversation) {
    const Json* history = fields::find(row, "history");
    if (!history) return {};
    if (!history->is_array()) return fail(fields::wrongType("history", "a list of [question, answer] pairs", *history));
    for (std::size_t i = 0; i < history->size(); ++i) {
        const Json& pair = (*history)[i];
        const std::string path = "history[" + std::to_string(i) + "]";
        if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string())
            return fail(Error(ErrorCode::InvalidData, "\"" + path + "\" must be a pair [question, answer] of texts").withKey(path));
        append(conversation, Role::User, pair[0].get<std::string>());
        append(conversation, Role::Assistant, pair[1].get<std::string>());
    }
    return {};
}

class Alpaca : public Format {
public:
    const FormatInfo& info() const override {
        static const FormatInfo text{
            "alpaca",
            "Alpaca instructions",
            "instruction, input (added to the instruction on a line of its own) and output; answers in history are trained on as LLaMA-Factory does.",
            RowKind::Conversation,
            {"instruction", "input", "output", "system", "history"},
            R"({"instruction": "Name the wood.", "input": "Pale, straight grain, used for soundboards.", "output": "Spruce."})",
            {{"history", CellKind::Structure}}};
        return text;
    }

    bool matches(const Json& row) const override {
        if (!row.is_object() || hasPreferenceColumns(row)) return false;
        const Json* instruction = fields::find(row, "instruction");
        const Json* output = fields::find(row, "output");
        return instruction && instruction->is_string() && output && output->is_string();
    }

    Result<Example> read(const Json& row) const override {
        RETURN_IF_ERROR(requireObject(row));
        ASSIGN_OR_RETURN(std::string question, fields::text(row, "instruction", ""));
        ASSIGN_OR_RETURN(const std::string input, fields::textOr(row, "input", "", ""));
        ASSIGN_OR_RETURN(std::string answer, fields::text(row, "output", ""));
        if (!input.empty()) question += (question.empty() ? "" : "\n") + input;
        Example example;
        Conversation conversation;
        RETURN_IF_ERROR(appendHistory(row, conversation));
        append(conversation, Role::User, std::move(question));
        append(conversation, Role::Assistant, std::move(answer));
        RETURN_IF_ERROR(addSystemColumn(row, conversation, example.extra));
        keepExtra(row, {"instruction", "input", "output", "system", "history"}, example);
        example.body = std::move(conversation);
        return example;
    }

    Result<WrittenRow> write(const Example& example) const override {
        ASSIGN_OR_RETURN(const Conversation* conversation, conversationToWrite(example, info()));
        const auto& turns = conversation->turns;
        const std::size_t first = !turns.empty() && turns[0].role == Role::System ? 1 : 0;
        bool alternates = turns.size() > first && (turns.size() - first) % 2 == 0;
        for (std::size_t i = first; i < turns.size(); ++i) alternates = alternates && turns[i].role == ((i - first) % 2 == 0 ? Role::User : Role::Assistant);
        if (!alternates) return fail(ErrorCode::InvalidArgument, "only questions and answers in turn can be written as " + info().title);
        Json row = {{"instruction", turns[turns.size() - 2].text}, {"input", ""}, {"output", turns.back().text}};
        if (first == 1) row["system"] = turns[0].text;
        for (std::size_t i = first; i + 2 < turns.size(); i += 2) row["history"].push_back(Json::array({turns[i].text, turns[i + 1].text}));
        return WrittenRow{withExtra(std::move(row), example), lossesOfPlainTurns(example, *conversation)};
    }
};

}  // namespace

const Format& alpacaFormat() {
    static const Alpaca format;
    return format;
}

}  // namespace luthier
