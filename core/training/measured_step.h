// SPDX-License-Identifier: Apache-2.0
// The largest micro-batch of a run for once in earnest: forward, backward, optimizer step. What a plan is compared with. Thread: one.
#pragma once

#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/kernels/compute_device.h"
#include "core/recipe/run_config.h"
#include "core/training/training_data.h"

namespace luthier {

struct MeasuredStep {
    std::int64_t numTokens = 0, numComputed = 0, numTargets = 0;   // of the rows; that went through the model; predicted
    double forwardBackwardSeconds = 0, optimizerSeconds = 0, tokensPerSecond = 0;
};
// Loads the model. config is resolved. Errors: those of loading; Cancelled.
Result<MeasuredStep> measureWorstStep(const RunConfig& config, const ComputeDevice& device, const TrainingData& data, const WorkContext& context);

}  // namespace luthier
