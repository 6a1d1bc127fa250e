// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/data/formats/answer_parts.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

// Columns that become members of the reference under their own names. "reference" is such a member, or the whole reference where it is an object or alone.
constexpr std::array<const char*, 3> memberColumns{"answer", "solution", "checker"};

// Columns with answers or labels: such rows are something else than prompts, whatever other format knows them.
constexpr std::array<const char*, 13> answerColumns{"completion", "completions", "response", "responses", "generations", "chosen", "rejected",
                                                    "messages",   "conversations", "output", "text", "label", "labels"};

// Text that looks like JSON is JSON; other text stays, as the name of a checker or the text of an answer.
Result<Json> checkerOf(const Json& value) {
    if (!value.is_string()) return value;
    const auto& text = value.get_ref<const std::string&>();
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || (text[first] != '{' && text[first] != '[')) return value;
    auto parsed = parseJson(text);
    if (!parsed)
        return fail(Error(ErrorCode::InvalidData, "\"checker\" is text that should be JSON, but is " + parsed.error().message).withKey("checker"));
    return std::move(*parsed);
}

Result<Json> readReference(const Json& row) {
    Json members = Json::object();
    for (const char* column : memberColumns) {
        const Json* value = fields::find(row, column);
        if (!value) continue;
        if (std::string_view(column) == "checker") {
            ASSIGN_OR_RETURN(members[column], checkerOf(*value));
        } else {
            members[column] = *value;
        }
    }
    const Json* reference = fields::find(row, "reference");
    if (!reference) return members.empty() ? Json() : members;
    if (members.empty()) return *reference;
    if (!reference->is_object()) {
        members["reference"] = *reference;
        return members;
    }
    Json whole = *reference;
    for (const auto& [name, value] : members.items()) {
        if (whole.contains(name))
            return fail(Error(ErrorCode::InvalidData, "\"reference." + name + "\" is also a column of its own").withKey("reference." + name));
        whole[name] = value;
    }
    return whole;
}

void writeReference(const Json& reference, Json& row) {
    if (reference.is_null()) return;
    const auto isColumn = [](const std::string& name) { return std::find(memberColumns.begin(), memberColumns.end(), name) != memberColumns.end(); };
    bool asColumns = reference.is_object() && !reference.empty();
    if (asColumns)
        for (const auto& [name, value] : reference.items())
            // A checker that is text would be parsed again.
            asColumns = asColumns && isColumn(name) && !value.is_null() && (name != "checker" || !value.is_string());
    if (!asColumns) {
        row["reference"] = reference;
        return;
    }
    for (const auto& [name, value] : reference.items()) row[name] = value;
}

class Prompts : public Format {
public:
    const FormatInfo& info() const override {
        static const FormatInfo text{
            "prompts",
            "Prompts for reinforcement learning",
            "prompt as text or messages, with what a checker needs: answer, solution, reference, or checker as JSON.",
            RowKind::Prompt,
            {"prompt", "answer", "solution", "reference", "checker", "system", "tools", "chat_template_kwargs"},
            R"({"prompt": "A top is 2.5 mm and 0.4 mm is sanded off. How thick is it?", "answer": "2.1", "checker": {"type": "numeric"}})",
            {{"prompt", CellKind::Messages}, {"answer", CellKind::OptionalText}, {"solution", CellKind::OptionalText}, {"reference", CellKind::Structure},
             {"checker", CellKind::Structure}, {"tools", CellKind::Structure}, {"chat_template_kwargs", CellKind::Structure}}};
        return text;
    }

    bool matches(const Json& row) const override {
        return row.is_object() && hasSide(row, "prompt") && !hasPreferenceColumns(row) &&
               std::none_of(answerColumns.begin(), answerColumns.end(), [&](const char* column) { return fields::find(row, column) != nullptr; });
    }

    Result<Example> read(const Json& row) const override {
        RETURN_IF_ERROR(requireObject(row));
        ASSIGN_OR_RETURN(Side side, requireSide(row, "prompt", Role::User));
        Example example;
        Prompt prompt;
        ASSIGN_OR_RETURN(prompt.prompt, joinSides(row, std::move(side), {}, example.extra));
        ASSIGN_OR_RETURN(prompt.reference, readReference(row));
        keepExtra(row, {"prompt", "answer", "solution", "reference", "checker", "system", "tools", "chat_template_kwargs"}, example);
        example.body = std::move(prompt);
        return example;
    }

    Result<WrittenRow> write(const Example& example) const override {
        const auto* prompt = std::get_if<Prompt>(&example.body);
        if (!prompt) return fail(cannotBeWritten(example, info(), "prompts"));
        ASSIGN_OR_RETURN(WrittenSides sides, writeSides(example, prompt->prompt, {}));
        Json row = {{"prompt", std::move(sides.prompt)}};
        writeReference(prompt->reference, row);
        writeToolsAndOptions(prompt->prompt, row);
        std::vector<std::string> lost;
        noteLoss(lost, !example.tags.empty(), "tags");
        return WrittenRow{withExtra(std::move(row), example), std::move(lost)};
    }
};

}  // namespace

const Format& promptsFormat() {
    static const Prompts format;
    return format;
}

}  // namespace luthier
