// SPDX-License-Identifier: GPL-3.0-or-later
// One engine command that ends by itself (inspect, import-model, check, tokenize, merge, describe): progress from its stderr, results from its stdout.
// Thread: GUI.
//
// finished() comes exactly once for each start(), unless the task is destroyed first; the task may be destroyed in it with deleteLater().
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <QObject>
#include <QStringList>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/progress.h"
#include "views/link/result_type.h"

namespace luthier {

struct ProcessEnd;

class EngineTask : public QObject {
    Q_OBJECT
public:
    EngineTask(QString engine, QStringList arguments, QObject* parent = nullptr);
    ~EngineTask() override;   // ends the process
    void start();
    void cancel();            // SIGTERM, so what was begun is cleaned up by the engine; then SIGKILL
    bool isRunning() const;

signals:
    void progressed(const luthier::Progress& progress);
    void warned(const QString& message, const QString& hint);
    void line(const luthier::Json& result);                       // each line of stdout as it comes
    void finished(const luthier::Result<std::vector<luthier::Json>>& results);   // all of them, or the engine's error

private:
    void hear(const Json& event);
    void end(const ProcessEnd& ended, bool unfinished);
    void finish(const Result<std::vector<Json>>& results);
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace luthier
