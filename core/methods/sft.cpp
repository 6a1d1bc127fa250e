// SPDX-License-Identifier: Apache-2.0
// Supervised fine-tuning, and continued pre-training when every token is a target:   L = - sum_t w_t log p(y_t | y_<t)  /  sum_t w_t
// Both sums run over the trained tokens of a whole optimizer step.
#include "core/methods/sft.h"

#include <ATen/ATen.h>

#include "core/methods/micro_batches.h"

namespace luthier {

namespace {

class SftMethod : public Method {
public:
    LossParts computeLoss(Policy& policy, const Batch& batch, const StepTotals& totals, BatchReport& report) const override {
        kernels::TargetReport targets;
        const at::Tensor sum = policy.weightedNll(batch, &targets);
        report.metrics["mean_token_accuracy"] = {targets.correct_M.sum(), static_cast<double>(batch.numTargets())};
        reportRows(batch, sumsOfSegments(batch, targets.nll_M.to(at::kDouble)), report);
        return {{{"loss", sum, totals.sumWeights > 0 ? totals.sumWeights : 1.0}}};   // nothing trained: 0, not 0 / 0
    }
};

}  // namespace

Result<std::unique_ptr<Method>> Sft::create(const SftOptions&) { return std::make_unique<SftMethod>(); }

}  // namespace luthier
