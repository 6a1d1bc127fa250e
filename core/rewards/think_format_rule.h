// SPDX-License-Identifier: Apache-2.0
// Whether the answer begins with one block of thinking, and closes it. 1 or 0.
#pragma once

#include <memory>
#include <string>

#include "core/config/schema.h"
#include "core/rewards/reward_info.h"
#include "core/rewards/reward_rule.h"

namespace luthier {

struct ThinkFormatRuleOptions {
    std::string opening = "<think>", closing = "</think>";
    bool needsAnswer = false;            // something must follow the block
    bool operator==(const ThinkFormatRuleOptions&) const = default;
};

struct ThinkFormatRule {
    using Options = ThinkFormatRuleOptions;
    static constexpr const char* id = "think_format";
    static const Schema<ThinkFormatRuleOptions>& schema();
    static RewardInfo info();
    static Result<std::unique_ptr<RewardRule>> create(const ThinkFormatRuleOptions& options);
};

}  // namespace luthier
