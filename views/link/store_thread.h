// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to the project and the thread that works with it: jobs in the order in which they come, and something to do while there are none.
// Thread: post() from any; the rest from the one that made it.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "core/store/project.h"

namespace luthier {

class StoreThread {
public:
    using Job = std::function<void(store::Project&)>;
    // idle: done again and again while no job waits, until it says that there is nothing left (false); then again after the next job.
    using Idle = std::function<bool(store::Project&)>;
    StoreThread(std::unique_ptr<store::Project> project, Idle idle);
    ~StoreThread();   // does what was posted, then closes the project
    StoreThread(const StoreThread&) = delete;
    StoreThread& operator=(const StoreThread&) = delete;

    void post(Job job, bool isLong = false);
    // From within a long job: those that wait and are not long. Nothing when called from within one of those.
    void doWaiting();

private:
    struct Waiting { Job job; bool isLong = false; };
    void run();
    bool takeShort(Job& job);
    std::unique_ptr<store::Project> m_project;
    const Idle m_idle;
    std::mutex m_mutex;
    std::condition_variable m_news;
    std::deque<Waiting> m_jobs;
    bool m_ends = false, m_isBetween = false;
    std::thread m_thread;   // last: it uses the rest
};

// For the thread that writes: feeds rows to the full-text search in pieces of some milliseconds, so that an edit hardly ever waits.
class IdleIndexing {
public:
    bool operator()(store::Project& project);
private:
    std::int64_t m_numRows = 250;
};

}  // namespace luthier
