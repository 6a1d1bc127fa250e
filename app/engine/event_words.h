// SPDX-License-Identifier: Apache-2.0
// Events as a person reads them on a terminal. Thread: one at a time.
#pragma once

#include <string>

#include "core/protocol/events.h"

namespace luthier {

// One event in words; several lines for a plan.
std::string eventInWords(EventKind kind, const Json& fields);

// How far a run is: step, loss, tokens per second, and how long it will still take, from how long its steps took so far.
class StepLine {
public:
    // fields: of a Step event. now: monotonicSeconds().
    std::string shown(const Json& fields, double now, int columns);

private:
    double m_started = -1, m_firstSeconds = 0;
    std::int64_t m_firstStep = 0;
};

// "[######------]", width characters between the brackets.
std::string filledBar(double share, int width);

}  // namespace luthier
