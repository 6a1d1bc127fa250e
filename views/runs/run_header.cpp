// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/run_header.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QShortcut>
#include <QVBoxLayout>

#include "views/runs/run_words.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

using store::RunState;

RunHeader::RunHeader(QWidget* parent) : QWidget(parent) {
    setObjectName("runs.header");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace8);
    layout->addWidget(makeTop());
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::kSpace12);
    m_badge = new theme::StateBadge;
    m_badge->setObjectName("runs.header.state");
    row->addWidget(m_badge);
    m_time = theme::label({});
    m_time->setObjectName("runs.header.time");
    m_time->setFont(theme::font(theme::TextStyle::Emphasis));
    row->addWidget(m_time);
    m_status = new theme::ElidedLabel({}, "muted");
    m_status->setObjectName("runs.header.status");
    row->addWidget(m_status, 1);
    layout->addLayout(row);
    m_progress = new QProgressBar;
    m_progress->setObjectName("runs.header.progress");
    m_progress->setAccessibleName(tr("Progress of the run"));
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    layout->addWidget(m_progress);
    m_error = new theme::ErrorPanel;
    m_error->setObjectName("runs.header.error");
    layout->addWidget(m_error);
    layout->addWidget(makeNotes());
}

QWidget* RunHeader::makeTop() {
    auto* top = new QWidget;
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace8);
    m_name = new theme::ElidedLabel({}, "title");
    m_name->setObjectName("runs.header.name");
    row->addWidget(m_name, 1);
    m_nameEdit = new QLineEdit;
    m_nameEdit->setObjectName("runs.header.name_edit");
    m_nameEdit->setAccessibleName(tr("Name of the run"));
    m_nameEdit->setMaxLength(200);
    m_nameEdit->hide();
    connect(m_nameEdit, &QLineEdit::editingFinished, this, [this] { finishRename(true); });
    auto* escape = new QShortcut(Qt::Key_Escape, m_nameEdit, nullptr, nullptr, Qt::WidgetShortcut);
    connect(escape, &QShortcut::activated, this, [this] { finishRename(false); });
    row->addWidget(m_nameEdit, 1);
    m_buttonRow = new QWidget;
    auto* buttons = new QHBoxLayout(m_buttonRow);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(theme::kSpace8);
    row->addWidget(m_buttonRow);
    m_more = theme::iconButton("more", tr("More actions"), "runs.header.more");
    m_more->setMenu(new QMenu(m_more));
    m_more->setPopupMode(QToolButton::InstantPopup);
    row->addWidget(m_more);
    addAction(RunAction::Compare, tr("Compare with its base"), "runs.action.compare", "", tr("Ask both the same questions and see what has changed"), false);
    addAction(RunAction::Pause, tr("Pause"), "runs.action.pause", "pause",
        tr("Finish the step, save a checkpoint and free the machine; Resume goes on from there"), false);
    addAction(RunAction::Stop, tr("Stop and save"), "runs.action.stop", "stop", tr("Finish the step, save a checkpoint and end the run"), false);
    addAction(RunAction::Resume, tr("Resume"), "runs.action.resume", "", tr("Go on from the newest checkpoint"), false);
    addAction(RunAction::Repeat, tr("Repeat exactly"), "runs.action.repeat", "refresh",
        tr("The same settings, data and seed again: on this machine the same bits"), false);
    addAction(RunAction::Checkpoint, tr("Save a checkpoint now"), "runs.action.checkpoint", "save", {}, true);
    addAction(RunAction::CompareCheckpoint, tr("Compare its newest checkpoint"), "runs.action.compare_checkpoint", "compare", {}, true);
    addAction(RunAction::OpenFolder, tr("Open folder"), "runs.action.open_folder", "folder", {}, true);
    addAction(RunAction::Rename, tr("Rename"), "runs.action.rename", "edit", {}, true);
    m_more->menu()->addSeparator();
    addAction(RunAction::ExportTensorBoard, tr("Export for TensorBoard…"), "runs.action.export_tensorboard", "export", {}, true);
    addAction(RunAction::ExportCsv, tr("Export all values (CSV)…"), "runs.action.export_csv", "export", {}, true);
    m_more->menu()->addSeparator();
    addAction(RunAction::Remove, tr("Remove from the list"), "runs.action.remove", "delete", {}, true);
    return top;
}

