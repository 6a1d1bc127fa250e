// SPDX-License-Identifier: GPL-3.0-or-later
// A training as a process in a session of its own, which lives on when the window ends. Thread: any. Requires POSIX.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "core/base/error.h"
#include "views/link/process_words.h"

namespace luthier {

// stdin is empty; stdout and stderr go to the file logPath, which is begun anew unless `appends`. It inherits no open file of ours: a lock that a run held for
// us would keep the project closed to the next window. Errors: those of the system (a program that is not there or cannot be run), Io (the log).
Result<pid_t> launchDetached(const std::string& program, const std::vector<std::string>& arguments, const std::string& logPath, bool appends);

// How it ended; nothing while it runs. Once for each process; only for those that this program launched.
std::optional<ProcessEnd> endedProcess(pid_t pid);

// What it said at last, since it was launched.
LastWords wordsIn(const std::string& logPath);

}  // namespace luthier
