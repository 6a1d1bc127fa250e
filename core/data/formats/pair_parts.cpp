// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/pair_parts.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>

#include "core/base/utf8.h"
#include "core/data/formats/answer_parts.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

// A file that only says which answer is better does not say by how much. 2 is the middle of "slightly" (1), "clearly" (2) and "much better" (3), so such a
// row weighs as much as the average of rows whose strength is known.
constexpr int strengthOfPlainRow = 2;

Error badVerdict(const std::string& keyPath, const std::string& found) {
    return Error(ErrorCode::InvalidData, "\"" + keyPath + "\" must be \"a\", \"b\", \"tie\", \"both_good\" or \"both_bad\", but it is " + found)
        .withHint("a is the chosen answer; a mapping such as {\"verdict\": \"old_verdict\"} sets a column of another meaning aside")
        .withKey(keyPath);
}

Result<int> strengthOf(const Json& value, const std::string& keyPath) {
    const bool isWhole = value.is_number() && value.get<double>() == std::trunc(value.get<double>());
    if (!isWhole || std::abs(value.get<double>()) > 3)
        return fail(Error(ErrorCode::InvalidData, "\"" + keyPath + "\" must be a whole number from -3 to 3, but it is " +
                                                      (value.is_number() ? excerpt(value.dump(), 40) : fields::kindOf(value)))
                        .withKey(keyPath));
    return static_cast<int>(value.get<double>());
}

// A verdict in words, and beside it perhaps a strength, which must not contradict it.
Result<Verdict> verdictOf(const std::string& word, std::optional<int> strength, const std::string& keyPath, const std::string& strengthPath) {
    Verdict verdict;
    bool contradicts = false;
    if (word == "a") {
        verdict.strength = strength.value_or(strengthOfPlainRow);
        contradicts = verdict.strength <= 0;
    } else if (word == "b") {
        verdict.strength = strength.value_or(-strengthOfPlainRow);
        contradicts = verdict.strength >= 0;
    } else if (word == "tie") {
        contradicts = strength.value_or(0) != 0;
    } else if (word == "both_good" || word == "both_bad") {
        verdict.both = word == "both_good" ? Verdict::Both::Good : Verdict::Both::Bad;
        verdict.strength = strength.value_or(0);
    } else {
        return fail(badVerdict(keyPath, "\"" + excerpt(word, 40) + "\""));
    }
    if (contradicts)
        return fail(Error(ErrorCode::InvalidData,
                          "\"" + strengthPath + "\" is " + std::to_string(*strength) + ", which contradicts the verdict \"" + word + "\"")
                        .withHint("strength is positive where a, the chosen answer, is better")
                        .withKey(strengthPath));
    return verdict;
}

// One of "dimensions": a strength, a verdict in words, or an object of both.
Result<Verdict> dimensionOf(const Json& value, const std::string& keyPath) {
    if (value.is_string()) return verdictOf(value.get<std::string>(), std::nullopt, keyPath, keyPath);
    if (!value.is_object()) {
        ASSIGN_OR_RETURN(const int strength, strengthOf(value, keyPath));
        return Verdict{strength, Verdict::Both::Neither};
    }
    std::optional<int> strength;
    if (const Json* number = fields::find(value, "strength")) {
        ASSIGN_OR_RETURN(strength, strengthOf(*number, keyPath + ".strength"));
    }
    ASSIGN_OR_RETURN(const std::string word, fields::text(value, "verdict", keyPath));
    return verdictOf(word, strength, keyPath + ".verdict", keyPath + ".strength");
}

// On UltraFeedback's scale of 1 to 10, whose differences are mostly from half a point to four. Where the score contradicts the choice, the choice counts, as
// a doubtful one.
int strengthOfDifference(double difference) {
    if (difference == 0) return 0;
    if (difference < 1) return 1;
    return difference < 3 ? 2 : 3;
}

Json dimensionToJson(const Verdict& verdict) {
    if (verdict.both == Verdict::Both::Neither) return verdict.strength;
    const char* word = verdict.both == Verdict::Both::Good ? "both_good" : "both_bad";
    if (verdict.strength == 0) return word;
    return {{"verdict", word}, {"strength", verdict.strength}};
}

