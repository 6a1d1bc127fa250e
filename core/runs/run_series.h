// SPDX-License-Identifier: Apache-2.0
// All series of a run's metrics.jsonl, as they stand: rewinds and later attempts are honoured as by readSteps (run_logs.h), line by line while the file grows.
// x is the step, or what belongs to it: tokens, epochs, seconds of computing. Thread: one at a time. Requires nothing.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/runs/log_line.h"
#include "core/runs/series_pyramid.h"

namespace luthier {

enum class SeriesAxis { Step, Tokens, Epoch, Time };

class RunSeries {
public:
    static constexpr std::size_t maxSeries = 256;   // further names are passed over: nothing sane has that many

    // A line of metrics.jsonl: each member that is a number, or "NaN", "Infinity", "-Infinity", is a point of the series of that name.
    void apply(const LogLine& line);

    const std::vector<std::string>& names() const { return m_names; }        // in the order in which they appeared
    const SeriesPyramid* find(std::string_view name) const;                  // nullptr when there is none
    std::int64_t lastStep() const { return m_rows.empty() ? 0 : m_rows.back().step; }
    bool isEmpty() const { return m_rows.empty(); }

    // Where a step lies on an axis, and back; in between known steps by the straight line, beyond them by the nearest one.
    double positionOf(SeriesAxis axis, double step) const;
    double stepAt(SeriesAxis axis, double position) const;

private:
    struct Row {
        std::int64_t step = 0, attempt = 0;
        double tokens = 0, epoch = 0, seconds = 0;   // never less than those of the row before
        double at(SeriesAxis axis) const;
    };
    void rewindTo(std::int64_t step);
    Row& rowOf(std::int64_t step, std::int64_t attempt);
    SeriesPyramid* series(const std::string& name);

    std::vector<Row> m_rows;   // by step
    std::vector<std::string> m_names;
    std::map<std::string, SeriesPyramid, std::less<>> m_series;
};

}  // namespace luthier
