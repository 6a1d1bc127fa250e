// SPDX-License-Identifier: Apache-2.0
// Right answers are worth more the shorter they are, wrong ones cost less the longer they are, along half a cosine (arXiv 2502.03373).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>

#include "core/config/schema.h"
#include "core/rewards/exact_answer_rule.h"
#include "core/rewards/numeric_answer_rule.h"
#include "core/rewards/regex_rule.h"
#include "core/rewards/reward_info.h"
#include "core/rewards/reward_rule.h"

namespace luthier {

struct CosineLengthRuleOptions {
    // What says whether the answer is right: it is where this rule gives more than 0.
    std::variant<NumericAnswerRuleOptions, ExactAnswerRuleOptions, RegexRuleOptions> rightWhen;
    std::optional<std::int64_t> maximum; // tokens; not set: as many as the answer could have
    double shortRight = 1.0, longRight = 0.5, shortWrong = -1.0, longWrong = -0.5;
    bool operator==(const CosineLengthRuleOptions&) const = default;
};

struct CosineLengthRule {
    using Options = CosineLengthRuleOptions;
    static constexpr const char* id = "cosine_length";
    static const Schema<CosineLengthRuleOptions>& schema();
    static RewardInfo info();
    static Result<std::unique_ptr<RewardRule>> create(const CosineLengthRuleOptions& options);
};

}  // namespace luthier
