// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/table/example_model.h"

#include <algorithm>

#include <QTimer>

#include "core/store/example_rows.h"
#include "views/shared/table/id_changes.h"
#include "views/shared/theme/core_text.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr std::size_t maxCached = 4000, maxPerFetch = 200;
constexpr std::int64_t firstPiece = 500;     // small, so that the first screen is there at once

QString joined(const std::vector<std::string>& words) {
    QStringList list;
    for (const std::string& word : words) list << QString::fromStdString(word);
    return list.join(", ");
}

bool isNumeric(int column) {
    using C = ExampleModel::Column;
    return column == C::Number || column == C::Turns || column == C::Characters || column == C::Tokens || column == C::Trained || column == C::Line;
}

}  // namespace

ExampleModel::ExampleModel(StoreAccess& store, QObject* parent) : QAbstractTableModel(parent), m_store(store) {}

int ExampleModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_ids.size()); }

int ExampleModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : numColumns; }

std::int64_t ExampleModel::idAt(int row) const { return row >= 0 && static_cast<std::size_t>(row) < m_ids.size() ? m_ids[static_cast<std::size_t>(row)] : 0; }

QString ExampleModel::numberOf(const store::ExampleSummary& row) {
    const bool isBetween = row.position % store::positionStep != 0;   // put in by hand
    return theme::countInWords(row.position / store::positionStep) + (isBetween ? "+" : "");
}

int ExampleModel::rowOf(std::int64_t id) const {
    const auto found = std::find(m_ids.begin(), m_ids.end(), id);
    return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
}

const store::ExampleSummary* ExampleModel::summary(int row) const {
    const std::int64_t id = idAt(row);
    if (id == 0) return nullptr;
    const auto found = m_summaries.find(id);
    if (found == m_summaries.end() || found->second.isStale) askFor(id, row);
    return found == m_summaries.end() ? nullptr : &found->second.summary;
}

QVariant ExampleModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    if (role == IdRole) return QVariant::fromValue<qlonglong>(idAt(index.row()));
    if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignVCenter | (isNumeric(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == SummaryLoadedRole) return m_summaries.contains(idAt(index.row()));
    if (role == Qt::ForegroundRole && index.column() == Problem) return theme::colors().paused;
    if (role == Qt::ForegroundRole && index.column() == Answer) {
        const auto found = m_summaries.find(idAt(index.row()));
        return found != m_summaries.end() && found->second.summary.answer.empty() ? QVariant(theme::colors().paused) : QVariant();
    }
    if (role == Qt::ForegroundRole && (index.column() == Number || index.column() == Tags || index.column() == Line)) return theme::colors().muted;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole) return {};
    const store::ExampleSummary* const row = summary(index.row());
    if (!row) return role == Qt::ToolTipRole ? QVariant() : QVariant(QString());
    const QVariant value = shown(*row, index.column());
    // A tooltip is read as HTML when it looks like it.
    if (role == Qt::ToolTipRole) return value.toString().size() > 40 ? QVariant("<p>" + value.toString().toHtmlEscaped() + "</p>") : QVariant();
    return value;
}

QVariant ExampleModel::shown(const store::ExampleSummary& row, int column) const {
    switch (column) {
        case Number: return numberOf(row);
        case Prompt: return QString::fromStdString(row.excerpt);
        case Answer: return row.answer.empty() ? coreText(row.problem) : QString::fromStdString(row.answer);   // no answer: why that is
        case Turns: return theme::countInWords(row.numTurns);
        case Characters: return theme::countInWords(row.numCharacters);
        case Tokens: return row.numTokens ? theme::countInWords(*row.numTokens) : QString();
        case Trained: return row.numTrained ? theme::countInWords(*row.numTrained) : QString();
        case Tags: return joined(row.tags);
        case Problem: return coreText(row.problem);
        case Line: return row.line < 0 ? QString() : theme::countInWords(row.line);
        default: return {};
    }
}

QVariant ExampleModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignVCenter | (isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Number: return tr("#");
        case Prompt: return tr("First words");
        case Answer: return tr("Answer");
        case Turns: return tr("Turns");
        case Characters: return tr("Characters");
        case Tokens: return tr("Tokens");
        case Trained: return tr("Trained");
        case Tags: return tr("Tags");
        case Problem: return tr("Problem");
        case Line: return tr("Line");
        default: return {};
    }
}

void ExampleModel::setLoading(bool isLoading) {
    if (isLoading == m_isLoading) return;
    m_isLoading = isLoading;
    emit loadingChanged(isLoading);
}

void ExampleModel::setFilter(const store::ExampleFilter& filter) {
    if (filter == m_filter) return refresh();
    const bool isOtherSet = filter.dataset != m_filter.dataset;
    m_filter = filter;
    ++m_generation;
    m_isRefreshing = false;
    m_wantsRefresh = false;
    if (isOtherSet) {
        // Rows of another data set are never shown under this one's name; those of another filter stay until the new ones are here.
        beginResetModel();
        m_ids.clear();
        m_summaries.clear();
        endResetModel();
        emit countChanged(0);
    }
    if (filter.dataset == 0) return setLoading(false);
    m_isFirstPiece = true;
    setLoading(true);
    fetchPiece({});
}

