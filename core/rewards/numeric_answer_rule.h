// SPDX-License-Identifier: Apache-2.0
// Whether the last number of the answer is the one the row gives. 1 or 0.
#pragma once

#include <memory>
#include <string>

#include "core/config/schema.h"
#include "core/rewards/answer_part.h"
#include "core/rewards/reward_info.h"
#include "core/rewards/reward_rule.h"

namespace luthier {

struct NumericAnswerRuleOptions {
    AnswerPart where = AnswerPart::Whole;
    std::string pattern;                 // of AnswerPart::Pattern
    double absoluteTolerance = 1e-6, relativeTolerance = 0.0;
    bool decimalComma = false;
    bool operator==(const NumericAnswerRuleOptions&) const = default;
};

struct NumericAnswerRule {
    using Options = NumericAnswerRuleOptions;
    static constexpr const char* id = "numeric_answer";
    static const Schema<NumericAnswerRuleOptions>& schema();
    static RewardInfo info();
    static Result<std::unique_ptr<RewardRule>> create(const NumericAnswerRuleOptions& options);
};

}  // namespace luthier
