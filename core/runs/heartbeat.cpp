// SPDX-License-Identifier: Apache-2.0
#include "core/runs/heartbeat.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/posix_file.h"

namespace luthier {

namespace {

constexpr double kOfTheLivingSeconds = 10.0;
constexpr int kNumLooks = 30;

// Seconds since the epoch, by the clock of the file system.
std::optional<double> lastTouch(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return std::nullopt;
    return static_cast<double>(status.st_mtim.tv_sec) + static_cast<double>(status.st_mtim.tv_nsec) * 1e-9;
}

}  // namespace

struct Heartbeat::State {
    std::mutex mutex;
    std::condition_variable wake;
    bool stopping = false;
    std::thread thread;

    ~State() {
        {
            const std::lock_guard guard(mutex);
            stopping = true;
        }
        wake.notify_all();
        if (thread.joinable()) thread.join();
    }

    void run(const std::string& path, double intervalSeconds) {
        bool complained = false;
        std::unique_lock guard(mutex);
        while (!wake.wait_for(guard, std::chrono::duration<double>(intervalSeconds), [this] { return stopping; })) {
            guard.unlock();
            const Status touched = touchHeartbeat(path);
            if (!touched && !complained) log::warning("heartbeat: " + touched.error().toString());
            complained = !touched;
            guard.lock();
        }
    }
};

Heartbeat::Heartbeat(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Heartbeat::Heartbeat(Heartbeat&&) noexcept = default;
Heartbeat& Heartbeat::operator=(Heartbeat&&) noexcept = default;
Heartbeat::~Heartbeat() = default;

Result<Heartbeat> Heartbeat::start(const std::string& path, double intervalSeconds) {
    RETURN_IF_ERROR(touchHeartbeat(path));
    auto state = std::make_unique<State>();
    state->thread = std::thread([raw = state.get(), path, intervalSeconds] { raw->run(path, intervalSeconds); });
    return Heartbeat(std::move(state));
}

Status touchHeartbeat(const std::string& path) {
    ASSIGN_OR_RETURN(PosixFile file, PosixFile::open(path, O_WRONLY | O_CREAT));
    if (::futimens(file.descriptor(), nullptr) != 0) return fail(errorFromErrno(errno, "touch", path));
    return {};
}

std::optional<double> heartbeatAge(const std::string& path) {
    const std::optional<double> touched = lastTouch(path);
    if (!touched) return std::nullopt;
    return std::max(0.0, wallSeconds() - *touched);
}

bool heartbeatBeats(const std::string& path) {
    const std::optional<double> first = lastTouch(path);
    if (!first) return false;
    const double age = wallSeconds() - *first;
    if (age > -kOfTheLivingSeconds) return age < kOfTheLivingSeconds;   // clocks of two hosts differ a little
    for (int look = 0; look < kNumLooks; ++look) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        if (lastTouch(path) != first) return true;
    }
    return false;
}

}  // namespace luthier
