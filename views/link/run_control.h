// SPDX-License-Identifier: GPL-3.0-or-later
// Training runs: started in a session of their own so that they outlive the window, found again by their lock, steered by control.jsonl. Thread: GUI.
#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include <QObject>
#include <QString>
#include <QTimer>

#include "core/protocol/control.h"
#include "views/link/store_access.h"

namespace luthier {

// The queue of runs and what is known of those at work. One run at a time; the next one starts when it ends. Survives restarts: the queue is in the store, and
// a run that is at work is found by its lock.
class RunControl : public QObject {
    Q_OBJECT
public:
    RunControl(StoreAccess& store, QString engine, QObject* parent = nullptr);
    ~RunControl() override;   // runs go on

    // Adds to the queue; starts when nothing is running. config: a run.json with absolute paths, as asked for.
    void enqueue(const store::Run& run, QObject* context, std::function<void(Result<std::int64_t>)> then);
    void stop(std::int64_t run);                 // step finished, checkpoint
    void pause(std::int64_t run);
    void resume(std::int64_t run);               // train --resume of a paused, stopped, failed or lost run
    void checkpoint(std::int64_t run);
    void set(std::int64_t run, const QString& key, double value);
    void sample(std::int64_t run, const SampleMessage& message);
    // What is at work now; 0 = nothing. Its newest row is in the store.
    std::int64_t current() const;
    void setQueuePaused(bool paused);
    bool isQueuePaused() const;

signals:
    void runChanged(std::int64_t run);           // its row in the store is newer; at most ten times a second
    void currentChanged(std::int64_t run);
    void runEnded(const luthier::store::Run& run);
    void troubled(std::int64_t run, const luthier::Error& error);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace luthier
