// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a run's details: what it is called, how it stands, and what can be done with it. Thread: GUI.
#pragma once

#include <map>
#include <optional>

#include <QWidget>

#include "core/base/error.h"
#include "core/store/runs.h"

class QAction;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace luthier {

namespace theme {
class ElidedLabel;
class ErrorPanel;
class StateBadge;
}  // namespace theme

enum class RunAction { Compare, CompareCheckpoint, Stop, Pause, EndNow, Checkpoint, Resume, Repeat, OpenFolder, Rename, ExportTensorBoard, ExportCsv, Remove };

class RunHeader : public QWidget {
    Q_OBJECT
public:
    explicit RunHeader(QWidget* parent = nullptr);
    // numMore: runs selected beside it. readOnlyReason: "" where the project can be changed. trouble: why its folder cannot be read.
    void show(const store::Run& run, int numMore, const QString& readOnlyReason, const std::optional<Error>& trouble);
    void rename();

signals:
    void acted(luthier::RunAction action);
    void renamed(const QString& name);
    void notesChanged(const QString& notes);
    void tagsChanged(const QStringList& tags);

private:
    void showCompare(const store::Run& run);
    void showTrouble(const store::Run& run, const std::optional<Error>& trouble);
    QWidget* makeTop();
    QWidget* makeNotes();
    void addAction(RunAction action, const QString& text, const char* name, const QString& icon, const QString& help, bool inMenu);
    void allow(RunAction action, bool isAllowed, const QString& reason);
    void finishRename(bool keep);

    store::Run m_run;
    theme::ElidedLabel* m_name = nullptr;
    QLineEdit* m_nameEdit = nullptr;
    theme::StateBadge* m_badge = nullptr;
    theme::ElidedLabel* m_status = nullptr;
    QLabel* m_time = nullptr;
    QProgressBar* m_progress = nullptr;
    theme::ErrorPanel* m_error = nullptr;
    QLineEdit* m_notes = nullptr;
    QLineEdit* m_tags = nullptr;
    std::map<RunAction, QPushButton*> m_buttons;
    std::map<RunAction, QAction*> m_actions;
    QWidget* m_buttonRow = nullptr;
    QToolButton* m_more = nullptr;
};

}  // namespace luthier
