// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/home/demo_setup.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include "core/base/files.h"
#include "core/base/log.h"
#include "views/shared/page/starter_questions.h"

namespace luthier {

namespace {

constexpr const char* ggufName = "SmolLM2-135M-Instruct.Q4_1.gguf";

QString firstThatExists(const QStringList& paths) {
    for (const QString& path : paths)
        if (!path.isEmpty() && QFileInfo::exists(path)) return QDir::cleanPath(path);
    return {};
}

}  // namespace

bool DemoFiles::isComplete() const { return !gguf.isEmpty() && !folder.isEmpty(); }

DemoFiles findDemoFiles() {
    const QString program = QCoreApplication::applicationDirPath();
    const QString cache = qEnvironmentVariable("LUTHIER_CACHE", QDir::homePath() + "/.cache/luthier");
    DemoFiles files;
    files.gguf = firstThatExists({qEnvironmentVariable("LUTHIER_DEMO_GGUF"), cache + "/demo/" + ggufName, program + "/../share/luthier/demo/" + ggufName});
    files.folder = firstThatExists({qEnvironmentVariable("LUTHIER_DEMO_SET"), program + "/../share/luthier/demo", program + "/../../../../resources/demo"});
    if (!files.folder.isEmpty() && !QFileInfo::exists(files.folder + "/train.jsonl")) files.folder.clear();
    return files;
}

DemoSetup::DemoSetup(Session& session, DemoFiles files, QObject* parent) : QObject(parent), m_session(session), m_files(std::move(files)) {}

QString DemoSetup::modelFolder() const { return m_session.store.folder() + "/models/" + kDemoModelName; }

void DemoSetup::start() {
    if (m_isRunning) return;
    m_isRunning = true;
    m_cancellation = std::make_shared<Cancellation>();
    using Found = std::pair<bool, QStringList>;   // whether the model is known; the files that are not imported yet
    m_session.store.read(this, [folder = modelFolder().toStdString()](store::Project& project) -> Result<Found> {
        ASSIGN_OR_RETURN(const auto models, project.models().all());
        ASSIGN_OR_RETURN(const auto datasets, project.datasets().all());
        Found found{false, {"train", "eval"}};
        for (const store::Model& model : models) found.first = found.first || model.folder == folder;
        for (const store::Dataset& dataset : datasets) found.second.removeAll(QString::fromStdString(dataset.name).remove(QStringLiteral("Demo: ")));
        return found;
    }, [this](const Result<Found>& found) {
        if (!found) end(fail(found.error()));
        else if (!found->first) importModel();
        else importData(found->second);
    });
}

void DemoSetup::cancel() {
    m_cancellation->request();
    if (m_task) m_task->cancel();
}

void DemoSetup::importModel() {
    if (QFileInfo::exists(modelFolder() + "/config.json")) {   // imported before, and then forgotten
        addModel(Json::object());
        return;
    }
    emit progressed(tr("Importing %1").arg(kDemoModelName), -1);
    m_task = std::make_unique<EngineTask>(m_session.enginePath, QStringList{"import-model", m_files.gguf, "--out", modelFolder()});
    connect(m_task.get(), &EngineTask::progressed, this, [this](const Progress& progress) {
        emit progressed(tr("Importing %1").arg(kDemoModelName),
                        progress.total > 0 ? static_cast<double>(progress.done) / static_cast<double>(progress.total) : -1);
    });
    connect(m_task.get(), &EngineTask::finished, this, [this](const Result<std::vector<Json>>& results) {
        m_task.release()->deleteLater();
        if (!results) end(fail(results.error()));
        else addModel(results->empty() ? Json::object() : results->back());
    });
    m_task->start();
}

void DemoSetup::addModel(const Json& facts) {
    store::Model model;
    model.name = kDemoModelName;
    model.folder = modelFolder().toStdString();
    model.facts = facts.is_object() ? facts : Json::object();
    m_session.store.write(this, [model](store::Project& project) { return project.models().add(model); }, [this](const Result<std::int64_t>& added) {
        if (!added && added.error().code != ErrorCode::AlreadyExists) {
            end(fail(added.error()));
            return;
        }
        m_session.store.announce({"models"});
        importData({"train", "eval"});
    });
}

void DemoSetup::importData(const QStringList& names) {
    if (names.isEmpty()) {
        keepQuestions();
        return;
    }
    emit progressed(tr("Importing the demo data"), -1);
    store::ImportRequest request;
    request.path = (m_files.folder + "/" + names.front() + ".jsonl").toStdString();
    request.name = "Demo: " + names.front().toStdString();
    const auto cancellation = m_cancellation;
    m_session.store.write(this, [request, cancellation](store::Project& project) {
        WorkContext work;
        work.cancellation = cancellation.get();
        return project.datasets().import(request, work);
    }, [this, rest = names.mid(1)](const Result<store::ImportReport>& report) {
        if (!report) {
            end(fail(report.error()));
            return;
        }
        m_session.store.announce({"datasets"});
        importData(rest);
    });
}

// The demo is whole without them, so that they cannot be kept is no error of it.
void DemoSetup::keepQuestions() {
    m_session.store.write(this, [path = (m_files.folder + "/prompts.jsonl").toStdString()](store::Project& project) -> Status {
        ASSIGN_OR_RETURN(const QStringList questions, questionsIn(path));
        ASSIGN_OR_RETURN(const auto datasets, project.datasets().all());
        for (const store::Dataset& dataset : datasets)
            if (dataset.name == "Demo: train") return keepStarterQuestions(project, dataset.id, questions);
        return {};
    }, [this](const Status& kept) {
        if (!kept) log::warning("the demo's questions were not kept: " + kept.error().toString());
        end({});
    });
}

void DemoSetup::end(const Status& done) {
    m_isRunning = false;
    emit finished(done);
}

Result<Json> DemoSetup::runSettings(const DemoFiles& files, const QString& modelFolder, const QString& trainFile, const QString& evalFile) {
    ASSIGN_OR_RETURN(Json settings, readJsonFile((files.folder + "/run.json").toStdString()));
    settings["name"] = "Demo: a luthier's voice";
    settings["model"]["path"] = modelFolder.toStdString();
    settings["data"]["train"] = trainFile.toStdString();
    settings["data"]["eval"] = evalFile.toStdString();
    return settings;
}

}  // namespace luthier
