// SPDX-License-Identifier: Apache-2.0
#include "core/training/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace luthier {

namespace {
constexpr double kDecayShare = 0.2;   // of a WSD run
}

Schedule::Schedule(ScheduleKind kind, double peakRate, std::int64_t numSteps, double warmupRatio)
    : m_kind(kind),
      m_peak(peakRate),
      m_numSteps(numSteps),
      m_numWarmup(static_cast<std::int64_t>(std::ceil(static_cast<double>(numSteps) * warmupRatio - 1e-9))) {}

double Schedule::rateAt(std::int64_t step, double peakRate) const {
    if (step < m_numWarmup) return peakRate * static_cast<double>(step + 1) / static_cast<double>(m_numWarmup);
    const auto s = static_cast<double>(step), total = static_cast<double>(m_numSteps);
    const double span = std::max(1.0, total - static_cast<double>(m_numWarmup));
    const double progress = std::clamp((s - static_cast<double>(m_numWarmup)) / span, 0.0, 1.0);
    switch (m_kind) {
        case ScheduleKind::Constant: return peakRate;
        case ScheduleKind::Linear: return peakRate * (1.0 - progress);
        case ScheduleKind::Cosine: return peakRate * 0.5 * (1.0 + std::cos(std::numbers::pi * progress));
        case ScheduleKind::Wsd: {
            const double decaySteps = std::max(1.0, std::floor(total * kDecayShare)), into = s - (total - decaySteps);
            return into <= 0 ? peakRate : peakRate * (1.0 - std::sqrt(into / decaySteps));
        }
    }
    return peakRate;
}

}  // namespace luthier
