// SPDX-License-Identifier: Apache-2.0
// What a policy gives to whole sequences of a data set. Thread: one.
#pragma once

#include <vector>

#include "core/base/progress.h"
#include "core/batching/token_store.h"
#include "core/methods/method.h"

namespace luthier {

// Sum of weight * log-probability of each sequence of the store, no dropout, no gradient, logits only at the targets. Progress as "reference".
// Errors: Cancelled.
Result<std::vector<double>> sequenceLogps(Policy& policy, const TokenStore& store, const BatchOptions& options, const WorkContext& context);

}  // namespace luthier