void ExampleModel::refreshSummaries() {
    for (auto& [id, cached] : m_summaries) cached.isStale = true;
    if (!m_ids.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, numColumns - 1));
}

void ExampleModel::refresh() {
    for (auto& [id, cached] : m_summaries) cached.isStale = true;
    if (m_filter.dataset == 0) return;
    if (m_isLoading) {
        m_wantsRefresh = true;
        return;
    }
    if (!m_ids.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, numColumns - 1));
    m_isRefreshing = true;
    m_incoming.clear();
    ++m_generation;
    setLoading(true);
    fetchPiece({});
}

void ExampleModel::fetchPiece(std::optional<store::ExampleCursor> after) {
    const std::int64_t count = m_isFirstPiece ? firstPiece : piece;
    m_store.read(
        this, [filter = m_filter, after, count](store::Project& project) { return project.examples().ids(filter, after, count); },
        [this, generation = m_generation](Result<store::Examples::Piece> got) {
            if (generation != m_generation) return;
            if (got) return addPiece(std::move(*got));
            m_isRefreshing = false;
            setLoading(false);
            emit failed(got.error());
        });
}

void ExampleModel::addPiece(store::Examples::Piece got) {
    if (m_isRefreshing) {
        m_incoming.insert(m_incoming.end(), got.ids.begin(), got.ids.end());
    } else if (std::exchange(m_isFirstPiece, false)) {
        emit filterApplied();
        beginResetModel();
        m_ids = std::move(got.ids);
        endResetModel();
    } else if (!got.ids.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(got.ids.size()) - 1);
        m_ids.insert(m_ids.end(), got.ids.begin(), got.ids.end());
        endInsertRows();
    }
    if (got.next) {
        if (!m_isRefreshing) emit countChanged(static_cast<std::int64_t>(m_ids.size()));
        return fetchPiece(got.next);
    }
    if (std::exchange(m_isRefreshing, false)) takeIn(std::exchange(m_incoming, {}));
    setLoading(false);
    emit countChanged(static_cast<std::int64_t>(m_ids.size()));
    if (std::exchange(m_wantsRefresh, false)) refresh();
}

void ExampleModel::takeIn(std::vector<std::int64_t> ids) {
    if (ids == m_ids) return;
    const auto changes = idChanges(m_ids, ids);
    emit aboutToTakeIn();
    if (!changes) {
        beginResetModel();
        m_ids = std::move(ids);
        endResetModel();
        return emit takenIn();
    }
    for (const RowRun& run : changes->removed) {
        beginRemoveRows({}, static_cast<int>(run.at), static_cast<int>(run.at + run.count) - 1);
        m_ids.erase(m_ids.begin() + run.at, m_ids.begin() + run.at + run.count);
        endRemoveRows();
    }
    for (const RowRun& run : changes->inserted) {
        beginInsertRows({}, static_cast<int>(run.at), static_cast<int>(run.at + run.count) - 1);
        m_ids.insert(m_ids.begin() + run.at, ids.begin() + run.at, ids.begin() + run.at + run.count);
        endInsertRows();
    }
    emit takenIn();
}

void ExampleModel::askFor(std::int64_t id, int row) const {
    if (std::any_of(m_wanted.rbegin(), m_wanted.rend(), [id](const Wanted& wanted) { return wanted.id == id; })) return;
    // Only the latest matter: who scrolls past a thousand rows wants to see those where he stops.
    m_wanted.push_back({id, row});
    if (m_wanted.size() > maxPerFetch) m_wanted.erase(m_wanted.begin());
    if (m_isFetching || std::exchange(m_isFetchPending, true)) return;
    QTimer::singleShot(0, this, [self = const_cast<ExampleModel*>(this)] { self->fetchSummaries(); });
}

void ExampleModel::fetchSummaries() {
    m_isFetchPending = false;
    if (m_isFetching || m_wanted.empty()) return;
    m_isFetching = true;
    const std::vector<Wanted> asked = std::exchange(m_wanted, {});
    std::vector<std::int64_t> ids;
    for (const Wanted& wanted : asked) {
        ids.push_back(wanted.id);
        // A change from now on makes it stale again.
        if (const auto found = m_summaries.find(wanted.id); found != m_summaries.end()) found->second.isStale = false;
    }
    m_store.read(
        this, [ids = std::move(ids)](store::Project& project) { return project.examples().summaries(ids); },
        [this, asked](Result<std::vector<store::ExampleSummary>> got) {
            m_isFetching = false;
            if (got) keepSummaries(std::move(*got), asked);
            else emit failed(got.error());
            if (!m_wanted.empty()) fetchSummaries();
        });
}

void ExampleModel::keepSummaries(std::vector<store::ExampleSummary> summaries, const std::vector<Wanted>& asked) {
    if (m_summaries.size() + summaries.size() > maxCached) m_summaries.clear();   // what is seen is asked for again, and nothing else is needed
    for (store::ExampleSummary& summary : summaries) m_summaries[summary.id] = {std::move(summary), false};
    int first = rowCount(), last = -1;
    for (const Wanted& wanted : asked) {
        const int row = idAt(wanted.row) == wanted.id ? wanted.row : rowOf(wanted.id);
        if (row < 0) continue;
        first = std::min(first, row);
        last = std::max(last, row);
    }
    if (last >= 0) emit dataChanged(index(first, 0), index(last, numColumns - 1));
}

}  // namespace luthier
