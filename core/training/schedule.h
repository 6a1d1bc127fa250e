// SPDX-License-Identifier: Apache-2.0
// Learning-rate schedules (research: algorithms.md 5.2). Warm-up is linear from 1/W to 1, so that no step has a rate of zero.
#pragma once

#include <cstdint>

#include "core/recipe/run_config.h"

namespace luthier {

class Schedule {
public:
    // warmupRatio of numSteps, rounded up.
    Schedule(ScheduleKind kind, double peakRate, std::int64_t numSteps, double warmupRatio);
    // constant: 1.  linear: (T-s)/(T-W).  cosine: (1 + cos(pi p)) / 2, p = (s-W)/(T-W).  wsd: 1, then 1 - sqrt(p) over the last fifth (Hagele et al. 2024).
    double rateAt(std::int64_t step) const { return rateAt(step, m_peak); }   // step from 0
    double rateAt(std::int64_t step, double peakRate) const;                  // with another peak: the rate was changed while the run worked
    double peakRate() const { return m_peak; }
    std::int64_t numWarmupSteps() const { return m_numWarmup; }

private:
    ScheduleKind m_kind;
    double m_peak;
    std::int64_t m_numSteps, m_numWarmup;
};

}  // namespace luthier
