// SPDX-License-Identifier: GPL-3.0-or-later
// What RunControl does on the thread of the store: the queue and the run folders. A run's folder has two neighbours: FOLDER.run.json, what was asked for, and
// FOLDER.log, what the engine said. Thread: the one that writes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "core/runs/run_lock.h"
#include "core/store/project.h"
#include "views/link/process_words.h"

namespace luthier::run_work {

std::string askedConfig(const std::string& folder);
std::string logOf(const std::string& folder);

// Whether an engine holds the run's lock, also while the folder is not yet a run.
bool isHeld(const std::string& folder);
Result<std::optional<LockHolder>> holderOf(const std::string& folder);

struct Survey {
    std::vector<store::Run> atWork;
    std::vector<store::Run> ended;           // while nobody looked
    std::vector<std::int64_t> toResume;
    bool isQueuePaused = false;
};
// Brings what may be at work up to its folder. Only reads when the project is read-only.
Result<Survey> survey(store::Project& project);

// In the queue, with a folder and a place where it has none.
Result<std::int64_t> enqueue(store::Project& project, store::Run run);
// A place of its own in the project's runs/, by the name.
Result<std::string> newFolder(store::Project& project, const std::string& name);

struct Repeat {
    std::int64_t run = 0;
    bool usesFrozenRows = false;             // the copy that the run's folder keeps; otherwise what its files say now
    std::int64_t fromStep = 0;               // of the checkpoint it goes on from; 0: from the beginning
    std::vector<std::string> remarks;        // what is another thing than it was then, in words
};
// In the queue: a run with the resolved settings of this one and the rows that it has kept, whatever became of the files they were read from.
// Errors: Io, DiskFull.
// before: go on from its last checkpoint before that step instead of from the beginning. Errors: also NotFound (no such checkpoint is kept).
Result<Repeat> enqueueRepeat(store::Project& project, const store::Run& of, const std::string& name, const std::string& notes,
                             std::optional<std::int64_t> before = {});
// Waits until nothing is at work; before what is queued.
Status enqueueResume(store::Project& project, std::int64_t run);
Status setQueuePaused(store::Project& project, bool paused);

struct Started {
    store::Run run;
    pid_t pid = 0;
};
// What comes next; nothing when nothing waits. Errors: why it could not be started; `troubled` says which run that was, which waits on.
Result<std::optional<Started>> startNext(store::Project& project, const std::string& engine, std::int64_t& troubled);

struct Look {
    store::Run run;
    bool isNews = false;                     // its row is another one than before
    bool isHeld = false;
    bool isAlive = true;                     // its heartbeat is felt
    double seconds = 0;                      // that looking took
};
Result<Look> look(store::Project& project, std::int64_t run);
// For a read-only project.
Result<Look> lookOnly(store::Project& project, std::int64_t run);

struct Conclusion {
    store::Run run;
    std::optional<Error> trouble;            // it ended badly, or did not begin
    bool waitsOn = false;                    // the fault is the engine's installation: the run stays where it was, and the queue should wait
    std::vector<std::string> news;           // tables
    std::string result;                      // folder of an adapter or model that is now in the list
    bool isModel = false;
};
// end: of its process, where that was ours.
Result<Conclusion> conclude(store::Project& project, std::int64_t run, const std::optional<ProcessEnd>& end, const std::string& engine);

}  // namespace luthier::run_work
