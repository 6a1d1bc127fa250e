// SPDX-License-Identifier: GPL-3.0-or-later
// The table of a data set's rows: chosen columns, sorted by the headers that can sort, and still while rows come and go above. Thread: GUI.
#pragma once

#include <optional>

#include <QSettings>
#include <QTableView>

#include "views/shared/table/example_model.h"

namespace luthier {

class ExampleTable : public QTableView {
    Q_OBJECT
public:
    // settings: where widths and columns are kept, under `key`.
    ExampleTable(ExampleModel& model, QSettings& settings, const QString& key, QWidget* parent = nullptr);
    std::vector<std::int64_t> selectedIds() const;
    std::int64_t currentId() const;
    void select(std::int64_t id);                       // once it is there
    void setColumnShown(ExampleModel::Column column, bool shown);
    bool isColumnShown(ExampleModel::Column column) const { return !isColumnHidden(column); }
    QMenu* makeColumnMenu(QWidget* parent);

signals:
    void currentIdChanged(std::int64_t id);
    void selectionCountChanged(int count);
    void sortAsked(luthier::store::ExampleFilter::Sort sort, bool descending);
    void deleteAsked();

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void rememberPlace();
    void backToPlace();
    void sortBy(int column);
    void saveColumns();
    void restoreColumns();

    ExampleModel& m_model;
    QSettings& m_settings;
    QString m_key;
    std::optional<std::int64_t> m_topId, m_wanted, m_lastCurrent;
    int m_topOffset = 0;
};

}  // namespace luthier
