// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/frame/engine_chip.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

#include "views/shared/theme/core_text.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

QString runInWords(const store::Run& run) {
    if (run.numSteps <= 0 || run.step <= 0) return QCoreApplication::translate("chip", "Training: starting");
    const double share = static_cast<double>(run.step) / static_cast<double>(run.numSteps);
    QString words = QCoreApplication::translate("chip", "Training %1 %").arg(static_cast<int>(share * 100));
    if (run.seconds > 0 && share < 1)
        words += QCoreApplication::translate("chip", " · %1 left").arg(theme::secondsInWords(run.seconds / share * (1 - share)));
    return words;
}

EngineChip::EngineChip(Session& session, QWidget* parent) : QToolButton(parent), m_session(session) {
    setObjectName("chip");
    setProperty("look", "chip");
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize({16, 16});
    setCursor(Qt::PointingHandCursor);
    connect(&session.engine, &EngineLink::stateChanged, this, &EngineChip::refresh);
    connect(&session.runs, &RunControl::currentChanged, this, &EngineChip::readRun);
    connect(&session.runs, &RunControl::runChanged, this, [this](std::int64_t run) {
        if (run == m_session.runs.current() && !window()->isMinimized()) readRun();
    });
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &EngineChip::refresh);
    connect(this, &QToolButton::clicked, this, [this] {
        if (m_run) m_session.window.openPage("runs", "run:" + QString::number(m_run->id));
        else if (m_session.engine.state() == EngineLink::State::Dead) showTrouble();
        else m_session.window.openPage("runs");
    });
    readRun();
}

void EngineChip::readRun() {
    const std::int64_t current = m_session.runs.current();
    if (current == 0) {
        m_run.reset();
        refresh();
        return;
    }
    m_session.store.read(this, [current](store::Project& project) { return project.runs().get(current); }, [this](Result<store::Run> run) {
        m_run = run && m_session.runs.current() == run->id ? std::optional(*run) : std::nullopt;
        refresh();
    });
}

void EngineChip::refresh() {
    using State = EngineLink::State;
    const State state = m_session.engine.state();
    QString words, icon = "cpu";
    QColor color = theme::colors().muted;
    if (m_run) {
        words = runInWords(*m_run);
        icon = "play";
        color = theme::colors().running;
    } else if (state == State::Dead) {
        words = tr("Engine ended: see why");
        icon = "error";
        color = theme::colors().failed;
    } else if (state == State::Starting) {
        words = tr("Engine starting");
    } else if (state == State::Busy) {
        words = tr("Engine at work");
        color = theme::colors().running;
    } else {
        words = state == State::Stopping ? tr("Engine stopping") : tr("Engine idle");
    }
    setText(words);
    setAccessibleName(words);
    setIcon(QIcon(theme::iconPixmap(icon, color, 16, devicePixelRatioF())));
    setToolTip(m_run ? QString::fromStdString(m_run->name).toHtmlEscaped() : tr("What the engine does. A click opens the runs."));
}

void EngineChip::showTrouble() {
    QMessageBox box(window());
    box.setObjectName("chip.trouble");
    box.setIcon(QMessageBox::Warning);
    box.setTextFormat(Qt::PlainText);
    box.setWindowTitle(tr("Engine"));
    const Error& trouble = m_session.engine.trouble();
    box.setText(coreText(trouble.message));
    box.setInformativeText(coreText(trouble.hint));
    QPushButton* const again = box.addButton(tr("Start it again"), QMessageBox::AcceptRole);
    box.addButton(QMessageBox::Close);
    box.exec();
    if (box.clickedButton() == again) m_session.engine.restart();
}

}  // namespace luthier
