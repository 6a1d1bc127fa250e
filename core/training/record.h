// SPDX-License-Identifier: Apache-2.0
// Where the loop tells what happens: the run folder's logs, and whoever watches this process. Thread: the loop's.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/methods/method.h"
#include "core/protocol/events.h"
#include "core/runs/run_attempt.h"

namespace luthier {

// Events go to events.jsonl and to the watcher (stderr of the engine); steps go to metrics.jsonl and rows.jsonl, and to the watcher.
class Record {
public:
    using Watcher = std::function<void(EventKind, const Json&)>;
    Record(RunAttempt& attempt, std::vector<std::string> rowIds, Watcher watcher)
        : m_attempt(&attempt), m_rowIds(std::move(rowIds)), m_watcher(std::move(watcher)) {}

    Status event(EventKind kind, const Json& fields = Json::object());
    // series: loss, learning_rate, ... ; rows: what each row of the step lost.
    Status step(std::int64_t step, const Json& series, const std::vector<RowLossSum>& rows);
    Status evaluated(std::int64_t step, const Json& series);
    std::string rowId(std::int64_t row) const { return m_rowIds[static_cast<std::size_t>(row)]; }
    RunAttempt& attempt() { return *m_attempt; }

private:
    RunAttempt* m_attempt;
    std::vector<std::string> m_rowIds;
    Watcher m_watcher;
};

}  // namespace luthier
