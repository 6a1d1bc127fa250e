// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>

#include "core/data/formats/answer_parts.h"
#include "core/data/formats/rank_parts.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

// Column of Example::extra for what each completion has beside its response: model, ratings, rationales.
constexpr const char* detailsKey = "completion_details";

// Ratings of the original set are texts of digits, or "N/A".
std::optional<double> ratingOf(const Json& value) {
    if (value.is_number()) return value.get<double>();
    if (!value.is_string()) return std::nullopt;
    const auto parsed = parseJson(value.get_ref<const std::string&>());
    return parsed && parsed->is_number() ? std::optional(parsed->get<double>()) : std::nullopt;
}

// The mean of {"helpfulness": {"Rating": "4", ...}, ...}.
std::optional<double> meanRating(const Json& completion) {
    const Json* annotations = fields::find(completion, "annotations");
    if (!annotations || !annotations->is_object()) return std::nullopt;
    double sum = 0;
    int count = 0;
    for (const auto& [aspect, annotation] : annotations->items()) {
        const Json* rating = annotation.is_object() ? fields::find(annotation, "Rating") : nullptr;
        const auto number = rating ? ratingOf(*rating) : std::nullopt;
        if (!number) continue;
        sum += *number;
        ++count;
    }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

std::optional<double> numberAt(const Json& completion, const char* key) {
    const Json* value = fields::find(completion, key);
    return value ? ratingOf(*value) : std::nullopt;
}

// By one measure for all, as numbers of different measures cannot be compared: the first that every completion has.
std::optional<std::vector<double>> scoresOf(const Json& completions) {
    using Measure = std::optional<double> (*)(const Json&);
    const std::array<Measure, 3> measures{[](const Json& c) { return numberAt(c, "overall_score"); },
                                          [](const Json& c) { return numberAt(c, "fine-grained_score"); }, meanRating};
    for (const Measure measure : measures) {
        std::vector<double> scores;
        for (const Json& completion : completions) {
            const auto score = measure(completion);
            if (score && std::isfinite(*score)) scores.push_back(*score);
        }
        if (scores.size() == completions.size()) return scores;
    }
    return std::nullopt;
}

class UltraFeedback : public Format {
public:
    const FormatInfo& info() const override {
        static const FormatInfo text{
            "ultrafeedback",
            "UltraFeedback completions",
            "instruction and completions with response and overall_score (or ratings in annotations), which become a ranking; the ratings are kept.",
            RowKind::Ranking,
            {"instruction", "completions"},
            R"({"instruction": "What is a pin?", "completions": [{"response": "It holds a string.", "overall_score": 8.5}, )"
            R"({"response": "A pin.", "overall_score": 3}]})",
            {{"completions", CellKind::Structure}}};
        return text;
    }

    bool matches(const Json& row) const override {
        return row.is_object() && hasSide(row, "instruction") && isListOfObjectsWith(row, "completions", "response");
    }

    Result<Example> read(const Json& row) const override {
        RETURN_IF_ERROR(requireObject(row));
        ASSIGN_OR_RETURN(Side prompt, requireSide(row, "instruction", Role::User));
        const Json* list = fields::find(row, "completions");
        if (!list) return fail(Error(ErrorCode::InvalidData, "\"completions\" is missing").withKey("completions"));
        if (!list->is_array()) return fail(fields::wrongType("completions", "a list of completions", *list));
        if (list->empty()) return fail(Error(ErrorCode::InvalidData, "\"completions\" is an empty list").withKey("completions"));
        Example example;
        std::vector<Side> responses;
        Json details = Json::array();
        for (std::size_t i = 0; i < list->size(); ++i) {
            const std::string path = "completions[" + std::to_string(i) + "]";
            if (!(*list)[i].is_object()) return fail(fields::wrongType(path, "an object with \"response\" and \"overall_score\"", (*list)[i]));
            ASSIGN_OR_RETURN(const std::string response, fields::text((*list)[i], "response", path));
            ASSIGN_OR_RETURN(Side side, readSide(response, path + ".response", Role::Assistant));
            responses.push_back(std::move(side));
            details.push_back((*list)[i]);
            details.back().erase("response");
        }
        const auto scores = scoresOf(*list);
        if (!scores) return fail(noScore(*list));
        Ranking ranking;
        ranking.rank = placesByScore(*scores);
        ASSIGN_OR_RETURN(ranking.prompt, joinSides(row, std::move(prompt), responses, example.extra));
        for (Side& response : responses) ranking.responses.push_back(std::move(response.turns));
        keepExtra(row, {"instruction", "completions", "system", "tools", "chat_template_kwargs"}, example);
        example.extra[detailsKey] = std::move(details);
        example.body = std::move(ranking);
        return example;
    }

    Result<WrittenRow> write(const Example& example) const override {
        ASSIGN_OR_RETURN(const Ranking* ranking, rankingToWrite(example, info()));
        Answers answers;
        for (const auto& response : ranking->responses) answers.push_back(&response);
        ASSIGN_OR_RETURN(WrittenSides sides, writeSides(example, ranking->prompt, answers));
        if (!sides.prompt.is_string())
            return fail(ErrorCode::InvalidArgument, "only one question and plain answers can be written as " + info().title);
        std::vector<std::string> lost;
        noteLoss(lost, !example.tags.empty(), "tags");
        Json completions = Json::array();
        for (Json& answer : sides.answers) completions.push_back({{"response", std::move(answer)}});
        addDetails(example, *ranking, completions, lost);
        Json row = withExtra({{"instruction", std::move(sides.prompt)}, {"completions", std::move(completions)}}, example);
        row.erase(detailsKey);
        return WrittenRow{std::move(row), std::move(lost)};
    }

private:
    static Error noScore(const Json& completions) {
        for (std::size_t i = 0; i < completions.size(); ++i) {
            const Json& completion = completions[i];
            if (numberAt(completion, "overall_score") || numberAt(completion, "fine-grained_score") || meanRating(completion)) continue;
            const std::string path = "completions[" + std::to_string(i) + "].overall_score";
            return Error(ErrorCode::InvalidData, "\"" + path + "\" is missing, and there are no ratings in its place").withKey(path);
        }
        return Error(ErrorCode::InvalidData, "no measure is there for all completions: neither overall_score nor fine-grained_score nor ratings")
            .withKey("completions");
    }

    // Kept ratings are written as long as they say what the ranking says; otherwise scores are made of the places.
    static void addDetails(const Example& example, const Ranking& ranking, Json& completions, std::vector<std::string>& lost) {
        const Json* details = fields::find(example.extra, detailsKey);
        if (details && details->is_array() && details->size() == completions.size()) {
            Json whole = completions;
            bool areObjects = true;
            for (std::size_t i = 0; i < whole.size(); ++i) {
                areObjects = areObjects && (*details)[i].is_object();
                if (areObjects) whole[i].update((*details)[i]);
                whole[i]["response"] = completions[i]["response"];
            }
            const auto scores = areObjects ? scoresOf(whole) : std::nullopt;
            if (scores && placesByScore(*scores) == ranking.rank) {
                completions = std::move(whole);
                return;
            }
        }
        noteLoss(lost, details != nullptr, "ratings of completions, which contradict their order");
        const int last = *std::max_element(ranking.rank.begin(), ranking.rank.end());
        for (std::size_t i = 0; i < completions.size(); ++i) completions[i]["overall_score"] = last - ranking.rank[i] + 1;
        std::vector<double> scores;
        for (const int place : ranking.rank) scores.push_back(-static_cast<double>(place));
        noteLoss(lost, placesByScore(scores) != ranking.rank, "gaps between the places");
    }
};

}  // namespace

const Format& ultrafeedbackFormat() {
    static const UltraFeedback format;
    return format;
}

}  // namespace luthier