void RunHeader::addAction(RunAction action, const QString& text, const char* name, const QString& icon, const QString& help, bool inMenu) {
    if (!inMenu) {
        QPushButton* button = theme::button(text, name, "", icon);
        button->setProperty("help", help);
        connect(button, &QPushButton::clicked, this, [this, action] { emit acted(action); });
        m_buttonRow->layout()->addWidget(button);
        m_buttons[action] = button;
        return;
    }
    QAction* made = m_more->menu()->addAction(theme::icon(icon), text, this, [this, action] { emit acted(action); });
    made->setObjectName(name);
    m_actions[action] = made;
}

QWidget* RunHeader::makeNotes() {
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace8);
    m_notes = new QLineEdit;
    m_notes->setObjectName("runs.header.notes");
    m_notes->setPlaceholderText(tr("Add a note: what was tried here, and why"));
    m_notes->setAccessibleName(tr("Notes"));
    m_tags = new QLineEdit;
    m_tags->setObjectName("runs.header.tags");
    m_tags->setPlaceholderText(tr("Tags, with commas"));
    m_tags->setAccessibleName(tr("Tags, separated by commas"));
    for (QLineEdit* edit : {m_notes, m_tags}) edit->setProperty("look", "quiet");
    row->addWidget(m_notes, 3);
    row->addWidget(m_tags, 1);
    connect(m_notes, &QLineEdit::editingFinished, this, [this] {
        if (m_notes->text().toStdString() != m_run.notes) emit notesChanged(m_notes->text());
    });
    connect(m_tags, &QLineEdit::editingFinished, this, [this] {
        QStringList tags;
        for (const QString& part : m_tags->text().split(QLatin1Char(',')))
            if (const QString tag = part.simplified(); !tag.isEmpty() && !tags.contains(tag)) tags << tag;
        QStringList before;
        for (const std::string& tag : m_run.tags) before << QString::fromStdString(tag);
        if (tags != before) emit tagsChanged(tags);
    });
    return line;
}

void RunHeader::allow(RunAction action, bool isAllowed, const QString& reason) {
    if (const auto button = m_buttons.find(action); button != m_buttons.end()) {
        button->second->setEnabled(isAllowed);
        button->second->setToolTip(isAllowed ? button->second->property("help").toString() : reason);
    }
    if (const auto menu = m_actions.find(action); menu != m_actions.end()) {
        menu->second->setEnabled(isAllowed);
        menu->second->setToolTip(isAllowed ? QString() : reason);
    }
}

