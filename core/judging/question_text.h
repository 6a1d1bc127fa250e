// SPDX-License-Identifier: Apache-2.0
// What a judge reads. What is judged is data: it stands between lines that it cannot contain, and holds nothing that a tokenizer would read as the end of the
// turn. Thread: pure functions.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/judging/judge.h"
#include "core/rewards/judge_reward.h"

namespace luthier {

// The one turn of the user that the judge answers. Rubric and conversation come first, so that questions about several answers to one prompt begin alike.
// controlTexts: what has a meaning to the judge's tokenizer; where the judged texts hold it, it is broken by a character without width.
std::string judgeQuestionText(const JudgeRewardOptions& options, const JudgeQuestion& question, std::span<const std::string> controlTexts);

// What the usual chat templates write between turns, for judges whose tokenizer is not known.
const std::vector<std::string>& usualControlTexts();

}  // namespace luthier
