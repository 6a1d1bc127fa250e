// SPDX-License-Identifier: Apache-2.0
#include "core/runs/run_attempt.h"

#include <algorithm>
#include <utility>

#include <unistd.h>

#include "core/base/files.h"

namespace luthier {

RunAttempt::RunAttempt(RunFolder folder, RunLock lock, std::int64_t number, EventLog events, MetricsLog metrics, RowsLog rows, SamplesLog samples,
                       ControlReader control, Heartbeat heartbeat)
    : m_folder(std::move(folder)), m_lock(std::move(lock)), m_number(number), m_events(std::move(events)), m_metrics(std::move(metrics)),
      m_rows(std::move(rows)), m_samples(std::move(samples)), m_control(std::move(control)), m_heartbeat(std::move(heartbeat)) {}

Result<RunAttempt> RunAttempt::beginNew(const std::string& path) {
    auto folder = RunFolder::create(path);
    if (!folder) {
        // In a folder where somebody works, that is the more helpful answer.
        if (RunFolder::looksLikeOne(path))
            if (const auto existing = RunFolder::open(path); existing && folder.error().code == ErrorCode::AlreadyExists) {
                if (auto lock = RunLock::take(*existing); !lock && lock.error().code == ErrorCode::Busy) return fail(std::move(lock.error()));
            }
        return fail(std::move(folder.error()));
    }
    ASSIGN_OR_RETURN(RunLock lock, RunLock::take(*folder));
    if (pathExists(folder->runJson()))   // another engine was faster, and has finished
        return fail(Error(ErrorCode::AlreadyExists, "another engine has made a run here meanwhile").at(folder->path()));
    return begin(std::move(*folder), std::move(lock));
}

Result<RunAttempt> RunAttempt::beginAgain(const std::string& path) {
    ASSIGN_OR_RETURN(RunFolder folder, RunFolder::open(path));
    ASSIGN_OR_RETURN(RunLock lock, RunLock::take(folder));
    return begin(std::move(folder), std::move(lock));
}

Result<RunAttempt> RunAttempt::begin(RunFolder folder, RunLock lock) {
    RETURN_IF_ERROR(makeFolders(folder.checkpoints()));
    RETURN_IF_ERROR(makeFolders(folder.data()));
    RETURN_IF_ERROR(removeLeftovers(folder));
    std::int64_t last = 0;
    for (const std::string& log : {folder.events(), folder.metrics(), folder.rows(), folder.samples()}) {
        ASSIGN_OR_RETURN(const std::int64_t attempt, lastAttempt(log));
        last = std::max(last, attempt);
    }
    const std::int64_t number = last + 1;
    ASSIGN_OR_RETURN(EventLog events, EventLog::open(folder.events(), number));
    ASSIGN_OR_RETURN(MetricsLog metrics, MetricsLog::open(folder.metrics(), number));
    ASSIGN_OR_RETURN(RowsLog rows, RowsLog::open(folder.rows(), number));
    ASSIGN_OR_RETURN(SamplesLog samples, SamplesLog::open(folder.samples(), number));
    ASSIGN_OR_RETURN(ControlReader control, ControlReader::atEnd(folder));
    ASSIGN_OR_RETURN(Heartbeat heartbeat, Heartbeat::start(folder.heartbeat()));
    RETURN_IF_ERROR(events.append(EventKind::Started, {{"pid", static_cast<std::int64_t>(::getpid())}}));
    return RunAttempt(std::move(folder), std::move(lock), number, std::move(events), std::move(metrics), std::move(rows), std::move(samples),
                      std::move(control), std::move(heartbeat));
}

namespace {

// Out of the way of the checkpoint that the run will make of that step again. It keeps its content, under a name that nobody takes for a checkpoint.
Result<std::string> setAside(const std::string& path) {
    std::string aside = parentFolder(path) + "/damaged-" + fileName(path);
    for (int number = 2; pathExists(aside); ++number) aside = parentFolder(path) + "/damaged-" + fileName(path) + "-" + std::to_string(number);
    RETURN_IF_ERROR(publishFolder(path, aside));
    return aside;
}

}  // namespace

Result<std::optional<Checkpoint>> RunAttempt::findCheckpoint() {
    ASSIGN_OR_RETURN(CheckpointSearch search, latestCheckpoint(m_folder));
    for (const DamagedCheckpoint& damaged : search.damaged) {
        std::string path = damaged.checkpoint.path;
        if (search.latest) {
            ASSIGN_OR_RETURN(path, setAside(path));
        }
        RETURN_IF_ERROR(
            m_events.append(EventKind::CheckpointDamaged, {{"step", damaged.checkpoint.step}, {"path", path}, {"message", damaged.error.toString()}}));
    }
    if (!search.latest && !search.damaged.empty())
        return fail(Error(ErrorCode::InvalidData, "every checkpoint of the run is damaged; the newest: " + search.damaged.front().error.toString())
                        .withHint("start a new run in another folder")
                        .at(m_folder.checkpoints()));
    return std::move(search.latest);
}

Status RunAttempt::rewindTo(std::int64_t step) {
    RETURN_IF_ERROR(m_metrics.rewindTo(step));
    RETURN_IF_ERROR(m_rows.rewindTo(step));
    RETURN_IF_ERROR(m_samples.rewindTo(step));
    return m_events.append(EventKind::Resumed, {{"step", step}, {"rewound_to", step}});
}

}  // namespace luthier
