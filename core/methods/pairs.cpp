// SPDX-License-Identifier: Apache-2.0
#include "core/methods/pairs.h"

#include <ATen/ATen.h>

#include "core/kernels/compute_device.h"
#include "core/methods/micro_batches.h"

namespace luthier {

namespace {

at::Tensor segmentsOf(const Batch& batch, SegmentPart part) {
    std::vector<std::int64_t> found;
    for (std::int64_t s = 0; s < batch.layout.numSegments(); ++s)
        if (batch.layout.segments[static_cast<std::size_t>(s)].part == part) found.push_back(s);
    return onDevice(at::tensor(found, at::kLong), batch.targets.token_M.device());
}

}  // namespace

PairLogps pairLogpsOf(Policy& policy, const Batch& batch, BatchReport& report) {
    kernels::TargetReport targets;
    const at::Tensor weight_M = batch.targets.weight_M.to(at::kDouble);
    const at::Tensor logps_S = sumsOfSegments(batch, policy.tokenLogps(batch, &targets).to(at::kDouble) * weight_M);
    const at::Tensor numTokens_S = sumsOfSegments(batch, weight_M), reference_S = referenceLogpsOf(batch);
    const at::Tensor chosen = segmentsOf(batch, SegmentPart::Chosen), rejected = segmentsOf(batch, SegmentPart::Rejected);
    TORCH_CHECK(chosen.numel() == rejected.numel() && 2 * chosen.numel() == batch.layout.numSegments(), "a batch of pairs has ", chosen.numel(), " chosen and ",
                rejected.numel(), " rejected answers in ", batch.layout.numSegments(), " segments");
    const at::Tensor correct_S = sumsOfSegments(batch, targets.correct_M.to(at::kDouble));
    double numChosenTargets = 0;
    for (std::int64_t s = 0; s < batch.layout.numSegments(); ++s)
        if (batch.layout.segments[static_cast<std::size_t>(s)].part == SegmentPart::Chosen)
            numChosenTargets += static_cast<double>(batch.numTargetsOf[static_cast<std::size_t>(s)]);
    report.metrics["mean_token_accuracy"] = {correct_S.index_select(0, chosen).sum(), numChosenTargets};
    const auto of = [](const at::Tensor& values_S, const at::Tensor& segments) { return values_S.index_select(0, segments); };
    return {of(logps_S, chosen),     of(logps_S, rejected),     of(reference_S, chosen),
            of(reference_S, rejected), of(numTokens_S, chosen), of(numTokens_S, rejected), numChosenTargets};
}

LossTerm chosenNllTerm(const PairLogps& logps, double weight, const StepTotals& totals, BatchReport& report) {
    const at::Tensor nll = -logps.chosen_P.sum();
    report.metrics["nll_loss"] = {nll, logps.numChosenTargets};
    return {"nll_loss", weight * nll, totals.sumChosenWeights > 0 ? totals.sumChosenWeights : 1.0};
}

void reportPairs(const Batch& batch, const PairLogps& logps, const at::Tensor& chosenReward_P, const at::Tensor& rejectedReward_P, const at::Tensor& loss_P,
                 BatchReport& report) {
    const auto count = static_cast<double>(loss_P.numel());
    const at::Tensor chosen = chosenReward_P.detach(), rejected = rejectedReward_P.detach();
    report.metrics["rewards/chosen"] = {chosen.sum(), count};
    report.metrics["rewards/rejected"] = {rejected.sum(), count};
    report.metrics["rewards/accuracies"] = {chosen.gt(rejected).sum(), count};
    report.metrics["rewards/margins"] = {(chosen - rejected).sum(), count};
    report.metrics["logps/chosen"] = {logps.chosen_P.detach().sum(), count};
    report.metrics["logps/rejected"] = {logps.rejected_P.detach().sum(), count};
    report.rowSums_R = loss_P.detach();
    for (const Segment& segment : batch.layout.segments)
        if (segment.part == SegmentPart::Chosen) report.rows.push_back({segment.row, 1});
}

}  // namespace luthier
