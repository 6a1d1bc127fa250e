// SPDX-License-Identifier: Apache-2.0
#include "app/engine/serve/outbox.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>

#include "core/base/clock.h"

namespace luthier {

namespace {
constexpr std::chrono::seconds kPatience{3};
constexpr std::size_t kRoomBytes = std::size_t{4} << 20, kFullBytes = std::size_t{64} << 20;
}

struct Outbox::State {
    std::function<Status(const std::string&)> write;
    std::function<void()> onRoom;
    std::mutex mutex;
    std::condition_variable news, drained;
    std::deque<std::string> lines;
    std::size_t numBytes = 0;   // that are not written yet
    double lastTaken = 0;       // when the reader took a line, or the first of those that wait came
    bool ends = false, broken = false, isOver = false;
};

Outbox::Outbox(std::function<Status(const std::string&)> write, std::function<void()> onRoom) : m_state(std::make_shared<State>()) {
    m_state->write = std::move(write);
    m_state->onRoom = std::move(onRoom);
    m_thread = std::thread([state = m_state] { run(*state); });
}

Outbox::~Outbox() {
    bool isDone = false;
    {
        std::unique_lock guard(m_state->mutex);
        m_state->ends = true;
        m_state->onRoom = {};
        m_state->news.notify_all();
        isDone = m_state->drained.wait_for(guard, kPatience, [this] { return m_state->broken || m_state->numBytes == 0; });
    }
    if (isDone) m_thread.join();
    else m_thread.detach();
}

void Outbox::send(const Json& message) {
    std::string line = dumpJson(message) + "\n";
    const std::lock_guard guard(m_state->mutex);
    if (m_state->broken) return;
    if (m_state->numBytes == 0) m_state->lastTaken = monotonicSeconds();
    m_state->numBytes += line.size();
    m_state->lines.push_back(std::move(line));
    m_state->news.notify_one();
}

bool Outbox::hasRoom() const {
    const std::lock_guard guard(m_state->mutex);
    return m_state->numBytes < kRoomBytes;
}

bool Outbox::isFull() const {
    const std::lock_guard guard(m_state->mutex);
    return m_state->numBytes >= kFullBytes;
}

void Outbox::waitUntilNotFull() const {
    std::unique_lock guard(m_state->mutex);
    m_state->drained.wait(guard, [this] { return m_state->isOver || m_state->broken || m_state->numBytes < kFullBytes; });
}

void Outbox::stopWaiting() {
    const std::lock_guard guard(m_state->mutex);
    m_state->isOver = true;
    m_state->drained.notify_all();
}

Outbox::Waiting Outbox::waiting() const {
    const std::lock_guard guard(m_state->mutex);
    return m_state->numBytes == 0 ? Waiting{} : Waiting{m_state->numBytes, monotonicSeconds() - m_state->lastTaken};
}

bool Outbox::isBroken() const {
    const std::lock_guard guard(m_state->mutex);
    return m_state->broken;
}

void Outbox::run(State& state) {
    std::unique_lock guard(state.mutex);
    for (;;) {
        state.news.wait(guard, [&] { return state.ends || !state.lines.empty(); });
        if (state.lines.empty()) return;
        const std::string line = std::move(state.lines.front());
        state.lines.pop_front();
        guard.unlock();
        const Status written = state.write(line);
        guard.lock();
        const bool hadRoom = state.numBytes < kRoomBytes;
        state.numBytes -= std::min(line.size(), state.numBytes);
        state.lastTaken = monotonicSeconds();
        if (!written) {
            state.broken = true;
            state.lines.clear();
            state.numBytes = 0;
        }
        state.drained.notify_all();
        if (state.onRoom && (state.broken || (!hadRoom && state.numBytes < kRoomBytes))) state.onRoom();   // takes no lock of ours
        if (state.broken) return;
    }
}

}  // namespace luthier