void RunHeader::show(const store::Run& run, int numMore, const QString& readOnlyReason, const std::optional<Error>& trouble) {
    const bool isOther = run.id != m_run.id;
    m_run = run;
    if (isOther) finishRename(false);
    m_name->setFullText(nameInWords(run));
    const QString state = QString::fromStdString(store::runStateName(run.state));
    if (m_badge->state() != state) m_badge->setState(state);
    m_time->setText(timeInWords(run));
    m_status->setFullText(statusInWords(run) + (numMore > 0 ? tr("  ·  and %n more laid over it", nullptr, numMore) : QString()));
    m_progress->setVisible(run.state == RunState::Running);
    m_progress->setMaximum(progressOf(run) ? 1000 : 0);
    m_progress->setValue(static_cast<int>(progressOf(run).value_or(0) * 1000));
    if (!m_notes->hasFocus() || isOther) m_notes->setText(QString::fromStdString(run.notes));
    QStringList tags;
    for (const std::string& tag : run.tags) tags << QString::fromStdString(tag);
    if (!m_tags->hasFocus() || isOther) m_tags->setText(tags.join(QStringLiteral(", ")));

    const bool canResume = run.state == RunState::Paused || run.state == RunState::Stopped || run.state == RunState::Failed || run.state == RunState::Lost;
    const bool isRunning = run.state == RunState::Running, isReadOnly = !readOnlyReason.isEmpty(), isQueued = run.state == RunState::Queued;
    showCompare(run);
    m_buttons[RunAction::Pause]->setVisible(isRunning);
    m_buttons[RunAction::Stop]->setVisible(isRunning);
    m_buttons[RunAction::Resume]->setVisible(canResume);
    m_buttons[RunAction::Repeat]->setVisible(!isRunning && !isQueued);
    for (const RunAction action : {RunAction::Pause, RunAction::Stop, RunAction::Resume, RunAction::Repeat, RunAction::Rename}) allow(action, !isReadOnly,
        readOnlyReason);
    allow(RunAction::Checkpoint, isRunning && !isReadOnly, isReadOnly ? readOnlyReason : tr("Only a run that works can save a checkpoint"));
    allow(RunAction::Remove, !isRunning && !isReadOnly, isReadOnly ? readOnlyReason : tr("A run that works cannot be removed; stop it first"));
    allow(RunAction::CompareCheckpoint, !isQueued && resultOf(run) == RunResult::Adapter,
          isQueued ? tr("The run has not started yet: it has no checkpoint") : tr("Only a checkpoint that is an adapter can be compared with its base"));
    for (const RunAction action : {RunAction::OpenFolder, RunAction::ExportTensorBoard, RunAction::ExportCsv}) allow(action, !isQueued,
        tr("The run has not started yet: it has no folder"));
    m_more->menu()->setToolTipsVisible(true);
    for (QLineEdit* edit : {m_notes, m_tags}) {
        edit->setReadOnly(isReadOnly);
        edit->setToolTip(readOnlyReason);
    }
    if (canResume != (m_buttons[RunAction::Resume]->property("look").toString() == QLatin1String("accent"))) theme::setLook(m_buttons[RunAction::Resume],
        canResume ? "accent" : "");
    showTrouble(run, trouble);
}

// What a finished run is for. A model that was trained whole has no base beside it, and a reward model answers nothing.
void RunHeader::showCompare(const store::Run& run) {
    const RunResult result = resultOf(run);
    QPushButton* const button = m_buttons[RunAction::Compare];
    button->setVisible(run.state == RunState::Done && result != RunResult::RewardModel);
    button->setText(result == RunResult::Model ? tr("Talk to it") : tr("Compare with its base"));
    if (button->property("look").toString() != QLatin1String("accent")) theme::setLook(button, "accent");
}

// How it ended badly, as the run says; else that it cannot be read.
void RunHeader::showTrouble(const store::Run& run, const std::optional<Error>& trouble) {
    const bool hasError = !run.error.empty() && (run.state == RunState::Failed || run.state == RunState::Paused || run.state == RunState::Lost);
    const bool isUnread = trouble && run.state != RunState::Queued;
    m_error->setVisible(hasError || isUnread || run.state == RunState::Lost);
    if (hasError) {
        // "message - hint", as Error::toString puts it.
        const std::size_t dash = run.error.find(" - ");
        Error error(ErrorCode::Io, run.error.substr(0, dash));
        if (dash != std::string::npos) error.hint = run.error.substr(dash + 3);
        m_error->showError(error);
    } else if (isUnread) {
        m_error->showError(*trouble);
    } else if (run.state == RunState::Lost) {
        m_error->showError(Error(ErrorCode::Io, tr("The engine ended without a word: it was killed, or the machine went down.").toStdString())
                               .withHint(tr("Resume goes on from the newest checkpoint.").toStdString()));
    }
}

void RunHeader::rename() {
    m_nameEdit->setText(nameInWords(m_run));
    m_name->hide();
    m_nameEdit->show();
    m_nameEdit->setFocus();
    m_nameEdit->selectAll();
}

void RunHeader::finishRename(bool keep) {
    if (m_nameEdit->isHidden()) return;
    m_nameEdit->hide();
    m_name->show();
    m_more->setFocus();
    const QString name = m_nameEdit->text().simplified();
    if (keep && !name.isEmpty() && name != nameInWords(m_run)) emit renamed(name);
}

}  // namespace luthier
