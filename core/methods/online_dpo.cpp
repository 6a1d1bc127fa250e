// SPDX-License-Identifier: Apache-2.0
// Online DPO:   L = mean over pairs of l(r_c, r_w), r = beta (log p(answer) - log reference(answer)): the best and the worst of the answers to a prompt by their
// reward. Answers with equal rewards make no pair. ipo takes sums over the answers' tokens.
#include "core/methods/online_dpo.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <ATen/ATen.h>

#include "core/losses/preference.h"
#include "core/methods/advantages.h"
#include "core/methods/online_method.h"
#include "core/methods/pairs.h"

namespace luthier {

namespace {

class OnlineDpoMethod : public OnlineMethod {
public:
    explicit OnlineDpoMethod(const OnlineDpoOptions& options) : OnlineMethod(options), m_options(options) {}

    // What is shown of an answer: its reward above its group's mean.
    void fillAdvantages(Rollout& rollout) const override { spread(rollout, groupAdvantages(rewardsOf(rollout), rollout.groupSize, AdvantageScale::None)); }

    std::vector<Sample> samplesOf(const Rollout& rollout, std::span<const std::int64_t> groups) const override {
        std::vector<Sample> samples;
        for (const std::int64_t group : groups) {
            const RolloutAnswer *best = nullptr, *worst = nullptr;
            for (std::int64_t i = group * rollout.groupSize; i < (group + 1) * rollout.groupSize; ++i) {
                const RolloutAnswer& answer = rollout.answers[static_cast<std::size_t>(i)];
                if (!isLearned(answer)) continue;
                if (!best || answer.reward > best->reward) best = &answer;
                if (!worst || answer.reward < worst->reward) worst = &answer;
            }
            if (!best || best->reward == worst->reward || best->ids == worst->ids) continue;
            samples.push_back(sideOf(*best, SegmentPart::Chosen, 0));
            samples.push_back(sideOf(*worst, SegmentPart::Rejected, 1));
        }
        return samples;
    }

    std::vector<Batch> makeBatches(const Step& step, const BatchOptions& options) const override { return Method::makeBatches(step, options); }

    LossParts computeLoss(Policy& policy, const Batch& batch, const StepTotals& totals, BatchReport& report) const override {
        const PairLogps logps = pairLogpsOf(policy, batch, report);
        const double beta = totals.numbers.at(step_numbers::klWeight);
        const at::Tensor chosen = beta * logps.chosenRatio(), rejected = beta * logps.rejectedRatio();
        const at::Tensor loss_P = m_options.loss == OnlineDpoLoss::Ipo ? ipoLoss(logps.chosenRatio() - logps.rejectedRatio(), beta) : sigmoidLoss(chosen - rejected);
        reportPairs(batch, logps, chosen, rejected, loss_P, report);
        return {{{"loss", loss_P.sum(), static_cast<double>(std::max<std::int64_t>(totals.numRows, 1))}}};
    }

private:
    static Sample sideOf(const RolloutAnswer& answer, SegmentPart part, std::int64_t index) {
        Sample sample;
        sample.row = answer.row;
        sample.ids = answer.ids;
        sample.weights = answer.weights;
        sample.part = part;
        sample.index = index;
        sample.numCommon = index == 0 ? 0 : answer.numPrompt;
        sample.referenceLogp = std::accumulate(answer.referenceLogps.begin(), answer.referenceLogps.end(), 0.0);
        return sample;
    }
    OnlineDpoOptions m_options;
};

}  // namespace

Result<std::unique_ptr<Method>> OnlineDpo::create(const OnlineDpoOptions& options) { return std::make_unique<OnlineDpoMethod>(options); }

}  // namespace luthier
