// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/data/formats/answer_parts.h"
#include "core/data/formats/score_parts.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

// The dimensions that HelpSteer has as columns of their own.
constexpr std::array<const char*, 5> flatDimensions{"helpfulness", "correctness", "coherence", "complexity", "verbosity"};

bool isNumber(const Json& row, const char* column) {
    const Json* value = fields::find(row, column);
    return value && value->is_number();
}

Status readDimensions(const Json& row, Scored& scored) {
    for (const char* name : flatDimensions) {
        ASSIGN_OR_RETURN(const std::optional<double> number, optionalNumber(row, name));
        if (number) scored.dimensions[name] = *number;
    }
    const Json* dimensions = fields::find(row, "dimensions");
    if (!dimensions) return {};
    if (!dimensions->is_object()) return fail(fields::wrongType("dimensions", "an object like {\"safety\": 4}", *dimensions));
    for (const auto& [name, value] : dimensions->items()) {
        ASSIGN_OR_RETURN(const std::optional<double> number, optionalNumber(*dimensions, name, "dimensions"));
        if (!number) continue;
        if (!scored.dimensions.emplace(name, *number).second)
            return fail(Error(ErrorCode::InvalidData, "\"dimensions." + name + "\" is also a column of its own").withKey("dimensions." + name));
    }
    return {};
}

class ScoredRows : public Format {
public:
    const FormatInfo& info() const override {
        static const FormatInfo text{
            "scored",
            "Answers with scores",
            "prompt and response with a score, or with numbers in dimensions; the columns of HelpSteer (helpfulness, correctness, ...) are dimensions too.",
            RowKind::Scored,
            {"prompt", "response", "completion", "score", "dimensions", "helpfulness", "correctness", "coherence", "complexity", "verbosity", "system",
             "tools", "chat_template_kwargs"},
            R"({"prompt": "How thick is a top?", "response": "About 2.8 mm.", "score": 4, "dimensions": {"helpfulness": 4, "safety": 5}})",
            {{"prompt", CellKind::Messages}, {"response", CellKind::Messages}, {"completion", CellKind::Messages}, {"score", CellKind::Number},
             {"dimensions", CellKind::Structure}, {"helpfulness", CellKind::Number}, {"correctness", CellKind::Number}, {"coherence", CellKind::Number},
             {"complexity", CellKind::Number}, {"verbosity", CellKind::Number}, {"tools", CellKind::Structure}, {"chat_template_kwargs", CellKind::Structure}}};
        return text;
    }

    bool matches(const Json& row) const override {
        if (!hasAnsweredPrompt(row) || hasPreferenceColumns(row)) return false;
        const Json* dimensions = fields::find(row, "dimensions");
        return isNumber(row, "score") || (dimensions && dimensions->is_object()) ||
               std::any_of(flatDimensions.begin(), flatDimensions.end(), [&](const char* name) { return isNumber(row, name); });
    }

    Result<Example> read(const Json& row) const override {
        RETURN_IF_ERROR(requireObject(row));
        Example example;
        Scored scored;
        const char* const answer = answerColumn(row, "response");
        RETURN_IF_ERROR(readAnsweredPrompt(row, answer, scored, example.extra));
        ASSIGN_OR_RETURN(scored.score, optionalNumber(row, "score"));
        RETURN_IF_ERROR(readDimensions(row, scored));
        if (!scored.score && scored.dimensions.empty())
            return fail(Error(ErrorCode::InvalidData, "\"score\" is missing, and there are no dimensions in its place").withKey("score"));
        keepExtra(row, {"prompt", answer, "score", "dimensions", "system", "tools", "chat_template_kwargs"}, example);
        for (const char* name : flatDimensions) example.extra.erase(name);
        example.body = std::move(scored);
        return example;
    }

    Result<WrittenRow> write(const Example& example) const override {
        const auto* scored = std::get_if<Scored>(&example.body);
        if (!scored) return fail(cannotBeWritten(example, info(), "answers with scores"));
        ASSIGN_OR_RETURN(Json row, writeAnsweredPrompt(example, *scored, "response"));
        std::vector<std::string> lost;
        const auto add = [&lost](Json& place, const std::string& name, double score) {
            if (std::isfinite(score)) place[name] = score;
            else noteLoss(lost, std::find(lost.begin(), lost.end(), notFinite) == lost.end(), notFinite);
        };
        if (scored->score) add(row, "score", *scored->score);
        Json dimensions = Json::object();
        for (const auto& [name, score] : scored->dimensions) add(dimensions, name, score);
        if (!dimensions.empty()) row["dimensions"] = std::move(dimensions);
        if (!row.contains("score") && !row.contains("dimensions")) return fail(ErrorCode::InvalidArgument, "a row without a score cannot be written");
        noteLoss(lost, !example.tags.empty(), "tags");
        return WrittenRow{withExtra(std::move(row), example), std::move(lost)};
    }

private:
    static constexpr const char* notFinite = "scores that are not finite";
};

}  // namespace

const Format& scoredFormat() {
    static const ScoredRows format;
    return format;
}

}  // namespace luthier
