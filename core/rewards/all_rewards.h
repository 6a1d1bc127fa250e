// SPDX-License-Identifier: Apache-2.0
// Every kind of reward. A new rule = one unit (x.h, x.cpp) + one line here + one test.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/config/type_list.h"
#include "core/rewards/judge_reward.h"
#include "core/rewards/length_rule.h"
#include "core/rewards/regex_rule.h"
#include "core/rewards/reward_model.h"

namespace luthier {

using AllRewards = TypeList<ModelReward, JudgeReward, RegexRule, LengthRule>;
// In the order of AllRewards.
using RewardOptions = std::variant<ModelRewardOptions, JudgeRewardOptions, RegexRuleOptions, LengthRuleOptions>;

// How the numbers of one part are made comparable with those of the others, over the answers of one rollout.
enum class RewardScale { AsIs, Standardized };

// One part of the reward: weight * scale(what the kind says). In JSON {"name","weight","scale","reward":{"type":...}}.
struct RewardSpec {
    std::string name;                    // in metrics and samples; empty: the kind's id
    double weight = 1.0;                 // below 0: a penalty
    RewardScale scale = RewardScale::AsIs;
    RewardOptions reward = RegexRuleOptions{};
    bool operator==(const RewardSpec&) const = default;
};
const Schema<RewardSpec>& rewardSpecSchema();

RewardInfo rewardInfo(const RewardOptions& options);
// The names of the parts, each once: the second "regex" is "regex_2".
std::vector<std::string> rewardNames(const std::vector<RewardSpec>& specs);
// nullptr where it needs a model (RewardInfo::needsModel). Errors: InvalidConfig, those of the rule.
Result<std::unique_ptr<RewardRule>> makeRule(const RewardOptions& options);

}  // namespace luthier
