// SPDX-License-Identifier: Apache-2.0
// A thread that does one job after another. Thread: post() from any.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace luthier {

class Worker {
public:
    Worker() : m_thread([this] { run(); }) {}
    // Waits for the job at work; those behind it are not done.
    ~Worker() {
        {
            const std::lock_guard guard(m_mutex);
            m_ends = true;
        }
        m_news.notify_all();
        m_thread.join();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // The job must not throw.
    void post(std::function<void()> job) {
        {
            const std::lock_guard guard(m_mutex);
            m_jobs.push_back(std::move(job));
        }
        m_news.notify_one();
    }

private:
    void run() {
        for (;;) {
            std::function<void()> job;
            {
                std::unique_lock guard(m_mutex);
                m_news.wait(guard, [this] { return m_ends || !m_jobs.empty(); });
                if (m_ends) return;
                job = std::move(m_jobs.front());
                m_jobs.pop_front();
            }
            job();
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_news;
    std::deque<std::function<void()>> m_jobs;
    bool m_ends = false;
    std::thread m_thread;   // last: it uses the rest
};

}  // namespace luthier
