// SPDX-License-Identifier: Apache-2.0
// What main gives a running command: results go to stdout, everything else to stderr (a bar and plain words on a terminal, JSON lines otherwise).
// Thread: printResult, event and progress may be called from any thread; each line is written whole.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/protocol/control.h"
#include "core/protocol/events.h"

namespace luthier {

class CommandContext {
public:
    // cancellation lives longer than the context; it is set by SIGINT and SIGTERM (app/engine/signals.h).
    explicit CommandContext(Cancellation& cancellation);
    ~CommandContext();
    CommandContext(const CommandContext&) = delete;
    CommandContext& operator=(const CommandContext&) = delete;

    // One line of JSON on stdout. Errors: Cancelled when nobody reads the output any more (a closed pipe), DiskFull, Io.
    Status printResult(const Json& result);

    // An event on stderr: {"event":KIND, ...fields}, or the same in words on a terminal. Never fails: a lost stderr must not stop a run.
    void event(EventKind kind, const Json& fields = Json::object());
    void note(const std::string& message) { event(EventKind::Note, {{"message", message}}); }
    void warning(const std::string& message, const std::string& hint = {});
    // For an error that does not end the command, such as a control message that makes no sense: {"error":{...}}.
    void report(const Error& error);

    // What long functions of core take: progress to stderr (at most 10 a second to a terminal, 2 a second otherwise), cancelled by signals.
    WorkContext work();
    bool isTerminal() const;   // stderr is one: people read it
    bool cancelled() const;
    Cancellation& cancellation();

    // Whether the command has told Done, Stopped or Paused itself; main tells Done otherwise.
    bool saidHowItEnded() const;

    // train and serve only: from now on a thread reads control messages from stdin. The end of stdin, or a terminal there, never stops anything.
    // onMessage is called on that thread for each message that can be acted upon; what is broken or makes no sense is answered by report().
    void readControl(std::function<void(const ControlMessage&)> onMessage);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace luthier
