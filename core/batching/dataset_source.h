// SPDX-License-Identifier: Apache-2.0
// Steps from a tokenised data set. The order of every epoch comes from (seed, epoch) alone and the packing from lengths alone, so step k is the same
// in every run, and the number of steps is known at the start.
#pragma once

#include <functional>
#include <vector>

#include "core/batching/sample_source.h"
#include "core/batching/token_store.h"

namespace luthier {

struct DatasetSourceOptions {
    std::int64_t tokensPerStep = 8192;
    double epochs = 1;                       // a fraction trains the first part of the last epoch's steps
    std::int64_t maxSteps = -1;              // -1 = as the epochs say
};

class DatasetSource : public SampleSource {
public:
    // orderOf(epoch) gives the rows of that epoch in the order they are to be met (mixing and caps are in it). store must outlive this.
    DatasetSource(const TokenStore& store, std::function<std::vector<std::int64_t>(std::int64_t)> orderOf, const DatasetSourceOptions& options);
    Result<Step> next() override;
    std::int64_t numSteps() const override { return m_numSteps; }
    Json save() const override;
    Status restore(const Json& state) override;

private:
    const std::vector<std::vector<std::int64_t>>& stepsOf(std::int64_t epoch);
    const TokenStore* m_store;
    std::function<std::vector<std::int64_t>(std::int64_t)> m_orderOf;
    DatasetSourceOptions m_options;
    std::vector<std::int64_t> m_stepsBefore;    // steps before each epoch; one more entry than epochs
    std::int64_t m_numSteps = 0, m_position = 0, m_plannedEpoch = -1;
    std::vector<std::vector<std::int64_t>> m_plan;
};

}  // namespace luthier
