// SPDX-License-Identifier: Apache-2.0
// REINFORCE leave-one-out:   L = mean over answers of max(-A rho, -A clip(rho)), rho of the answer as a whole;   A = R - mean of the others' R,
// R = reward - beta (log p - log reference).
#include "core/methods/rloo.h"

#include <algorithm>
#include <cmath>

#include <ATen/ATen.h>

#include "core/methods/advantages.h"
#include "core/methods/micro_batches.h"
#include "core/methods/online_method.h"

namespace luthier {

namespace {

class RlooMethod : public OnlineMethod {
public:
    explicit RlooMethod(const RlooOptions& options) : OnlineMethod(options), m_options(options) {}

    void fillAdvantages(Rollout& rollout) const override {
        std::vector<double> rewards = rewardsOf(rollout);
        for (std::size_t i = 0; i < rewards.size(); ++i) {
            if (std::isnan(rewards[i])) continue;
            if (m_options.rewardMinimum) rewards[i] = std::max(rewards[i], *m_options.rewardMinimum);
            if (m_options.rewardMaximum) rewards[i] = std::min(rewards[i], *m_options.rewardMaximum);
            rewards[i] -= rollout.klWeight * rollout.answers[i].kl();
        }
        std::vector<double> advantages = leaveOneOut(rewards, rollout.groupSize);
        if (m_options.normalizes) {
            const MeanAndSpread all = spreadOf(advantages);
            for (double& advantage : advantages) advantage = (advantage - all.mean) / (all.deviation + 1e-4);
        }
        spread(rollout, advantages);
    }

    LossParts computeLoss(Policy& policy, const Batch& batch, const StepTotals& totals, BatchReport& report) const override {
        const at::Tensor logp_M = policy.readTokens(batch).logp_M;
        const at::Tensor count_S = sumsOfSegments(batch, at::ones_like(logp_M)).clamp_min(1);
        const at::Tensor ratio_S = sumsOfSegments(batch, logp_M - batch.known.logp_M).exp();
        const at::Tensor advantage_S = sumsOfSegments(batch, batch.known.advantage_M) / count_S;   // the same for each token
        const RatioClip clip{m_options.clip, m_options.clipHigh.value_or(m_options.clip)};
        const at::Tensor loss_S = clippedSurrogate(ratio_S, advantage_S, clip);
        report.metrics["policy_loss"] = {loss_S.detach().sum(), static_cast<double>(batch.layout.numSegments())};
        const auto ofToken = [&](const at::Tensor& of_S) { return of_S.detach().index_select(0, batch.targets.segment_M); };
        reportRatios(batch, logp_M, ofToken(isClipped(ratio_S.detach(), advantage_S, clip)), ofToken(loss_S), report);
        return {{{"loss", loss_S.sum(at::kDouble), std::max(totals.numbers.at(step_numbers::answers), 1.0)}}};
    }

private:
    RlooOptions m_options;
};

}  // namespace

Result<std::unique_ptr<Method>> Rloo::create(const RlooOptions& options) { return std::make_unique<RlooMethod>(options); }

}  // namespace luthier
