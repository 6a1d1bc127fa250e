// SPDX-License-Identifier: Apache-2.0
// Kahneman-Tversky Optimization:   L = mean over answers of  w_d (1 - s(beta (l - z)))  where good,  w_u (1 - s(beta (z - l)))  where bad
// z = max(0, mean of l over the step's prompts, each with an answer to another one), without gradient.
#include "core/methods/kto.h"

#include <algorithm>

#include <ATen/ATen.h>

#include "core/kernels/compute_device.h"
#include "core/methods/micro_batches.h"

namespace luthier {

namespace {

// The samples of a step that are, or are not, a prompt with another one's answer. What is left of a row begins at index 0 again.
std::vector<Sample> samplesOf(const Step& step, bool mismatched) {
    std::vector<Sample> samples;
    std::int64_t index = 0;
    for (const Sample& sample : step.samples) {
        if (sample.index == 0) index = 0;
        if ((sample.part == SegmentPart::Mismatched) != mismatched) continue;
        samples.push_back(sample);
        samples.back().index = index++;
        if (samples.back().index == 0) samples.back().numCommon = 0;
    }
    return samples;
}

at::Tensor logpsOfSegments(const Batch& batch, const at::Tensor& logps_M) {
    return sumsOfSegments(batch, logps_M.to(at::kDouble) * batch.targets.weight_M.to(at::kDouble));
}

class KtoMethod : public Method {
public:
    explicit KtoMethod(const KtoOptions& options) : m_options(options) {}

    std::vector<Batch> makeBatches(const Step& step, const BatchOptions& options) const override {
        return microBatchesOf(samplesOf(step, false), options);
    }

    StepTotals prepare(Policy& policy, const Step& step, const BatchOptions& options) const override {
        StepTotals totals = Method::prepare(policy, step, options);
        const auto isAnswer = [](const Sample& sample) { return sample.part != SegmentPart::Mismatched; };
        totals.numbers["answers"] = static_cast<double>(std::count_if(step.samples.begin(), step.samples.end(), isAnswer));
        if (m_options.loss == KtoLoss::Kto) totals.numbers["kl"] = std::max(0.0, meanRatio(policy, samplesOf(step, true), options));
        return totals;
    }

    LossParts computeLoss(Policy& policy, const Batch& batch, const StepTotals& totals, BatchReport& report) const override {
        const at::Tensor logps_S = logpsOfSegments(batch, policy.tokenLogps(batch)), ratio_S = logps_S - referenceLogpsOf(batch);
        std::vector<bool> isGood;
        std::vector<double> sign, weight;
        for (const Segment& segment : batch.layout.segments) {
            isGood.push_back(segment.part == SegmentPart::Chosen);
            sign.push_back(isGood.back() ? 1.0 : -1.0);
            weight.push_back(isGood.back() ? m_options.desirableWeight : m_options.undesirableWeight);
        }
        const auto onBatch = [&](const std::vector<double>& numbers) {
            return onDevice(at::tensor(numbers, at::kDouble), batch.targets.token_M.device());
        };
        const double kl = m_options.loss == KtoLoss::Kto ? totals.numbers.at("kl") : 0.0;
        const at::Tensor sign_S = onBatch(sign), loss_S = onBatch(weight) * (1 - at::sigmoid(m_options.beta * sign_S * (ratio_S - kl)));
        reportAnswers(isGood, m_options.beta * ratio_S.detach(), logps_S.detach(), sign_S, report);
        if (m_options.loss == KtoLoss::Kto) report.metrics["kl"] = {at::full_like(sign_S, kl).sum(), static_cast<double>(sign.size())};
        report.rowSums_R = loss_S.detach();
        for (const Segment& segment : batch.layout.segments) report.rows.push_back({segment.row, 1});
        return {{{"loss", loss_S.sum(), std::max(totals.numbers.at("answers"), 1.0)}}};
    }

private:
    // Mean log ratio of policy to reference.
    static double meanRatio(Policy& policy, const std::vector<Sample>& samples, const BatchOptions& options) {
        if (samples.empty()) return 0.0;
        const at::NoGradGuard noGradient;
        policy.setTraining(false);
        at::Tensor sum;
        for (const Batch& made : microBatchesOf(samples, options)) {
            const Batch batch = made.on(policy.model().device());
            const at::Tensor ratios = (logpsOfSegments(batch, policy.targetLogps(batch)) - referenceLogpsOf(batch)).sum();
            sum = sum.defined() ? sum + ratios : ratios;
        }
        return sum.item<double>() / static_cast<double>(samples.size());
    }

    static void reportAnswers(const std::vector<bool>& isGood, const at::Tensor& reward_S, const at::Tensor& logps_S, const at::Tensor& sign_S,
                              BatchReport& report) {
        const auto numGood = static_cast<double>(std::count(isGood.begin(), isGood.end(), true)), numBad = static_cast<double>(isGood.size()) - numGood;
        const at::Tensor good = sign_S.clamp_min(0), bad = (-sign_S).clamp_min(0);
        report.metrics["rewards/chosen"] = {(reward_S * good).sum(), numGood};
        report.metrics["rewards/rejected"] = {(reward_S * bad).sum(), numBad};
        report.metrics["logps/chosen"] = {(logps_S * good).sum(), numGood};
        report.metrics["logps/rejected"] = {(logps_S * bad).sum(), numBad};
    }

    KtoOptions m_options;
};

}  // namespace

Result<std::unique_ptr<Method>> Kto::create(const KtoOptions& options) { return std::make_unique<KtoMethod>(options); }

}  // namespace luthier
