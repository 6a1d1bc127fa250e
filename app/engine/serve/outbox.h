// SPDX-License-Identifier: Apache-2.0
// Lines to a reader who may be slow: they are written by a thread of their own, and whoever makes many of them asks whether there is room first, so that a
// reader who stops reading stops the making and nothing else. If even so too many wait, nothing more is taken that would have to be answered, so memory is
// bounded. Thread: any.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier {

class Outbox {
public:
    // write: blocks as long as the reader wants; an error says that nobody reads any more. It may be at work after this object has gone (see the destructor).
    // onRoom: called on the writing thread when there is room again, and when the reader has gone.
    Outbox(std::function<Status(const std::string&)> write, std::function<void()> onRoom);
    // Waits until all is written, the reader has gone, or some seconds are over: who does not read does not hold up the end.
    ~Outbox();
    Outbox(const Outbox&) = delete;
    Outbox& operator=(const Outbox&) = delete;

    void send(const Json& message);   // never blocks
    bool hasRoom() const;             // for what can as well be made later: less than 4 MiB wait
    bool isFull() const;              // 64 MiB wait: nothing more should be begun
    bool isBroken() const;            // the reader has gone
    void waitUntilNotFull() const;    // or stopWaiting() was called, or the reader has gone
    void stopWaiting();
    // How much waits, and since when (seconds) the reader has taken no line of it; 0 while nothing waits.
    struct Waiting { std::size_t numBytes = 0; double seconds = 0; };
    Waiting waiting() const;

private:
    struct State;
    static void run(State& state);
    std::shared_ptr<State> m_state;   // shared with the thread, which may outlive this
    std::thread m_thread;
};

}  // namespace luthier
