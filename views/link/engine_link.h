// SPDX-License-Identifier: GPL-3.0-or-later
// The interactive engine (`luthier-engine serve`): one process, started when first needed, with explicit states. A fake engine speaks the same protocol in
// tests. Requests are those of app/engine/commands/serve.cpp. Thread: GUI; the pipe is read without blocking.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include <QObject>
#include <QString>
#include <QStringList>

#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier {

using RequestId = std::int64_t;

class EngineLink : public QObject {
    Q_OBJECT
public:
    // Idle: not started yet. Starting: until it answered `status` and said its version. Ready, Busy: no request is open, or some are. Stopping: asked to shut
    // down. Dead: see trouble().
    enum class State { Idle, Starting, Ready, Busy, Stopping, Dead };
    Q_ENUM(State)

    struct Timeouts { int startMs = 20000, silentMs = 30000, stopMs = 5000; };   // silent: nothing heard although a heartbeat (`status`) was asked for
    // program: the engine and leading arguments; serve is added.
    explicit EngineLink(QStringList program, QObject* parent = nullptr);
    EngineLink(QStringList program, Timeouts timeouts, QObject* parent = nullptr);
    ~EngineLink() override;

    struct Handlers {
        std::function<void(const Json&)> onEvent;               // {"event":"token"|"progress"|...}
        std::function<void(Result<Json>)> onDone;               // exactly once: the result, or the error (also when the engine dies: ErrorCode::Retry), never
                                                                // from within send(); not when the link itself is destroyed
    };
    // Starts the engine when it is idle or dead. `request` without "id". Handlers are not called once `context` has gone; the request is cancelled then.
    RequestId send(Json request, QObject* context, Handlers handlers);
    void cancel(RequestId id);

    State state() const;
    // What happened and what to try, when dead; with the last lines of the engine's stderr.
    const Error& trouble() const;
    const QString& engineVersion() const;
    // What the engine last said on stderr for people (at most 20 lines), once it has ended.
    const QStringList& lastWords() const;
    // Of the process while there is one; otherwise 0.
    qint64 processId() const;
    // Another program from the next start on. One that is at work ends as soon as nothing is asked of it, so that the next request starts the new one.
    void setProgram(QStringList program);
    void restart();
    void stop();   // also forgets a trouble. Asks for a shutdown, and ends it when it does not go

signals:
    void stateChanged(luthier::EngineLink::State state);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

// The path of luthier-engine: the setting, else beside this program, else in the build folder it came from, else from PATH. Errors: NotFound with what to try.
Result<QString> findEngine(const QString& fromSettings);

}  // namespace luthier
