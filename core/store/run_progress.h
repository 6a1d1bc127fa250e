// SPDX-License-Identifier: Apache-2.0
// What the logs of a run add up to, one line after the other. Thread: values. Requires nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/runs/log_line.h"
#include "core/runs/log_tail.h"

namespace luthier::store {

// The loss over a whole run in at most 60 values: means of groups of steps, which grow when there are too many.
class Sparkline {
public:
    void add(std::int64_t step, double loss);   // steps in rising order; what is not finite is left out
    std::vector<float> values() const;
    Json toJson() const;
    static Sparkline fromJson(const Json& json);

private:
    struct Group { std::int64_t index = 0; double sum = 0; std::int64_t count = 0; };
    std::int64_t m_width = 1;
    std::vector<Group> m_groups;
};

// From metrics.jsonl. Lines have to come in the order of steps.
struct MetricsProgress {
    LogPlace place;
    std::int64_t step = 0, numSteps = 0;
    bool followsReward = false;    // a run that learns from rewards is followed by them, its losses say nothing; the three below are then rewards
    std::optional<double> loss, evalLoss, bestEvalLoss, tokensPerSecond;   // may be not finite
    Sparkline sparkline;
    void take(std::int64_t lineStep, const Json& fields);
};

// From events.jsonl.
struct EventsProgress {
    LogPlace place;
    std::int64_t attempt = 0, numSteps = 0;
    std::string ending;            // kind of the event that ended the latest attempt, "" = none yet
    std::string error, startedAt, endedAt, attemptStartedAt, lastTime;
    double secondsBefore = 0;      // of the attempts before the latest
    void take(const LogLine& line);
    // Computing so far; `until`: the latest sign of life of an attempt that has not ended.
    double seconds(double until) const;
};

struct RunProgress {
    MetricsProgress metrics;
    EventsProgress events;
    std::string config;            // which run.json was read: size and time of change
};
Json runProgressToJson(const RunProgress& progress);
RunProgress runProgressFromJson(const Json& json);

// Seconds since the epoch of "2026-01-31T12:34:56.789Z", 0 when it is no such text.
double secondsOfTime(const std::string& time);

}  // namespace luthier::store
