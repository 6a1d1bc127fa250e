// SPDX-License-Identifier: Apache-2.0
// Whether the answer refuses, judged by phrases that refusals begin with or contain (English), and whether it should.
#pragma once

#include <memory>

#include "core/config/schema.h"
#include "core/rewards/reward_info.h"
#include "core/rewards/reward_rule.h"

namespace luthier {

enum class RefusalWanted { Refuse, Answer, Reference };
enum class RefusalPlace { Start, Anywhere };

struct RefusalRuleOptions {
    RefusalWanted wanted = RefusalWanted::Reference;
    RefusalPlace where = RefusalPlace::Start;
    double reward = 1.0, otherwise = 0.0;
    bool operator==(const RefusalRuleOptions&) const = default;
};

struct RefusalRule {
    using Options = RefusalRuleOptions;
    static constexpr const char* id = "refusal";
    static const Schema<RefusalRuleOptions>& schema();
    static RewardInfo info();
    static Result<std::unique_ptr<RewardRule>> create(const RefusalRuleOptions& options);
};

}  // namespace luthier
