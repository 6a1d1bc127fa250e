// SPDX-License-Identifier: Apache-2.0
// One engine at work in a run folder: holds the lock, counts the attempt, clears what a killed attempt left, touches the heartbeat, and owns the logs.
// Thread: one, except the logs (any). Everything is released when it goes out of scope.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/runs/checkpoint.h"
#include "core/runs/control_file.h"
#include "core/runs/heartbeat.h"
#include "core/runs/run_folder.h"
#include "core/runs/run_lock.h"
#include "core/runs/run_logs.h"

namespace luthier {

class RunAttempt {
public:
    // A new run in a folder that is not there or empty; a start that was killed before run.json was written may be repeated.
    // Errors: AlreadyExists, Busy (names the holder), Io, DiskFull.
    static Result<RunAttempt> beginNew(const std::string& path);
    // The next attempt of a run. Errors: NotFound, InvalidData, Busy, Io, DiskFull.
    static Result<RunAttempt> beginAgain(const std::string& path);

    const RunFolder& folder() const { return m_folder; }
    std::int64_t number() const { return m_number; }   // counts from 1
    EventLog& events() { return m_events; }
    MetricsLog& metrics() { return m_metrics; }
    RowsLog& rows() { return m_rows; }
    SamplesLog& samples() { return m_samples; }
    ControlReader& control() { return m_control; }

    // The newest checkpoint that verifies; an event names each damaged one that is passed over and renamed to damaged-step-000100, because the run will come
    // by that step again. nullopt when none was ever published.
    // Errors: InvalidData when there are checkpoints but every one is damaged: a run never starts over by itself.
    Result<std::optional<Checkpoint>> findCheckpoint();
    // Writes to the logs and an event that the run goes on from this step.
    Status rewindTo(std::int64_t step);

private:
    RunAttempt(RunFolder folder, RunLock lock, std::int64_t number, EventLog events, MetricsLog metrics, RowsLog rows, SamplesLog samples,
               ControlReader control, Heartbeat heartbeat);
    static Result<RunAttempt> begin(RunFolder folder, RunLock lock);
    RunFolder m_folder;
    RunLock m_lock;
    std::int64_t m_number;
    EventLog m_events;
    MetricsLog m_metrics;
    RowsLog m_rows;
    SamplesLog m_samples;
    ControlReader m_control;
    Heartbeat m_heartbeat;
};

}  // namespace luthier
