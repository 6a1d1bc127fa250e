// SPDX-License-Identifier: Apache-2.0
// Whether an answer's length lies in a window, in words or tokens; outside it the reward falls linearly.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "core/config/schema.h"
#include "core/rewards/reward_info.h"
#include "core/rewards/reward_rule.h"

namespace luthier {

enum class LengthUnit { Words, Tokens, Characters };

struct LengthRuleOptions {
    LengthUnit unit = LengthUnit::Words;
    std::int64_t minimum = 1;
    std::optional<std::int64_t> maximum;
    std::int64_t slope = 0;              // over how many units beyond the window the reward falls from 1 to 0; 0 = at once
    bool operator==(const LengthRuleOptions&) const = default;
};

struct LengthRule {
    using Options = LengthRuleOptions;
    static constexpr const char* id = "length";
    static const Schema<LengthRuleOptions>& schema();
    static RewardInfo info();
    static Result<std::unique_ptr<RewardRule>> create(const LengthRuleOptions& options);
};

}  // namespace luthier
