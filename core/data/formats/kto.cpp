// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "core/data/formats/answer_parts.h"
#include "core/data/formats/score_parts.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

class Kto : public Format {
public:
    const FormatInfo& info() const override {
        static const FormatInfo text{
            "kto",
            "Good or bad answers (KTO)",
            "prompt, completion and label, which is true where the answer is good and false where it is bad.",
            RowKind::Scored,
            {"prompt", "completion", "label", "system", "tools", "chat_template_kwargs"},
            R"({"prompt": "May I wax the fingerboard?", "completion": "Oil it lightly instead.", "label": true})",
            {{"prompt", CellKind::Messages}, {"completion", CellKind::Messages}, {"response", CellKind::Messages}, {"label", CellKind::Flag},
             {"tools", CellKind::Structure}, {"chat_template_kwargs", CellKind::Structure}}};
        return text;
    }

    bool matches(const Json& row) const override {
        if (!hasAnsweredPrompt(row) || fields::find(row, "chosen") || fields::find(row, "rejected")) return false;
        const Json* label = fields::find(row, "label");
        return label && label->is_boolean();
    }

    Result<Example> read(const Json& row) const override {
        RETURN_IF_ERROR(requireObject(row));
        const Json* label = fields::find(row, "label");
        if (!label) return fail(Error(ErrorCode::InvalidData, "\"label\" is missing").withKey("label"));
        if (!label->is_boolean()) return fail(fields::wrongType("label", "true (good) or false (bad)", *label));
        Example example;
        Scored scored;
        scored.score = label->get<bool>() ? 1.0 : 0.0;
        const char* const answer = answerColumn(row, "completion");
        RETURN_IF_ERROR(readAnsweredPrompt(row, answer, scored, example.extra));
        keepExtra(row, {"prompt", answer, "label", "system", "tools", "chat_template_kwargs"}, example);
        example.body = std::move(scored);
        return example;
    }

    Result<WrittenRow> write(const Example& example) const override {
        const auto* scored = std::get_if<Scored>(&example.body);
        if (!scored) return fail(cannotBeWritten(example, info(), "answers with a label"));
        if (!scored->score || (*scored->score != 0 && *scored->score != 1))
            return fail(ErrorCode::InvalidArgument, "only scores of 0 (bad) and 1 (good) can be written as " + info().title);
        ASSIGN_OR_RETURN(Json row, writeAnsweredPrompt(example, *scored, "completion"));
        row["label"] = *scored->score == 1;
        std::vector<std::string> lost;
        noteLoss(lost, !scored->dimensions.empty(), "scores of single dimensions");
        noteLoss(lost, !example.tags.empty(), "tags");
        return WrittenRow{withExtra(std::move(row), example), std::move(lost)};
    }
};

}  // namespace

const Format& ktoFormat() {
    static const Kto format;
    return format;
}

}  // namespace luthier
