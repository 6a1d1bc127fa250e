// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/adapters/adapter_jobs.h"

#include <algorithm>

#include <QFileInfo>
#include <QPointer>

#include "core/base/clock.h"
#include "core/base/files.h"
#include "views/adapters/adapter_facts.h"
#include "views/shared/background/in_background.h"
#include "views/shared/shelf/folder_work.h"
#include "views/shared/shelf/inspections.h"

namespace luthier {

QString AdapterJob::words() const {
    const QString now = progress.phase.empty() ? QString() : QStringLiteral(": ") + shelf::progressInWords(progress);
    if (stage == Stage::Waiting) return AdapterJobs::tr("%1 waits for its turn").arg(name);
    if (stage == Stage::Failed) {
        const char* const what = kind == Kind::Add     ? QT_TRANSLATE_NOOP("luthier::AdapterJobs", "%1 was not added")
                                 : kind == Kind::Merge ? QT_TRANSLATE_NOOP("luthier::AdapterJobs", "%1 was not merged")
                                                       : QT_TRANSLATE_NOOP("luthier::AdapterJobs", "%1 was not exported");
        return AdapterJobs::tr(what).arg(name);
    }
    if (stage == Stage::Adding) return AdapterJobs::tr("Adding %1").arg(name);
    if (stage == Stage::Checking || kind == Kind::Add) return AdapterJobs::tr("Checking %1").arg(name) + now;
    return (kind == Kind::Merge ? AdapterJobs::tr("Merging into %1").arg(name) : AdapterJobs::tr("Exporting %1").arg(name)) + now;
}

double AdapterJob::share() const { return stage == Stage::Waiting ? 0 : shelf::progressShare(progress); }

AdapterJobs::AdapterJobs(Session& session, QObject* parent) : QObject(parent), m_session(session) {}

AdapterJobs::~AdapterJobs() {
    if (m_copying) m_copying->request();
}

AdapterJob* AdapterJobs::find(int job) {
    const auto found = std::find_if(m_jobs.begin(), m_jobs.end(), [job](const AdapterJob& one) { return one.id == job; });
    return found == m_jobs.end() ? nullptr : &*found;
}

int AdapterJobs::start(AdapterJob job) {
    job.id = ++m_lastId;
    m_jobs.push_back(std::move(job));
    emit changed();
    next();
    return m_lastId;
}

void AdapterJobs::retry(int id) {
    AdapterJob* const job = find(id);
    if (!job || job->stage != AdapterJob::Stage::Failed) return;
    job->stage = AdapterJob::Stage::Waiting;
    job->progress = {};
    emit changed();
    next();
}

void AdapterJobs::next() {
    if (m_running != 0) return;
    const auto waiting = std::find_if(m_jobs.begin(), m_jobs.end(), [](const AdapterJob& job) { return job.stage == AdapterJob::Stage::Waiting; });
    if (waiting == m_jobs.end()) return;
    AdapterJob& job = *waiting;
    m_running = job.id;
    job.stage = AdapterJob::Stage::Working;
    emit changed();
    switch (job.kind) {
        case AdapterJob::Kind::Add: return run({QStringLiteral("inspect"), job.folder});
        case AdapterJob::Kind::Export: return copy(job);
        case AdapterJob::Kind::Merge: break;
    }
    if (!makeFolders(QFileInfo(job.target).absolutePath().toStdString()))
        return failJob(job.id, Error(ErrorCode::Io, tr("the folder for the merged model cannot be made").toStdString())
                                   .withHint(tr("choose another folder").toStdString())
                                   .at(job.target.toStdString()));
    // "DIR:weight"; a folder whose own name ends in a colon and a number is taken whole, so a weight is always written.
    const QString weighted = job.folder + ':' + QString::number(job.strength, 'g', 12);
    run({QStringLiteral("merge"), QStringLiteral("--model"), job.baseFolder, QStringLiteral("--adapter"), weighted, QStringLiteral("--out"), job.target,
         QStringLiteral("--dtype"), job.dtype});
}

void AdapterJobs::run(const QStringList& arguments) {
    m_task = new EngineTask(m_session.enginePath, arguments, this);
    connect(m_task, &EngineTask::progressed, this, [this](const Progress& progress) {
        if (AdapterJob* const now = current()) now->progress = progress;
        emit changed();
    });
    connect(m_task, &EngineTask::finished, this, &AdapterJobs::take);
    m_task->start();
}

void AdapterJobs::take(const Result<std::vector<Json>>& results) {
    m_task->deleteLater();
    m_task = nullptr;
    AdapterJob* const job = current();
    if (!job) {
        m_running = 0;
        return next();
    }
    if (!results) {
        if (results.error().code == ErrorCode::Cancelled) {
            // What was merged already goes too.
            if (job->stage == AdapterJob::Stage::Checking)
                inBackground(
                    this, [folder = job->target.toStdString()] { return removeFolder(folder).has_value(); }, [](bool) {});
            return remove(job->id);
        }
        return failJob(job->id, results.error());
    }
    const Json found = results->empty() ? Json() : results->back();
    if (job->kind == AdapterJob::Kind::Merge && job->stage == AdapterJob::Stage::Working) {
        job->stage = AdapterJob::Stage::Checking;
        job->progress = {};
        emit changed();
        return run({QStringLiteral("inspect"), job->target});
    }
    if (job->kind == AdapterJob::Kind::Add)
        if (const QString why = whyNoAdapter(found); !why.isEmpty())
            return failJob(job->id,
                           Error(ErrorCode::InvalidData, why.toStdString()).withHint(tr("choose another folder").toStdString()).at(job->folder.toStdString()));
    job->stage = AdapterJob::Stage::Adding;
    emit changed();
    if (job->kind == AdapterJob::Kind::Add)
        addAdapter(*job, found);
    else
        addModel(*job, found);
}

void AdapterJobs::copy(const AdapterJob& job) {
    m_copying = std::make_shared<Cancellation>();
    WorkContext context;
    context.cancellation = m_copying.get();
    context.progress = [self = QPointer<AdapterJobs>(this), id = job.id](const Progress& progress) {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, id, progress] {
                AdapterJob* const now = self ? self->find(id) : nullptr;
                if (!now) return;
                now->progress = progress;
                emit self->changed();
            },
            Qt::QueuedConnection);
    };
    inBackground(
        this, [from = job.folder.toStdString(), to = job.target.toStdString(), context, keep = m_copying] { return shelf::copyFolder(from, to, context); },
        [this, id = job.id, target = job.target](const Result<std::uint64_t>& bytes) {
            m_copying.reset();
            if (!bytes && bytes.error().code != ErrorCode::Cancelled) return failJob(id, bytes.error());
            remove(id);
            if (bytes) emit exported(target, *bytes);
        });
}

