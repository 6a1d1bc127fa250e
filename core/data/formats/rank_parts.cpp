// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/rank_parts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "core/base/utf8.h"
#include "core/data/formats/answer_parts.h"
#include "core/rows/fields.h"

namespace luthier {

std::vector<int> placesByScore(const std::vector<double>& scores) {
    const std::set<double> distinct(scores.begin(), scores.end());
    std::vector<int> places;
    places.reserve(scores.size());
    for (const double score : scores) places.push_back(static_cast<int>(std::distance(distinct.upper_bound(score), distinct.end())));
    return places;
}

Result<std::vector<double>> numberList(const Json& list, const std::string& keyPath) {
    if (!list.is_array()) return fail(fields::wrongType(keyPath, "a list of numbers", list));
    std::vector<double> numbers;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string path = keyPath + "[" + std::to_string(i) + "]";
        if (!list[i].is_number() || !std::isfinite(list[i].get<double>())) return fail(fields::wrongType(path, "a number", list[i]));
        numbers.push_back(list[i].get<double>());
    }
    return numbers;
}

Result<std::vector<int>> placesByRank(const Json& list, const std::string& keyPath) {
    ASSIGN_OR_RETURN(const std::vector<double> ranks, numberList(list, keyPath));
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        if (ranks[i] == std::trunc(ranks[i]) && ranks[i] >= 0 && ranks[i] <= std::numeric_limits<int>::max()) continue;
        const std::string path = keyPath + "[" + std::to_string(i) + "]";
        return fail(Error(ErrorCode::InvalidData, "\"" + path + "\" must be a whole number from 0, but it is " + excerpt(list[i].dump(), 40)).withKey(path));
    }
    const double best = ranks.empty() ? 0 : *std::min_element(ranks.begin(), ranks.end());
    if (best > 1)
        return fail(Error(ErrorCode::InvalidData, "\"" + keyPath + "\" must begin with place 0 or 1, but its best place is " + excerpt(Json(best).dump(), 40))
                        .withHint("where greater numbers are better, they are scores: name the column \"scores\"")
                        .withKey(keyPath));
    std::vector<int> places;
    for (const double rank : ranks) places.push_back(static_cast<int>(rank - best));
    return places;
}

Result<const Ranking*> rankingToWrite(const Example& example, const FormatInfo& info) {
    const auto* ranking = std::get_if<Ranking>(&example.body);
    if (!ranking) return fail(cannotBeWritten(example, info, "rankings"));
    if (ranking->responses.empty()) return fail(ErrorCode::InvalidArgument, "a ranking without responses cannot be written");
    if (ranking->rank.size() != ranking->responses.size())
        return fail(ErrorCode::InvalidArgument, "a ranking must have one place for each response to be written");
    return ranking;
}

}  // namespace luthier
