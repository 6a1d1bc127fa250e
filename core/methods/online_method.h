// SPDX-License-Identifier: Apache-2.0
// A method that learns from answers the policy has just given. Engine half. Where the answers come from: core/rollouts/rollout_source.h.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/losses/policy_gradient.h"
#include "core/methods/method.h"
#include "core/methods/online_options.h"
#include "core/methods/rollout.h"

namespace luthier {

// What a rollout's source knows of a step (Step::numbers).
namespace step_numbers {
inline constexpr const char* answers = "answers";             // of the step, those that are not learned from too
inline constexpr const char* klWeight = "kl_weight";
}  // namespace step_numbers

class OnlineMethod : public Method {
public:
    explicit OnlineMethod(OnlineOptions options) : m_online(std::move(options)) {}
    const OnlineOptions& online() const { return m_online; }
    // Needs a value for each token, before and while it learns.
    virtual bool readsValues() const { return false; }
    virtual bool valueTrainsLayers() const { return true; }
    // Groups whose answers all got the same reward are replaced so often.
    virtual std::int64_t resampleRounds() const { return 0; }
    // Advantages of every answer that has a reward, and returns where there is a critic.
    virtual void fillAdvantages(Rollout& rollout) const = 0;
    bool isLearned(const RolloutAnswer& answer) const;
    // The sequences that are learned of these groups (indices), which the rollout must outlive. As it is: every answer with a reward; the answers to a prompt
    // are the sequences of one row.
    virtual std::vector<Sample> samplesOf(const Rollout& rollout, std::span<const std::int64_t> groups) const;
    // The KL weight after a rollout of answers with this mean KL.
    virtual double nextKlWeight(double weight, double /*meanKl*/, std::int64_t /*numAnswers*/) const { return weight; }

    // The loss of what the policy says now of a batch's tokens.
    virtual LossParts lossOf(const Policy::TokenReadings& read, const Batch& batch, const StepTotals& totals, BatchReport& report) const = 0;
    LossParts computeLoss(Policy& policy, const Batch& batch, const StepTotals& totals, BatchReport& report) const override {
        const Policy::TokenReadings read = policy.readTokens(batch);
        if (asksForLogps(batch)) {
            report.logp_M = read.logp_M.detach();
            report.logpsInto = batch.logpsInto;
        }
        return lossOf(read, batch, totals, report);
    }
    StepTotals prepare(Policy& policy, const Step& step, const BatchOptions& options) const override;
    // The answers to a prompt share it within a micro-batch, and are more than one micro-batch where they are long: each is learned for itself.
    std::vector<Batch> makeBatches(const Step& step, const BatchOptions& options) const override;

protected:
    static Sample sampleOf(const RolloutAnswer& answer);
    // The same advantage for each token of an answer, of all answers.
    static void spread(Rollout& rollout, const std::vector<double>& advantages);
    static std::vector<double> rewardsOf(const Rollout& rollout);

private:
    static bool asksForLogps(const Batch& batch);
    OnlineOptions m_online;
};

// log p of each target when its answer was made. Not known yet: what it is now, for this is the step that learns first.   -> [M], no gradient
at::Tensor oldLogps(const Batch& batch, const at::Tensor& logp_M);

// What methods with a clipped ratio report of a batch.   [M] each
void reportRatios(const Batch& batch, const at::Tensor& logp_M, const at::Tensor& clipped_M, const at::Tensor& loss_M, BatchReport& report);

}  // namespace luthier
