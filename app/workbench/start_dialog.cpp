// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/start_dialog.h"

#include <QApplication>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/store/project.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

StartDialog::StartDialog(const QString& folder, const Error& error) : m_folder(folder) {
    setObjectName("start");
    setWindowTitle(tr("Luthier"));
    setMinimumWidth(560);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::kSpace24, theme::kSpace24, theme::kSpace24, theme::kSpace24);
    column->setSpacing(theme::kSpace12);
    column->addWidget(theme::label(tr("This project cannot be opened"), "section"));
    auto* const panel = new theme::ErrorPanel;
    panel->showError(error);
    column->addWidget(panel);
    m_report = theme::label(tr("Nothing in %1 was changed.").arg(folder), "muted", true);
    column->addWidget(m_report);
    auto* const row = new QHBoxLayout;
    QPushButton* const other = theme::button(tr("Open another project"), "start.other", "accent");
    QPushButton* const copy = theme::button(tr("Save what can be read"), "start.salvage");
    copy->setVisible(error.code == ErrorCode::InvalidData);
    copy->setToolTip(tr("Makes a new project in another folder with all rows that can be read of this one"));
    QPushButton* const quit = theme::button(tr("Quit"), "start.quit", "quiet");
    connect(other, &QPushButton::clicked, this, &StartDialog::chooseOther);
    connect(copy, &QPushButton::clicked, this, &StartDialog::salvage);
    connect(quit, &QPushButton::clicked, this, &QDialog::reject);
    row->addWidget(quit);
    row->addStretch(1);
    row->addWidget(copy);
    row->addWidget(other);
    column->addLayout(row);
}

void StartDialog::chooseOther() {
    m_chosen = QFileDialog::getExistingDirectory(this, tr("Folder of a project, or an empty one for a new project"));
    if (!m_chosen.isEmpty()) accept();
}

void StartDialog::salvage() {
    const QString to = QFileDialog::getExistingDirectory(this, tr("An empty folder for the new project"));
    if (to.isEmpty()) return;
    QApplication::setOverrideCursor(Qt::WaitCursor);
    const auto saved = store::Project::salvage(m_folder.toStdString(), (to + "/salvaged").toStdString());
    QApplication::restoreOverrideCursor();
    if (!saved) {
        m_report->setText(theme::errorInWords(saved.error()));
        theme::setLook(m_report, "error");
        return;
    }
    m_chosen = to + "/salvaged";
    accept();
}

}  // namespace luthier
