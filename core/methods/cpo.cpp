// SPDX-License-Identifier: Apache-2.0
// Contrastive Preference Optimization:   L = mean over pairs of l(beta (log pi(c) - log pi(w)))  +  alpha * mean token loss of the chosen answers
#include "core/methods/cpo.h"

#include <algorithm>

#include <ATen/ATen.h>

#include "core/losses/preference.h"
#include "core/methods/pairs.h"

namespace luthier {

namespace {

class CpoMethod : public Method {
public:
    explicit CpoMethod(const CpoOptions& options) : m_options(options) {}

    LossParts computeLoss(Policy& policy, const Batch& batch, const StepTotals& totals, BatchReport& report) const override {
        const PairLogps logps = pairLogpsOf(policy, batch, report);
        const at::Tensor loss_P = lossOf(logps);
        const bool isMean = m_options.loss == CpoLoss::Ipo;   // a reward is what the loss compares
        reportPairs(batch, logps, m_options.beta * (isMean ? logps.chosenMean() : logps.chosen_P),
                    m_options.beta * (isMean ? logps.rejectedMean() : logps.rejected_P), loss_P, report);
        LossParts parts{{{"loss", loss_P.sum(), static_cast<double>(std::max<std::int64_t>(totals.numRows, 1))}}};
        if (m_options.sftWeight > 0) parts.terms.push_back(chosenNllTerm(logps, m_options.sftWeight, totals, report));
        return parts;
    }

private:
    at::Tensor lossOf(const PairLogps& logps) const {
        switch (m_options.loss) {
            case CpoLoss::Sigmoid: return sigmoidLoss(m_options.beta * (logps.chosen_P - logps.rejected_P), m_options.labelSmoothing);
            case CpoLoss::Hinge: return hingeLoss(m_options.beta * (logps.chosen_P - logps.rejected_P));
            case CpoLoss::Ipo: break;
        }
        return ipoLoss(logps.chosenMean() - logps.rejectedMean(), m_options.beta);
    }

    CpoOptions m_options;
};

}  // namespace

Result<std::unique_ptr<Method>> Cpo::create(const CpoOptions& options) { return std::make_unique<CpoMethod>(options); }

}  // namespace luthier
