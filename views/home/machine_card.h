// SPDX-License-Identifier: GPL-3.0-or-later
// What the machine has and what fits on it; of a GPU, what the engine says of it. Thread: GUI.
#pragma once

#include <memory>

#include <QFrame>
#include <QLabel>

#include "views/link/engine_task.h"
#include "views/shared/page/page.h"

namespace luthier {

class MachineCard : public QFrame {
    Q_OBJECT
public:
    explicit MachineCard(Session& session);
    // Asks the engine, once for each program.
    void ask();

private:
    QLabel* addFact(const QString& name, const char* objectName, const QString& value, const QString& toolTip = {});
    void showGpu(const Result<std::vector<Json>>& described);
    Session& m_session;
    QString m_asked;                          // the program that was asked
    std::unique_ptr<EngineTask> m_task;
    QLabel* m_gpu;
};

}  // namespace luthier
