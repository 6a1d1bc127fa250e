// SPDX-License-Identifier: Apache-2.0
// Runs as the list shows them, filled from their folders: ingest reads what is new in a run folder's logs, as often as one likes. Thread: as Project.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier::store {

class Database;
class Journal;

// Queued: its run folder is not there yet; the others as the run folder says. Lost: nobody holds its lock and it did not say how it ended (killed).
enum class RunState { Queued, Running, Done, Stopped, Paused, Failed, Lost };
std::string runStateName(RunState state);   // "queued", "running", ...

struct Run {
    std::int64_t id = 0;
    std::string name, folder, notes;
    RunState state = RunState::Queued;
    Json config = Json::object();               // run.json: as asked for while queued, as resolved afterwards
    std::optional<std::int64_t> model;
    std::vector<std::int64_t> datasets;
    std::int64_t step = 0, numSteps = 0;
    std::optional<double> loss, evalLoss, bestEvalLoss, tokensPerSecond;   // where it learns from rewards, the first three are rewards
    double seconds = 0;                         // computing so far
    std::vector<float> sparkline;               // the loss or reward, at most 60 values over the whole run
    std::string error;                          // of a failed run: message and hint
    std::vector<std::string> tags;
    std::int64_t queuePosition = 0;             // of a queued run; lower starts earlier
    std::string createdAt, startedAt, endedAt;
    bool learnsFromRewards() const {
        return config.is_object() && config.contains("method") && config["method"].is_object() && config["method"].contains("rewards");
    }
};

class Runs {
public:
    Runs(Database& database, Journal& journal);
    Result<std::vector<Run>> all();             // newest first
    Result<Run> get(std::int64_t id);
    Result<std::int64_t> add(const Run& run);   // queued
    Status update(const Run& run);              // name, notes, tags, queuePosition
    Status remove(std::int64_t id);             // from the list, by the journal; the folder stays
    // Brings the row up to the run folder: state (lock, heartbeat, events), steps, metrics, sparkline. Reads only what was appended since the last call; a torn
    // last line waits; rewound attempts are honoured; twice is once. True when something changed. Errors: Io; InvalidData (a folder that is no run).
    Result<bool> ingest(std::int64_t id);

private:
    Database& m_database;
    Journal& m_journal;
};

}  // namespace luthier::store
