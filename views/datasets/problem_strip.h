// SPDX-License-Identifier: GPL-3.0-or-later
// Above the table: how many rows have which problem, how many of the file could not be used, and why. Thread: GUI.
#pragma once

#include <QDialog>
#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include "core/store/datasets.h"
#include "views/link/store_access.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

// What kinds of problems there are, most frequent first, from the first rows that have one.
struct ProblemCounts { std::vector<std::pair<std::string, std::int64_t>> kinds; std::int64_t numSeen = 0; };
Result<ProblemCounts> countProblems(store::Project& project, std::int64_t dataset);   // thread: of the store

class ProblemStrip : public QFrame {
    Q_OBJECT
public:
    explicit ProblemStrip(QWidget* parent = nullptr);
    void show(const store::Dataset& dataset, const ProblemCounts& counts);
    using QFrame::show;

signals:
    void showProblemsAsked();
    void fixAsked();
    void showRefusedAsked();

private:
    theme::ElidedLabel *m_problems, *m_refused;
    QWidget *m_problemRow, *m_refusedRow;
};

// Rows that could not be used: line, rule, reason; searchable, fetched in pieces.
class RefusalsDialog : public QDialog {
    Q_OBJECT
public:
    RefusalsDialog(StoreAccess& store, const store::Dataset& dataset, QWidget* parent);

private:
    void fetch();
    void filter(const QString& words);
    StoreAccess& m_store;
    std::int64_t m_dataset, m_numRefused, m_numFetched = 0;
    class QTableWidget* m_table;
    QPushButton* m_more;
    QLabel* m_words;
};

}  // namespace luthier
