// SPDX-License-Identifier: Apache-2.0
// Penalty for answers that come near their limit (DAPO, arXiv 2503.14476, section 3.4): 0 up to maximum - cache, linear to -1 at the maximum, -1 beyond.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "core/config/schema.h"
#include "core/rewards/reward_info.h"
#include "core/rewards/reward_rule.h"

namespace luthier {

struct SoftOverlongRuleOptions {
    std::optional<std::int64_t> maximum; // tokens; not set: as many as the answer could have
    std::optional<std::int64_t> cache;   // tokens before the maximum over which the penalty grows; not set: a fifth of it
    bool operator==(const SoftOverlongRuleOptions&) const = default;
};

struct SoftOverlongRule {
    using Options = SoftOverlongRuleOptions;
    static constexpr const char* id = "soft_overlong";
    static const Schema<SoftOverlongRuleOptions>& schema();
    static RewardInfo info();
    static Result<std::unique_ptr<RewardRule>> create(const SoftOverlongRuleOptions& options);
};

}  // namespace luthier