void turn(Verdict& verdict) { verdict.strength = -verdict.strength; }

}  // namespace

Status readJudgement(const Json& row, Pair& pair) {
    ASSIGN_OR_RETURN(const std::optional<double> ofChosen, optionalNumber(row, "score_chosen"));
    ASSIGN_OR_RETURN(const std::optional<double> ofRejected, optionalNumber(row, "score_rejected"));
    ASSIGN_OR_RETURN(pair.margin, optionalNumber(row, "margin"));
    const bool hasScores = ofChosen && ofRejected && std::isfinite(*ofChosen - *ofRejected);
    if (hasScores && !pair.margin) pair.margin = *ofChosen - *ofRejected;

    std::optional<int> strength;
    if (const Json* number = fields::find(row, "strength")) {
        ASSIGN_OR_RETURN(strength, strengthOf(*number, "strength"));
    }
    if (const Json* verdict = fields::find(row, "verdict")) {
        if (!verdict->is_string()) return fail(badVerdict("verdict", fields::kindOf(*verdict)));
        ASSIGN_OR_RETURN(pair.verdict, verdictOf(verdict->get<std::string>(), strength, "verdict", "strength"));
    } else {
        pair.verdict.strength = strength.value_or(hasScores ? strengthOfDifference(*ofChosen - *ofRejected) : strengthOfPlainRow);
    }

    const Json* dimensions = fields::find(row, "dimensions");
    if (!dimensions) return {};
    if (!dimensions->is_object()) return fail(fields::wrongType("dimensions", "an object like {\"safety\": 2, \"style\": \"tie\"}", *dimensions));
    for (const auto& [name, value] : dimensions->items()) {
        if (value.is_null()) continue;
        ASSIGN_OR_RETURN(pair.byDimension[name], dimensionOf(value, "dimensions." + name));
    }
    return {};
}

FacingPair betterFirst(const Pair& pair) {
    FacingPair facing{pair, pair.verdict.strength < 0};
    if (!facing.wasTurned) return facing;
    std::swap(facing.pair.a, facing.pair.b);
    turn(facing.pair.verdict);
    for (auto& [name, verdict] : facing.pair.byDimension) turn(verdict);
    return facing;
}

Json withJudgement(Json row, const Example& example, const FacingPair& facing, std::vector<std::string>& lost) {
    const Pair& pair = facing.pair;
    const Verdict& verdict = pair.verdict;
    noteLoss(lost, facing.wasTurned, "which of the answers was the first (the better one is written as chosen)");
    noteLoss(lost, verdict.strength == 0 && verdict.both == Verdict::Both::Neither, "that it is a tie, for programs that do not read \"verdict\"");
    noteLoss(lost, verdict.both != Verdict::Both::Neither, "that both are good or bad, for programs that do not read \"verdict\"");
    if (verdict.both != Verdict::Both::Neither) row["verdict"] = verdict.both == Verdict::Both::Good ? "both_good" : "both_bad";
    else if (verdict.strength == 0) row["verdict"] = "tie";
    const bool isSaidByVerdict = verdict.strength == 0 && row.contains("verdict");
    // Beside scores a strength must be said even if it is the usual one.
    const bool hasScores = example.extra.contains("score_chosen") || example.extra.contains("score_rejected");
    const bool isUsual = verdict.strength == strengthOfPlainRow && verdict.both == Verdict::Both::Neither && !hasScores;
    if (!isSaidByVerdict && !isUsual) row["strength"] = verdict.strength;
    for (const auto& [name, ofDimension] : pair.byDimension) row["dimensions"][name] = dimensionToJson(ofDimension);
    if (pair.margin && std::isfinite(*pair.margin)) row["margin"] = *pair.margin;
    noteLoss(lost, pair.margin && !std::isfinite(*pair.margin), "a margin that is not finite");
    noteLoss(lost, !example.tags.empty(), "tags");
    row = withExtra(std::move(row), example);
    if (facing.wasTurned && row.contains("score_chosen") && row.contains("score_rejected")) std::swap(row["score_chosen"], row["score_rejected"]);
    return row;
}

}  // namespace luthier
