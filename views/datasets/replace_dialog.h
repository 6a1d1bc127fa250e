// SPDX-License-Identifier: GPL-3.0-or-later
// Find and replace in the rows that the table shows: what would become of them first, then all of it as one action that can be undone. The search goes through
// the rows on a thread of its own and begins anew with every key. Thread: GUI.
#pragma once

#include <memory>

#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTimer>

#include "views/datasets/replace_search.h"
#include "views/shared/page/page.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

class ReplaceDialog : public QDialog {
    Q_OBJECT
public:
    ReplaceDialog(Session& session, QWidget* parent);
    ~ReplaceDialog() override;
    // What the table shows: numRows of numAll.
    void setRows(const store::ExampleFilter& filter, std::int64_t numRows, std::int64_t numAll);

signals:
    void rowAsked(std::int64_t id);
    void replaced(std::int64_t numRows);

protected:
    void reject() override;

private:
    QLayout* makeFields();
    QLayout* makeChoices();
    QWidget* makePreview();
    ReplaceSpec spec() const;
    void changed();
    void search();
    void stopSearch();
    void take(const ReplaceNews& news);
    void searchEnded(const Result<std::vector<std::int64_t>>& ids);
    void showState();
    void replaceAll();
    void replaceEnded(const Result<store::Examples::Changed>& changed, const QString& words);

    Session& m_session;
    store::ExampleFilter m_filter;
    std::int64_t m_numRows = 0, m_numAll = 0;
    QLineEdit *m_find, *m_replacement;
    QCheckBox *m_case, *m_words, *m_expression, *m_onlyShown;
    std::vector<std::pair<store::TextPlace, QCheckBox*>> m_places;
    QLabel *m_problem, *m_summary;
    QTableWidget* m_table;
    theme::ProgressLine* m_progress;
    QPushButton *m_start = nullptr, *m_close = nullptr;
    QTimer m_typing;

    std::shared_ptr<Cancellation> m_searching, m_replacing;   // while it does
    ReplaceNews m_found;                                             // so far
    std::vector<std::int64_t> m_ids;                          // rows with a match, once all were seen
    bool m_isComplete = false;
};

}  // namespace luthier
