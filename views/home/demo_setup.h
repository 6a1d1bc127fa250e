// SPDX-License-Identifier: GPL-3.0-or-later
// From nothing to a model, two data sets and questions for Compare: imports them into the project, and knows the settings of the demo run. Thread: GUI.
#pragma once

#include <memory>

#include <QObject>

#include "views/link/engine_task.h"
#include "views/shared/page/page.h"

namespace luthier {

// Where the demo's files lie: the model as GGUF, and a folder with train.jsonl, eval.jsonl, prompts.jsonl and run.json.
struct DemoFiles { QString gguf, folder; bool isComplete() const; };
// From the environment (LUTHIER_DEMO_GGUF, LUTHIER_DEMO_SET), which the launcher sets; else beside the program, and from the cache.
DemoFiles findDemoFiles();

class DemoSetup : public QObject {
    Q_OBJECT
public:
    DemoSetup(Session& session, DemoFiles files, QObject* parent = nullptr);
    void start();                       // what is there already is not made again
    void cancel();
    bool isRunning() const { return m_isRunning; }
    // The demo's run on this model and these data sets: run.json of the demo with absolute paths. Errors: of reading it.
    static Result<Json> runSettings(const DemoFiles& files, const QString& modelFolder, const QString& trainFile, const QString& evalFile);

signals:
    void progressed(const QString& words, double share);
    void finished(const luthier::Status& done);

private:
    void importModel();
    void addModel(const Json& facts);
    void importData(const QStringList& names);
    void keepQuestions();
    void end(const Status& done);
    QString modelFolder() const;

    Session& m_session;
    DemoFiles m_files;
    std::unique_ptr<EngineTask> m_task;
    std::shared_ptr<Cancellation> m_cancellation = std::make_shared<Cancellation>();
    bool m_isRunning = false;
};

inline constexpr const char* kDemoModelName = "SmolLM2-135M-Instruct";

}  // namespace luthier
