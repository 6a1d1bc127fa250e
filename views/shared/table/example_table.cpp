// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/table/example_table.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>

#include "views/shared/table/loading_delegate.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

using C = ExampleModel::Column;
using Sort = store::ExampleFilter::Sort;

std::optional<Sort> sortOf(int column) {
    switch (column) {
        case C::Number: return Sort::Position;
        case C::Turns: return Sort::Turns;
        case C::Characters: return Sort::Characters;
        case C::Tokens: return Sort::Tokens;
        default: return std::nullopt;
    }
}

int columnOf(Sort sort) {
    switch (sort) {
        case Sort::Position: return C::Number;
        case Sort::Turns: return C::Turns;
        case Sort::Characters: return C::Characters;
        case Sort::Tokens: return C::Tokens;
    }
    return C::Number;
}

constexpr int widths[] = {52, 220, 220, 56, 84, 64, 64, 96, 120, 64};
constexpr bool shownAtFirst[] = {true, true, true, true, false, false, false, false, false, false};

}  // namespace

ExampleTable::ExampleTable(ExampleModel& model, QSettings& settings, const QString& key, QWidget* parent)
    : QTableView(parent), m_model(model), m_settings(settings), m_key(key) {
    setAccessibleName(tr("Rows of the data set"));
    setModel(&model);
    setItemDelegate(new LoadingDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(theme::kRowHeight);
    verticalHeader()->setDefaultSectionSize(theme::kRowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* const header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setMinimumSectionSize(40);
    header->setStretchLastSection(false);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    restoreColumns();
    connect(header, &QHeaderView::customContextMenuRequested, this, [this, header](const QPoint& at) {
        QMenu* const menu = makeColumnMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(header->mapToGlobal(at));
    });
    connect(header, &QHeaderView::sectionClicked, this, &ExampleTable::sortBy);
    connect(header, &QHeaderView::sectionResized, this, [this] { saveColumns(); });
    connect(&model, &ExampleModel::aboutToTakeIn, this, &ExampleTable::rememberPlace);
    connect(&model, &ExampleModel::takenIn, this, &ExampleTable::backToPlace);
    connect(&model, &QAbstractItemModel::rowsInserted, this, [this] { if (m_wanted) select(*m_wanted); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] { if (m_wanted) select(*m_wanted); });
    connect(&model, &ExampleModel::loadingChanged, this, [this](bool isLoading) { if (!isLoading) m_wanted.reset(); });
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, [this] { viewport()->update(); });
}

std::vector<std::int64_t> ExampleTable::selectedIds() const {
    std::vector<std::int64_t> ids;
    QItemSelection selection = selectionModel()->selection();
    std::sort(selection.begin(), selection.end(), [](const QItemSelectionRange& a, const QItemSelectionRange& b) { return a.top() < b.top(); });
    int next = 0;
    for (const QItemSelectionRange& range : selection) {
        for (int row = std::max(range.top(), next); row <= range.bottom(); ++row) ids.push_back(m_model.idAt(row));
        next = std::max(next, range.bottom() + 1);
    }
    return ids;
}

std::int64_t ExampleTable::currentId() const { return currentIndex().isValid() ? m_model.idAt(currentIndex().row()) : 0; }

void ExampleTable::select(std::int64_t id) {
    const int row = m_model.rowOf(id);
    m_wanted = row < 0 ? std::optional(id) : std::nullopt;
    if (row < 0) return;
    selectRow(row);
    scrollTo(m_model.index(row, C::Number), EnsureVisible);
}

void ExampleTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    const std::int64_t id = current.isValid() ? m_model.idAt(current.row()) : 0;
    if (m_lastCurrent == id) return;
    m_lastCurrent = id;
    emit currentIdChanged(id);
}

void ExampleTable::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
    QTableView::selectionChanged(selected, deselected);
    int count = 0;
    for (const QItemSelectionRange& range : selectionModel()->selection()) count += range.height();
    emit selectionCountChanged(count);
}

void ExampleTable::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) return emit deleteAsked();
    QTableView::keyPressEvent(event);
}

void ExampleTable::rememberPlace() {
    const int row = rowAt(0);
    m_topId = row < 0 ? std::nullopt : std::optional(m_model.idAt(row));
    m_topOffset = row < 0 ? 0 : rowViewportPosition(row);
}

void ExampleTable::backToPlace() {
    if (!m_topId) return;
    const int row = m_model.rowOf(*m_topId);
    // A row that has gone itself leaves the one behind it in its place.
    if (row >= 0) verticalScrollBar()->setValue(row * theme::kRowHeight - m_topOffset);
}

void ExampleTable::sortBy(int column) {
    const auto sort = sortOf(column);
    const store::ExampleFilter& filter = m_model.filter();
    if (!sort) return horizontalHeader()->setSortIndicator(columnOf(filter.sort), filter.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    const bool descending = filter.sort == *sort ? !filter.descending : *sort != Sort::Position;   // the longest first
    horizontalHeader()->setSortIndicator(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    emit sortAsked(*sort, descending);
}

void ExampleTable::setColumnShown(C column, bool shown) {
    setColumnHidden(column, !shown);
    saveColumns();
}

QMenu* ExampleTable::makeColumnMenu(QWidget* parent) {
    auto* const menu = new QMenu(parent);
    menu->setObjectName("column_menu");
    for (int column = 0; column < C::numColumns; ++column) {
        QAction* const entry = menu->addAction(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        entry->setCheckable(true);
        entry->setChecked(!isColumnHidden(column));
        entry->setEnabled(column != C::Prompt);
        if (column == C::Prompt) entry->setToolTip(tr("A row needs something to be known by"));
        connect(entry, &QAction::toggled, this, [this, column](bool shown) { setColumnShown(static_cast<C>(column), shown); });
    }
    menu->setToolTipsVisible(true);
    return menu;
}

void ExampleTable::saveColumns() {
    QStringList shown;
    for (int column = 0; column < C::numColumns; ++column) shown << QString("%1:%2").arg(isColumnHidden(column) ? 0 : 1).arg(columnWidth(column));
    m_settings.setValue(m_key, shown);
}

void ExampleTable::restoreColumns() {
    const QStringList kept = m_settings.value(m_key).toStringList();
    const bool isKept = kept.size() == C::numColumns;
    for (int column = 0; column < C::numColumns; ++column) {
        const QStringList parts = isKept ? kept[column].split(':') : QStringList();
        const int width = parts.size() == 2 ? parts[1].toInt() : 0;
        if (width > 0) setColumnWidth(column, std::clamp(width, 40, 1200));
        else setColumnWidth(column, std::max(widths[column], horizontalHeader()->sectionSizeHint(column)));   // other languages have longer words
        setColumnHidden(column, parts.size() == 2 ? parts[0] == "0" && column != C::Prompt : !shownAtFirst[column]);
    }
    // What there is to read shares what the numbers leave.
    for (const int column : {C::Prompt, C::Answer}) horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    horizontalHeader()->setSortIndicator(C::Number, Qt::AscendingOrder);
}

}  // namespace luthier
