// SPDX-License-Identifier: GPL-3.0-or-later
// Folders that the engine is to look at (`inspect`), one after the other so that a list of models does not fill the machine. Thread: GUI.
#pragma once

#include <deque>
#include <functional>
#include <memory>

#include <QObject>
#include <QPointer>
#include <QString>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/progress.h"
#include "views/link/engine_task.h"

namespace luthier::shelf {

class Inspections : public QObject {
    Q_OBJECT
public:
    // engine: the session's, which may become another one; must outlive this.
    explicit Inspections(const QString& engine, QObject* parent = nullptr);
    // then: what `inspect` said (kind, problems, ...) or why it could not. Not called once `context` has gone. quick: hashes nothing, reads no weights.
    // urgent: before the others that wait.
    void ask(const QString& path, bool quick, QObject* context, std::function<void(Result<Json>)> then, bool urgent = false);
    bool isAsked(const QString& path) const;   // waiting or at work
    void forget(const QString& path);          // those that wait for it

signals:
    void progressed(const QString& path, const luthier::Progress& progress);

private:
    struct Question { QString path; bool quick = false; QPointer<QObject> context; std::function<void(Result<Json>)> then; };
    void next();
    void answer(const Result<std::vector<Json>>& results);
    const QString& m_engine;
    std::deque<Question> m_waiting;
    std::unique_ptr<Question> m_current;
    EngineTask* m_task = nullptr;
};

// What a progress says in words ("hashing, 3 of 8 files") and as a share (-1: not known).
QString progressInWords(const Progress& progress);
double progressShare(const Progress& progress);

}  // namespace luthier::shelf
