// SPDX-License-Identifier: Apache-2.0
// REINFORCE++:   L = mean over tokens of max(-A rho, -A clip(rho));   A the return of the tokens' rewards (-beta KL of each, the answer's reward on the last),
// normalised over all tokens of the rollout.
#include "core/methods/reinforce.h"

#include <algorithm>
#include <cmath>

#include <ATen/ATen.h>

#include "core/methods/advantages.h"
#include "core/methods/online_method.h"

namespace luthier {

namespace {

class ReinforceMethod : public OnlineMethod {
public:
    explicit ReinforceMethod(const ReinforceOptions& options) : OnlineMethod(options), m_options(options) {}

    void fillAdvantages(Rollout& rollout) const override {
        std::vector<double> shift(rollout.answers.size(), 0.0);
        if (m_options.baseline == ReinforceBaseline::Group) {
            const std::vector<double> rewards = rewardsOf(rollout), above = groupAdvantages(rewards, rollout.groupSize, AdvantageScale::None);
            for (std::size_t i = 0; i < shift.size(); ++i) shift[i] = above[i] - rewards[i];
        }
        std::vector<std::vector<float>*> advantages;
        for (std::size_t i = 0; i < shift.size(); ++i) {
            RolloutAnswer& answer = rollout.answers[i];
            if (!isLearned(answer)) continue;
            std::vector<double> rewards = tokenRewards(answer, rollout.klWeight, KlEstimator::K1);
            rewards.back() += shift[i];
            const std::vector<double> returns = discounted(rewards, m_options.gamma);
            answer.advantages.assign(returns.begin(), returns.end());
            advantages.push_back(&answer.advantages);
        }
        whiten(advantages, {.isUnbiased = false});
    }

    LossParts computeLoss(Policy& policy, const Batch& batch, const StepTotals& totals, BatchReport& report) const override {
        const at::Tensor logp_M = policy.readTokens(batch).logp_M, ratio_M = (logp_M - batch.known.logp_M).exp();
        const RatioClip clip{m_options.clip, m_options.clip};
        const at::Tensor loss_M = clippedSurrogate(ratio_M, batch.known.advantage_M, clip);
        report.metrics["policy_loss"] = {loss_M.detach().sum(), static_cast<double>(batch.numTargets())};
        reportRatios(batch, logp_M, isClipped(ratio_M.detach(), batch.known.advantage_M, clip), loss_M, report);
        return {{{"loss", loss_M.sum(at::kDouble), static_cast<double>(std::max<std::int64_t>(totals.numTrained, 1))}}};
    }

private:
    ReinforceOptions m_options;
};

}  // namespace

Result<std::unique_ptr<Method>> Reinforce::create(const ReinforceOptions& options) { return std::make_unique<ReinforceMethod>(options); }

}  // namespace luthier
