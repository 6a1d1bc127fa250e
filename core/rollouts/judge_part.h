// SPDX-License-Identifier: Apache-2.0
// A judge's verdicts as a part of a reward. Thread: that of the models.
#pragma once

#include <memory>

#include "core/rewards/judge_reward.h"
#include "core/rollouts/answer_rewards.h"

namespace luthier {

// An answer that the judge gives no verdict on is not scored. Its key comes from the file the options name. Errors: those of makeJudge.
Result<std::unique_ptr<RewardPart>> openJudgePart(const JudgeRewardOptions& options, const RewardSurroundings& surroundings, const WorkContext& context);

}  // namespace luthier
