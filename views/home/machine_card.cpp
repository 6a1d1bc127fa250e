// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/home/machine_card.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "views/home/machine_facts.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

MachineCard::MachineCard(Session& session) : m_session(session) {
    setProperty("look", "card");
    setObjectName("home.machine");
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(theme::kSpace24, theme::kSpace16, theme::kSpace24, theme::kSpace16);
    row->setSpacing(theme::kSpace32);
    const MachineSummary machine = machineSummary();
    addFact(tr("Processor"), "home.machine.processor",
            tr("%n core(s)", nullptr, machine.cores) + (machine.instructions.isEmpty() ? QString() : ", " + machine.instructions), machine.processor);
    addFact(tr("Memory"), "home.machine.memory",
            tr("%1 free of %2")
                .arg(theme::bytesInWords(static_cast<double>(machine.availableBytes)), theme::bytesInWords(static_cast<double>(machine.totalBytes))));
    m_gpu = addFact(tr("GPU"), "home.machine.gpu", tr("asking the engine"));
    addFact(tr("Fits in memory, float32"), "home.machine.fits",
            tr("all weights up to %1, LoRA up to %2 parameters")
                .arg(theme::parametersInWords(largestFull(machine.availableBytes)), theme::parametersInWords(largestLora(machine.availableBytes))),
            tr("A rule of thumb: 16 bytes per parameter when all are trained, 4.5 with LoRA, and 1 GB beside them. The Train page plans each run exactly."));
    row->addStretch(1);
}

QLabel* MachineCard::addFact(const QString& name, const char* objectName, const QString& value, const QString& toolTip) {
    auto* const column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(theme::label(name, "caption"));
    QLabel* const words = theme::label(value);
    words->setObjectName(QString::fromLatin1(objectName));
    words->setToolTip(toolTip);
    column->addWidget(words);
    static_cast<QHBoxLayout*>(layout())->addLayout(column);
    return words;
}

void MachineCard::ask() {
    if (m_session.enginePath == m_asked) return;
    m_asked = m_session.enginePath;
    m_task = std::make_unique<EngineTask>(m_asked, QStringList{"describe", "engine"});
    connect(m_task.get(), &EngineTask::finished, this, [this](const Result<std::vector<Json>>& described) {
        m_task.release()->deleteLater();
        showGpu(described);
    });
    m_task->start();
}

void MachineCard::showGpu(const Result<std::vector<Json>>& described) {
    const GpuWords words = described ? gpuInWords(described->empty() ? Json() : described->back())
                                     : GpuWords{MachineCard::tr("not known"), QString::fromStdString(described.error().message)};
    m_gpu->setText(words.value);
    m_gpu->setToolTip(words.toolTip.toHtmlEscaped());
}

}  // namespace luthier
