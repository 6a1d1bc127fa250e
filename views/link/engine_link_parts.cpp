// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/link/engine_link_parts.h"

#include <algorithm>
#include <utility>

#include <QLocale>

#include "core/base/log.h"
#include "core/protocol/codes.h"

namespace luthier {

namespace {

constexpr int ticksPerSilence = 4, maxTickMs = 5000, minTickMs = 20;
constexpr double workingShare = 0.2;      // of a processor: then it works, however long it says nothing
constexpr int workingPatience = 10;       // times as long; after that it is taken for an endless loop

Error makeError(ErrorCode code, const QString& message, const QString& hint) { return Error(code, message.toStdString()).withHint(hint.toStdString()); }

}  // namespace

EngineLink::Parts::Parts(EngineLink& owner, QStringList command, Timeouts times) : link(owner), program(std::move(command)), timeouts(times) {
    for (QTimer* timer : {&startTimer, &stopTimer}) timer->setSingleShot(true);
    QObject::connect(&startTimer, &QTimer::timeout, &link, [this] {
        const QString waited = QLocale().toString(timeouts.startMs / 1000.0);
        die(makeError(ErrorCode::Retry, EngineLink::tr("The engine did not answer within %1 s of its start.").arg(waited),
                      EngineLink::tr("The machine may be busy: start it again. If it happens again, choose another engine in Settings, Engine.")));
    });
    QObject::connect(&stopTimer, &QTimer::timeout, &link, [this] {
        if (process) process->endNow();
    });
    QObject::connect(&heartbeatTimer, &QTimer::timeout, &link, [this] { tick(); });
    heartbeatTimer.setInterval(std::clamp(timeouts.silentMs / ticksPerSilence, minTickMs, maxTickMs));
}

void EngineLink::Parts::start() {
    letGo();
    startsAgain = hasAnswered = isVersionKnown = isOfOldProgram = false;
    version.clear();
    lastWords.clear();
    trouble = Error();
    if (program.isEmpty() || program.front().isEmpty()) {
        // Later, because whoever asked does not expect an answer from within send().
        QMetaObject::invokeMethod(&link, [this] { if (state == State::Starting && !process) die(startFailureInWords({}, {})); }, Qt::QueuedConnection);
        return setState(State::Starting);
    }
    process = new EngineProcess(program.front(), program.mid(1) + QStringList{"serve"}, &link);
    QObject::connect(process, &EngineProcess::startFailed, &link, [this](const QString& systemSays) { die(startFailureInWords(program.front(), systemSays)); });
    QObject::connect(process, &EngineProcess::line, &link, [this](const Json& message) { hear(message); });
    QObject::connect(process, &EngineProcess::garbage, &link, [this](const QString& excerpt) {
        die(makeError(ErrorCode::InvalidData, EngineLink::tr("The engine wrote something that is not an answer: %1").arg(excerpt),
                      EngineLink::tr("Start it again. If it happens again, the program in Settings, Engine, is not Luthier's engine, or something else writes "
                                     "into its output.")));
    });
    QObject::connect(process, &EngineProcess::ended, &link, [this](const ProcessEnd& end, bool unfinished) { processEnded(end, unfinished); });
    process->start(true);
    firstStatus = nextId;
    ask({{"op", "status"}});
    beginVersion();
    startTimer.start(timeouts.startMs);
    setState(State::Starting);
}

void EngineLink::Parts::beginVersion() {
    versionProcess = new EngineProcess(program.front(), program.mid(1) + QStringList{"--version"}, &link);
    // It is a line of text, so it comes as what a protocol would call garbage. When it fails, so does the engine itself, which says why.
    QObject::connect(versionProcess, &EngineProcess::garbage, &link, [this](const QString& text) { versionTold(text); });
    QObject::connect(versionProcess, &EngineProcess::ended, &link, [this](const ProcessEnd& end, bool) {
        if (!isVersionKnown && end.exitCode == 0) versionTold({});
    });
    versionProcess->start(false);
}

void EngineLink::Parts::versionTold(const QString& output) {
    if (state != State::Starting || isVersionKnown) return;
    const QStringList words = output.split(' ', Qt::SkipEmptyParts);
    if (words.size() < 2 || words[0] != "luthier-engine")
        return die(makeError(ErrorCode::InvalidData, EngineLink::tr("%1 is not Luthier's engine: it does not say its version.").arg(program.front()),
                             EngineLink::tr("Choose luthier-engine in Settings, Engine.")));
    version = words[1];
    if (version != LUTHIER_VERSION)
        return die(makeError(ErrorCode::InvalidData,
                             EngineLink::tr("The engine is of version %1, and this window of version %2.").arg(version, QString(LUTHIER_VERSION)),
                             EngineLink::tr("Choose the engine that was installed with this window in Settings, Engine, or install Luthier again.")));
    isVersionKnown = true;
    becomeReadyWhenKnown();
}

void EngineLink::Parts::becomeReadyWhenKnown() {
    if (state != State::Starting || !isVersionKnown || !hasAnswered) return;
    startTimer.stop();
    sinceTick.start();
    heartbeatTimer.start();
    silentMs = workingMs = 0;
    for (auto& [id, request] : requests)
        if (!request.isSent) write(request);
    settle();
}

void EngineLink::Parts::hear(const Json& message) {
    heardSinceTick = true;
    const auto idField = message.find("id"), eventField = message.find("event");
    if (idField == message.end() || eventField == message.end() || !eventField->is_string())
        return die(makeError(ErrorCode::InvalidData, EngineLink::tr("The engine wrote a message without \"id\" and \"event\"."),
                             EngineLink::tr("Start it again. If it happens again, choose the engine of this installation in Settings, Engine.")));
    if (!idField->is_number_integer()) return log::warning("the engine refused a line: " + dumpJson(message));
    const auto id = idField->get<RequestId>();
    const std::string event = eventField->get<std::string>();
    const bool isEnd = event == "result" || event == "error";
    if (isEnd && id == heartbeat) heartbeat = 0;
    if (isEnd && id == firstStatus) {
        firstStatus = 0;
        hasAnswered = true;
        return becomeReadyWhenKnown();
    }
    const auto found = requests.find(id);
    if (found == requests.end()) return;
    if (isEnd) {
        if (event == "result") return finish(id, message);
        Result<Error> error = errorFromJson(message);
        return finish(id, fail(error ? std::move(*error) : Error(ErrorCode::Internal, EngineLink::tr("The engine refused without a reason.").toStdString())));
    }
    if (!found->second.isWanted() || !found->second.handlers.onEvent) return;
    const auto onEvent = found->second.handlers.onEvent;   // a copy: it may end its own request
    onEvent(message);
}

// A quarter of the allowed silence has passed. Time in which this window itself did not run (suspended, stopped) does not count as the engine's silence.
void EngineLink::Parts::tick() {
    const qint64 passed = std::min<qint64>(sinceTick.restart(), 2LL * heartbeatTimer.interval());
    if (state != State::Ready && state != State::Busy) return heartbeatTimer.stop();
    if (std::exchange(heardSinceTick, false)) {
        silentMs = workingMs = 0;
        return;
    }
    const double now = process->processorSeconds().value_or(0), used = now - std::exchange(processorSeconds, now);
    if (heartbeat == 0) {
        heartbeat = nextId;
        silentMs = workingMs = 0;
        return ask({{"op", "status"}});
    }
    if (used * 1000 > workingShare * static_cast<double>(passed)) workingMs += passed;
    else silentMs += passed;
    if (silentMs <= timeouts.silentMs && workingMs <= static_cast<qint64>(workingPatience) * timeouts.silentMs) return;
    const QString silent = QLocale().toString(static_cast<double>(silentMs + workingMs) / 1000.0, 'f', 1);
    die(makeError(ErrorCode::Retry, EngineLink::tr("The engine hangs: it has not answered for %1 s%2, and was ended.").arg(silent, doing()),
                  EngineLink::tr("Start it again and repeat what you asked; if it happens again, report it.")));
}

void EngineLink::Parts::processEnded(const ProcessEnd& end, bool unfinished) {
    lastWords = process->words().lines();
    if (state == State::Stopping) {
        letGo();
        std::map<RequestId, Request> open;
        for (auto request = requests.begin(); request != requests.end();) {
            const auto at = request++;
            if (at->second.isSent) open.insert(requests.extract(at));
        }
        if (startsAgain) start();
        else setState(State::Idle);
        failAll(std::move(open), makeError(ErrorCode::Cancelled, EngineLink::tr("The engine was stopped."), EngineLink::tr("Ask again: that starts it.")));
        return;
    }
    QString where = doing();
    if (state == State::Starting) where = EngineLink::tr(" while it started");
    if (unfinished) where += EngineLink::tr(", in the middle of an answer");
    die(endInWords(program.front(), end, process->words(), where.trimmed()));
}

void EngineLink::Parts::stop() {
    switch (state) {
        case State::Idle:
        case State::Stopping: return;
        case State::Dead:
            trouble = Error();
            return setState(State::Idle);
        case State::Starting:
        case State::Ready:
        case State::Busy: break;
    }
    startTimer.stop();
    heartbeatTimer.stop();
    setState(State::Stopping);
    if (!process) return setState(State::Idle);
    ask({{"op", "shutdown"}});
    stopTimer.start(timeouts.stopMs);
}

void EngineLink::Parts::write(Request& request) {
    request.isSent = true;
    process->write(request.message);
}

void EngineLink::Parts::ask(Json message) {
    Json withId{{"id", nextId++}};
    withId.update(message);
    process->write(withId);
}

void EngineLink::Parts::finish(RequestId id, Result<Json> answer) {
    auto found = requests.extract(id);
    if (found.empty()) return;
    Request& request = found.mapped();
    QObject::disconnect(request.watch);
    if (state == State::Busy) settle();
    if (request.isWanted() && request.handlers.onDone) request.handlers.onDone(std::move(answer));
}

void EngineLink::Parts::die(Error error) {
    if (process && lastWords.isEmpty()) lastWords = process->words().lines();
    trouble = std::move(error);
    letGo();
    Error answer(ErrorCode::Retry, trouble.message);
    answer.hint = trouble.hint;
    answer.file = trouble.file;
    std::map<RequestId, Request> open = std::move(requests);   // before anybody is told, who may ask anew
    requests.clear();
    setState(State::Dead);
    failAll(std::move(open), answer);
}

void EngineLink::Parts::failAll(std::map<RequestId, Request> open, const Error& error) {
    for (auto& [id, request] : open) {
        QObject::disconnect(request.watch);
        if (request.isWanted() && request.handlers.onDone) request.handlers.onDone(fail(error));
    }
}

void EngineLink::Parts::letGo() {
    for (QTimer* timer : {&startTimer, &stopTimer, &heartbeatTimer}) timer->stop();
    if (process) std::exchange(process, nullptr)->abandon();
    if (versionProcess) std::exchange(versionProcess, nullptr)->abandon();
    firstStatus = heartbeat = 0;
}

void EngineLink::Parts::setState(State next) {
    if (std::exchange(state, next) != next) emit link.stateChanged(next);
}

void EngineLink::Parts::settle() {
    const bool busy = std::any_of(requests.begin(), requests.end(), [](const auto& entry) { return entry.second.isSent; });
    setState(busy ? State::Busy : State::Ready);
    if (!busy && isOfOldProgram && state == State::Ready) stop();
}

QString EngineLink::Parts::doing() const {
    const auto count = static_cast<int>(std::count_if(requests.begin(), requests.end(), [](const auto& entry) { return entry.second.isSent; }));
    return count == 0 ? QString() : EngineLink::tr(" while it worked on %n request(s)", nullptr, count);
}

}  // namespace luthier
