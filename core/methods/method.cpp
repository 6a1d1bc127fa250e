// SPDX-License-Identifier: Apache-2.0
#include "core/methods/method.h"

namespace luthier {

StepTotals Method::prepare(Policy&, const Step& step) const {
    StepTotals totals;
    for (const Sample& sample : step.samples) {
        totals.numTokens += static_cast<std::int64_t>(sample.ids.size());
        ++totals.numRows;
        for (std::size_t i = 1; i < sample.weights.size(); ++i) {
            totals.numTrained += sample.weights[i] != 0.0F;
            totals.sumWeights += sample.weights[i];
        }
    }
    return totals;
}

}  // namespace luthier
