// SPDX-License-Identifier: Apache-2.0
// The words a judge may answer with, and what they are worth: "no" and "yes", or "1" to "N". Thread: values.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/judging/judge.h"
#include "core/rewards/judge_reward.h"

namespace luthier {

class VerdictScale {
public:
    explicit VerdictScale(const JudgeRewardOptions& options) : m_scale(options.scale), m_points(static_cast<std::size_t>(options.points)) {}

    // From the worst to the best.
    std::size_t numWords() const { return m_scale == JudgeScale::YesNo ? 2 : m_points; }
    std::string word(std::size_t index) const;
    std::string inWords() const;                                       // "yes or no", "a number from 1 to 5"
    // The word that the text is, whatever its case, with white space around it or not. nullopt: it is anything else, or has anything beside it.
    std::optional<std::size_t> wordIn(std::string_view text) const;

    // The word that the text begins with so that it can mean nothing else: "Yes, because" but not "No problem", "4" but not "4/10".
    std::optional<std::size_t> wordBeginning(std::string_view text) const;

    double scoreOf(std::size_t index) const { return static_cast<double>(index) / static_cast<double>(numWords() - 1); }
    // The expected score, given the probability of each word among all that the judge could have said. No score where the words have next to none: what it
    // would say is then something else, and what is left of them is noise.
    JudgeVerdict fromProbabilities(const std::vector<double>& ofWords) const;
    // The whole text is a word, or one with a full stop; or there is no score.
    JudgeVerdict fromText(std::string_view text) const;

private:
    JudgeScale m_scale;
    std::size_t m_points;
};

inline constexpr double minVerdictShare = 1e-3;   // its message names it

}  // namespace luthier
