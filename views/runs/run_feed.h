// SPDX-License-Identifier: GPL-3.0-or-later
// What run folders say, for the page: read by a thread of its own, ten times a second at most, told by signals. Thread: GUI.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include <QElapsedTimer>
#include <QObject>
#include <QThread>
#include <QTimer>

#include "views/runs/run_follower.h"

namespace luthier {

// What the page has of a run. series is never null; texts is null until the folder was read for the first time.
struct RunContents {
    std::shared_ptr<const LiveSeries> series;
    std::shared_ptr<const RunTexts> texts;
    std::shared_ptr<const RolloutAnswers> rollouts;   // null: none were read
    StepList rowSteps;                     // of which the rows can be read
    std::optional<Error> trouble;          // why the folder cannot be read
    bool isWhole = false;                  // all that was there has been read
    bool hasNews = false;                  // since the last time
};

class RunFeed : public QObject {
    Q_OBJECT
public:
    static constexpr int intervalMs = 100;

    explicit RunFeed(QObject* parent = nullptr);
    ~RunFeed() override;                   // ends the thread; a bite takes milliseconds

    struct Followed { std::int64_t run = 0; std::string folder; bool isLive = false; };   // isLive: it may grow, so it is looked at again and again
    // Those that are shown. What was read of others is forgotten.
    void follow(const std::vector<Followed>& runs);
    // The page is out of view: nothing is polled.
    void setPaused(bool paused);
    void refresh(std::int64_t run);
    // Nothing while it was never read.
    const RunContents* contents(std::int64_t run) const;
    void readRows(std::int64_t run, std::int64_t step, QObject* context, std::function<void(Result<StepRows>)> then);
    void readRollouts(std::int64_t run, std::vector<std::uint64_t> begins, QObject* context, std::function<void(Result<std::vector<RolloutText>>)> then);

signals:
    void changed(std::int64_t run);

private:
    struct Worker;
    void ask(std::int64_t run);
    void take(std::int64_t run, const std::string& folder, RunContents contents);
    void tick();

    QThread m_thread;
    std::unique_ptr<Worker> m_worker;      // lives on m_thread
    QTimer m_timer;
    std::map<std::int64_t, Followed> m_followed;
    std::map<std::int64_t, RunContents> m_contents;
    std::map<std::int64_t, bool> m_asked;  // true: asked and not answered yet
    bool m_isPaused = false;
};

}  // namespace luthier
