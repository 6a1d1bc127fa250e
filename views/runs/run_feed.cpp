// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/run_feed.h"

#include <algorithm>
#include <atomic>

#include <QPointer>

namespace luthier {

struct RunFeed::Worker : QObject {
    struct Entry { std::string folder; std::unique_ptr<RunFollower> follower; };
    std::map<std::int64_t, Entry> entries;
    std::atomic<bool> isEnding = false;

    RunFollower& followerOf(std::int64_t run, const std::string& folder) {
        Entry& entry = entries[run];
        if (!entry.follower || entry.folder != folder) entry = {folder, std::make_unique<RunFollower>(folder)};
        return *entry.follower;
    }

    // All there is, bite by bite; `tell` now and then meanwhile, so that a long run appears as it is read.
    void read(std::int64_t run, const std::string& folder, const std::function<void(RunContents)>& tell) {
        RunFollower& follower = followerOf(run, folder);
        RunContents contents;
        bool hasNews = false, hasTexts = false;
        QElapsedTimer sinceTold;
        sinceTold.start();
        while (!isEnding) {
            const auto news = follower.poll();
            if (!news) contents.trouble = news.error();
            hasNews |= news && (news->series || news->texts || news->rows || news->rollouts);
            hasTexts |= news && news->texts;
            contents.isWhole = !news || !news->hasMore;
            if (!contents.isWhole && sinceTold.elapsed() < intervalMs) continue;
            contents.series = follower.series();
            // The texts are copied where they changed only; otherwise the page keeps what it has.
            contents.texts = hasTexts ? follower.texts() : nullptr;
            contents.rowSteps = follower.rowSteps();
            contents.rollouts = follower.rollouts();
            contents.hasNews = hasNews;
            if (hasNews || contents.isWhole) tell(contents);
            if (contents.isWhole) return;
            hasNews = hasTexts = false;
            sinceTold.restart();
        }
    }
};

RunFeed::RunFeed(QObject* parent) : QObject(parent), m_worker(std::make_unique<Worker>()) {
    m_thread.setObjectName("runs");
    m_worker->moveToThread(&m_thread);
    m_thread.start();
    m_timer.setInterval(intervalMs);
    connect(&m_timer, &QTimer::timeout, this, &RunFeed::tick);
}

RunFeed::~RunFeed() {
    m_worker->isEnding = true;
    m_thread.quit();
    m_thread.wait();
}

void RunFeed::follow(const std::vector<Followed>& runs) {
    std::map<std::int64_t, Followed> followed;
    for (const Followed& run : runs) followed[run.run] = run;
    std::vector<std::int64_t> gone;
    for (const auto& [id, run] : m_followed)
        if (!followed.contains(id) || followed[id].folder != run.folder) gone.push_back(id);
    for (const std::int64_t id : gone) {
        m_contents.erase(id);
        QMetaObject::invokeMethod(m_worker.get(), [worker = m_worker.get(), id] { worker->entries.erase(id); }, Qt::QueuedConnection);
    }
    m_followed = std::move(followed);
    for (const auto& [id, run] : m_followed)
        if (!m_contents.contains(id)) ask(id);
    setPaused(m_isPaused);
}

void RunFeed::setPaused(bool paused) {
    m_isPaused = paused;
    const bool hasLive = std::any_of(m_followed.begin(), m_followed.end(), [](const auto& entry) { return entry.second.isLive; });
    if (!paused && hasLive) m_timer.start();
    else m_timer.stop();
}

void RunFeed::tick() {
    for (const auto& [id, run] : m_followed)
        if (run.isLive) ask(id);
}

void RunFeed::refresh(std::int64_t run) {
    if (m_followed.contains(run)) ask(run);
}

const RunContents* RunFeed::contents(std::int64_t run) const {
    const auto found = m_contents.find(run);
    return found == m_contents.end() ? nullptr : &found->second;
}

void RunFeed::ask(std::int64_t run) {
    bool& isAsked = m_asked[run];
    if (isAsked) return;
    isAsked = true;
    QMetaObject::invokeMethod(m_worker.get(), [this, worker = m_worker.get(), run, folder = m_followed[run].folder] {
        worker->read(run, folder, [&](RunContents contents) {
            QMetaObject::invokeMethod(this, [this, run, folder, contents = std::move(contents)]() mutable { take(run, folder, std::move(contents)); },
                Qt::QueuedConnection);
        });
        QMetaObject::invokeMethod(this, [this, run] { m_asked[run] = false; }, Qt::QueuedConnection);
    }, Qt::QueuedConnection);
}

void RunFeed::take(std::int64_t run, const std::string& folder, RunContents news) {
    const auto followed = m_followed.find(run);
    if (followed == m_followed.end() || followed->second.folder != folder) return;   // of a run that is not shown any more
    const bool isNew = !m_contents.contains(run);
    RunContents& contents = m_contents[run];
    const bool isTold = isNew || news.texts || news.isWhole != contents.isWhole || news.trouble.has_value() != contents.trouble.has_value() || news.hasNews;
    if (!news.texts) news.texts = contents.texts;
    contents = std::move(news);
    if (isTold) emit changed(run);
}

void RunFeed::readRows(std::int64_t run, std::int64_t step, QObject* context, std::function<void(Result<StepRows>)> then) {
    const auto followed = m_followed.find(run);
    if (followed == m_followed.end()) return;
    QMetaObject::invokeMethod(m_worker.get(), [this, worker = m_worker.get(), run, step, folder = followed->second.folder,
        guard = QPointer<QObject>(context), then = std::move(then)] {
        RunFollower& follower = worker->followerOf(run, folder);
        for (auto news = follower.poll(); news && news->hasMore && !worker->isEnding; news = follower.poll()) {}
        auto rows = follower.rowsOf(step);
        QMetaObject::invokeMethod(this, [guard, then, rows = std::move(rows)]() mutable {
            if (guard) then(std::move(rows));
        }, Qt::QueuedConnection);
    }, Qt::QueuedConnection);
}

void RunFeed::readRollouts(std::int64_t run, std::vector<std::uint64_t> begins, QObject* context,
                           std::function<void(Result<std::vector<RolloutText>>)> then) {
    const auto followed = m_followed.find(run);
    if (followed == m_followed.end()) return;
    QMetaObject::invokeMethod(m_worker.get(), [this, worker = m_worker.get(), run, begins = std::move(begins), folder = followed->second.folder,
        guard = QPointer<QObject>(context), then = std::move(then)] {
        const RunFollower& follower = worker->followerOf(run, folder);
        Result<std::vector<RolloutText>> texts = std::vector<RolloutText>();
        for (const std::uint64_t begin : begins) {
            if (worker->isEnding || !texts) break;
            auto text = follower.rollout(begin);
            if (text) texts->push_back(std::move(*text));
            else texts = fail(text.error());
        }
        QMetaObject::invokeMethod(this, [guard, then, texts = std::move(texts)]() mutable {
            if (guard) then(std::move(texts));
        }, Qt::QueuedConnection);
    }, Qt::QueuedConnection);
}

}  // namespace luthier
