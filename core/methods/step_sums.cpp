// SPDX-License-Identifier: Apache-2.0
#include "core/methods/step_sums.h"

#include <ATen/ATen.h>

namespace luthier {

void StepSums::add(const at::Tensor& loss, const BatchReport& report) {
    Added added;
    // float64 holds every float32 as it is, so nothing changes on the way.
    std::vector<at::Tensor> numbers{loss.detach().to(at::kDouble).reshape({1})};
    for (const auto& [name, metric] : report.metrics) {
        numbers.push_back(metric.sum.detach().to(at::kDouble).reshape({1}));
        added.metrics.emplace_back(name, metric.count);
    }
    if (!report.rows.empty()) {
        TORCH_CHECK(report.rowSums_R.numel() == static_cast<std::int64_t>(report.rows.size()), "a batch reports ", report.rows.size(), " rows and ",
                    report.rowSums_R.numel(), " sums of rows");
        numbers.push_back(report.rowSums_R.detach().to(at::kDouble).reshape({-1}));
        added.rows = report.rows;
    }
    if (report.logp_M.defined()) {
        numbers.push_back(report.logp_M.detach().to(at::kDouble));
        added.logpsInto = report.logpsInto;
    }
    m_numbers.push_back(at::cat(numbers));
    m_added.push_back(std::move(added));
}

StepNumbers StepSums::read(const at::Tensor& more) const {
    StepNumbers read;
    std::vector<at::Tensor> all = m_numbers;
    if (more.defined()) all.push_back(more.detach().to(at::kDouble).reshape({-1}));
    if (all.empty()) return read;
    const at::Tensor here = at::cat(all).to(at::kCPU);
    const double* next = here.const_data_ptr<double>();
    for (const Added& added : m_added) {
        read.loss += *next++;
        for (const auto& [name, count] : added.metrics) {
            MetricSum& metric = read.metrics[name];
            metric.sum += *next++;
            metric.count += count;
        }
        for (const ReportedRow& row : added.rows) read.rows.push_back({row.row, *next++, row.numTrained});
        for (const std::span<float> into : added.logpsInto)
            for (float& logp : into) logp = static_cast<float>(*next++);
    }
    read.more.assign(next, here.const_data_ptr<double>() + here.numel());
    return read;
}

}  // namespace luthier
