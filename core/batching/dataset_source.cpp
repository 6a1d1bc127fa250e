// SPDX-License-Identifier: Apache-2.0
#include "core/batching/dataset_source.h"

#include <algorithm>
#include <cmath>

#include "core/data/packing.h"

namespace luthier {

DatasetSource::DatasetSource(const TokenStore& store, std::function<std::vector<std::int64_t>(std::int64_t)> orderOf, const DatasetSourceOptions& options)
    : m_store(&store), m_orderOf(std::move(orderOf)), m_options(options), m_stepsBefore{0} {
    const bool endless = options.maxSteps > 0;
    double remaining = options.epochs;
    for (std::int64_t epoch = 0; remaining > 0 && (!endless || m_numSteps < options.maxSteps); ++epoch, remaining -= 1) {
        const auto all = static_cast<std::int64_t>(stepsOf(epoch).size());
        if (all == 0) break;
        // A rest below a thousandth of an epoch is rounding of 3 * 0.333.
        const std::int64_t used = remaining >= 0.999 ? all : std::max<std::int64_t>(1, std::llround(std::floor(static_cast<double>(all) * remaining + 1e-6)));
        m_numSteps += used;
        m_stepsBefore.push_back(m_numSteps);
    }
    if (endless) m_numSteps = std::min(m_numSteps, options.maxSteps);
}

const std::vector<std::vector<std::int64_t>>& DatasetSource::stepsOf(std::int64_t epoch) {
    if (epoch != m_plannedEpoch) {
        const std::vector<std::int64_t> order = m_orderOf(epoch);
        m_plan = planEpoch(m_store->lengths(), order, m_options.tokensPerStep).rows;
        m_plannedEpoch = epoch;
    }
    return m_plan;
}

Result<Step> DatasetSource::next() {
    if (m_position >= m_numSteps) return fail(ErrorCode::Internal, "a step beyond the end of the data was asked for");
    const auto after = std::upper_bound(m_stepsBefore.begin(), m_stepsBefore.end(), m_position);
    const std::int64_t epoch = (after - m_stepsBefore.begin()) - 1, first = m_stepsBefore[static_cast<std::size_t>(epoch)];
    const std::vector<std::vector<std::int64_t>>& steps = stepsOf(epoch);
    Step step;
    step.index = m_position;
    for (const std::int64_t row : steps[static_cast<std::size_t>(m_position - first)]) step.samples.push_back(m_store->sample(row));
    ++m_position;
    step.epoch = static_cast<double>(epoch) + static_cast<double>(m_position - first) / static_cast<double>(steps.size());
    return step;
}

Json DatasetSource::save() const { return {{"position", m_position}, {"num_steps", m_numSteps}}; }

Status DatasetSource::restore(const Json& state) {
    const std::int64_t position = state.value("position", std::int64_t{-1}), planned = state.value("num_steps", std::int64_t{-1});
    if (position < 0 || planned != m_numSteps)
        return fail(Error(ErrorCode::InvalidData, "the checkpoint was made for " + std::to_string(planned) + " steps, the data now gives " + std::to_string(m_numSteps)).withHint("The data or its options changed since; start a new run."));
    m_position = position;
    return {};
}

}  // namespace luthier
