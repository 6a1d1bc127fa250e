// SPDX-License-Identifier: Apache-2.0
// Whether an answer matches a pattern (RE2's syntax: no backtracking, so no pattern is slow).
#pragma once

#include <memory>
#include <string>

#include "core/config/schema.h"
#include "core/rewards/reward_info.h"
#include "core/rewards/reward_rule.h"

namespace luthier {

enum class RegexMatch { Whole, Anywhere };

struct RegexRuleOptions {
    std::string pattern;
    RegexMatch match = RegexMatch::Whole;
    bool ignoreCase = false;
    double reward = 1.0, otherwise = 0.0;
    bool operator==(const RegexRuleOptions&) const = default;
};

struct RegexRule {
    using Options = RegexRuleOptions;
    static constexpr const char* id = "regex";
    static const Schema<RegexRuleOptions>& schema();   // refuses a pattern that is none, with RE2's words
    static RewardInfo info();
    static Result<std::unique_ptr<RewardRule>> create(const RegexRuleOptions& options);
};

}  // namespace luthier
