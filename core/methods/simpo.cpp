// SPDX-License-Identifier: Apache-2.0
// Simple Preference Optimization:   L = mean over pairs of -log s(beta (mean log pi(c) - mean log pi(w)) - gamma),   means over the tokens of an answer.
#include "core/methods/simpo.h"

#include <algorithm>

#include <ATen/ATen.h>

#include "core/losses/preference.h"
#include "core/methods/pairs.h"

namespace luthier {

namespace {

class SimpoMethod : public Method {
public:
    explicit SimpoMethod(const SimpoOptions& options) : m_options(options) {}

    LossParts computeLoss(Policy& policy, const Batch& batch, const StepTotals& totals, BatchReport& report) const override {
        const PairLogps logps = pairLogpsOf(policy, batch, report);
        const at::Tensor chosen = m_options.beta * logps.chosenMean(), rejected = m_options.beta * logps.rejectedMean();
        const at::Tensor loss_P = sigmoidLoss(chosen - rejected - m_options.gamma, m_options.labelSmoothing);
        reportPairs(batch, logps, chosen, rejected, loss_P, report);
        LossParts parts{{{"loss", loss_P.sum(), static_cast<double>(std::max<std::int64_t>(totals.numRows, 1))}}};
        if (m_options.sftWeight > 0) parts.terms.push_back(chosenNllTerm(logps, m_options.sftWeight, totals, report));
        return parts;
    }

private:
    SimpoOptions m_options;
};

}  // namespace

Result<std::unique_ptr<Method>> Simpo::create(const SimpoOptions& options) { return std::make_unique<SimpoMethod>(options); }

}  // namespace luthier
