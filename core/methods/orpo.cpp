// SPDX-License-Identifier: Apache-2.0
// Odds Ratio Preference Optimization:   L = mean token loss of the chosen answers  -  beta * mean over pairs of log s(log odds(c) - log odds(w))
// The token loss is that of the answers; TRL's is that of prompt and answer.
#include "core/methods/orpo.h"

#include <algorithm>

#include <ATen/ATen.h>

#include "core/losses/preference.h"
#include "core/methods/pairs.h"

namespace luthier {

namespace {

class OrpoMethod : public Method {
public:
    explicit OrpoMethod(const OrpoOptions& options) : m_options(options) {}

    LossParts computeLoss(Policy& policy, const Batch& batch, const StepTotals& totals, BatchReport& report) const override {
        const PairLogps logps = pairLogpsOf(policy, batch, report);
        const at::Tensor chosen = logps.chosenMean(), rejected = logps.rejectedMean();
        const at::Tensor difference = logOdds(chosen) - logOdds(rejected), loss_P = sigmoidLoss(difference);
        reportPairs(batch, logps, m_options.beta * chosen, m_options.beta * rejected, loss_P, report);
        const auto count = static_cast<double>(loss_P.numel());
        report.metrics["log_odds_ratio"] = {-loss_P.detach().sum(), count};
        report.metrics["log_odds_chosen"] = {difference.detach().sum(), count};
        return {{chosenNllTerm(logps, 1.0, totals, report),
                 {"odds_ratio_loss", m_options.beta * loss_P.sum(), static_cast<double>(std::max<std::int64_t>(totals.numRows, 1))}}};
    }

private:
    OrpoOptions m_options;
};

}  // namespace

Result<std::unique_ptr<Method>> Orpo::create(const OrpoOptions& options) { return std::make_unique<OrpoMethod>(options); }

}  // namespace luthier
