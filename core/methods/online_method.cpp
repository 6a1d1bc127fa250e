// SPDX-License-Identifier: Apache-2.0
#include "core/methods/online_method.h"

#include <algorithm>
#include <cmath>

#include <ATen/ATen.h>

#include "core/methods/micro_batches.h"

namespace luthier {

bool OnlineMethod::isLearned(const RolloutAnswer& answer) const {
    return std::isfinite(answer.reward) && answer.numTokens() > 0 && (answer.ended || !m_online.masksTruncated);
}

bool OnlineMethod::asksForLogps(const Batch& batch) {
    return std::ranges::any_of(batch.logpsInto, [](std::span<float> into) { return !into.empty(); });
}

Sample OnlineMethod::sampleOf(const RolloutAnswer& answer) {
    Sample sample;
    sample.row = answer.row;
    sample.ids = answer.ids;
    sample.weights = answer.weights;
    sample.known = {answer.logps, answer.referenceLogps, answer.advantages, answer.returns, answer.values};
    return sample;
}

std::vector<Sample> OnlineMethod::samplesOf(const Rollout& rollout, std::span<const std::int64_t> groups) const {
    std::vector<Sample> samples;
    for (const std::int64_t group : groups) {
        std::int64_t index = 0;
        for (std::int64_t i = group * rollout.groupSize; i < (group + 1) * rollout.groupSize; ++i) {
            const RolloutAnswer& answer = rollout.answers[static_cast<std::size_t>(i)];
            if (!isLearned(answer)) continue;
            Sample sample = sampleOf(answer);
            sample.index = index++;
            sample.numCommon = sample.index == 0 ? 0 : answer.numPrompt;
            samples.push_back(sample);
        }
    }
    return samples;
}

void OnlineMethod::spread(Rollout& rollout, const std::vector<double>& advantages) {
    for (std::size_t i = 0; i < rollout.answers.size(); ++i)
        rollout.answers[i].advantages.assign(static_cast<std::size_t>(rollout.answers[i].numTokens()), static_cast<float>(advantages[i]));
}

std::vector<double> OnlineMethod::rewardsOf(const Rollout& rollout) {
    std::vector<double> rewards;
    for (const RolloutAnswer& answer : rollout.answers) rewards.push_back(answer.reward);
    return rewards;
}

StepTotals OnlineMethod::prepare(Policy& policy, const Step& step, const BatchOptions& options) const {
    StepTotals totals = Method::prepare(policy, step, options);
    totals.numbers = step.numbers;
    return totals;
}

std::vector<Batch> OnlineMethod::makeBatches(const Step& step, const BatchOptions& options) const {
    std::vector<Sample> samples = step.samples;
    std::int64_t held = 0, index = 0;
    for (Sample& sample : samples) {
        const auto length = static_cast<std::int64_t>(sample.ids.size());
        if (sample.index == 0 || held + length > options.microTokens) {   // begins a row of its own
            held = 0;
            index = 0;
        }
        sample.index = index++;
        if (sample.index == 0) sample.numCommon = 0;
        held += length;
    }
    return microBatchesOf(samples, options);
}

at::Tensor oldLogps(const Batch& batch, const at::Tensor& logp_M) { return batch.known.logp_M.defined() ? batch.known.logp_M : logp_M.detach(); }

void reportRatios(const Batch& batch, const at::Tensor& logp_M, const at::Tensor& clipped_M, const at::Tensor& loss_M, BatchReport& report) {
    const at::NoGradGuard noGradient;
    const auto count = static_cast<double>(batch.numTargets());
    const at::Tensor step_M = logp_M.detach() - oldLogps(batch, logp_M);
    report.metrics["approx_kl"] = {0.5 * at::square(step_M).sum(), count};
    report.metrics["ratio"] = {step_M.exp().sum(), count};
    report.metrics["clip_ratio"] = {clipped_M.detach().sum(), count};
    reportRows(batch, sumsOfSegments(batch, loss_M.detach().to(at::kDouble)), report);
}

}  // namespace luthier
