// SPDX-License-Identifier: Apache-2.0
// One series of a run (a value per step) with minima and maxima of blocks of 16, 256, 4096, ... points, so that any range is drawn from as many buckets
// as there are pixels and no spike is lost: what a bucket says is exact, not sampled. Values that are not finite are counted apart and touch nothing else.
// Thread: one at a time. Requires nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace luthier {

// What is known of neighbouring points. min, max, first, last and mean are of the finite values and mean nothing when there are none.
struct SeriesBucket {
    std::int64_t firstStep = 0, lastStep = 0;
    double min = 0, max = 0, first = 0, last = 0, mean = 0;
    std::int64_t numFinite = 0, numNaN = 0, numPositiveInfinite = 0, numNegativeInfinite = 0;
    std::size_t firstIndex = 0, endIndex = 0;   // of its points in the series
    std::int64_t numMarks() const { return numNaN + numPositiveInfinite + numNegativeInfinite; }
};

class SeriesPyramid {
public:
    // Steps mostly come in order, and that is cheap; a step that was there takes the new value; one in between costs a rebuild of what follows.
    void set(std::int64_t step, double value);
    void erase(std::int64_t step);
    void truncateAfter(std::int64_t step);   // forgets all later steps

    std::size_t size() const { return m_steps.size(); }
    bool isEmpty() const { return m_steps.empty(); }
    std::int64_t stepAt(std::size_t index) const { return m_steps[index]; }
    double valueAt(std::size_t index) const { return m_values[index]; }
    std::size_t firstIndexFrom(double step) const;   // the first point at or after the step; size() when there is none

    // The points [from, end) as one; at least one. O(log size).
    SeriesBucket bucket(std::size_t from, std::size_t end) const;
    // One bucket per column that has points: column k is the steps in [edges[k], edges[k+1]), the last one with its end. edges: ascending.
    std::vector<SeriesBucket> columns(std::span<const double> edges) const;
    // The range in at most maxBuckets buckets of the same width in steps.
    std::vector<SeriesBucket> range(double firstStep, double lastStep, std::size_t maxBuckets) const;

    // The exponential moving average without the pull towards zero at the start (each average is divided by the sum of its weights), at these
    // points (ascending). smoothing: 0 (none) to below 1. Points that are not finite are passed over. Averages reach back exactly over 512 points at least, and
    // by the means of blocks further back, so one costs the same in a series of any length. NaN where nothing finite came before.
    std::vector<double> smoothed(std::span<const std::size_t> indices, double smoothing) const;

private:
    struct Block {
        double min = 0, max = 0, first = 0, last = 0, sum = 0;
        std::int64_t numFinite = 0, numNaN = 0, numPositiveInfinite = 0, numNegativeInfinite = 0;
        void add(double value);
        void add(const Block& later);
    };
    struct Average { double sum = 0, weight = 0; };

    void append(double value);
    void rebuildFrom(std::size_t index);
    Block aggregate(std::size_t from, std::size_t end) const;
    Average averageBefore(std::size_t end, double smoothing) const;

    std::vector<std::int64_t> m_steps;
    std::vector<double> m_values;
    std::vector<std::vector<Block>> m_levels;   // [k]: blocks of 16^(k+1) points; the last of a level may be unfinished
};

}  // namespace luthier
