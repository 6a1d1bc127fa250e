// SPDX-License-Identifier: Apache-2.0
// One engine at a time in a run folder: an exclusive flock(2) on run.lock, which the kernel releases however the process ends. The file holds
// {"pid","host","since"} of the holder; who finds it locked can name it. Thread: values. Requires POSIX; not inherited by child processes (close-on-exec).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/runs/run_folder.h"

namespace luthier {

struct LockHolder { std::int64_t pid = 0; std::string host; std::string since; std::string inWords() const; };

class RunLock {
public:
    // Errors: Busy (the message names the holder), Io (read-only, no locks on this file system), DiskFull.
    // A holder on another host whose heartbeat is younger than 10 s counts too, because some network file systems keep locks to themselves.
    static Result<RunLock> take(const RunFolder& folder);
    RunLock(RunLock&& other) noexcept;
    RunLock& operator=(RunLock&& other) noexcept;
    ~RunLock();

private:
    explicit RunLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor = -1;
};

// Who holds the run now; nullopt when nobody does.
Result<std::optional<LockHolder>> lockHolder(const RunFolder& folder);

}  // namespace luthier
