// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of a reward say of an answer, computed here by the rules the engine uses (core/rewards). Thread: any; pure functions of values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/rewards/all_rewards.h"

namespace luthier {

// An answer to be tried.
struct TriedAnswer { Prompt prompt; std::string text; std::int64_t numTokens = 0; };

// One part on one answer. Problem: not valid yet, or the rule cannot use the row's reference; note says which.
struct PartTrial {
    enum class Kind { Number, Silent, InTheRun, Problem } kind = Kind::Problem;
    double value = 0;
    std::string note;
};
// A part of the list as the form has it, valid or not.
struct TriedPart { std::string name; double weight = 1; bool isStandardized = false; };
struct RewardTrial {
    std::vector<TriedPart> parts;
    std::vector<std::vector<PartTrial>> answers;      // by answer, then by part
    std::vector<std::optional<double>> totals;        // weight times number of those that have one; nothing where none has
    bool isWhole = true;                              // every part could be computed here
};
// parts: the JSON list of a form.
RewardTrial tryRewards(const Json& parts, const std::vector<TriedAnswer>& answers);

// What the row's reference answers with, to begin with; "" where it does not say.
std::string referenceAnswer(const Prompt& prompt);
std::string lastQuestion(const Prompt& prompt);

}  // namespace luthier
