// SPDX-License-Identifier: Apache-2.0
#include "core/training/held_out.h"

#include <ATen/ATen.h>

#include "core/methods/step_sums.h"

namespace luthier {

HeldOut::HeldOut(const TokenStore& store, const Method& method, const BatchOptions& options, std::int64_t maxRows) : m_options(options) {
    for (std::int64_t row = 0; row < std::min(maxRows, store.numRows()); ++row) store.appendSamples(row, m_step.samples);
    m_batches = method.makeBatches(m_step, options);
}

Result<HeldOutResult> HeldOut::evaluate(Policy& policy, const Method& method, std::int64_t, const WorkContext& context) const {
    const at::NoGradGuard noGradient;
    policy.setTraining(false);
    const StepTotals totals = method.prepare(policy, m_step, m_options);
    StepSums sums;   // read at the end: nothing waits between batches
    std::int64_t done = 0;
    for (const Batch& batch : m_batches) {
        RETURN_IF_ERROR(context.checkpoint());
        BatchReport report;
        sums.add(method.computeLoss(policy, batch.on(policy.model().device()), totals, report).total(), report);
        context.progress({"evaluate", ++done, static_cast<std::int64_t>(m_batches.size()), "batches"});
    }
    const StepNumbers numbers = sums.read();
    HeldOutResult result;
    result.loss = numbers.loss;
    for (const auto& [name, metric] : numbers.metrics) result.metrics[name] = metric.count > 0 ? metric.sum / metric.count : 0;
    result.numTrained = totals.numTrained;
    return result;
}

}  // namespace luthier
