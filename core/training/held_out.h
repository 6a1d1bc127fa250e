// SPDX-License-Identifier: Apache-2.0
// The loss on rows that are not trained on: the same sums and totals as in training, without gradients.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/batching/token_store.h"
#include "core/methods/method.h"

namespace luthier {

// metrics: means over the held-out part, named as in training.
struct HeldOutResult { double loss = 0; std::map<std::string, double> metrics; std::int64_t numTrained = 0; };

class HeldOut {
public:
    // Batches are made once, of the first maxRows rows. store must not be empty.
    HeldOut(const TokenStore& store, const Method& method, const BatchOptions& options, std::int64_t maxRows = INT64_MAX);
    // Errors: Cancelled.
    Result<HeldOutResult> evaluate(Policy& policy, const Method& method, const WorkContext& context) const;

private:
    Step m_step;
    BatchOptions m_options;
    std::vector<Batch> m_batches;
};

}  // namespace luthier
