// SPDX-License-Identifier: GPL-3.0-or-later
// The list of runs, and what of it a search leaves. Thread: GUI.
#pragma once

#include <vector>

#include <QAbstractListModel>
#include <QSortFilterProxyModel>

#include "core/store/runs.h"

namespace luthier {

class RunsModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole + 1, StateRole, ProgressRole, SparklineRole, StatusRole, TimeRole, TagsRole, SearchRole };
    using QAbstractListModel::QAbstractListModel;

    // The rows become these, newest first; rows that stay, stay where a person looks (no reset).
    void setRuns(std::vector<store::Run> runs);
    void update(const store::Run& run);
    const store::Run* find(std::int64_t id) const;
    const std::vector<store::Run>& runs() const { return m_runs; }
    int rowOf(std::int64_t id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<store::Run> m_runs;
};

// All words have to be in name, tags, notes or state.
class RunsFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setSearch(const QString& text);
    bool isSearching() const { return !m_words.isEmpty(); }
protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
private:
    QStringList m_words;
};

}  // namespace luthier
