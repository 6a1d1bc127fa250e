// SPDX-License-Identifier: GPL-3.0-or-later
// What happened in a run, in words; and what its engine said beside that. Thread: GUI.
#pragma once

#include <memory>

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QWidget>

#include "views/runs/shown_run.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QTableView;

namespace luthier {

class EngineLog;

class RunEventsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { When, Step, What, NumColumns };
    enum Role { TroubleRole = Qt::UserRole + 1 };
    using QAbstractTableModel::QAbstractTableModel;
    // Events are appended where they follow those that are there already, so a reader's place is kept.
    void setTexts(std::int64_t run, std::shared_ptr<const RunTexts> texts);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::int64_t m_run = 0;
    std::shared_ptr<const RunTexts> m_texts;
    int m_numRows = 0;
};

class RunEventsFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void set(const QString& search, bool onlyTrouble);
protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
private:
    QString m_search;
    bool m_onlyTrouble = false;
};

class LogTab : public QWidget {
    Q_OBJECT
public:
    explicit LogTab(QWidget* parent = nullptr);
    void show(const ShownRun& run);

private:
    void applyFilter();
    void choose(int which);
    void showCount();
    RunEventsModel m_model;
    RunEventsFilter m_filter;
    QLineEdit* m_search;
    QCheckBox* m_onlyTrouble;
    QLabel* m_count;
    QTableView* m_table;
    QComboBox* m_which;
    EngineLog* m_engine;
    QStackedWidget* m_stack;
};

}  // namespace luthier
