// SPDX-License-Identifier: GPL-3.0-or-later
// What is made of a run whose engine has ended: how it ended where the run folder does not say, and where its result goes.
#include <QCoreApplication>

#include "core/base/files.h"
#include "core/protocol/codes.h"
#include "core/runs/run_attempt.h"
#include "views/link/run_launch.h"
#include "views/link/run_settings.h"
#include "views/link/run_work.h"

namespace luthier::run_work {

namespace {

struct RunWords { Q_DECLARE_TR_FUNCTIONS(luthier::RunWords) };

constexpr int cannotRun = 126, notFoundByLoader = 127;

// Whether the newest attempt has said how it ended.
bool saysHowItEnded(const std::string& folder) {
    const Result<LogContent> events = readWholeLog(folder + "/events.jsonl");
    if (!events || events->lines.empty()) return false;
    const std::string last = events->lines.back().fields.value("kind", "");
    return last == eventKindName(EventKind::Failed) || last == eventKindName(EventKind::Stopped);
}

// The run folder of an engine that ended before it had made a run of it: it says that the run was tried, and how that ended, as every other run folder does.
Status record(const store::Run& run, EventKind kind, const Json& fields) {
    std::optional<RunAttempt> attempt;
    if (!saysHowItEnded(run.folder)) {
        ASSIGN_OR_RETURN(attempt, RunAttempt::beginNew(run.folder));
        RETURN_IF_ERROR(attempt->events().append(kind, fields));
    }
    return writeFileDurably(run.folder + "/run.json", dumpJsonPretty(run.config) + "\n");
}

bool endedBadly(const std::optional<ProcessEnd>& end) { return end && (end->exitCode != 0 || end->signal != 0); }

QString stepWords(const store::Run& run) { return run.step > 0 ? RunWords::tr("at step %1").arg(run.step) : QString(); }

Error withWayOn(Error error) {
    const std::string way = RunWords::tr("Resume goes on from the newest checkpoint.").toStdString();
    error.hint += (error.hint.empty() ? "" : " ") + way;
    return error;
}

// It never became a run: the store still has it in the queue.
Status concludeUnbegun(store::Project& project, const std::optional<ProcessEnd>& end, const LastWords& words, const std::string& engine,
                       Conclusion& conclusion) {
    if (!end && !words.error()) return {};   // nobody knows; it is tried again
    Status recorded;
    if (!endedBadly(end) && !words.error()) {
        recorded = record(conclusion.run, EventKind::Stopped, {{"message", RunWords::tr("stopped before it had begun").toStdString()}});
    } else {
        conclusion.trouble = words.error() ? *words.error() : endInWords(QString::fromStdString(engine), *end, words, RunWords::tr("while it began the run"));
        recorded = record(conclusion.run, EventKind::Failed, errorToJson(*conclusion.trouble));
    }
    if (!recorded) {
        // It stays in the queue, which must not try it for ever.
        conclusion.waitsOn = true;
        if (!conclusion.trouble) conclusion.trouble = recorded.error();
        return {};
    }
    static_cast<void>(project.runs().ingest(conclusion.run.id));
    ASSIGN_OR_RETURN(conclusion.run, project.runs().get(conclusion.run.id));
    return {};
}

std::optional<Error> troubleOf(const store::Run& run, const std::optional<ProcessEnd>& end, const LastWords& words, const std::string& engine) {
    const QString program = QString::fromStdString(engine);
    switch (run.state) {
        case store::RunState::Failed:
            if (end && words.error()) return *words.error();
            return Error(ErrorCode::Internal, run.error).at(run.folder);
        case store::RunState::Lost:
        case store::RunState::Running:
            if (endedBadly(end)) return withWayOn(endInWords(program, *end, words, stepWords(run)));
            return withWayOn(Error(ErrorCode::Retry, RunWords::tr("The engine of this run is gone without saying why.").toStdString()).at(run.folder));
        case store::RunState::Done: return std::nullopt;
        case store::RunState::Queued:
        case store::RunState::Stopped:
        case store::RunState::Paused:
            if (endedBadly(end)) return endInWords(program, *end, words, stepWords(run));   // a resume that did not come to anything
            return std::nullopt;
    }
    return std::nullopt;
}

// final/ of a run that is done: an adapter, or a model.
Status keepResult(store::Project& project, Conclusion& conclusion) {
    const store::Run& run = conclusion.run;
    const std::string folder = run.folder + "/final";
    const bool isAdapter = pathExists(folder + "/adapter_config.json"), isModel = !isAdapter && pathExists(folder + "/config.json");
    if (!isAdapter && !isModel) return {};
    Status added;
    if (isAdapter) {
        store::AdapterEntry adapter;
        adapter.name = run.name;
        adapter.folder = folder;
        adapter.model = run.model;
        adapter.run = run.id;
        added = project.adapters().add(adapter).map([](std::int64_t) {});
    } else {
        store::Model model;
        model.name = run.name;
        model.folder = folder;
        added = project.models().add(model).map([](std::int64_t) {});
    }
    if (!added && added.error().code == ErrorCode::AlreadyExists) return {};   // looked at before
    RETURN_IF_ERROR(added);
    conclusion.news.emplace_back(isAdapter ? "adapters" : "models");
    conclusion.result = folder;
    conclusion.isModel = isModel;
    return {};
}

}  // namespace

Result<Conclusion> conclude(store::Project& project, std::int64_t id, const std::optional<ProcessEnd>& end, const std::string& engine) {
    Conclusion conclusion;
    conclusion.news.emplace_back("runs");
    static_cast<void>(project.runs().ingest(id));
    ASSIGN_OR_RETURN(conclusion.run, project.runs().get(id));
    RETURN_IF_ERROR(removeId(project, startedKey, id));
    const LastWords words = wordsIn(logOf(conclusion.run.folder));
    if (end && (end->exitCode == cannotRun || end->exitCode == notFoundByLoader)) {
        conclusion.trouble = endInWords(QString::fromStdString(engine), *end, words, {});
        conclusion.waitsOn = true;
        if (conclusion.run.state != store::RunState::Queued) RETURN_IF_ERROR(addId(project, toResumeKey, id));
        return conclusion;
    }
    if (conclusion.run.state == store::RunState::Queued) {
        RETURN_IF_ERROR(concludeUnbegun(project, end, words, engine, conclusion));
        return conclusion;
    }
    conclusion.trouble = troubleOf(conclusion.run, end, words, engine);
    if (conclusion.run.state == store::RunState::Done)
        if (const Status kept = keepResult(project, conclusion); !kept) conclusion.trouble = kept.error();
    return conclusion;
}

}  // namespace luthier::run_work
