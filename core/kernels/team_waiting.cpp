// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/team_waiting.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include <ATen/Parallel.h>

#include "core/base/clock.h"
#include "core/base/processor.h"
#include "core/kernels/parallel.h"

namespace luthier::kernels {

namespace {

constexpr auto kInterval = std::chrono::milliseconds(100);
// Of the time. Alone on 2 cores it is 0.006 in the mean and 0.04 at most, spinning or sleeping; beside one busy program 0.25 and more.
constexpr double kMuch = 0.10, kLittle = 0.03;
constexpr int kQuietIntervals = 5;

// More threads than processors make GNU's OpenMP sleep at once (its manual, GOMP_SPINCOUNT: "100 busy-waits"), and it is the one way to have that while it
// runs. So an idle team is kept: its threads sleep as long as it lives.
class IdleTeam {
public:
    IdleTeam() : m_thread([this] { run(); }) {}
    ~IdleTeam() {
        {
            const std::lock_guard guard(m_mutex);
            m_isOver = true;
        }
        m_over.notify_all();
        m_thread.join();
    }

private:
    void run() {
        gatherTeam(numProcessors());
        std::unique_lock guard(m_mutex);
        m_over.wait(guard, [this] { return m_isOver; });
    }
    std::mutex m_mutex;
    std::condition_variable m_over;
    bool m_isOver = false;
    std::thread m_thread;
};

std::function<double()> shareOfThisProcess() {
    return [waiting = ProcessorWaiting(), last = monotonicSeconds(), numThreads = at::get_num_threads()]() mutable {
        const double now = monotonicSeconds(), waited = waiting.secondsSinceLast();
        return waited / (std::max(now - std::exchange(last, now), 1e-3) * numThreads);
    };
}

}  // namespace

bool WaitingChoice::sleeps(double share) {
    m_numQuiet = share < kLittle ? m_numQuiet + 1 : 0;
    if (share > kMuch) m_sleeps = true;
    else if (m_numQuiet >= kQuietIntervals) m_sleeps = false;
    return m_sleeps;
}

struct TeamWaiting::State {
    std::function<double()> share;
    std::atomic<bool> sleeps = false;
    std::mutex mutex;
    std::condition_variable wake;
    bool isOver = false;
    std::thread thread;

    void run() {
        WaitingChoice choice;
        std::unique_ptr<IdleTeam> team;
        std::unique_lock guard(mutex);
        while (!wake.wait_for(guard, kInterval, [this] { return isOver; })) {
            const bool wanted = choice.sleeps(share());
            if (wanted != (team != nullptr)) team = wanted ? std::make_unique<IdleTeam>() : nullptr;
            sleeps = wanted;
        }
    }
};

TeamWaiting::TeamWaiting(std::function<double()> share) : m_state(std::make_unique<State>()) {
    m_state->share = share ? std::move(share) : shareOfThisProcess();
    m_state->thread = std::thread([state = m_state.get()] { state->run(); });
}

bool TeamWaiting::sleeps() const { return m_state->sleeps; }

TeamWaiting::~TeamWaiting() {
    {
        const std::lock_guard guard(m_state->mutex);
        m_state->isOver = true;
    }
    m_state->wake.notify_all();
    m_state->thread.join();
}

}  // namespace luthier::kernels
