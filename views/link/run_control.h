// SPDX-License-Identifier: GPL-3.0-or-later
// Training runs: started in a session of their own so that they outlive the window, found again by their lock, steered by control.jsonl. Thread: GUI.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include <QObject>
#include <QString>

#include "core/protocol/control.h"
#include "views/link/store_access.h"

namespace luthier {

// The queue of runs and what is known of those at work. One run at a time; the next one starts when it ends. Survives restarts: the queue is in the store, and
// a run that is at work is found by its lock. Beside a run folder DIR lie DIR.run.json, what was asked for, and DIR.log, what the engine said.
class RunControl : public QObject {
    Q_OBJECT
public:
    RunControl(StoreAccess& store, QString engine, QObject* parent = nullptr);
    ~RunControl() override;   // runs go on

    // Adds to the queue; starts when nothing is running. config: a run.json with absolute paths, as asked for. folder: "" = one in the project's runs/, by the
    // name; queuePosition: 0 = last.
    void enqueue(const store::Run& run, QObject* context, std::function<void(Result<std::int64_t>)> then);
    // The same settings, rows and seed again, in the queue. What the user has to be told of it comes back in words.
    struct Repeated {
        std::int64_t run = 0;
        bool usesFrozenRows = false;             // of the run's folder; otherwise its files are read again, because there are none
        QStringList remarks;                     // what has changed since
        std::int64_t fromStep = 0;               // of the checkpoint it goes on from
    };
    void repeat(const store::Run& of, const QString& name, const QString& notes, QObject* context, std::function<void(Result<Repeated>)> then);
    // The same as a run of its own that goes on from the last checkpoint before this step.
    void repeatFrom(const store::Run& of, std::int64_t step, const QString& name, const QString& notes, QObject* context,
                    std::function<void(Result<Repeated>)> then);
    void stop(std::int64_t run);                 // step finished, checkpoint
    void pause(std::int64_t run);                // the same; the queue is paused too, because somebody wants the machine
    // train --resume of a paused, stopped, failed or lost run, as soon as nothing is at work and before what is queued; also lets the queue go on. A run that
    // never began starts from its beginning.
    void resume(std::int64_t run);
    void checkpoint(std::int64_t run);
    void set(std::int64_t run, const QString& key, double value);
    void sample(std::int64_t run, const SampleMessage& message);
    // At once and without a checkpoint (SIGKILL), for an engine that does not react any more. It is a lost run then, which can be resumed.
    void kill(std::int64_t run);
    // How long is waited before a run at work is doubted, in seconds: for an answer to stop() and pause() (and three steps), and for a step: so many usual
    // ones, and at least stepSeconds.
    struct Patience { double answerSeconds = 30, stepSeconds = 120, usualSteps = 10; };
    void setPatience(const Patience& patience);
    struct Doubt {
        double deafSeconds = 0;                  // since it was asked to stop or pause, and did not; 0 = no doubt
        double silentSeconds = 0;                // without a step; 0 = no doubt
        double usualSeconds = 0;                 // of a step; 0 = it has made none
        bool isAlive = true;                     // the engine's heartbeat is felt
        bool operator==(const Doubt&) const = default;
        bool isAny() const { return deafSeconds > 0 || silentSeconds > 0; }
    };
    Doubt doubt(std::int64_t run) const;         // of one that is at work
    // What is at work now; 0 = nothing. Its newest row is in the store.
    std::int64_t current() const;
    // Those that wait for what is at work to end, to be resumed then.
    bool waitsToResume(std::int64_t run) const;
    void setQueuePaused(bool paused);
    bool isQueuePaused() const;
    // For the runs that start from now on.
    void setEngine(const QString& engine);

    // Files beside a run folder.
    static QString askedConfig(const QString& folder);
    static QString logFile(const QString& folder);

signals:
    void runChanged(std::int64_t run);           // its row in the store is newer; at most ten times a second
    void doubtChanged(std::int64_t run);         // while there is doubt about it, each second; and once when there is none any more
    void currentChanged(std::int64_t run);
    void queuePausedChanged(bool paused);
    void runEnded(const luthier::store::Run& run);   // however: see its state; for a notification. Also of runs that ended while no window was open
    // What the row of the run does not say: it could not be started, its engine was killed or crashed (after runEnded), it could not be told something.
    // run 0: of none in particular.
    void troubled(std::int64_t run, const luthier::Error& error);

private:
    void repeatBefore(const store::Run& of, std::optional<std::int64_t> before, const QString& name, const QString& notes, QObject* context,
                      std::function<void(Result<Repeated>)> then);
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace luthier
