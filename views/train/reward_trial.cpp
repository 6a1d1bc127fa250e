// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train/reward_trial.h"

#include "core/base/utf8.h"

namespace luthier {

namespace {

struct Part { std::optional<RewardSpec> spec; std::unique_ptr<RewardRule> rule; std::string problem; };

Part partOf(const Json& json) {
    Part part;
    auto spec = rewardSpecSchema().fromJson(json);
    if (!spec) {
        const std::vector<Problem>& problems = spec.error().problems;
        part.problem = problems.empty() ? spec.error().message : problems.front().key + ": " + problems.front().message;
        return part;
    }
    part.spec = std::move(*spec);
    auto rule = makeRule(part.spec->reward);
    if (rule) part.rule = std::move(*rule);
    else part.problem = rule.error().message;
    return part;
}

PartTrial tryPart(const Part& part, const TriedAnswer& answer) {
    if (!part.problem.empty()) return {PartTrial::Kind::Problem, 0, part.problem};
    if (!part.rule) return {PartTrial::Kind::InTheRun, 0, {}};
    const AnswerView view{&answer.prompt, answer.text, answer.numTokens, answer.numTokens, true};
    const auto score = part.rule->score(view);
    if (!score) return {PartTrial::Kind::Problem, 0, score.error().message};
    if (!*score) return {PartTrial::Kind::Silent, 0, {}};
    return {PartTrial::Kind::Number, **score, {}};
}

}  // namespace

RewardTrial tryRewards(const Json& list, const std::vector<TriedAnswer>& answers) {
    RewardTrial trial;
    std::vector<Part> parts;
    std::vector<RewardSpec> named;
    if (list.is_array())
        for (const Json& json : list) {
            parts.push_back(partOf(json));
            const bool isObject = json.is_object();
            RewardSpec spec = parts.back().spec.value_or(RewardSpec{});
            if (!parts.back().spec && isObject && json.contains("name") && json["name"].is_string()) spec.name = json["name"].get<std::string>();
            if (!parts.back().spec && spec.name.empty() && isObject && json.contains("reward") && json["reward"].is_object())
                spec.name = json["reward"].value("type", Json()).is_string() ? json["reward"]["type"].get<std::string>() : "?";
            named.push_back(spec);
        }
    const std::vector<std::string> names = rewardNames(named);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        trial.parts.push_back({names[i], named[i].weight, named[i].scale == RewardScale::Standardized});
        trial.isWhole = trial.isWhole && parts[i].rule != nullptr;
    }
    for (const TriedAnswer& answer : answers) {
        std::vector<PartTrial> row;
        std::optional<double> total;
        for (const Part& part : parts) {
            row.push_back(tryPart(part, answer));
            if (row.back().kind == PartTrial::Kind::Number) total = total.value_or(0) + part.spec->weight * row.back().value;
            trial.isWhole = trial.isWhole && row.back().kind != PartTrial::Kind::Problem;
        }
        trial.answers.push_back(std::move(row));
        trial.totals.push_back(total);
    }
    return trial;
}

std::string referenceAnswer(const Prompt& prompt) {
    if (prompt.reference.is_string()) return repairUtf8(prompt.reference.get<std::string>());
    const auto found = prompt.reference.is_object() ? prompt.reference.find("answer") : prompt.reference.end();
    if (!prompt.reference.is_object() || found == prompt.reference.end()) return {};
    if (found->is_string()) return repairUtf8(found->get<std::string>());
    return found->is_number() || found->is_boolean() ? dumpJson(*found) : std::string();
}

std::string lastQuestion(const Prompt& prompt) {
    for (auto turn = prompt.prompt.turns.rbegin(); turn != prompt.prompt.turns.rend(); ++turn)
        if (turn->role == Role::User) return turn->text;
    return prompt.prompt.turns.empty() ? std::string() : prompt.prompt.turns.back().text;
}

}  // namespace luthier
