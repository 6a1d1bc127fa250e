// SPDX-License-Identifier: GPL-3.0-or-later
// How many of the rows have which problem, length, number of turns and origin; a click narrows the table to them, another takes that back. Counted away from
// the GUI thread, once for all choices among facets. Thread: GUI.
#pragma once

#include <memory>
#include <optional>

#include <QLabel>
#include <QTimer>
#include <QTreeWidget>
#include <QWidget>

#include "core/base/progress.h"
#include "core/store/facets.h"
#include "views/link/store_access.h"

namespace luthier {

class FacetPanel : public QWidget {
    Q_OBJECT
public:
    explicit FacetPanel(StoreAccess& store, QWidget* parent = nullptr);
    ~FacetPanel() override;
    // What the table shows. sourceName: of the data set's file, "" when it was pasted.
    void setFilter(const store::ExampleFilter& filter, const QString& sourceName);
    // Rows may have changed.
    void refresh();
    bool isCounting() const { return m_counting != nullptr || m_wait.isActive(); }
    // The entry of a facet that stands for this; nullptr when it is not there. For tests and the keyboard alike, activating it chooses it.
    QTreeWidgetItem* entry(const QString& facet, const QString& label) const;

signals:
    void chosen(const luthier::store::ExampleFilter& filter);   // the current one with another choice
    void countTokensAsked();

private:
    struct Entry { QString label; std::int64_t count = 0; bool isChosen = false; std::function<void(store::ExampleFilter&)> choose; };
    void count();
    void show();
    using QWidget::show;
    void addFacet(const QString& name, const QString& title, const std::vector<Entry>& entries);
    void addRanges(const QString& name, const QString& title, const std::vector<store::FacetRange>& ranges, const std::vector<std::int64_t>& counts,
                   std::optional<std::int64_t> store::ExampleFilter::*min, std::optional<std::int64_t> store::ExampleFilter::*max);
    void activate(QTreeWidgetItem* item);

    StoreAccess& m_store;
    store::ExampleFilter m_filter;
    QString m_sourceName;
    QTreeWidget* m_tree;
    QLabel* m_words;
    QTimer m_wait;
    std::shared_ptr<Cancellation> m_counting;
    std::optional<store::FacetCube> m_cube;          // of m_base
    store::ExampleFilter m_base;
    QHash<QTreeWidgetItem*, std::function<void(store::ExampleFilter&)>> m_choices;
};

}  // namespace luthier
