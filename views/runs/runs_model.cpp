// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/runs_model.h"

#include <algorithm>
#include <map>
#include <set>

#include "views/runs/run_words.h"
#include "views/shared/plot/sparkline.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

int RunsModel::rowOf(std::int64_t id) const {
    const auto found = std::find_if(m_runs.begin(), m_runs.end(), [&](const store::Run& run) { return run.id == id; });
    return found == m_runs.end() ? -1 : static_cast<int>(found - m_runs.begin());
}

const store::Run* RunsModel::find(std::int64_t id) const {
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_runs[static_cast<std::size_t>(row)];
}

void RunsModel::setRuns(std::vector<store::Run> runs) {
    std::set<std::int64_t> kept;
    for (const store::Run& run : runs) kept.insert(run.id);
    for (int row = static_cast<int>(m_runs.size()) - 1; row >= 0; --row) {
        if (kept.contains(m_runs[static_cast<std::size_t>(row)].id)) continue;
        beginRemoveRows({}, row, row);
        m_runs.erase(m_runs.begin() + row);
        endRemoveRows();
    }
    std::set<std::int64_t> known;
    for (const store::Run& run : m_runs) known.insert(run.id);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const int row = static_cast<int>(i);
        if (!known.contains(runs[i].id)) {
            beginInsertRows({}, row, row);
            m_runs.insert(m_runs.begin() + row, std::move(runs[i]));
            endInsertRows();
            continue;
        }
        if (const int from = rowOf(runs[i].id); from != row) {
            beginMoveRows({}, from, from, {}, from > row ? row : row + 1);
            store::Run moved = std::move(m_runs[static_cast<std::size_t>(from)]);
            m_runs.erase(m_runs.begin() + from);
            m_runs.insert(m_runs.begin() + row, std::move(moved));
            endMoveRows();
        }
        m_runs[i] = std::move(runs[i]);
        emit dataChanged(index(row), index(row));
    }
}

void RunsModel::update(const store::Run& run) {
    const int row = rowOf(run.id);
    if (row < 0) return;
    m_runs[static_cast<std::size_t>(row)] = run;
    emit dataChanged(index(row), index(row));
}

int RunsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_runs.size()); }

QVariant RunsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
    const store::Run& run = m_runs[static_cast<std::size_t>(index.row())];
    QStringList tags;
    for (const std::string& tag : run.tags) tags << QString::fromStdString(tag);
    const QString state = QString::fromStdString(store::runStateName(run.state));
    switch (role) {
        case Qt::DisplayRole: return nameInWords(run);
        case Qt::AccessibleTextRole: return nameInWords(run) + ", " + theme::stateWord(state) + ", " + statusInWords(run) + ", " + timeInWords(run);
        case IdRole: return QVariant::fromValue(run.id);
        case StateRole: return state;
        case ProgressRole: return progressOf(run) ? QVariant(*progressOf(run)) : QVariant();
        case SparklineRole: return QVariant::fromValue(run.sparkline);
        case StatusRole: return run.loss ? theme::lossInWords(*run.loss) : QString();
        case TimeRole: return timeInWords(run);
        case TagsRole: return tags;
        case SearchRole: return QString(nameInWords(run) + ' ' + tags.join(' ') + ' ' + QString::fromStdString(run.notes) + ' ' + theme::stateWord(state));
        default: return {};
    }
}

void RunsFilter::setSearch(const QString& text) {
    m_words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

bool RunsFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const QString text = sourceModel()->index(row, 0, parent).data(RunsModel::SearchRole).toString();
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

}  // namespace luthier
