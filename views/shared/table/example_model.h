// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a data set as an item model that never waits for the disk: ids come in pieces by keyset and are appended, what is seen of a row is fetched when
// it is asked for, and a change elsewhere (edit, undo) is taken in as rows that went and came, so nothing jumps. Smooth at a million rows. Thread: GUI.
#pragma once

#include <cstdint>
#include <list>
#include <optional>
#include <unordered_map>
#include <vector>

#include <QAbstractTableModel>

#include "core/store/examples.h"
#include "views/link/store_access.h"

namespace luthier {

class ExampleModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, Prompt, Answer, Turns, Characters, Tokens, Trained, Tags, Problem, Line, numColumns };
    enum Role { IdRole = Qt::UserRole, SummaryLoadedRole };
    static constexpr std::int64_t piece = 20000;   // ids asked for at once
    explicit ExampleModel(StoreAccess& store, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // dataset 0 = nothing is shown.
    void setFilter(const store::ExampleFilter& filter);
    const store::ExampleFilter& filter() const { return m_filter; }
    // Rows may have changed elsewhere: summaries are asked for again, rows that came or went are taken in.
    void refresh();
    // What is known of rows may have changed, and no row has come, gone or moved.
    void refreshSummaries();
    bool isLoading() const { return m_isLoading; }
    std::int64_t idAt(int row) const;                  // 0 = no such row
    int rowOf(std::int64_t id) const;                  // -1 = not there (yet)
    const store::ExampleSummary* summary(int row) const;   // nullptr while it is fetched
    const std::vector<std::int64_t>& ids() const { return m_ids; }
    // A row keeps its number whatever the filter, the order and the rows around it: "12", or "12+" when it was put in behind it.
    static QString numberOf(const store::ExampleSummary& summary);

signals:
    void loadingChanged(bool isLoading);
    void countChanged(std::int64_t count);             // of those known so far
    void failed(const luthier::Error& error);
    void aboutToTakeIn();                              // rows before and around what is looked at come and go ...
    void takenIn();                                    // ... now they have
    // The rows of a new filter are about to replace those of the old one.
    void filterApplied();

private:
    void fetchPiece(std::optional<store::ExampleCursor> after);
    void addPiece(store::Examples::Piece piece);
    void takeIn(std::vector<std::int64_t> ids);
    void setLoading(bool isLoading);
    struct Wanted { std::int64_t id = 0; int row = 0; };     // row: where it was when it was asked for
    void askFor(std::int64_t id, int row) const;
    void fetchSummaries();
    void keepSummaries(std::vector<store::ExampleSummary> summaries, const std::vector<Wanted>& asked);
    QVariant shown(const store::ExampleSummary& summary, int column) const;

    StoreAccess& m_store;
    store::ExampleFilter m_filter;
    std::vector<std::int64_t> m_ids;
    std::vector<std::int64_t> m_incoming;              // of a refresh, until it is whole
    bool m_isRefreshing = false, m_isLoading = false, m_wantsRefresh = false, m_isFirstPiece = false;
    std::int64_t m_generation = 0;                     // answers of an older one are dropped

    // Newest last; beyond the limit the oldest go.
    struct Cached { store::ExampleSummary summary; bool isStale = false; };
    std::unordered_map<std::int64_t, Cached> m_summaries;
    mutable std::vector<Wanted> m_wanted;              // asked for since the last fetch, newest last
    mutable bool m_isFetchPending = false;
    bool m_isFetching = false;
};

}  // namespace luthier
