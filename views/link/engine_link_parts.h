// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of EngineLink: what is asked, what state the process is in, and what is done when. Thread: GUI.
#pragma once

#include <map>
#include <optional>

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include "views/link/engine_link.h"
#include "views/link/engine_process.h"

namespace luthier {

struct EngineLink::Parts {
    struct Request {
        Json message;
        Handlers handlers;
        QPointer<QObject> context;
        bool hasContext = false, isSent = false;
        QMetaObject::Connection watch;       // of the context
        bool isWanted() const { return !hasContext || context; }
    };

    Parts(EngineLink& owner, QStringList command, Timeouts times);

    void start();
    void beginVersion();
    void versionTold(const QString& output);
    void becomeReadyWhenKnown();
    void hear(const Json& message);
    void tick();
    void processEnded(const ProcessEnd& end, bool unfinished);
    void stop();
    void write(Request& request);
    void ask(Json message);                  // of the link itself; nobody waits for the answer
    void finish(RequestId id, Result<Json> answer);
    // The process is ended, what was asked is answered with an error, and the state is Dead.
    void die(Error error);
    static void failAll(std::map<RequestId, Request> open, const Error& error);
    void letGo();                            // of the process and what belongs to it
    void setState(State next);
    void settle();                           // Ready or Busy
    QString doing() const;

    EngineLink& link;
    QStringList program;
    const Timeouts timeouts;
    State state = State::Idle;
    Error trouble;
    QString version;
    QStringList lastWords;
    EngineProcess* process = nullptr;
    EngineProcess* versionProcess = nullptr;
    std::map<RequestId, Request> requests;
    RequestId nextId = 1;
    RequestId firstStatus = 0, heartbeat = 0;   // asked and not answered; 0 = none
    bool isOfOldProgram = false;                // what is at work: setProgram has named another one since
    bool hasAnswered = false, isVersionKnown = false, startsAgain = false;
    QTimer startTimer, stopTimer, heartbeatTimer;
    QElapsedTimer sinceTick;
    qint64 silentMs = 0, workingMs = 0;         // without a word: not working, and working hard
    double processorSeconds = 0;
    bool heardSinceTick = false;
};

}  // namespace luthier
