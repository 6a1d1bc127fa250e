// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/link/store_thread.h"

#include <algorithm>
#include <utility>

#include "core/base/clock.h"
#include "core/base/log.h"

namespace luthier {

namespace {

constexpr double pieceSeconds = 0.01;   // an edit waits for one piece at most
constexpr std::int64_t minPieceRows = 20, maxPieceRows = 5000;

}  // namespace

StoreThread::StoreThread(std::unique_ptr<store::Project> project, Idle idle)
    : m_project(std::move(project)), m_idle(std::move(idle)), m_thread([this] { run(); }) {}

StoreThread::~StoreThread() {
    {
        const std::lock_guard guard(m_mutex);
        m_ends = true;
    }
    m_news.notify_all();
    m_thread.join();
}

void StoreThread::post(Job job, bool isLong) {
    {
        const std::lock_guard guard(m_mutex);
        m_jobs.push_back({std::move(job), isLong});
    }
    m_news.notify_one();
}

void StoreThread::run() {
    bool somethingLeft = static_cast<bool>(m_idle);
    for (;;) {
        Job job;
        {
            std::unique_lock guard(m_mutex);
            if (!somethingLeft) m_news.wait(guard, [this] { return m_ends || !m_jobs.empty(); });
            if (!m_jobs.empty()) {
                job = std::move(m_jobs.front().job);
                m_jobs.pop_front();
            } else if (m_ends) {
                break;
            }
        }
        if (job) job(*m_project);
        somethingLeft = m_idle && (job || m_idle(*m_project));
    }
    m_project.reset();   // a connection is closed by the thread that used it
}

bool StoreThread::takeShort(Job& job) {
    const std::lock_guard guard(m_mutex);
    const auto found = std::find_if(m_jobs.begin(), m_jobs.end(), [](const Waiting& waiting) { return !waiting.isLong; });
    if (found == m_jobs.end()) return false;
    job = std::move(found->job);
    m_jobs.erase(found);
    return true;
}

void StoreThread::doWaiting() {
    if (std::exchange(m_isBetween, true)) return;
    for (Job job; takeShort(job);) job(*m_project);
    m_isBetween = false;
}

bool IdleIndexing::operator()(store::Project& project) {
    const double started = monotonicSeconds();
    const Result<bool> more = project.datasets().indexSome(m_numRows);
    if (!more) {
        log::warning("the full-text search does not know all rows: " + more.error().toString());
        return false;   // the next job brings us here again
    }
    const double seconds = std::max(monotonicSeconds() - started, 1e-5);
    const double wanted = static_cast<double>(m_numRows) * pieceSeconds / seconds;
    m_numRows = std::clamp(static_cast<std::int64_t>(wanted), std::max(m_numRows / 2, minPieceRows), std::min(m_numRows * 2, maxPieceRows));
    return *more;
}

}  // namespace luthier
