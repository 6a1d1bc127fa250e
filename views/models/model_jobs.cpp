// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/model_jobs.h"

#include <algorithm>

#include <QFileInfo>

#include "core/base/files.h"
#include "views/models/model_facts.h"
#include "views/shared/background/in_background.h"
#include "views/shared/shelf/inspections.h"

namespace luthier {

QString ModelJob::words() const {
    const QString now = progress.phase.empty() ? QString() : QStringLiteral(": ") + shelf::progressInWords(progress);
    switch (stage) {
        case Stage::Waiting: return ModelJobs::tr("%1 waits for its turn").arg(request.name);
        case Stage::Importing: return ModelJobs::tr("Importing %1").arg(request.name) + now;
        case Stage::Checking: return ModelJobs::tr("Checking %1").arg(request.name) + now;
        case Stage::Adding: return ModelJobs::tr("Adding %1").arg(request.name);
        case Stage::Failed: return ModelJobs::tr("%1 was not added").arg(request.name);
    }
    return {};
}

double ModelJob::share() const { return stage == Stage::Waiting ? 0 : shelf::progressShare(progress); }

ModelJobs::ModelJobs(Session& session, QObject* parent) : QObject(parent), m_session(session) {}

ModelJob* ModelJobs::find(int job) {
    const auto found = std::find_if(m_jobs.begin(), m_jobs.end(), [job](const ModelJob& one) { return one.id == job; });
    return found == m_jobs.end() ? nullptr : &*found;
}

ModelJob* ModelJobs::current() { return find(m_running); }

int ModelJobs::start(const AddRequest& request) {
    ModelJob job;
    job.id = ++m_lastId;
    job.request = request;
    m_jobs.push_back(job);
    emit changed();
    next();
    return job.id;
}

void ModelJobs::retry(int id) {
    ModelJob* const job = find(id);
    if (!job || job->stage != ModelJob::Stage::Failed) return;
    job->stage = ModelJob::Stage::Waiting;
    job->progress = {};
    emit changed();
    next();
}

void ModelJobs::next() {
    if (m_running != 0) return;
    const auto waiting = std::find_if(m_jobs.begin(), m_jobs.end(), [](const ModelJob& job) { return job.stage == ModelJob::Stage::Waiting; });
    if (waiting == m_jobs.end()) return;
    ModelJob& job = *waiting;
    m_running = job.id;
    if (!job.request.copies() || job.made) return check(job);
    job.stage = ModelJob::Stage::Importing;
    if (!makeFolders(QFileInfo(job.request.target).absolutePath().toStdString()))
        return failJob(job.id, Error(ErrorCode::Io, tr("the folder for models cannot be made").toStdString())
                                   .withHint(tr("check the permissions of the project's folder").toStdString()).at(job.request.target.toStdString()));
    run(job, {QStringLiteral("import-model"), job.request.source, QStringLiteral("--out"), job.request.target, QStringLiteral("--dtype"), job.request.dtype});
}

void ModelJobs::check(ModelJob& job) {
    job.stage = ModelJob::Stage::Checking;
    run(job, {QStringLiteral("inspect"), job.request.copies() ? job.request.target : job.request.source});
}

void ModelJobs::run(ModelJob& job, const QStringList& arguments) {
    job.progress = {};
    m_task = new EngineTask(m_session.enginePath, arguments, this);
    connect(m_task, &EngineTask::progressed, this, [this](const Progress& progress) {
        if (ModelJob* const now = current()) now->progress = progress;
        emit changed();
    });
    connect(m_task, &EngineTask::warned, this, [this](const QString& message, const QString& hint) {
        if (ModelJob* const now = current()) now->warnings << (hint.isEmpty() ? message : message + QStringLiteral(" - ") + hint);
    });
    connect(m_task, &EngineTask::finished, this, &ModelJobs::take);
    emit changed();
    m_task->start();
}

void ModelJobs::take(const Result<std::vector<Json>>& results) {
    m_task->deleteLater();
    m_task = nullptr;
    ModelJob* const job = current();
    if (!job) {
        m_running = 0;
        return next();
    }
    if (!results) {
        if (results.error().code == ErrorCode::Cancelled) return remove(job->id);
        return failJob(job->id, results.error());
    }
    const Json found = results->empty() ? Json() : results->back();
    if (job->stage == ModelJob::Stage::Importing) {
        job->made = true;
        if (found.is_object() && found.contains("notes") && found["notes"].is_array())
            for (const Json& note : found["notes"])
                if (note.is_string()) job->warnings << QString::fromStdString(note.get<std::string>());
        return check(*job);
    }
    const QString why = whyNoModel(found);
    if (!why.isEmpty()) return failJob(job->id, Error(ErrorCode::InvalidData, why.toStdString()).at(job->request.source.toStdString()));
    job->stage = ModelJob::Stage::Adding;
    emit changed();
    const std::string folder = (job->request.copies() ? job->request.target : job->request.source).toStdString();
    inBackground(
        this, [folder] { return licenceIn(folder); },
        [this, id = job->id, facts = found](const QString& licence) mutable {
            if (!licence.isEmpty()) facts["licence"] = licence.toStdString();
            add(id, std::move(facts));
        });
}

void ModelJobs::add(int id, Json facts) {
    const ModelJob* const job = find(id);
    if (!job) return;
    if (job->request.copies()) facts["source"] = job->request.source.toStdString();
    store::Model model;
    model.name = job->request.name.toStdString();
    model.folder = (job->request.copies() ? job->request.target : job->request.source).toStdString();
    model.facts = std::move(facts);
    m_session.store.write(
        this, [model](store::Project& project) { return project.models().add(model); },
        [this, id](Result<std::int64_t> newId) {
            ModelJob* const added = find(id);
            if (!added) return;
            if (!newId) return failJob(id, newId.error());
            const QString name = added->request.name;
            const QStringList warnings = added->warnings;
            m_jobs.erase(m_jobs.begin() + (added - m_jobs.data()));
            m_running = 0;
            emit changed();
            m_session.store.announce({QStringLiteral("models")});
            emit this->added(*newId, name, warnings);
            next();
        });
}

void ModelJobs::failJob(int id, Error error) {
    ModelJob* const job = find(id);
    if (job) {
        job->stage = ModelJob::Stage::Failed;
        job->error = std::move(error);
    }
    if (m_running == id) m_running = 0;
    emit changed();
    next();
}

void ModelJobs::cancel(int id) {
    ModelJob* const job = find(id);
    if (!job || job->stage == ModelJob::Stage::Adding) return;
    if (id == m_running && m_task) return m_task->cancel();   // take() goes on from there
    remove(id);
}

// What it had made goes too.
void ModelJobs::remove(int id) {
    ModelJob* const job = find(id);
    if (!job) return;
    if (job->made) {
        const std::string folder = job->request.target.toStdString();
        inBackground(this, [folder] { return removeFolder(folder).has_value(); }, [](bool) {});
    }
    m_jobs.erase(m_jobs.begin() + (job - m_jobs.data()));
    if (m_running == id) m_running = 0;
    emit changed();
    next();
}

}  // namespace luthier
