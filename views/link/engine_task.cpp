// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/link/engine_task.h"

#include <utility>
#include <vector>

#include "core/protocol/events.h"
#include "views/link/engine_process.h"

namespace luthier {

namespace {

constexpr int gentlyMs = 5000;   // to clean up what was begun

}  // namespace

struct EngineTask::Parts {
    QString engine;
    QStringList arguments;
    EngineProcess* process = nullptr;
    std::vector<Json> results;
    std::optional<Error> broken;
    bool isCancelled = false, saidStopped = false;
};

EngineTask::EngineTask(QString engine, QStringList arguments, QObject* parent) : QObject(parent), m_parts(std::make_unique<Parts>()) {
    m_parts->engine = std::move(engine);
    m_parts->arguments = std::move(arguments);
}

EngineTask::~EngineTask() {
    if (m_parts->process) m_parts->process->abandon(gentlyMs);
}

bool EngineTask::isRunning() const { return m_parts->process != nullptr; }

void EngineTask::start() {
    if (isRunning()) return;
    Parts& parts = *m_parts;
    parts.results.clear();
    parts.broken.reset();
    parts.isCancelled = parts.saidStopped = false;
    parts.process = new EngineProcess(parts.engine, parts.arguments, this);
    connect(parts.process, &EngineProcess::line, this, [this](const Json& result) {
        m_parts->results.push_back(result);
        emit line(result);
    });
    connect(parts.process, &EngineProcess::garbage, this, [this](const QString& excerpt) {
        if (m_parts->broken) return;
        m_parts->broken = Error(ErrorCode::InvalidData, tr("The engine wrote something that is not a result: %1").arg(excerpt).toStdString())
                              .withHint(tr("Choose luthier-engine in Settings, Engine, or install Luthier again.").toStdString())
                              .at(m_parts->engine.toStdString());
    });
    connect(parts.process, &EngineProcess::told, this, &EngineTask::hear);
    connect(parts.process, &EngineProcess::startFailed, this,
            [this](const QString& systemSays) { finish(fail(startFailureInWords(m_parts->engine, systemSays))); });
    connect(parts.process, &EngineProcess::ended, this, &EngineTask::end);
    parts.process->start(false);
}

void EngineTask::cancel() {
    if (!isRunning() || std::exchange(m_parts->isCancelled, true)) return;
    m_parts->process->askToEnd();
    QTimer::singleShot(gentlyMs, m_parts->process, [process = m_parts->process] { process->endNow(); });
}

void EngineTask::hear(const Json& event) {
    const auto text = [&](const char* key) {
        const auto found = event.find(key);
        return found != event.end() && found->is_string() ? QString::fromStdString(found->get<std::string>()) : QString();
    };
    const QString kind = text("event");
    if (kind == "progress") {
        if (const Result<Progress> progress = progressFromJson(event)) emit progressed(*progress);
    } else if (kind == "warning") {
        emit warned(text("message"), text("hint"));
    } else if (kind == "stopped") {
        m_parts->saidStopped = true;
    }
}

void EngineTask::end(const ProcessEnd& ended, bool unfinished) {
    Parts& parts = *m_parts;
    if (parts.isCancelled && (ended.exitCode != 0 || parts.saidStopped || ended.signal != 0))
        return finish(fail(ErrorCode::Cancelled, tr("Stopped as asked.").toStdString()));
    if (parts.saidStopped)
        return finish(fail(Error(ErrorCode::Cancelled, tr("The engine was asked to stop by somebody else.").toStdString())
                               .withHint(tr("Start it again.").toStdString())));
    if (ended.exitCode != 0 || ended.signal != 0) return finish(fail(endInWords(parts.engine, ended, parts.process->words(), {})));
    if (parts.broken) return finish(fail(*parts.broken));
    if (unfinished)
        return finish(fail(Error(ErrorCode::Retry, tr("The engine ended in the middle of a result.").toStdString())
                               .withHint(tr("Start it again; if it happens again, report it.").toStdString())));
    finish(std::move(parts.results));
}

void EngineTask::finish(const Result<std::vector<Json>>& results) {
    std::exchange(m_parts->process, nullptr)->abandon();
    emit finished(results);
}

}  // namespace luthier
