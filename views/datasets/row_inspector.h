// SPDX-License-Identifier: GPL-3.0-or-later
// One row beside the table: what it says, its tokens, its JSON, where it comes from. Edits go to the store as actions that can be undone. Thread: GUI.
#pragma once

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include "views/datasets/row_editor.h"
#include "views/datasets/tokens_tab.h"
#include "views/shared/page/page.h"

namespace luthier {

class RowInspector : public QWidget {
    Q_OBJECT
public:
    explicit RowInspector(Session& session, QWidget* parent = nullptr);
    // name: "row 12 of train.jsonl", for titles of edits. 0 = no row.
    void setRow(std::int64_t id, const QString& name);
    std::int64_t row() const { return m_id; }
    // The one that is seen and edited: that before, until a chosen row has been read.
    std::int64_t shownRow() const { return m_shown; }
    // The row may have changed elsewhere.
    void refresh();
    void commit();
    const std::optional<Example>& example() const { return m_example; }
    TokensTab* tokens() const { return m_tokens; }
    QTabWidget* tabs() const { return m_tabs; }
    RowEditor* editor() const { return m_editor; }

signals:
    void rowShown(std::int64_t id);

private:
    QWidget* makeJsonTab();
    QWidget* makeHistoryTab();
    void load();
    void show(const Example& example);
    void save(const Example& example, const QString& title);
    void showJson();
    void applyJson();
    void showHistory();

    Session& m_session;
    std::int64_t m_id = 0, m_shown = 0, m_generation = 0;
    int m_numSaving = 0;                   // edits on their way; what is read meanwhile is older than what is seen
    QString m_name, m_shownName;
    std::optional<Example> m_example;
    QStackedWidget* m_stack;
    QTabWidget* m_tabs;
    QVBoxLayout* m_editorPlace;
    RowEditor* m_editor = nullptr;
    std::optional<RowKind> m_kind;
    TokensTab* m_tokens;
    QPlainTextEdit* m_json = nullptr;
    QLabel *m_jsonProblem = nullptr, *m_origin = nullptr;
    QPushButton *m_applyJson = nullptr, *m_revertJson = nullptr;
    QVBoxLayout* m_history = nullptr;
};

}  // namespace luthier
