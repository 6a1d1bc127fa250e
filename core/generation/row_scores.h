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

// Reads each sequence at its last trained token. -> for each, one number per dimension of the head, with its offset and scale.
// Errors: InvalidArgument when the adapter has no head; InvalidData when an id is outside the embedding or a row longer than the context.
Result<std::vector<std::vector<double>>> sequenceScores(CausalModel& model, const Adapter& rewardModel, std::span<const EncodedRow> sequences);

}  // namespace luthier
