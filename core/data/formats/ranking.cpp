// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "core/data/formats/answer_parts.h"
#include "core/data/formats/rank_parts.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

// The first of these columns that holds a list, or that is there at all.
const char* columnOf(const Json& row, std::initializer_list<const char*> names) {
    const char* found = nullptr;
    for (const char* name : names) {
        const Json* value = fields::find(row, name);
        if (value && value->is_array()) return name;
        if (value && !found) found = name;
    }
    return found;
}

const char* responsesColumn(const Json& row) { return columnOf(row, {"responses", "completions"}); }
const char* orderColumn(const Json& row) { return columnOf(row, {"ranks", "rank", "scores"}); }

Error missing(const char* column, const char* other) {
    return Error(ErrorCode::InvalidData, std::string("\"") + column + "\" is missing").withHint(std::string("or name it ") + other).withKey(column);
}

class RankingRows : public Format {
public:
    const FormatInfo& info() const override {
        static const FormatInfo text{
            "ranking",
            "Rankings of several answers",
            "prompt and responses with ranks (from 0 or 1, the smallest is best, equal ones are ties) or scores (the greatest is best).",
            RowKind::Ranking,
            {"prompt", "responses", "completions", "ranks", "rank", "scores", "system", "tools", "chat_template_kwargs"},
            R"({"prompt": "What is purfling for?", "responses": ["It stops cracks at the edge.", "Decoration.", "Glue."], "ranks": [1, 2, 3]})",
            {{"prompt", CellKind::Messages}, {"responses", CellKind::Structure}, {"completions", CellKind::Structure}, {"ranks", CellKind::Structure},
             {"rank", CellKind::Structure}, {"scores", CellKind::Structure}, {"tools", CellKind::Structure}, {"chat_template_kwargs", CellKind::Structure}}};
        return text;
    }

    bool matches(const Json& row) const override {
        if (!row.is_object() || !hasSide(row, "prompt")) return false;
        const char *responses = responsesColumn(row), *order = orderColumn(row);
        return responses && order && row.at(responses).is_array() && row.at(order).is_array();
    }

    Result<Example> read(const Json& row) const override {
        RETURN_IF_ERROR(requireObject(row));
        ASSIGN_OR_RETURN(Side prompt, requireSide(row, "prompt", Role::User));
        ASSIGN_OR_RETURN(const std::vector<Side> responses, readResponses(row));
        Example example;
        Ranking ranking;
        ASSIGN_OR_RETURN(ranking.rank, readPlaces(row, responses.size()));
        ASSIGN_OR_RETURN(ranking.prompt, joinSides(row, std::move(prompt), responses, example.extra));
        for (const Side& response : responses) ranking.responses.push_back(response.turns);
        keepOtherColumns(row, example);
        example.body = std::move(ranking);
        return example;
    }

    Result<WrittenRow> write(const Example& example) const override {
        ASSIGN_OR_RETURN(const Ranking* ranking, rankingToWrite(example, info()));
        Answers answers;
        for (const auto& response : ranking->responses) answers.push_back(&response);
        ASSIGN_OR_RETURN(WrittenSides sides, writeSides(example, ranking->prompt, answers));
        if (*std::min_element(ranking->rank.begin(), ranking->rank.end()) != 0)
            return fail(ErrorCode::InvalidArgument, "a ranking whose best place is not 0 cannot be written");
        Json row = {{"prompt", std::move(sides.prompt)}, {"responses", std::move(sides.answers)}, {"ranks", ranking->rank}};
        writeToolsAndOptions(ranking->prompt, row);
        std::vector<std::string> lost;
        noteLoss(lost, !example.tags.empty(), "tags");
        return WrittenRow{withExtra(std::move(row), example), std::move(lost)};
    }

private:
    static Result<std::vector<Side>> readResponses(const Json& row) {
        const char* const column = responsesColumn(row);
        if (!column) return fail(missing("responses", "\"completions\""));
        const Json& list = row.at(column);
        if (!list.is_array()) return fail(fields::wrongType(column, "a list of responses", list));
        if (list.empty()) return fail(Error(ErrorCode::InvalidData, std::string("\"") + column + "\" is an empty list").withKey(column));
        std::vector<Side> responses;
        for (std::size_t i = 0; i < list.size(); ++i) {
            ASSIGN_OR_RETURN(Side response, readSide(list[i], std::string(column) + "[" + std::to_string(i) + "]", Role::Assistant));
            responses.push_back(std::move(response));
        }
        return responses;
    }

    static Result<std::vector<int>> readPlaces(const Json& row, std::size_t numResponses) {
        const char* const column = orderColumn(row);
        if (!column) return fail(missing("ranks", "\"rank\"; or give \"scores\""));
        std::vector<int> places;
        if (std::string_view(column) == "scores") {
            ASSIGN_OR_RETURN(const std::vector<double> scores, numberList(row.at(column), column));
            places = placesByScore(scores);
        } else {
            ASSIGN_OR_RETURN(places, placesByRank(row.at(column), column));
        }
        if (places.size() == numResponses) return places;
        return fail(Error(ErrorCode::InvalidData, std::string("\"") + column + "\" has " + std::to_string(places.size()) + " numbers for " +
                                                      std::to_string(numResponses) + " responses")
                        .withKey(column));
    }

    // Scores stay beside the places made of them, which do not say by how much one is better.
    static void keepOtherColumns(const Json& row, Example& example) {
        const std::string_view order = orderColumn(row);
        keepExtra(row, {"prompt", responsesColumn(row), order == "scores" ? "" : order, "system", "tools", "chat_template_kwargs"}, example);
    }
};

}  // namespace

const Format& rankingFormat() {
    static const RankingRows format;
    return format;
}

}  // namespace luthier
