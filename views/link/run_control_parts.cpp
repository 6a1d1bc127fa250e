// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/link/run_control_parts.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/runs/control_file.h"
#include "views/link/run_launch.h"

namespace luthier {

namespace {

constexpr int fastMs = 100, slowMs = 1000;
constexpr double slowerBy = 1.5;        // while there is no news
constexpr double lookingShare = 0.04;   // of the time, at most

}  // namespace

RunControl::Parts::Parts(RunControl& owner, StoreAccess& access, QString program)
    : control(owner), store(access), engine(std::move(program)), timer(&owner), sleepGuard(&owner) {
    timer.setInterval(fastMs);
    QObject::connect(&timer, &QTimer::timeout, &control, [this] { tick(); });
    // A run that comes or goes by undo.
    for (const auto signal : {&StoreAccess::undone, &StoreAccess::redone}) QObject::connect(&store, signal, &control, [this] { survey(); });
    survey();
}

void RunControl::Parts::survey() {
    const auto work = [](store::Project& project) { return run_work::survey(project); };
    const auto then = [this](const Result<run_work::Survey>& found) { takeSurvey(found); };
    if (store.isReadOnly()) store.read(&control, work, then);
    else store.write(&control, work, then);
}

void RunControl::Parts::takeSurvey(const Result<run_work::Survey>& found) {
    if (!found) return emit control.troubled(0, found.error());
    const bool isFirst = !std::exchange(isSurveyed, true);
    if (isFirst) {
        toResume.insert(found->toResume.begin(), found->toResume.end());
        if (!isPauseDecided) changeQueuePaused(found->isQueuePaused, false);
    }
    for (const store::Run& run : found->atWork)
        if (!atWork.contains(run.id)) begin(run, 0);
    if (!store.isReadOnly())
        for (const store::Run& run : found->ended)
            if (!atWork.contains(run.id)) conclude(run.id, std::nullopt);
    startNext();
}

void RunControl::Parts::startNext() {
    if (store.isReadOnly() || !isSurveyed || isStarting || !atWork.empty() || isQueuePaused) return;
    isStarting = true;
    const auto troubledRun = std::make_shared<std::int64_t>(0);
    const auto work = [program = engine.toStdString(), troubledRun](store::Project& project) { return run_work::startNext(project, program, *troubledRun); };
    store.write(&control, work, [this, troubledRun](const Result<std::optional<run_work::Started>>& next) { started(next, *troubledRun); });
}

void RunControl::Parts::started(const Result<std::optional<run_work::Started>>& next, std::int64_t troubledRun) {
    isStarting = false;
    if (!next) {
        // It waits on: what is wrong is the program or the folder, and the next one would meet the same.
        toResume.erase(troubledRun);
        changeQueuePaused(true, true);
        return emit control.troubled(troubledRun, next.error());
    }
    if (!*next) return;
    toResume.erase((*next)->run.id);
    begin((*next)->run, (*next)->pid);
}

void RunControl::Parts::begin(const store::Run& run, pid_t pid) {
    AtWork& work = atWork[run.id];
    work.run = run;
    work.pid = pid;
    work.listens = pid == 0 && run.state == store::RunState::Running;
    work.stepAt = monotonicSeconds();
    timer.start(fastMs);
    settleCurrent();
}

void RunControl::Parts::end(std::int64_t run) {
    if (atWork.erase(run) == 0) return;
    if (atWork.empty()) timer.stop();
    settleCurrent();
}

void RunControl::Parts::settleCurrent() {
    const std::int64_t now = atWork.empty() ? 0 : atWork.contains(current) ? current : atWork.begin()->first;
    if (now == 0) sleepGuard.letGo();
    else sleepGuard.hold(RunControl::tr("Training %1").arg(QString::fromStdString(atWork.at(now).run.name)));
    if (std::exchange(current, now) != now) emit control.currentChanged(now);
}

void RunControl::Parts::tick() {
    std::vector<std::int64_t> runs;
    for (const auto& [id, work] : atWork) runs.push_back(id);
    for (const std::int64_t run : runs) look(run);
    timer.setInterval(std::min(slowMs, static_cast<int>(timer.interval() * slowerBy)));
}

void RunControl::Parts::look(std::int64_t run) {
    AtWork& work = atWork.at(run);
    if (work.isLooking) return;
    work.isLooking = true;
    if (work.pid > 0 && !work.end) work.end = endedProcess(work.pid);
    const auto then = [this, run](const Result<run_work::Look>& found) { take(run, found); };
    if (store.isReadOnly()) store.read(&control, [run](store::Project& project) { return run_work::lookOnly(project, run); }, then);
    else store.write(&control, [run](store::Project& project) { return run_work::look(project, run); }, then);
}

void RunControl::Parts::take(std::int64_t run, const Result<run_work::Look>& found) {
    const auto at = atWork.find(run);
    if (at == atWork.end()) return;
    AtWork& work = at->second;
    work.isLooking = false;
    if (!found) {
        // Taken out of the project while it works: it goes on, unseen, until it is put back.
        if (found.error().code == ErrorCode::NotFound) return end(run);
        return log::warning("a run cannot be followed: " + found.error().toString());
    }
    const bool isNews = found->isNews && (!store.isReadOnly() || found->run.step != work.run.step || found->run.state != work.run.state);
    work.run = found->run;
    const bool isRunning = work.run.state == store::RunState::Running;
    if (isNews) timer.setInterval(std::clamp(static_cast<int>(found->seconds * 1000 / lookingShare), fastMs, slowMs));
    if (isRunning && work.listens)
        for (const ControlMessage& message : std::exchange(work.messages, {})) append(run, work.run.folder, message);
    // From the next look on: what is written before the engine has begun its attempt is not meant for it.
    if (isRunning) work.listens = true;

    const Doubt doubt = isRunning ? doubtOf(work, found->isAlive) : Doubt();
    const bool isDoubtNews = std::exchange(work.doubt, doubt) != doubt;

    const bool goesOn = work.pid > 0 ? !work.end.has_value() : found->isHeld || (isRunning && work.pid == 0);
    if (goesOn || (work.end && found->isHeld)) {
        if (work.end) work.pid = 0;   // another engine was there before ours, and works on this run
        work.end.reset();
        if (isNews) emit control.runChanged(run);
        if (isDoubtNews) emit control.doubtChanged(run);
        return;
    }
    const std::optional<ProcessEnd> how = work.end;
    if (!store.isReadOnly()) return conclude(run, how);
    const store::Run last = work.run;
    end(run);
    emit control.runChanged(run);
    emit control.runEnded(last);
}

// Whole seconds, so that there is news once a second.
RunControl::Doubt RunControl::Parts::doubtOf(AtWork& work, bool isAlive) const {
    const double now = monotonicSeconds();
    if (std::exchange(work.step, work.run.step) != work.run.step) work.stepAt = now;
    Doubt doubt;
    doubt.isAlive = isAlive;
    if (work.run.step > 0 && work.run.seconds > 0) doubt.usualSeconds = work.run.seconds / static_cast<double>(work.run.step);
    constexpr double numStepsToEnd = 3, longerToBegin = 5;   // a model is loaded and everything planned before the first step
    const double answerWithin = std::max(patience.answerSeconds, numStepsToEnd * doubt.usualSeconds);
    const double stepWithin = doubt.usualSeconds > 0 ? std::max(patience.stepSeconds, patience.usualSteps * doubt.usualSeconds)
                                                     : longerToBegin * patience.stepSeconds;
    if (work.askedToEndAt > 0 && now - work.askedToEndAt > answerWithin) doubt.deafSeconds = std::ceil(now - work.askedToEndAt);
    if (now - work.stepAt > stepWithin) doubt.silentSeconds = std::ceil(now - work.stepAt);
    if (!doubt.isAny()) return {};
    return doubt;
}

void RunControl::Parts::askToEnd(std::int64_t run, ControlOp op) {
    if (const auto found = atWork.find(run); found != atWork.end() && found->second.askedToEndAt == 0) found->second.askedToEndAt = monotonicSeconds();
    tell(run, {op, Json::object()});
}

void RunControl::Parts::conclude(std::int64_t run, const std::optional<ProcessEnd>& how) {
    if (const auto found = atWork.find(run); found != atWork.end()) found->second.isLooking = true;   // nobody else does
    store.write(&control, [run, how, program = engine.toStdString()](store::Project& project) { return run_work::conclude(project, run, how, program); },
                [this, run](const Result<run_work::Conclusion>& conclusion) { concluded(conclusion, run); });
}

void RunControl::Parts::concluded(const Result<run_work::Conclusion>& conclusion, std::int64_t run) {
    end(run);
    if (!conclusion) {
        if (conclusion.error().code != ErrorCode::NotFound) emit control.troubled(run, conclusion.error());
        return startNext();
    }
    if (conclusion->waitsOn) changeQueuePaused(true, true);
    QStringList news;
    for (const std::string& table : conclusion->news) news << QString::fromStdString(table);
    store.announce(news);
    emit control.runChanged(run);
    if (conclusion->run.state != store::RunState::Queued) emit control.runEnded(conclusion->run);
    // A failed run says in its row what happened and what to try; once is enough.
    if (conclusion->trouble && conclusion->run.state != store::RunState::Failed) emit control.troubled(run, *conclusion->trouble);
    if (!conclusion->result.empty()) inspect(*conclusion);
    startNext();
}

// What is known of the result beside its name, as of any other adapter: the engine looks at it.
void RunControl::Parts::inspect(const run_work::Conclusion& conclusion) {
    auto* const task = new EngineTask(engine, {"inspect", QString::fromStdString(conclusion.result)}, &control);
    QObject::connect(task, &EngineTask::finished, &control, [this, task, conclusion](const Result<std::vector<Json>>& results) {
        task->deleteLater();
        if (results && !results->empty()) keepFacts(conclusion, results->front());
        else if (!results) log::warning("the result of a run was not inspected: " + results.error().toString());
    });
    task->start();
}

void RunControl::Parts::keepFacts(const run_work::Conclusion& conclusion, const Json& facts) {
    const auto put = [conclusion, facts](auto& table) -> Status {
        ASSIGN_OR_RETURN(auto entries, table.all());
        for (auto& entry : entries) {
            if (entry.folder != conclusion.result) continue;
            entry.facts = facts;
            return table.update(entry);
        }
        return {};
    };
    store.write(&control, [put, isModel = conclusion.isModel](store::Project& project) { return isModel ? put(project.models()) : put(project.adapters()); },
                [this, isModel = conclusion.isModel](const Status& kept) {
                    if (kept) store.announce({isModel ? "models" : "adapters"});
                    else log::warning("the facts of a result were not kept: " + kept.error().toString());
                });
}

void RunControl::Parts::tell(std::int64_t run, const ControlMessage& message) {
    if (const Status sensible = checkControl(message); !sensible) return emit control.troubled(run, sensible.error());
    const auto found = atWork.find(run);
    if (found == atWork.end())
        return emit control.troubled(run, Error(ErrorCode::NotFound, RunControl::tr("This run is not at work, so it cannot be told anything.").toStdString())
                                              .withHint(RunControl::tr("Resume it first.").toStdString()));
    if (found->second.listens) append(run, found->second.run.folder, message);
    else found->second.messages.push_back(message);
    timer.start(fastMs);   // an answer is expected
}

void RunControl::Parts::append(std::int64_t run, const std::string& folder, const ControlMessage& message) {
    store.read(&control, [folder, message](store::Project&) -> Status {
        ASSIGN_OR_RETURN(const RunFolder at, RunFolder::open(folder));
        return appendControl(at, message);
    }, [this, run](const Status& told) {
        if (!told) emit control.troubled(run, told.error());
    });
}

void RunControl::Parts::changeQueuePaused(bool paused, bool save) {
    isPauseDecided = isPauseDecided || save;
    const bool isNews = std::exchange(isQueuePaused, paused) != paused;
    if (isNews) emit control.queuePausedChanged(paused);
    if (!save || store.isReadOnly() || (!isNews && isSurveyed)) return;
    store.write(&control, [paused](store::Project& project) { return run_work::setQueuePaused(project, paused); }, [this](const Status& saved) {
        if (!saved) emit control.troubled(0, saved.error());
    });
}

}  // namespace luthier
