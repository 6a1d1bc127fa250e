// SPDX-License-Identifier: Apache-2.0
#include "core/runs/series_pyramid.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace luthier {

namespace {

constexpr std::size_t fanOut = 16;
constexpr std::size_t exactPoints = 512;      // how far back an average goes point by point
constexpr double negligibleWeight = 1e-6;     // where it stops

std::size_t blockSize(std::size_t level) { return std::size_t{1} << (4 * (level + 1)); }

}  // namespace

void SeriesPyramid::Block::add(double value) {
    if (std::isnan(value)) ++numNaN;
    else if (std::isinf(value)) ++(value > 0 ? numPositiveInfinite : numNegativeInfinite);
    else if (numFinite++ == 0) min = max = first = last = sum = value;
    else {
        min = std::min(min, value);
        max = std::max(max, value);
        last = value;
        sum += value;
    }
}

void SeriesPyramid::Block::add(const Block& later) {
    numNaN += later.numNaN;
    numPositiveInfinite += later.numPositiveInfinite;
    numNegativeInfinite += later.numNegativeInfinite;
    if (later.numFinite == 0) return;
    if (numFinite == 0) {
        min = later.min;
        max = later.max;
        first = later.first;
    } else {
        min = std::min(min, later.min);
        max = std::max(max, later.max);
    }
    last = later.last;
    sum += later.sum;
    numFinite += later.numFinite;
}

void SeriesPyramid::set(std::int64_t step, double value) {
    if (m_steps.empty() || step > m_steps.back()) {
        m_steps.push_back(step);
        append(value);
        return;
    }
    const auto place = std::lower_bound(m_steps.begin(), m_steps.end(), step);
    const auto index = static_cast<std::size_t>(place - m_steps.begin());
    if (*place == step) m_values[index] = value;
    else {
        m_steps.insert(place, step);
        m_values.insert(m_values.begin() + static_cast<std::ptrdiff_t>(index), value);
    }
    rebuildFrom(index);
}

void SeriesPyramid::erase(std::int64_t step) {
    const auto place = std::lower_bound(m_steps.begin(), m_steps.end(), step);
    if (place == m_steps.end() || *place != step) return;
    const auto index = static_cast<std::size_t>(place - m_steps.begin());
    m_steps.erase(place);
    m_values.erase(m_values.begin() + static_cast<std::ptrdiff_t>(index));
    rebuildFrom(index);
}

void SeriesPyramid::truncateAfter(std::int64_t step) {
    const auto place = std::upper_bound(m_steps.begin(), m_steps.end(), step);
    if (place == m_steps.end()) return;
    const auto index = static_cast<std::size_t>(place - m_steps.begin());
    m_steps.resize(index);
    m_values.resize(index);
    rebuildFrom(index);
}

void SeriesPyramid::append(double value) {
    const std::size_t index = m_values.size();
    m_values.push_back(value);
    for (std::size_t level = 0; level < m_levels.size(); ++level) {
        auto& blocks = m_levels[level];
        if (index / blockSize(level) == blocks.size()) blocks.emplace_back();
        blocks.back().add(value);
    }
    // A level that has grown beyond one block gets one above it.
    const std::size_t numTop = m_levels.empty() ? m_values.size() : m_levels.back().size();
    if (numTop <= fanOut) return;
    m_levels.emplace_back();
    rebuildFrom(0);
}

void SeriesPyramid::rebuildFrom(std::size_t index) {
    for (std::size_t level = 0; level < m_levels.size(); ++level) {
        auto& blocks = m_levels[level];
        const std::size_t first = index / blockSize(level);
        blocks.resize(std::min(first, blocks.size()));
        const std::size_t numBelow = level == 0 ? m_values.size() : m_levels[level - 1].size();
        for (std::size_t below = first * fanOut; below < numBelow; ++below) {
            if (below % fanOut == 0) blocks.emplace_back();
            if (level == 0) blocks.back().add(m_values[below]);
            else blocks.back().add(m_levels[level - 1][below]);
        }
    }
}

std::size_t SeriesPyramid::firstIndexFrom(double step) const {
    const auto place = std::lower_bound(m_steps.begin(), m_steps.end(), step, [](std::int64_t a, double b) { return static_cast<double>(a) < b; });
    return static_cast<std::size_t>(place - m_steps.begin());
}

