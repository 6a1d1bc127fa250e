// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/start_dialog.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/store/project.h"
#include "views/shared/background/in_background.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

StartDialog::StartDialog(const QString& folder, const Error& error)
    : m_folder(folder), m_error(new theme::ErrorPanel), m_report(theme::label(tr("Nothing in %1 was changed.").arg(folder), "muted", true)),
      m_progress(new theme::ProgressLine) {
    m_choose = [this](const QString& title) { return QFileDialog::getExistingDirectory(this, title); };
    setObjectName("start");
    setWindowTitle(tr("Luthier"));
    setMinimumWidth(640);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::kSpace24, theme::kSpace24, theme::kSpace24, theme::kSpace24);
    column->setSpacing(theme::kSpace12);
    column->addWidget(theme::label(tr("This project cannot be opened"), "section"));
    m_error->setObjectName("start.error");
    m_error->showError(error);
    column->addWidget(m_error);
    m_report->setObjectName("start.report");
    column->addWidget(m_report);
    m_progress->setObjectName("start.progress");
    m_progress->setCancellable(false);
    m_progress->hide();
    column->addWidget(m_progress);
    auto* const row = new QHBoxLayout;
    addWaysOut(row, error);
    column->addLayout(row);
}

void StartDialog::addWaysOut(QHBoxLayout* row, const Error& error) {
    const auto add = [this](const QString& label, const char* name, const char* look, auto act) {
        QPushButton* const button = theme::button(label, name, look);
        connect(button, &QPushButton::clicked, this, act);
        m_buttons.push_back(button);
        return button;
    };
    const bool isDamaged = error.code == ErrorCode::InvalidData;
    const std::string backup = isDamaged ? store::Project::newestBackup(m_folder.toStdString()) : std::string();
    row->addWidget(add(tr("Quit"), "start.quit", "quiet", &QDialog::reject));
    row->addStretch(1);
    QPushButton* const copy = add(tr("Save what can be read"), "start.salvage", "", &StartDialog::salvage);
    copy->setVisible(isDamaged);
    copy->setToolTip(tr("Makes a new project in another folder with all rows that can be read of this one"));
    QPushButton* const back = add(tr("Go back to the backup"), "start.backup", "", &StartDialog::goBack);
    back->setVisible(!backup.empty());
    back->setToolTip(tr("Opens %1 in place of the database, which is set aside in the same folder").arg(QFileInfo(QString::fromStdString(backup)).fileName()));
    row->addWidget(copy);
    row->addWidget(back);
    row->addWidget(add(tr("Open another project"), "start.other", "accent", &StartDialog::chooseOther));
}

void StartDialog::chooseOther() {
    m_chosen = m_choose(tr("Folder of a project, or an empty one for a new project"));
    if (!m_chosen.isEmpty()) accept();
}

void StartDialog::begin(const QString& words) {
    m_isBusy = true;
    for (QPushButton* button : m_buttons) button->setEnabled(false);
    m_report->hide();
    m_progress->setProgress(words, -1);
    m_progress->show();
}

void StartDialog::failed(const Error& error) {
    m_isBusy = false;
    for (QPushButton* button : m_buttons) button->setEnabled(true);
    m_progress->hide();
    m_report->setText(theme::errorInWords(error));
    theme::setLook(m_report, "error");
    m_report->show();
}

void StartDialog::salvage() {
    const QString to = m_choose(tr("An empty folder for the new project"));
    if (to.isEmpty()) return;
    begin(tr("Saving what can be read"));
    const std::string from = m_folder.toStdString(), folder = (to + "/salvaged").toStdString();
    inBackground(this, [from, folder] { return store::Project::salvage(from, folder); },
                 [this, folder = QString::fromStdString(folder)](const Result<store::Project::Salvage>& saved) {
                     if (!saved) return failed(saved.error());
                     m_isBusy = false;
                     m_chosen = folder;
                     accept();
                 });
}

void StartDialog::goBack() {
    begin(tr("Going back to the backup"));
    inBackground(this, [folder = m_folder.toStdString()] { return store::Project::goBackToBackup(folder); }, [this](const Status& done) {
        if (!done) return failed(done.error());
        m_isBusy = false;
        m_chosen = m_folder;
        accept();
    });
}

void StartDialog::reject() {
    if (!m_isBusy) QDialog::reject();   // half a copy is of no use to anybody
}

}  // namespace luthier
