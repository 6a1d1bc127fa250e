// SPDX-License-Identifier: Apache-2.0
// Penalty for runs of words that come back: (1 - different runs / runs) * penalty, as TRL's repetition penalty reward has it. max_penalty to 0.
#pragma once

#include <cstdint>
#include <memory>

#include "core/config/schema.h"
#include "core/rewards/reward_info.h"
#include "core/rewards/reward_rule.h"

namespace luthier {

struct RepetitionRuleOptions {
    std::int64_t numWords = 3;           // of a run (n-gram)
    double maxPenalty = -1.0;
    bool operator==(const RepetitionRuleOptions&) const = default;
};

struct RepetitionRule {
    using Options = RepetitionRuleOptions;
    static constexpr const char* id = "repetition";
    static const Schema<RepetitionRuleOptions>& schema();
    static RewardInfo info();
    static Result<std::unique_ptr<RewardRule>> create(const RepetitionRuleOptions& options);
};

}  // namespace luthier
