// SPDX-License-Identifier: Apache-2.0
// Group Relative Policy Optimization:   L = sum over tokens of l(ratio, A) + beta k3(log p, log reference), divided as the loss chosen says;
// A = (reward - mean of its group) / spread, the same for every token of an answer.
#include "core/methods/grpo.h"

#include <algorithm>

#include <ATen/ATen.h>

#include "core/methods/advantages.h"
#include "core/methods/micro_batches.h"
#include "core/methods/online_method.h"

namespace luthier {

namespace {

class GrpoMethod : public OnlineMethod {
public:
    explicit GrpoMethod(const GrpoOptions& options) : OnlineMethod(options), m_options(options) {}
    std::int64_t resampleRounds() const override { return m_options.resampleRounds; }

    void fillAdvantages(Rollout& rollout) const override { spread(rollout, groupAdvantages(rewardsOf(rollout), rollout.groupSize, m_options.scale)); }

    LossParts lossOf(const Policy::TokenReadings& read, const Batch& batch, const StepTotals& totals, BatchReport& report) const override {
        const at::Tensor& logp_M = read.logp_M;
        const at::Tensor count_S = sumsOfSegments(batch, at::ones_like(logp_M)).clamp_min(1);
        const at::Tensor ratio_M = ratioOf(batch, logp_M, count_S), &advantage_M = batch.known.advantage_M;
        const RatioClip clip{m_options.clip, m_options.clipHigh.value_or(m_options.clip), m_options.ratioCap};
        const bool isCispo = m_options.loss == GrpoLoss::Cispo;
        at::Tensor loss_M = isCispo ? cispoLoss(logp_M, ratio_M, advantage_M, clip.high) : clippedSurrogate(ratio_M, advantage_M, clip);
        report.metrics["policy_loss"] = {loss_M.detach().sum(), static_cast<double>(batch.numTargets())};
        if (const double weight = totals.numbers.at(step_numbers::klWeight); weight > 0)
            loss_M = loss_M + weight * klK3(logp_M, batch.known.referenceLogp_M);
        const at::Tensor clipped_M = isCispo ? ratio_M.detach().gt(1 + clip.high).to(at::kFloat) : isClipped(ratio_M.detach(), advantage_M, clip);
        reportRatios(batch, logp_M, clipped_M, loss_M, report);
        if (m_options.loss == GrpoLoss::Grpo) loss_M = loss_M / count_S.index_select(0, batch.targets.segment_M);
        return {{{"loss", loss_M.sum(at::kDouble), denominator(totals)}}};
    }

private:
    at::Tensor ratioOf(const Batch& batch, const at::Tensor& logp_M, const at::Tensor& count_S) const {
        const at::Tensor step_M = logp_M - oldLogps(batch, logp_M);
        if (m_options.ratio == RatioLevel::Token) return step_M.exp();
        return (sumsOfSegments(batch, step_M) / count_S).exp().index_select(0, batch.targets.segment_M);
    }

    double denominator(const StepTotals& totals) const {
        const double answers = totals.numbers.at(step_numbers::answers);
        const double divisor = m_options.loss == GrpoLoss::Grpo     ? answers
                               : m_options.loss == GrpoLoss::DrGrpo ? answers * static_cast<double>(m_options.maxNewTokens)
                                                                    : static_cast<double>(totals.numTrained);
        return std::max(divisor, 1.0);
    }

    GrpoOptions m_options;
};

}  // namespace

Result<std::unique_ptr<Method>> Grpo::create(const GrpoOptions& options) { return std::make_unique<GrpoMethod>(options); }

}  // namespace luthier
