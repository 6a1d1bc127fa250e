// SPDX-License-Identifier: Apache-2.0
// Supervised fine-tuning, and continued pre-training when every token is a target:   L = - sum_t w_t log p(y_t | y_<t)  /  sum_t w_t
// Both sums run over the trained tokens of a whole optimizer step.
#include "core/methods/sft.h"

#include <ATen/ATen.h>

#include "core/data/packing.h"
#include "core/methods/method.h"

namespace luthier {

namespace {

class SftMethod : public Method {
public:
    std::vector<Batch> makeBatches(const Step& step, const BatchOptions& options) const override {
        std::vector<std::int32_t> lengths;
        for (const Sample& sample : step.samples) lengths.push_back(static_cast<std::int32_t>(sample.ids.size()));
        std::vector<Batch> batches;
        BatchBuilder builder;
        for (const std::vector<std::int64_t>& rows : packMicroBatches(lengths, options.microTokens)) {
            std::vector<Sample> samples;
            for (const std::int64_t row : rows) samples.push_back(step.samples[static_cast<std::size_t>(row)]);
            const std::vector<kernels::SharedPrefix> prefixes = options.sharesBeginnings ? sharedPrefixesOf(samples) : std::vector<kernels::SharedPrefix>();
            for (std::size_t i = 0; i < samples.size(); ++i)
                options.sharesBeginnings ? builder.addNeeded(samples[i], prefixes[i]) : builder.addSegment(samples[i]);
            batches.push_back(builder.finish());
            batches.back().recomputes = recomputes(options.recompute, batches.back().numTokens(), options.microTokens);
        }
        return batches;
    }

    LossParts computeLoss(Policy& policy, const Batch& batch, const StepTotals& totals, BatchReport& report) const override {
        kernels::TargetReport targets;
        const at::Tensor sum = policy.weightedNll(batch, &targets);
        report.metrics["mean_token_accuracy"] = {targets.correct_M.sum(), static_cast<double>(batch.numTargets())};
        reportRows(batch, targets.nll_M, report);
        return {{{"loss", sum, totals.sumWeights > 0 ? totals.sumWeights : 1.0}}};   // nothing trained: 0, not 0 / 0
    }

private:
    static void reportRows(const Batch& batch, const at::Tensor& nll_M, BatchReport& report) {
        const std::int64_t numSegments = batch.layout.numSegments();
        const at::Tensor none_S = at::zeros({numSegments}, nll_M.options().dtype(at::kDouble));
        report.rowSums_R = none_S.index_add(0, batch.targets.segment_M, nll_M.to(at::kDouble));
        for (std::int64_t s = 0; s < numSegments; ++s)
            report.rows.push_back({batch.layout.segments[static_cast<std::size_t>(s)].row, batch.numTargetsOf[static_cast<std::size_t>(s)]});
    }
};

}  // namespace

Result<std::unique_ptr<Method>> Sft::create(const SftOptions&) { return std::make_unique<SftMethod>(); }

}  // namespace luthier
