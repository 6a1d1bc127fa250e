// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of RunControl: which runs are at work, and when to look at them. Thread: GUI.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include <QTimer>

#include "views/link/engine_task.h"
#include "views/link/run_control.h"
#include "views/link/run_work.h"
#include "views/link/sleep_guard.h"

namespace luthier {

struct RunControl::Parts {
    struct AtWork {
        store::Run run;
        pid_t pid = 0;                               // 0: not launched by this window
        std::optional<ProcessEnd> end;               // of that process
        std::vector<ControlMessage> messages;        // to be told once it listens
        bool listens = false, isLooking = false;
        std::int64_t step = -1;                      // the newest, and when it was seen first
        double stepAt = 0, askedToEndAt = 0;         // monotonic seconds; 0 = was not asked
        Doubt doubt;
    };

    Parts(RunControl& owner, StoreAccess& access, QString program);

    void survey();
    void takeSurvey(const Result<run_work::Survey>& survey);
    void startNext();
    void started(const Result<std::optional<run_work::Started>>& started, std::int64_t troubledRun);
    void tick();
    void look(std::int64_t run);
    void take(std::int64_t run, const Result<run_work::Look>& look);
    Doubt doubtOf(AtWork& work, bool isAlive) const;
    void askToEnd(std::int64_t run, ControlOp op);
    void conclude(std::int64_t run, const std::optional<ProcessEnd>& end);
    void concluded(const Result<run_work::Conclusion>& conclusion, std::int64_t run);
    void inspect(const run_work::Conclusion& conclusion);
    void keepFacts(const run_work::Conclusion& conclusion, const Json& facts);

    void tell(std::int64_t run, const ControlMessage& message);
    void append(std::int64_t run, const std::string& folder, const ControlMessage& message);
    void begin(const store::Run& run, pid_t pid);
    void end(std::int64_t run);
    void changeQueuePaused(bool paused, bool save);
    void settleCurrent();

    RunControl& control;
    StoreAccess& store;
    QString engine;
    std::map<std::int64_t, AtWork> atWork;
    std::set<std::int64_t> toResume;
    std::int64_t current = 0;
    bool isSurveyed = false, isStarting = false, isQueuePaused = false;
    bool isPauseDecided = false;                     // by somebody here, before the project had said how it was left
    Patience patience;
    QTimer timer;
    SleepGuard sleepGuard;
};

}  // namespace luthier