SeriesPyramid::Block SeriesPyramid::aggregate(std::size_t from, std::size_t end) const {
    Block all;
    while (from < end) {
        std::size_t size = 1, level = 0;
        while (level < m_levels.size() && from % (size * fanOut) == 0 && from + size * fanOut <= end) {
            size *= fanOut;
            ++level;
        }
        if (level == 0) all.add(m_values[from]);
        else all.add(m_levels[level - 1][from / size]);
        from += size;
    }
    return all;
}

SeriesBucket SeriesPyramid::bucket(std::size_t from, std::size_t end) const {
    assert(from < end && end <= size());
    const Block block = aggregate(from, end);
    SeriesBucket bucket{m_steps[from], m_steps[end - 1], block.min, block.max, block.first, block.last, 0,
                        block.numFinite, block.numNaN, block.numPositiveInfinite, block.numNegativeInfinite, from, end};
    if (block.numFinite > 0) bucket.mean = block.sum / static_cast<double>(block.numFinite);
    return bucket;
}

std::vector<SeriesBucket> SeriesPyramid::columns(std::span<const double> edges) const {
    std::vector<SeriesBucket> buckets;
    if (edges.size() < 2 || m_steps.empty()) return buckets;
    std::size_t from = firstIndexFrom(edges.front());
    for (std::size_t k = 0; k + 1 < edges.size() && from < size(); ++k) {
        const bool isLast = k + 2 == edges.size();
        const std::size_t end = firstIndexFrom(isLast ? std::nextafter(edges[k + 1], std::numeric_limits<double>::infinity()) : edges[k + 1]);
        if (end > from) buckets.push_back(bucket(from, end));
        from = std::max(from, end);
    }
    return buckets;
}

std::vector<SeriesBucket> SeriesPyramid::range(double firstStep, double lastStep, std::size_t maxBuckets) const {
    if (maxBuckets == 0 || !(firstStep <= lastStep)) return {};
    std::vector<double> edges(maxBuckets + 1);
    for (std::size_t k = 0; k <= maxBuckets; ++k)
        edges[k] = firstStep + (lastStep - firstStep) * static_cast<double>(k) / static_cast<double>(maxBuckets);
    edges.back() = lastStep;
    return columns(edges);
}

// Weights fall by `smoothing` per finite point, counted back from `end`.
SeriesPyramid::Average SeriesPyramid::averageBefore(std::size_t end, double smoothing) const {
    Average average;
    double weight = 1;
    const std::size_t exactFrom = end > exactPoints ? (end - exactPoints) / fanOut * fanOut : 0;
    std::size_t at = end;
    for (; at > exactFrom && weight > negligibleWeight; --at) {
        if (!std::isfinite(m_values[at - 1])) continue;
        average.sum += weight * m_values[at - 1];
        average.weight += weight;
        weight *= smoothing;
    }
    while (at > 0 && weight > negligibleWeight) {
        // The further back, the larger the blocks: their values then differ little in weight.
        std::size_t level = 0;
        while (level + 1 < m_levels.size() && at % blockSize(level + 1) == 0 && (end - at) > exactPoints * blockSize(level)) ++level;
        const Block& block = m_levels[level][at / blockSize(level) - 1];
        if (block.numFinite > 0) {
            const double left = std::pow(smoothing, static_cast<double>(block.numFinite));
            const double ofBlock = weight * (1 - left) / (1 - smoothing);
            average.sum += ofBlock * block.sum / static_cast<double>(block.numFinite);
            average.weight += ofBlock;
            weight *= left;
        }
        at -= blockSize(level);
    }
    return average;
}

std::vector<double> SeriesPyramid::smoothed(std::span<const std::size_t> indices, double smoothing) const {
    std::vector<double> values;
    values.reserve(indices.size());
    Average average;
    std::size_t done = 0;   // the average is of the points before this one
    for (const std::size_t index : indices) {
        assert(index < size() && index + 1 >= done);
        if (done == 0 || index + 1 - done > exactPoints) average = averageBefore(index + 1, smoothing);
        else
            for (std::size_t i = done; i <= index; ++i) {
                if (!std::isfinite(m_values[i])) continue;
                average.sum = average.sum * smoothing + m_values[i];
                average.weight = average.weight * smoothing + 1;
            }
        done = index + 1;
        values.push_back(average.weight > 0 ? average.sum / average.weight : std::numeric_limits<double>::quiet_NaN());
    }
    return values;
}

}  // namespace luthier
