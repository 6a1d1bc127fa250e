// SPDX-License-Identifier: Apache-2.0
#include "core/rollouts/rollout_record.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/methods/advantages.h"

namespace luthier {

namespace {

double rounded(double number) { return std::round(number * 1000) / 1000; }

Json partsToJson(const std::vector<std::string>& names, const std::vector<double>& parts) {
    Json json = Json::object();
    for (std::size_t i = 0; i < names.size() && i < parts.size(); ++i) json[names[i]] = std::isnan(parts[i]) ? Json(nullptr) : Json(parts[i]);
    return json;
}

template <class Member>
MeanAndSpread over(const Rollout& rollout, const Member& member) {
    std::vector<double> numbers;
    for (const RolloutAnswer& answer : rollout.answers) numbers.push_back(member(answer));
    return spreadOf(numbers);
}

// The text of each token; where a character takes several, it lies in the last of them.
Result<std::vector<std::string>> piecesOf(const RolloutAnswer& answer, const Tokenizer& tokenizer) {
    std::vector<std::string> pieces;
    DecodeStream stream(tokenizer, false);
    for (std::size_t i = static_cast<std::size_t>(answer.numPrompt); i < answer.ids.size(); ++i) {
        ASSIGN_OR_RETURN(std::string piece, stream.push(answer.ids[i]));
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

void addParts(std::map<std::string, double>& metrics, const Rollout& rollout, const std::string& kind, const std::vector<std::string>& names,
              std::vector<double> RolloutAnswer::* parts) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        const MeanAndSpread part = over(rollout, [&](const RolloutAnswer& answer) { return (answer.*parts)[i]; });
        if (part.count == 0) continue;
        metrics[kind + "/" + names[i] + "/mean"] = part.mean;
        metrics[kind + "/" + names[i] + "/std"] = part.deviation;
    }
}

}  // namespace

Result<Json> answerToJson(const RolloutAnswer& answer, const RolloutParts& parts, const PromptSet& prompts, std::int64_t rollout, bool isBase) {
    const auto row = static_cast<std::size_t>(answer.row);
    Json json = {{"prompt_row", prompts.rowIds[row]}, {"prompt", prompts.shown(answer.row)}, {"text", answer.text},
                 {"finish_reason", answer.ended ? "stop" : "length"}, {"reward", jsonNumber(answer.reward)},
                 {"rewards", partsToJson(parts.rewards.names(), answer.parts)}, {"watched", partsToJson(parts.watched.names(), answer.watched)},
                 {"length", answer.numTokens()}, {"adapter", isBase ? Json(nullptr) : Json("now")}};
    if (!answer.referenceLogps.empty()) json["kl"] = rounded(answer.kl());
    if (rollout < 0) {
        json["held_out"] = true;
        return json;
    }
    json["rollout"] = rollout;
    Json kl = Json::array(), advantages = Json::array(), values = Json::array();
    for (std::size_t t = 0; t < answer.referenceLogps.size(); ++t)
        kl.push_back(rounded(static_cast<double>(answer.logps[t]) - static_cast<double>(answer.referenceLogps[t])));
    double sum = 0;
    for (const float advantage : answer.advantages) {
        advantages.push_back(rounded(advantage));
        sum += advantage;
    }
    for (const float value : answer.values) values.push_back(rounded(value));
    json["advantage"] = answer.advantages.empty() ? 0.0 : rounded(sum / static_cast<double>(answer.advantages.size()));
    ASSIGN_OR_RETURN(json["tokens"], piecesOf(answer, parts.tokenizer));
    json["token_kl"] = std::move(kl);
    json["token_advantages"] = std::move(advantages);
    if (!values.empty()) json["token_values"] = std::move(values);
    return json;
}

std::map<std::string, double> metricsOf(const Rollout& rollout, const RolloutParts& parts) {
    std::map<std::string, double> metrics;
    const MeanAndSpread reward = over(rollout, [](const RolloutAnswer& answer) { return answer.reward; });
    metrics["reward"] = reward.count > 0 ? reward.mean : std::numeric_limits<double>::quiet_NaN();
    metrics["reward_std"] = reward.deviation;
    addParts(metrics, rollout, "rewards", parts.rewards.names(), &RolloutAnswer::parts);
    addParts(metrics, rollout, "watched", parts.watched.names(), &RolloutAnswer::watched);
    metrics["kl"] = over(rollout, [](const RolloutAnswer& answer) { return answer.kl(); }).mean;
    double logps = 0, tokens = 0, shortest = std::numeric_limits<double>::infinity(), longest = 0;
    for (const RolloutAnswer& answer : rollout.answers) {
        const auto length = static_cast<double>(answer.numTokens());
        for (const float logp : answer.logps) logps += logp;
        tokens += length;
        shortest = std::min(shortest, length);
        longest = std::max(longest, length);
    }
    metrics["entropy"] = tokens > 0 ? -logps / tokens : 0;
    metrics["completions/mean_length"] = tokens / static_cast<double>(std::max<std::size_t>(rollout.answers.size(), 1));
    metrics["completions/min_length"] = rollout.answers.empty() ? 0 : shortest;
    metrics["completions/max_length"] = longest;
    metrics["completions/clipped_ratio"] = over(rollout, [](const RolloutAnswer& answer) { return answer.ended ? 0.0 : 1.0; }).mean;
    std::vector<double> rewards;
    for (const RolloutAnswer& answer : rollout.answers) rewards.push_back(answer.reward);
    metrics["frac_reward_zero_std"] = shareOfSilentGroups(rewards, rollout.groupSize);
    metrics["repetition"] = over(rollout, [](const RolloutAnswer& answer) { return repetitionOf(answer.text); }).mean;
    metrics["kl_weight"] = rollout.klWeight;
    if (parts.method.readsValues()) {
        std::vector<double> returns, errors;
        for (const RolloutAnswer& answer : rollout.answers)
            for (std::size_t t = 0; t < answer.returns.size(); ++t) {
                returns.push_back(answer.returns[t]);
                errors.push_back(static_cast<double>(answer.returns[t]) - static_cast<double>(answer.values[t]));
            }
        const double all = spreadOf(returns).deviation, left = spreadOf(errors).deviation;
        if (all > 0) metrics["value_explained"] = 1 - left * left / (all * all);
    }
    return metrics;
}

RolloutFacts factsOf(const Rollout& rollout, const RolloutParts& parts, const std::map<std::string, double>& metrics) {
    RolloutFacts facts;
    facts.reward = metrics.at("reward");
    facts.kl = metrics.at("kl");
    facts.entropy = metrics.at("entropy");
    facts.length = metrics.at("completions/mean_length");
    facts.repetition = metrics.at("repetition");
    facts.silentGroups = metrics.at("frac_reward_zero_std");
    for (std::size_t i = 0; i < parts.watched.names().size(); ++i) {
        const MeanAndSpread watched = over(rollout, [&](const RolloutAnswer& answer) { return answer.watched[i]; });
        if (watched.count > 0) facts.watched[parts.watched.names()[i]] = watched.mean;
    }
    return facts;
}

}  // namespace luthier
