// SPDX-License-Identifier: Apache-2.0
// What a model thinks of each token of some rows. Thread: the thread of its model.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/error.h"
#include "core/models/causal_model.h"
#include "core/text/token.h"

namespace luthier {

// Errors: InvalidData when an id is outside the embedding or the row is longer than the model's context.
Status checkTokens(const ModelConfig& config, const std::vector<TokenId>& ids);

// Natural log of p(ids[i] | ids[0..i-1]) for i = 1..L-1 of each row (a row of L tokens gives L - 1 numbers), all rows in one flat batch.
// Errors: InvalidData when an id is outside the model's embedding or a row is longer than its context.
Result<std::vector<std::vector<float>>> rowLogps(const CausalModel& model, AdapterSlot adapter, std::span<const std::vector<TokenId>> rows);

}  // namespace luthier
