// SPDX-License-Identifier: Apache-2.0
// Unlikelihood training:   L = mean over good tokens of -log p(y_t)  +  alpha * mean over bad tokens of -log(1 - p(y_t))
#include "core/methods/unlikelihood.h"

#include <algorithm>

#include <ATen/ATen.h>

#include "core/kernels/compute_device.h"
#include "core/losses/preference.h"
#include "core/methods/micro_batches.h"

namespace luthier {

namespace {

constexpr double kNearestToCertain = 1e-5;   // 1 - p is taken to be no less, so that a certain bad token has a finite loss

class UnlikelihoodMethod : public Method {
public:
    explicit UnlikelihoodMethod(const UnlikelihoodOptions& options) : m_options(options) {}

    LossParts computeLoss(Policy& policy, const Batch& batch, const StepTotals& totals, BatchReport& report) const override {
        const at::Tensor logps_M = policy.tokenLogps(batch).to(at::kDouble), weight_M = batch.targets.weight_M.to(at::kDouble);
        const at::Tensor isGood_M = isGoodOf(batch);
        const at::Tensor good_M = -logps_M * weight_M * isGood_M;
        const at::Tensor bad_M = -logOneMinusExp(logps_M.clamp_max(std::log1p(-kNearestToCertain))) * weight_M * (1 - isGood_M);
        double numGood = 0, numBad = 0;
        for (std::size_t s = 0; s < batch.numTargetsOf.size(); ++s)
            (batch.layout.segments[s].part == SegmentPart::Chosen ? numGood : numBad) += static_cast<double>(batch.numTargetsOf[s]);
        report.metrics["nll_loss"] = {good_M.detach().sum(), numGood};
        report.metrics["unlikelihood"] = {bad_M.detach().sum(), numBad};
        reportRows(batch, sumsOfSegments(batch, good_M + bad_M), report);
        const double badWeights = totals.sumWeights - totals.sumChosenWeights;
        return {{{"nll_loss", good_M.sum(), totals.sumChosenWeights > 0 ? totals.sumChosenWeights : 1.0},
                 {"unlikelihood", m_options.alpha * bad_M.sum(), badWeights > 0 ? badWeights : 1.0}}};
    }

private:
    // 1 where a target is of a good answer, else 0. -> [M] float64
    static at::Tensor isGoodOf(const Batch& batch) {
        std::vector<double> good;
        for (const Segment& segment : batch.layout.segments) good.push_back(segment.part == SegmentPart::Chosen ? 1.0 : 0.0);
        return onDevice(at::tensor(good, at::kDouble), batch.targets.token_M.device()).index_select(0, batch.targets.segment_M);
    }

    UnlikelihoodOptions m_options;
};

}  // namespace

Result<std::unique_ptr<Method>> Unlikelihood::create(const UnlikelihoodOptions& options) { return std::make_unique<UnlikelihoodMethod>(options); }

}  // namespace luthier