void AdapterJobs::addAdapter(const AdapterJob& job, const Json& facts) {
    store::AdapterEntry adapter;
    adapter.name = job.name.toStdString();
    adapter.folder = job.folder.toStdString();
    adapter.facts = facts;
    if (job.model != 0) adapter.model = job.model;
    m_session.store.write(
        this, [adapter](store::Project& project) { return project.adapters().add(adapter); },
        [this, id = job.id, name = job.name](const Result<std::int64_t>& newId) {
            if (!newId) return failJob(id, newId.error());
            remove(id);
            m_session.store.announce({QStringLiteral("adapters")});
            emit added(*newId, name);
        });
}

void AdapterJobs::addModel(const AdapterJob& job, const Json& facts) {
    store::Model model;
    model.name = job.name.toStdString();
    model.folder = job.target.toStdString();
    model.facts = facts.is_object() ? facts : Json::object();
    model.facts["source"] = job.folder.toStdString();
    m_session.store.write(
        this, [model](store::Project& project) { return project.models().add(model); },
        [this, id = job.id, name = job.name](const Result<std::int64_t>& newId) {
            if (!newId) return failJob(id, newId.error());
            remove(id);
            m_session.store.announce({QStringLiteral("models")});
            emit merged(*newId, name);
        });
}

void AdapterJobs::failJob(int id, Error error) {
    if (AdapterJob* const job = find(id)) {
        job->stage = AdapterJob::Stage::Failed;
        job->error = std::move(error);
    }
    if (m_running == id) m_running = 0;
    emit changed();
    next();
}

void AdapterJobs::cancel(int id) {
    const AdapterJob* const job = find(id);
    if (!job || job->stage == AdapterJob::Stage::Adding) return;
    if (id == m_running && m_task) return m_task->cancel();  // take() goes on from there
    if (id == m_running && m_copying) return m_copying->request();
    remove(id);
}

void AdapterJobs::remove(int id) {
    m_jobs.erase(std::remove_if(m_jobs.begin(), m_jobs.end(), [id](const AdapterJob& job) { return job.id == id; }), m_jobs.end());
    if (m_running == id) m_running = 0;
    emit changed();
    next();
}

}  // namespace luthier
