// SPDX-License-Identifier: Apache-2.0
// A reward model as a part of a reward. Thread: that of the model.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/rollouts/answer_rewards.h"

namespace luthier {

// An adapter folder is plugged into the policy's model; a model folder is loaded for itself, with its own tokenizer, which the notes say. Scores are those of
// sequenceScores() for the prompt and the answer as a dialogue, as `score` gives them.
// Errors: InvalidConfig (no reward model, no such dimension), those of the folder.
Result<std::unique_ptr<RewardPart>> openModelReward(const ModelRewardOptions& options, const RewardSurroundings& surroundings, std::vector<std::string>& notes,
                                                    const WorkContext& context);

}  // namespace luthier
