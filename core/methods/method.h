// SPDX-License-Identifier: Apache-2.0
// What a training method is to the loop: how samples become batches, what must be known of the whole step, and the loss of a batch. Engine half.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/batching/batch.h"
#include "core/batching/sample_source.h"
#include "core/losses/loss_parts.h"
#include "core/methods/method_info.h"
#include "core/policy/policy.h"

namespace luthier {

// Totals of a whole optimizer step (of all ranks), known before the first backward pass.
struct StepTotals {
    std::int64_t numTokens = 0;        // of the rows; fewer go through the model where rows begin alike
    std::int64_t numTrained = 0;       // targets
    std::int64_t numRows = 0;
    double sumWeights = 0;             // of the targets
    double sumChosenWeights = 0;       // of those of chosen answers
    std::map<std::string, double> numbers;                     // what a method's pre-pass over the step has found
    std::map<std::int64_t, std::vector<double>> numbersOfRow;
};

// Sums beside the loss, for the record. A metric of a step is sum / count over its batches.
struct MetricSum { double sum = 0; double count = 0; };
struct RowLossSum { std::int64_t row = -1; double sum = 0; std::int64_t numTrained = 0; };   // unweighted log-loss of a row

// The same of one batch, whose sums are still where the model computes (step_sums.h reads those of a whole step). A method never reads a tensor itself.
struct BatchMetric { at::Tensor sum; double count = 0; };                     // sum: a scalar
struct ReportedRow { std::int64_t row = -1; std::int64_t numTrained = 0; };
struct BatchReport {
    std::map<std::string, BatchMetric> metrics;
    std::vector<ReportedRow> rows;
    at::Tensor rowSums_R;              // float64, of each of the rows
    at::Tensor logp_M;                 // of each target; undefined: nobody asks (Batch::logpsInto)
    std::vector<std::span<float>> logpsInto;
};

// microTokens: what a batch holds at most; a longer row makes a batch of its own. sharesBeginnings: what rows of a batch have in common at their beginning is
// computed once (core/data/shared_beginnings.h), and what no target needs not at all. The sums stay the same up to rounding; not with dropout, whose masks
// differ from row to row.
struct BatchOptions {
    std::int64_t microTokens = 2048;
    bool sharesBeginnings = false;
    Recompute recompute = Recompute::Off;      // which batches compute again what their backward pass needs; the bits stay the same
    BatchOptions(std::int64_t tokens, bool shares = false, Recompute again = Recompute::Off)   // NOLINT: a number of tokens says it all
        : microTokens(tokens), sharesBeginnings(shares), recompute(again) {}
};

class Method {
public:
    virtual ~Method() = default;
    // What the whole step must know before the first backward pass; a method that needs more than counts looks at the policy here, without gradient.
    virtual StepTotals prepare(Policy& policy, const Step& step, const BatchOptions& options) const;
    // In a fixed order. As it is: all samples, rows packed by their lengths (micro_batches.h).
    virtual std::vector<Batch> makeBatches(const Step& step, const BatchOptions& options) const;
    virtual LossParts computeLoss(Policy& policy, const Batch& batch, const StepTotals& totals, BatchReport& report) const = 0;
};

}  // namespace luthier
