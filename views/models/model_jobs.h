// SPDX-License-Identifier: GPL-3.0-or-later
// Models on their way into the project, one after the other: imported where that is asked for, looked through (weights and hashes), then added with all that
// was found, as one action. Thread: GUI; the engine does the work.
#pragma once

#include <vector>

#include <QObject>

#include "core/base/progress.h"
#include "views/link/engine_task.h"
#include "views/models/add_plan.h"
#include "views/shared/page/page.h"

namespace luthier {

struct ModelJob {
    enum class Stage { Waiting, Importing, Checking, Adding, Failed };
    int id = 0;
    AddRequest request;
    Stage stage = Stage::Waiting;
    Progress progress;
    QStringList warnings;
    Error error;  // when failed
    bool made = false;  // the target folder is ours: it goes when the job is cancelled
    QString words() const;  // "Importing SmolLM2: weights, 3 of 272 tensors"
    double share() const;  // of its stage; -1: not known
};

class ModelJobs : public QObject {
    Q_OBJECT
public:
    explicit ModelJobs(Session& session, QObject* parent = nullptr);
    int start(const AddRequest& request);
    void cancel(int job);  // also takes away a failed one
    void retry(int job);
    const std::vector<ModelJob>& jobs() const { return m_jobs; }

signals:
    void changed();
    void added(std::int64_t model, const QString& name, const QStringList& warnings);

private:
    ModelJob* find(int job);
    ModelJob* current();
    void next();
    void run(ModelJob& job, const QStringList& arguments);
    void take(const Result<std::vector<Json>>& results);
    void check(ModelJob& job);
    void add(int job, Json facts);
    void failJob(int job, Error error);
    void remove(int job);
    Session& m_session;
    std::vector<ModelJob> m_jobs;
    EngineTask* m_task = nullptr;
    int m_running = 0, m_lastId = 0;  // m_running: 0 = none
};

}  // namespace luthier
