// SPDX-License-Identifier: Apache-2.0
#include "core/methods/method.h"

#include "core/methods/micro_batches.h"

namespace luthier {

StepTotals Method::prepare(Policy&, const Step& step, const BatchOptions&) const {
    StepTotals totals;
    for (const Sample& sample : step.samples) {
        if (sample.part == SegmentPart::Mismatched) continue;   // looked at, not learned
        totals.numTokens += static_cast<std::int64_t>(sample.ids.size());
        totals.numRows += sample.index == 0;
        for (std::size_t i = 1; i < sample.weights.size(); ++i) {
            totals.numTrained += sample.weights[i] != 0.0F;
            totals.sumWeights += sample.weights[i];
            if (sample.part == SegmentPart::Chosen) totals.sumChosenWeights += sample.weights[i];
        }
    }
    return totals;
}

std::vector<Batch> Method::makeBatches(const Step& step, const BatchOptions& options) const { return microBatchesOf(step.samples, options); }

}  // namespace luthier
