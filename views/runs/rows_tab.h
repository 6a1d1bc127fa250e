// SPDX-License-Identifier: GPL-3.0-or-later
// What a step was trained on: its rows, the worst first. Thread: GUI.
#pragma once

#include <functional>

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QWidget>

#include "views/runs/shown_run.h"

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSlider;
class QSpinBox;
class QTableView;
class QToolButton;

namespace luthier {

class StepRowsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Loss, Tokens, Row, Question, Answer, NumColumns };
    using QAbstractTableModel::QAbstractTableModel;
    void setRows(std::vector<StepRow> rows);
    const std::vector<StepRow>& rows() const { return m_rows; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<StepRow> m_rows;
};

class RowsTab : public QWidget {
    Q_OBJECT
public:
    explicit RowsTab(RunFeed& feed, QWidget* parent = nullptr);
    // readOnlyReason: "" where the project can be changed.
    void show(const ShownRun& run, const QString& readOnlyReason);
    void showStep(std::int64_t step);      // the nearest one before it that is known, and itself as soon as it is
    std::int64_t step() const { return m_step; }

signals:
    void openAsked(const luthier::StepRow& row);       // in Data
    void excludeAsked(const luthier::StepRow& row);    // out of its data set
    void resumeAsked(std::int64_t step);               // the run again, from before this step

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeTools();
    QWidget* makeActions();
    void updateActions();
    const StepRow* current() const;
    void ask();
    void move(int by);
    void updateTools();
    void showText();

    RunFeed& m_feed;
    std::int64_t m_run = 0, m_step = -1, m_asked = -1, m_wanted = -1;   // wanted: once its rows are there
    StepList m_steps;
    StepRowsModel m_model;
    QSortFilterProxyModel m_filter;
    QSpinBox* m_number = nullptr;
    QSlider* m_slider = nullptr;
    QToolButton* m_before = nullptr;
    QToolButton* m_after = nullptr;
    QLineEdit* m_search = nullptr;
    QLabel* m_words = nullptr;
    QTableView* m_table = nullptr;
    QPlainTextEdit* m_text = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_exclude = nullptr;
    QPushButton* m_resume = nullptr;
    QString m_readOnlyReason;
    QWidget* m_content = nullptr;
    QWidget* m_empty = nullptr;
};

}  // namespace luthier
