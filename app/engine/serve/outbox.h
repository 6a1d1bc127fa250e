// SPDX-License-Identifier: Apache-2.0
// Lines to a reader who may be slow: they are written by a thread of their own, and whoever makes many of them asks whether there is room first, so that a
// reader who stops reading stops the making and nothing else. Thread: any.
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
    // onRoom: called on the writing thread when there is room again, and when the reader has gone. maxBytes: what may wait before hasRoom() says no.
    Outbox(std::function<Status(const std::string&)> write, std::function<void()> onRoom, std::size_t maxBytes = std::size_t{4} << 20);
    // Waits until all is written, the reader has gone, or some seconds are over: who does not read does not hold up the end.
    ~Outbox();
    Outbox(const Outbox&) = delete;
    Outbox& operator=(const Outbox&) = delete;

    void send(const Json& message);   // never blocks
    bool hasRoom() const;
    bool isBroken() const;            // the reader has gone

private:
    struct State;
    static void run(State& state);
    std::shared_ptr<State> m_state;   // shared with the thread, which may outlive this
    std::thread m_thread;
};

}  // namespace luthier
