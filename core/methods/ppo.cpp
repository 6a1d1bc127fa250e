// SPDX-License-Identifier: Apache-2.0
// Proximal Policy Optimization:   L = mean over tokens of max(-A rho, -A clip(rho)) + w_v mean of max((V-R)^2, (clip(V)-R)^2) / 2;   A by GAE of the tokens'
// rewards (-beta KL of each, the answer's reward on the last), whitened over the rollout; R = A + V.
#include "core/methods/ppo.h"

#include <algorithm>

#include <ATen/ATen.h>

#include "core/methods/advantages.h"
#include "core/methods/online_method.h"

namespace luthier {

namespace {

class PpoMethod : public OnlineMethod {
public:
    explicit PpoMethod(const PpoOptions& options) : OnlineMethod(options), m_options(options) {}
    bool readsValues() const override { return true; }
    bool valueTrainsLayers() const override { return m_options.valueTrainsPolicy; }

    void fillAdvantages(Rollout& rollout) const override {
        std::vector<std::vector<double>> rewards(rollout.answers.size());
        std::vector<std::vector<double>*> used;
        for (std::size_t i = 0; i < rewards.size(); ++i) {
            if (!isLearned(rollout.answers[i])) continue;
            rewards[i] = tokenRewards(rollout.answers[i], rollout.klWeight, m_options.klEstimator);
            used.push_back(&rewards[i]);
        }
        if (m_options.whitensRewards) whiten(used, {.takesMean = false});
        std::vector<std::vector<float>*> advantages;
        for (std::size_t i = 0; i < rewards.size(); ++i) {
            if (rewards[i].empty()) continue;
            estimateAdvantages(rollout.answers[i], rewards[i], m_options.gamma, m_options.lambda);
            advantages.push_back(&rollout.answers[i].advantages);
        }
        whiten(advantages);
    }

    double nextKlWeight(double weight, double meanKl, std::int64_t numAnswers) const override {
        if (!m_options.klTarget) return weight;
        const double error = std::clamp(meanKl / *m_options.klTarget - 1, -0.2, 0.2);
        return weight * (1 + error * static_cast<double>(numAnswers) / m_options.klHorizon);
    }

    LossParts computeLoss(Policy& policy, const Batch& batch, const StepTotals& totals, BatchReport& report) const override {
        const Policy::TokenReadings read = policy.readTokens(batch);
        const at::Tensor ratio_M = (read.logp_M - batch.known.logp_M).exp();
        const RatioClip clip{m_options.clip, m_options.clip};
        const at::Tensor policy_M = clippedSurrogate(ratio_M, batch.known.advantage_M, clip);
        const at::Tensor value_M = clippedValueLoss(read.value_M, batch.known.value_M, batch.known.return_M, m_options.valueClip);
        const auto count = static_cast<double>(batch.numTargets()), all = static_cast<double>(std::max<std::int64_t>(totals.numTrained, 1));
        report.metrics["policy_loss"] = {policy_M.detach().sum(), count};
        report.metrics["value_loss"] = {value_M.detach().sum(), count};
        reportRatios(batch, read.logp_M, isClipped(ratio_M.detach(), batch.known.advantage_M, clip), policy_M, report);
        return {{{"policy_loss", policy_M.sum(at::kDouble), all}, {"value_loss", m_options.valueWeight * value_M.sum(at::kDouble), all}}};
    }

private:
    PpoOptions m_options;
};

}  // namespace

Result<std::unique_ptr<Method>> Ppo::create(const PpoOptions& options) { return std::make_unique<PpoMethod>(options); }

}  // namespace luthier
