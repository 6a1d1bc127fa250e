// SPDX-License-Identifier: Apache-2.0
// The logs of a run, each with what belongs into its lines. Thread: any. Requires the run's lock.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/protocol/events.h"
#include "core/runs/log_file.h"

namespace luthier {

// events.jsonl: {"attempt","seq","time","kind", ...members...}. Every event is on the disk when append() returns.
class EventLog {
public:
    static Result<EventLog> open(const std::string& path, std::int64_t attempt);
    Status append(EventKind kind, const Json& fields = Json::object());
private:
    explicit EventLog(LogWriter writer) : m_writer(std::move(writer)) {}
    LogWriter m_writer;
};

// metrics.jsonl: {"attempt","seq","step", "loss", ...}: one line per step with all its series (evaluations may add a line of the same step).
class MetricsLog {
public:
    static Result<MetricsLog> open(const std::string& path, std::int64_t attempt);
    Status append(std::int64_t step, const Json& series);
    // The state is that of a checkpoint: what earlier attempts wrote about later steps does not hold any more.
    Status rewindTo(std::int64_t step) { return m_writer.append({{"rewound_to", step}}); }
    Status sync() { return m_writer.sync(); }
private:
    explicit MetricsLog(LogWriter writer) : m_writer(std::move(writer)) {}
    LogWriter m_writer;
};

// rows.jsonl: {"attempt","seq","step","rows":[ids],"losses":[..],"tokens":[..]}: which rows a step trained on; losses are mean log-losses per trained token.
struct RowLoss { std::string row; double loss = 0; std::int64_t numTrained = 0; };
class RowsLog {
public:
    static Result<RowsLog> open(const std::string& path, std::int64_t attempt);
    Status append(std::int64_t step, const std::vector<RowLoss>& rows);
    Status rewindTo(std::int64_t step) { return m_writer.append({{"rewound_to", step}}); }
    Status sync() { return m_writer.sync(); }
private:
    explicit RowsLog(LogWriter writer) : m_writer(std::move(writer)) {}
    LogWriter m_writer;
};

// samples.jsonl: {"attempt","seq","step","prompt","adapter","text","finish_reason"}: what the weights of a step answered when somebody asked ("adapter" null:
// the base).
class SamplesLog {
public:
    static Result<SamplesLog> open(const std::string& path, std::int64_t attempt);
    Status append(std::int64_t step, const Json& sample);
    Status rewindTo(std::int64_t step) { return m_writer.append({{"rewound_to", step}}); }
    Status sync() { return m_writer.sync(); }
private:
    explicit SamplesLog(LogWriter writer) : m_writer(std::move(writer)) {}
    LogWriter m_writer;
};

// One object per step, in order of steps, of a log of steps: what still holds (currentSteps), lines of one step merged, later members over earlier ones.
Result<std::vector<std::pair<std::int64_t, Json>>> readSteps(const std::string& path);

}  // namespace luthier
