// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/score_parts.h"

#include <string_view>
#include <utility>

#include "core/data/formats/answer_parts.h"
#include "core/rows/fields.h"

namespace luthier {

bool hasAnsweredPrompt(const Json& row) { return row.is_object() && hasSide(row, "prompt") && (hasSide(row, "response") || hasSide(row, "completion")); }

const char* answerColumn(const Json& row, const char* usual) {
    if (fields::find(row, usual)) return usual;
    const char* const other = std::string_view(usual) == "response" ? "completion" : "response";
    return fields::find(row, other) ? other : usual;
}

Status readAnsweredPrompt(const Json& row, const char* answer, Scored& scored, Json& extra) {
    ASSIGN_OR_RETURN(Side prompt, requireSide(row, "prompt", Role::User));
    ASSIGN_OR_RETURN(Side response, requireSide(row, answer, Role::Assistant));
    const std::vector<Side> answers{response};
    ASSIGN_OR_RETURN(scored.prompt, joinSides(row, std::move(prompt), answers, extra));
    scored.response = std::move(response.turns);
    return {};
}

Result<Json> writeAnsweredPrompt(const Example& example, const Scored& scored, const char* column) {
    ASSIGN_OR_RETURN(WrittenSides sides, writeSides(example, scored.prompt, {&scored.response}));
    Json row = {{"prompt", std::move(sides.prompt)}, {column, std::move(sides.answers[0])}};
    writeToolsAndOptions(scored.prompt, row);
    return row;
}

}  // namespace luthier
