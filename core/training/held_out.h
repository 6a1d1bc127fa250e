// SPDX-License-Identifier: Apache-2.0
// The loss on rows that are not trained on: the same sums and totals as in training, without gradients.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/batching/token_store.h"
#include "core/methods/method.h"

namespace luthier {

// metrics: means over the held-out part, named as in training. loss: what gets smaller as the run gets better; where it is a reward with its sign changed,
// isReward says so, and the reward itself is among the metrics.
struct HeldOutResult { double loss = 0; std::map<std::string, double> metrics; std::int64_t numTrained = 0; bool isReward = false; };

class Evaluator {
public:
    virtual ~Evaluator() = default;
    // step: steps done. Errors: Cancelled.
    virtual Result<HeldOutResult> evaluate(Policy& policy, const Method& method, std::int64_t step, const WorkContext& context) const = 0;
};

class HeldOut : public Evaluator {
public:
    // Batches are made once, of the first maxRows rows. store must not be empty.
    HeldOut(const TokenStore& store, const Method& method, const BatchOptions& options, std::int64_t maxRows = INT64_MAX);
    Result<HeldOutResult> evaluate(Policy& policy, const Method& method, std::int64_t step, const WorkContext& context) const override;

private:
    Step m_step;
    BatchOptions m_options;
    std::vector<Batch> m_batches;
};

}  // namespace luthier
