// SPDX-License-Identifier: Apache-2.0
// The numbers of an optimizer step that the host wants to know (loss, metrics, what each row lost). Reading one of a GPU's numbers makes the host wait for all
// that was asked of the GPU before, so they stay where they were computed until the whole step is. Thread: one.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/methods/method.h"

namespace luthier {

struct StepNumbers {
    double loss = 0;                              // sum over the batches, in their order
    std::map<std::string, MetricSum> metrics;
    std::vector<RowLossSum> rows;
    std::vector<double> more;                     // of what read() was given
};

class StepSums {
public:
    // loss: the batch's share of the step's loss, a scalar. Waits for nothing.
    void add(const at::Tensor& loss, const BatchReport& report);
    // Everything added so far, and the numbers of `more` [E] (of the same device; may be undefined), in one copy: the one place of a step that waits.
    // Writes what BatchReport::logpsInto asks for.
    StepNumbers read(const at::Tensor& more = {}) const;

private:
    // What the host knows.
    struct Added { std::vector<std::pair<std::string, double>> metrics; std::vector<ReportedRow> rows; std::vector<std::span<float>> logpsInto; };
    std::vector<Added> m_added;
    std::vector<at::Tensor> m_numbers;            // of each batch, float64: loss, metrics, rows, logps
};

}  // namespace luthier
