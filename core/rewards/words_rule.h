// SPDX-License-Identifier: Apache-2.0
// Whether words and phrases that must be in the answer are, and those that must not are not. 0 to 1.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/config/schema.h"
#include "core/rewards/reward_info.h"
#include "core/rewards/reward_rule.h"

namespace luthier {

enum class WordsNeeded { All, Share };

struct WordsRuleOptions {
    std::vector<std::string> required, banned;
    WordsNeeded needed = WordsNeeded::All;
    bool operator==(const WordsRuleOptions&) const = default;
};

struct WordsRule {
    using Options = WordsRuleOptions;
    static constexpr const char* id = "words";
    static const Schema<WordsRuleOptions>& schema();
    static RewardInfo info();
    static Result<std::unique_ptr<RewardRule>> create(const WordsRuleOptions& options);
};

}  // namespace luthier
