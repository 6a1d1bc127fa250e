// SPDX-License-Identifier: Apache-2.0
// Every kind of reward. A new rule = one unit (x.h, x.cpp) + one line here + one test.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/config/type_list.h"
#include "core/rewards/cosine_length_rule.h"
#include "core/rewards/exact_answer_rule.h"
#include "core/rewards/json_schema_rule.h"
#include "core/rewards/judge_reward.h"
#include "core/rewards/language_rule.h"
#include "core/rewards/length_rule.h"
#include "core/rewards/numeric_answer_rule.h"
#include "core/rewards/refusal_rule.h"
#include "core/rewards/regex_rule.h"
#include "core/rewards/repetition_rule.h"
#include "core/rewards/reward_model.h"
#include "core/rewards/soft_overlong_rule.h"
#include "core/rewards/think_format_rule.h"
#include "core/rewards/user_penalty_rule.h"
#include "core/rewards/words_rule.h"

namespace luthier {

using AllRewards = TypeList<ModelReward, JudgeReward, RegexRule, LengthRule, ExactAnswerRule, NumericAnswerRule, JsonSchemaRule, WordsRule, UserPenaltyRule,
                            LanguageRule, RepetitionRule, RefusalRule, ThinkFormatRule, SoftOverlongRule, CosineLengthRule>;
// In the order of AllRewards.
using RewardChoice = std::variant<ModelRewardOptions, JudgeRewardOptions, RegexRuleOptions, LengthRuleOptions, ExactAnswerRuleOptions, NumericAnswerRuleOptions,
                                   JsonSchemaRuleOptions, WordsRuleOptions, UserPenaltyRuleOptions, LanguageRuleOptions, RepetitionRuleOptions,
                                   RefusalRuleOptions, ThinkFormatRuleOptions, SoftOverlongRuleOptions, CosineLengthRuleOptions>;

// How the numbers of one part are made comparable with those of the others, over the answers of one rollout.
enum class RewardScale { AsIs, Standardized };

// One part of the reward: weight * scale(what the kind says). In JSON {"name","weight","scale","reward":{"type":...}}.
struct RewardSpec {
    std::string name;                    // in metrics and samples; empty: the kind's id
    double weight = 1.0;                 // below 0: a penalty
    RewardScale scale = RewardScale::AsIs;
    RewardChoice reward = RegexRuleOptions{};
    bool operator==(const RewardSpec&) const = default;
};
const Schema<RewardSpec>& rewardSpecSchema();

// Every file or folder the options name, for who knows what relative ones belong to.
void forEachPath(RewardChoice& options, const std::function<void(std::string&)>& visit);

RewardInfo rewardInfo(const RewardChoice& options);
// The names of the parts, each once: the second "regex" is "regex_2".
std::vector<std::string> rewardNames(const std::vector<RewardSpec>& specs);
// nullptr where it needs a model (RewardInfo::needsModel). Errors: InvalidConfig, those of the rule.
Result<std::unique_ptr<RewardRule>> makeRule(const RewardChoice& options);

}  // namespace luthier
