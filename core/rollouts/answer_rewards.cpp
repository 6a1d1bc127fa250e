// SPDX-License-Identifier: Apache-2.0
#include "core/rollouts/answer_rewards.h"

#include <cmath>
#include <limits>

#include "core/methods/advantages.h"
#include "core/rollouts/model_reward.h"

namespace luthier {

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

class RulePart : public RewardPart {
public:
    RulePart(std::unique_ptr<RewardRule> rule, std::int64_t maxNewTokens) : m_rule(std::move(rule)), m_maxNewTokens(maxNewTokens) {}

    Result<std::vector<double>> score(std::span<const RolloutAnswer> answers, const PromptSet& prompts, const WorkContext& context) override {
        std::vector<double> scores;
        for (const RolloutAnswer& answer : answers) {
            RETURN_IF_ERROR(context.checkpoint());
            const AnswerView view{&prompts.prompts[static_cast<std::size_t>(answer.row)], answer.text, answer.numTokens(), m_maxNewTokens, answer.ended};
            Result<std::optional<double>> score = m_rule->score(view);
            if (!score) {
                Error error = std::move(score.error());
                error.message = "row " + prompts.rowIds[static_cast<std::size_t>(answer.row)] + ": " + error.message;
                return fail(std::move(error));
            }
            scores.push_back(score->value_or(kNothing));
        }
        return scores;
    }

private:
    std::unique_ptr<RewardRule> m_rule;
    std::int64_t m_maxNewTokens;
};

Error named(Error error, const std::string& name) {
    error.message = "reward \"" + name + "\": " + error.message;
    return error;
}

}  // namespace

Result<AnswerRewards> AnswerRewards::open(const std::vector<RewardSpec>& specs, std::int64_t maxNewTokens, const RewardSurroundings& surroundings,
                                          std::vector<std::string>& notes, const WorkContext& context) {
    AnswerRewards rewards;
    rewards.m_specs = specs;
    rewards.m_names = rewardNames(specs);
    for (std::size_t i = 0; i < specs.size(); ++i) {
        if (const auto* const model = std::get_if<ModelRewardOptions>(&specs[i].reward)) {
            Result<std::unique_ptr<RewardPart>> part = openModelReward(*model, surroundings, notes, context);
            if (!part) return fail(named(std::move(part.error()), rewards.m_names[i]));
            rewards.m_parts.push_back(std::move(*part));
            continue;
        }
        Result<std::unique_ptr<RewardRule>> rule = makeRule(specs[i].reward);
        if (!rule) return fail(named(std::move(rule.error()), rewards.m_names[i]));
        if (!*rule) return fail(ErrorCode::Internal, "reward \"" + rewards.m_names[i] + "\" is of a kind that nothing computes");
        rewards.m_parts.push_back(std::make_unique<RulePart>(std::move(*rule), maxNewTokens));
    }
    return rewards;
}

Result<AnswerRewards::Scores> AnswerRewards::score(std::span<const RolloutAnswer> answers, const PromptSet& prompts, const WorkContext& context) const {
    Scores scores;
    scores.ofAnswer.assign(answers.size(), std::vector<double>(m_parts.size(), kNothing));
    for (std::size_t part = 0; part < m_parts.size(); ++part) {
        Result<std::vector<double>> numbers = m_parts[part]->score(answers, prompts, context);
        if (!numbers) return fail(named(std::move(numbers.error()), m_names[part]));
        for (std::size_t i = 0; i < answers.size(); ++i) {
            double number = (*numbers)[i];
            if (std::isinf(number)) number = kNothing;
            scores.numNotFinite += std::isinf((*numbers)[i]);
            scores.ofAnswer[i][part] = number;
        }
    }
    return scores;
}

std::vector<double> AnswerRewards::totals(const std::vector<std::vector<double>>& ofAnswer) const {
    std::vector<double> totals(ofAnswer.size(), kNothing);
    for (std::size_t part = 0; part < m_specs.size(); ++part) {
        std::vector<double> numbers;
        for (const std::vector<double>& answer : ofAnswer) numbers.push_back(answer[part]);
        const MeanAndSpread spread = spreadOf(numbers);
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            if (std::isnan(numbers[i])) continue;
            double number = numbers[i];
            if (m_specs[part].scale == RewardScale::Standardized) number = (number - spread.mean) / (spread.deviation + 1e-8);
            totals[i] = (std::isnan(totals[i]) ? 0.0 : totals[i]) + m_specs[part].weight * number;
        }
    }
    return totals;
}

}  // namespace luthier
