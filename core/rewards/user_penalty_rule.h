// SPDX-License-Identifier: Apache-2.0
// A penalty for each place with something the user marked as unwanted. -cap to 0.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/config/schema.h"
#include "core/rewards/reward_info.h"
#include "core/rewards/reward_rule.h"

namespace luthier {

struct UserPenaltyRuleOptions {
    std::vector<std::string> unwanted;   // beside those in the row's reference ("unwanted")
    double penalty = 0.5, cap = 1.0;
    bool operator==(const UserPenaltyRuleOptions&) const = default;
};

struct UserPenaltyRule {
    using Options = UserPenaltyRuleOptions;
    static constexpr const char* id = "user_penalty";
    static const Schema<UserPenaltyRuleOptions>& schema();
    static RewardInfo info();
    static Result<std::unique_ptr<RewardRule>> create(const UserPenaltyRuleOptions& options);
};

}  // namespace luthier
