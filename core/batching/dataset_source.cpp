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
    // What lacks less than a thousandth of an epoch, or goes beyond it by no more, is rounding of something like 3 * 0.3333.
    for (std::int64_t epoch = 0; remaining > (epoch == 0 ? 0 : 0.001) && (!endless || m_numSteps < options.maxSteps); ++epoch, remaining -= 1) {
        const auto all = static_cast<std::int64_t>(stepsOf(epoch).size());
        if (all == 0) break;
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
    for (const std::int64_t row : steps[static_cast<std::size_t>(m_position - first)]) m_store->appendSamples(row, step.samples);
    ++m_position;
    step.epoch = static_cast<double>(epoch) + static_cast<double>(m_position - first) / static_cast<double>(steps.size());
    return step;
}

Json DatasetSource::save() const { return {{"position", m_position}, {"num_steps", m_numSteps}}; }

Status DatasetSource::restore(const Json& state) {
    const auto integer = [&](const char* key) {
        return state.is_object() && state.contains(key) && state[key].is_number_integer() ? state[key].get<std::int64_t>() : -1;
    };
    const std::int64_t position = integer("position"), planned = integer("num_steps");
    if (position < 0 || position > planned)
        return fail(
            Error(ErrorCode::InvalidData, "the checkpoint does not say where in the data it was made").withHint("Remove it and resume from an older one."));
    if (planned != m_numSteps)
        return fail(
            Error(ErrorCode::InvalidData, "the checkpoint was made for " + std::to_string(planned) + " steps, the data now gives " + std::to_string(m_numSteps))
                .withHint("The data or its options changed since; start a new run."));
    m_position = position;
    return {};
}

}  // namespace luthier
