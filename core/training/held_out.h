// SPDX-License-Identifier: Apache-2.0
// The loss on rows that are not trained on: the same sums and totals as in training, without gradients.
#pragma once

#include <vector>

#include "core/batching/token_store.h"
#include "core/methods/method.h"

namespace luthier {

struct HeldOutResult { double loss = 0; double accuracy = 0; std::int64_t numTrained = 0; };

class HeldOut {
public:
    // Batches are made once. store must not be empty.
    HeldOut(const TokenStore& store, const Method& method, const BatchOptions& options);
    // Errors: Cancelled.
    Result<HeldOutResult> evaluate(Policy& policy, const Method& method, const WorkContext& context) const;

private:
    Step m_step;
    std::vector<Batch> m_batches;
};

}  // namespace luthier
