// SPDX-License-Identifier: Apache-2.0
#include "core/runs/run_series.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace luthier {

namespace {

std::optional<std::int64_t> stepIn(const Json& fields, const char* key) {
    const auto found = fields.find(key);
    if (found == fields.end() || !found->is_number_integer()) return std::nullopt;
    return found->get<std::int64_t>();
}

std::optional<double> numberIn(const Json& fields, const char* key) {
    const auto found = fields.find(key);
    if (found == fields.end() || !found->is_number() || !std::isfinite(found->get<double>())) return std::nullopt;
    return found->get<double>();
}

}  // namespace

double RunSeries::Row::at(SeriesAxis axis) const {
    switch (axis) {
        case SeriesAxis::Tokens: return tokens;
        case SeriesAxis::Epoch: return epoch;
        case SeriesAxis::Time: return seconds;
        case SeriesAxis::Step: break;
    }
    return static_cast<double>(step);
}

void RunSeries::rewindTo(std::int64_t step) {
    const auto place = std::upper_bound(m_rows.begin(), m_rows.end(), step, [](std::int64_t a, const Row& b) { return a < b.step; });
    m_rows.erase(place, m_rows.end());
    for (auto& [name, pyramid] : m_series) pyramid.truncateAfter(step);
}

RunSeries::Row& RunSeries::rowOf(std::int64_t step, std::int64_t attempt) {
    auto place = m_rows.end();
    if (!m_rows.empty() && step <= m_rows.back().step)
        place = std::lower_bound(m_rows.begin(), m_rows.end(), step, [](const Row& a, std::int64_t b) { return a.step < b; });
    const bool isNew = place == m_rows.end() || place->step != step;
    if (!isNew && attempt <= place->attempt) return *place;
    Row row{step, attempt, 0, 0, 0};
    if (place != m_rows.begin()) {
        const Row& before = *(place - 1);
        row = {step, attempt, before.tokens, before.epoch, before.seconds};
    }
    if (isNew) return *m_rows.insert(place, row);
    // Written again by a later attempt: what the earlier one said of this step does not hold any more, whichever series it had.
    for (auto& [name, pyramid] : m_series) pyramid.erase(step);
    return *place = row;
}

SeriesPyramid* RunSeries::series(const std::string& name) {
    if (const auto found = m_series.find(name); found != m_series.end()) return &found->second;
    if (m_series.size() >= maxSeries) return nullptr;
    m_names.push_back(name);
    return &m_series[name];
}

const SeriesPyramid* RunSeries::find(std::string_view name) const {
    const auto found = m_series.find(name);
    return found == m_series.end() || found->second.isEmpty() ? nullptr : &found->second;
}

void RunSeries::apply(const LogLine& line) {
    if (const auto rewound = stepIn(line.fields, "rewound_to")) rewindTo(*rewound);
    const auto step = stepIn(line.fields, "step");
    if (!step || *step < 0) return;
    Row& row = rowOf(*step, line.attempt);
    if (const auto tokens = numberIn(line.fields, "num_tokens")) row.tokens = std::max(row.tokens, *tokens);
    if (const auto epoch = numberIn(line.fields, "epoch")) row.epoch = std::max(row.epoch, *epoch);
    const auto stepTokens = numberIn(line.fields, "step_tokens"), rate = numberIn(line.fields, "tokens_per_second");
    if (stepTokens && rate && *stepTokens > 0 && *rate > 0) row.seconds += *stepTokens / *rate;
    for (const auto& [name, value] : line.fields.items()) {
        if (name == "step" || name == "rewound_to" || !(value.is_number() || value.is_string())) continue;
        const auto number = numberFromJson(value);
        if (!number) continue;
        if (SeriesPyramid* pyramid = series(name)) pyramid->set(*step, *number);
    }
}

double RunSeries::positionOf(SeriesAxis axis, double step) const {
    if (axis == SeriesAxis::Step || m_rows.empty()) return step;
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), step, [](const Row& a, double b) { return static_cast<double>(a.step) < b; });
    if (place == m_rows.end()) return m_rows.back().at(axis);
    if (place == m_rows.begin() || static_cast<double>(place->step) == step) return place->at(axis);
    const Row &before = *(place - 1), &after = *place;
    const double share = (step - static_cast<double>(before.step)) / static_cast<double>(after.step - before.step);
    return before.at(axis) + share * (after.at(axis) - before.at(axis));
}

double RunSeries::stepAt(SeriesAxis axis, double position) const {
    if (axis == SeriesAxis::Step || m_rows.empty()) return position;
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), position, [axis](const Row& a, double b) { return a.at(axis) < b; });
    if (place == m_rows.end()) return static_cast<double>(m_rows.back().step) + (position > m_rows.back().at(axis) ? 1 : 0);
    if (place == m_rows.begin()) return static_cast<double>(place->step) - (position < place->at(axis) ? 1 : 0);
    const Row &before = *(place - 1), &after = *place;
    const double width = after.at(axis) - before.at(axis);
    const double share = width > 0 ? (position - before.at(axis)) / width : 1;
    return static_cast<double>(before.step) + share * static_cast<double>(after.step - before.step);
}

}  // namespace luthier
