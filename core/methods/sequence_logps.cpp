// SPDX-License-Identifier: Apache-2.0
#include "core/methods/sequence_logps.h"

#include <ATen/ATen.h>

#include "core/methods/micro_batches.h"

namespace luthier {

Result<std::vector<double>> sequenceLogps(Policy& policy, const TokenStore& store, const BatchOptions& options, const WorkContext& context) {
    const at::NoGradGuard noGradient;
    policy.setTraining(false);
    std::vector<Sample> samples;
    for (std::int64_t row = 0; row < store.numRows(); ++row) store.appendSamples(row, samples);
    std::vector<double> logps(samples.size(), 0.0);
    const std::vector<Batch> batches = microBatchesOf(samples, options);
    std::int64_t done = 0;
    for (const Batch& made : batches) {
        RETURN_IF_ERROR(context.checkpoint());
        const Batch batch = made.on(policy.model().device());
        const at::Tensor weight_M = batch.targets.weight_M.to(at::kDouble);
        const at::Tensor sums = sumsOfSegments(batch, policy.targetLogps(batch).to(at::kDouble) * weight_M).to(at::kCPU);
        for (std::int64_t s = 0; s < batch.layout.numSegments(); ++s) {
            const Segment& segment = batch.layout.segments[static_cast<std::size_t>(s)];
            logps[static_cast<std::size_t>(store.firstSequence(segment.row) + segment.index)] = sums.const_data_ptr<double>()[s];
        }
        context.progress({"reference", ++done, static_cast<std::int64_t>(batches.size()), "batches"});
    }
    return logps;
}

}  // namespace luthier
