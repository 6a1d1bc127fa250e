// SPDX-License-Identifier: Apache-2.0
// Direct Preference Optimization:   L = mean over pairs of l(r_c, r_w),   r = beta (log pi(answer) - log reference(answer)),   l as the loss chosen says.
// The reference's numbers were computed before the first step (core/training/reference_logps.h). With sft_weight w, + w times the mean token loss of the chosen
// answers (RPO, Pang et al. 2024).
#include "core/methods/dpo.h"

#include <algorithm>
#include <numeric>

#include <ATen/ATen.h>

#include "core/kernels/compute_device.h"
#include "core/losses/preference.h"
#include "core/methods/pairs.h"

namespace luthier {

namespace {

// The places of values in ascending order, equal ones as they come.
std::vector<std::size_t> order(const std::vector<double>& values) {
    std::vector<std::size_t> places(values.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    return places;
}

class DpoMethod : public Method {
public:
    explicit DpoMethod(const DpoOptions& options) : m_options(options) {}

    StepTotals prepare(Policy& policy, const Step& step, const BatchOptions& options) const override {
        StepTotals totals = Method::prepare(policy, step, options);
        if (m_options.loss == DpoLoss::Aot || m_options.loss == DpoLoss::AotUnpaired) sortStep(policy, step, options, totals);
        return totals;
    }

    LossParts computeLoss(Policy& policy, const Batch& batch, const StepTotals& totals, BatchReport& report) const override {
        const PairLogps logps = pairLogpsOf(policy, batch, report);
        const at::Tensor loss_P = lossOf(logps, batch, totals);
        reportPairs(batch, logps, m_options.beta * logps.chosenRatio(), m_options.beta * logps.rejectedRatio(), loss_P, report);
        LossParts parts{{{"loss", loss_P.sum(), static_cast<double>(std::max<std::int64_t>(totals.numRows, 1))}}};
        if (m_options.sftWeight > 0) {
            parts.terms.push_back(chosenNllTerm(logps, m_options.sftWeight, totals, report));
        }
        return parts;
    }

private:
    at::Tensor lossOf(const PairLogps& logps, const Batch& batch, const StepTotals& totals) const {
        const double beta = m_options.beta, smoothing = m_options.labelSmoothing;
        const at::Tensor chosen = beta * logps.chosenRatio(), rejected = beta * logps.rejectedRatio();
        const auto meanRatio = [&] { return logps.chosenRatio() / logps.numChosen_P - logps.rejectedRatio() / logps.numRejected_P; };
        switch (m_options.loss) {
            case DpoLoss::Sigmoid: return sigmoidLoss(chosen - rejected, smoothing);
            case DpoLoss::SigmoidNorm: return sigmoidLoss(beta * meanRatio(), smoothing);
            case DpoLoss::Ipo: return ipoLoss(meanRatio(), beta);
            case DpoLoss::Hinge: return hingeLoss(chosen - rejected);
            case DpoLoss::Robust: return robustLoss(chosen - rejected, smoothing);
            case DpoLoss::Exo: return exoLoss(chosen - rejected, smoothing);
            case DpoLoss::Nca: return ncaLoss(chosen, rejected);
            case DpoLoss::Bco: return bcoLoss(chosen, rejected);
            case DpoLoss::Sppo: return sppoLoss(logps.chosenRatio(), logps.rejectedRatio(), beta);
            case DpoLoss::ApoZero: return apoZeroLoss(chosen, rejected);
            case DpoLoss::ApoDown: return apoDownLoss(chosen, rejected);
            case DpoLoss::DiscoPop: return discopopLoss(chosen - rejected, m_options.discopopTau);
            case DpoLoss::Aot: return sigmoidLoss(beta * (logps.chosen_P - logps.rejected_P - partners(batch, totals, 0)), smoothing);
            case DpoLoss::AotUnpaired: break;
        }
        // A chosen answer and the rejected one of its place are of different rows: each learns against the other's number as it was before the step. The value
        // is counted once, with the chosen one.
        const at::Tensor ofChosen = sigmoidLoss(beta * (logps.chosenRatio() - partners(batch, totals, 0)), smoothing);
        const at::Tensor ofRejected = sigmoidLoss(beta * (partners(batch, totals, 1) - logps.rejectedRatio()), smoothing);
        return ofChosen + ofRejected - ofRejected.detach();
    }

    // Optimal transport between distributions on a line pairs what is sorted; what each number is paired with needs the whole step.
    void sortStep(Policy& policy, const Step& step, const BatchOptions& options, StepTotals& totals) const {
        const at::NoGradGuard noGradient;
        policy.setTraining(false);
        std::vector<double> first, second;
        std::vector<std::int64_t> rows;
        const bool isPaired = m_options.loss == DpoLoss::Aot;
        for (const Batch& made : makeBatches(step, options)) {
            const Batch batch = made.on(policy.model().device());
            BatchReport unused;
            const PairLogps logps = pairLogpsOf(policy, batch, unused);
            append(first, isPaired ? logps.chosen_P - logps.rejected_P : logps.chosenRatio());
            append(second, isPaired ? logps.referenceChosen_P - logps.referenceRejected_P : logps.rejectedRatio());
            for (const Segment& segment : batch.layout.segments)
                if (segment.part == SegmentPart::Chosen) rows.push_back(segment.row);
        }
        const std::vector<std::size_t> firstOrder = order(first), secondOrder = order(second);
        for (const std::int64_t row : rows) totals.numbersOfRow[row] = {0.0, 0.0};
        for (std::size_t place = 0; place < rows.size(); ++place) {
            totals.numbersOfRow[rows[firstOrder[place]]][0] = second[secondOrder[place]];
            totals.numbersOfRow[rows[secondOrder[place]]][1] = first[firstOrder[place]];
        }
    }

    static void append(std::vector<double>& all, const at::Tensor& values_P) {
        const at::Tensor here = values_P.to(at::kCPU).contiguous();
        all.insert(all.end(), here.const_data_ptr<double>(), here.const_data_ptr<double>() + here.numel());
    }

    static at::Tensor partners(const Batch& batch, const StepTotals& totals, std::size_t which) {
        std::vector<double> numbers;
        for (const Segment& segment : batch.layout.segments)
            if (segment.part == SegmentPart::Chosen) numbers.push_back(totals.numbersOfRow.at(segment.row)[which]);
        return onDevice(at::tensor(numbers, at::kDouble), batch.targets.token_M.device());
    }

    DpoOptions m_options;
};

}  // namespace

Result<std::unique_ptr<Method>> Dpo::create(const DpoOptions& options) { return std::make_unique<DpoMethod>(options); }

}  // namespace luthier
