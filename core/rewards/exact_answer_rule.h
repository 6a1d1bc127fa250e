// SPDX-License-Identifier: Apache-2.0
// Whether the answer is the one the row gives. 1 or 0.
#pragma once

#include <memory>
#include <string>

#include "core/config/schema.h"
#include "core/rewards/answer_part.h"
#include "core/rewards/reward_info.h"
#include "core/rewards/reward_rule.h"

namespace luthier {

struct ExactAnswerRuleOptions {
    AnswerPart where = AnswerPart::Whole;
    std::string pattern;                 // of AnswerPart::Pattern
    bool ignoreCase = true, ignorePunctuation = true;
    bool operator==(const ExactAnswerRuleOptions&) const = default;
};

struct ExactAnswerRule {
    using Options = ExactAnswerRuleOptions;
    static constexpr const char* id = "exact_answer";
    static const Schema<ExactAnswerRuleOptions>& schema();
    static RewardInfo info();
    static Result<std::unique_ptr<RewardRule>> create(const ExactAnswerRuleOptions& options);
};

}  // namespace luthier
