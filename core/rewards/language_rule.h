// SPDX-License-Identifier: Apache-2.0
// How much of the answer is written in a language, by the Compact Language Detector 2. 0 to 1.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/config/schema.h"
#include "core/rewards/reward_info.h"
#include "core/rewards/reward_rule.h"

namespace luthier {

struct LanguageRuleOptions {
    std::string language = "en";         // one of the codes of the schema's choices: ISO 639, and zh-Hans, zh-Hant
    std::int64_t minimumLetters = 20;    // of an answer with fewer the rule says nothing
    bool operator==(const LanguageRuleOptions&) const = default;
};

struct LanguageRule {
    using Options = LanguageRuleOptions;
    static constexpr const char* id = "language";
    static const Schema<LanguageRuleOptions>& schema();
    static RewardInfo info();
    static Result<std::unique_ptr<RewardRule>> create(const LanguageRuleOptions& options);
};

}  // namespace luthier
