// SPDX-License-Identifier: Apache-2.0
// What a reward model gives to answers: the one place where a score is made, for `score`, the window and reinforcement learning alike. Thread: the thread of
// its model.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/adapters/adapter.h"
#include "core/base/error.h"
#include "core/text/encode_example.h"

namespace luthier {

// A reward model: a base with an adapter, or without one where all of it was trained, and the head that reads it.
struct RewardModel { CausalModel* model; AdapterSlot slot; const ScoreHead* head; };
// Errors: InvalidArgument when the adapter has no head.
Result<RewardModel> rewardModelOf(CausalModel& model, const Adapter& adapter);

// Reads each sequence at its last trained token: answerScore() of what the head says there.
// Errors: InvalidData when an id is outside the embedding or a row longer than the context.
Result<std::vector<AnswerScore>> sequenceScores(const RewardModel& rewardModel, std::span<const EncodedRow> sequences);

}  // namespace luthier
