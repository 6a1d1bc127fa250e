// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with adapters and takes a while: adding a folder (looked through first), merging into a model that is then added to the models, copying it
// elsewhere. One after the other. Thread: GUI; the engine and a thread do the work.
#pragma once

#include <memory>
#include <vector>

#include <QObject>

#include "core/base/progress.h"
#include "views/link/engine_task.h"
#include "views/shared/page/page.h"

namespace luthier {

struct AdapterJob {
    enum class Kind { Add, Merge, Export };
    enum class Stage { Waiting, Working, Checking, Adding, Failed };
    int id = 0;
    Kind kind = Kind::Add;
    Stage stage = Stage::Waiting;
    QString name;                    // Add: of the adapter; Merge: of the new model; Export: of the adapter
    QString folder, target;          // folder: the adapter's; target: what is made
    QString baseFolder, dtype;       // Merge
    double strength = 1.0;           // Merge
    std::int64_t model = 0;          // Add: the base, where the person chose one
    Progress progress;
    Error error;
    QString words() const;
    double share() const;
};

class AdapterJobs : public QObject {
    Q_OBJECT
public:
    explicit AdapterJobs(Session& session, QObject* parent = nullptr);
    ~AdapterJobs() override;         // a copy that is under way is stopped and cleaned up
    int start(AdapterJob job);
    void cancel(int job);            // also takes away a failed one
    void retry(int job);
    const std::vector<AdapterJob>& jobs() const { return m_jobs; }

signals:
    void changed();
    void added(std::int64_t adapter, const QString& name);
    void merged(std::int64_t model, const QString& name);
    void exported(const QString& folder, std::uint64_t bytes);

private:
    AdapterJob* find(int job);
    AdapterJob* current() { return find(m_running); }
    void next();
    void run(const QStringList& arguments);
    void take(const Result<std::vector<Json>>& results);
    void copy(const AdapterJob& job);
    void addAdapter(const AdapterJob& job, const Json& facts);
    void addModel(const AdapterJob& job, const Json& facts);
    void failJob(int job, Error error);
    void remove(int job);
    Session& m_session;
    std::vector<AdapterJob> m_jobs;
    EngineTask* m_task = nullptr;
    std::shared_ptr<Cancellation> m_copying;
    int m_running = 0, m_lastId = 0;
};

}  // namespace luthier
