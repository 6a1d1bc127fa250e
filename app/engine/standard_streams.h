// SPDX-License-Identifier: Apache-2.0
// The three streams of the process, and its signals: the only place of the engine with system calls. Thread: any; a line is written whole.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "core/base/error.h"
#include "core/base/progress.h"

namespace luthier {

// Errors: Cancelled when the reader has gone (a closed pipe), DiskFull, Io.
Status writeStdout(std::string_view text);
// What cannot be written is lost; nothing depends on it.
void writeStderr(std::string_view text) noexcept;
bool stderrIsTerminal();
int stderrColumns();

// SIGINT, SIGTERM, SIGHUP and SIGUSR1 (preemption) request the cancellation, unless they were ignored when the engine was started (nohup). A second SIGINT
// ends the process at once. SIGPIPE is ignored. An exception nobody caught ends the process with exit code 4 and the error on stderr.
// cancellation must live as long as the process.
void installSignals(Cancellation& cancellation);

// Reads stdin on a thread of its own until its end, or until destroyed. A terminal is not read.
class StdinReader {
public:
    // Both are called on that thread; onEnd when nothing more can come.
    explicit StdinReader(std::function<void(std::string_view)> onBytes, std::function<void()> onEnd = [] {});
    ~StdinReader();
    StdinReader(const StdinReader&) = delete;
    StdinReader& operator=(const StdinReader&) = delete;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace luthier
