// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/rollouts_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "views/shared/plot/plot_curve.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int kBefore = 3, kAfter = 5;   // columns beside the parts

QString oneLine(const std::string& text) { return QString::fromStdString(text).simplified(); }

bool isText(RolloutsModel::Kind kind) { return kind == RolloutsModel::Kind::Prompt || kind == RolloutsModel::Kind::Answer; }

}  // namespace

QString rewardInWords(double value) { return std::isnan(value) ? QStringLiteral("\u2013") : valueInWords(PlotUnit::Number, value); }

RolloutsModel::Column RolloutsModel::columnOf(int section) const {
    using enum Kind;
    static constexpr Kind before[] = {Step, Prompt, Answer}, after[] = {Reward, Kl, Length, Advantage, HeldOut};
    if (section < kBefore) return {before[std::max(section, 0)]};
    const int part = section - kBefore, numParts = static_cast<int>(m_numParts);
    if (part < numParts) return {Part, static_cast<std::size_t>(part)};
    return {after[std::min(part - numParts, kAfter - 1)]};
}

int RolloutsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int RolloutsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kBefore + static_cast<int>(m_numParts) + kAfter; }

double RolloutsModel::numberAt(const RolloutAnswer& answer, Column column) const {
    switch (column.kind) {
        case Kind::Step: return static_cast<double>(answer.step);
        case Kind::Part: return column.part < answer.parts.size() ? answer.parts[column.part] : NAN;
        case Kind::Reward: return answer.reward;
        case Kind::Kl: return answer.kl;
        case Kind::Length: return static_cast<double>(answer.length);
        case Kind::Advantage: return answer.advantage;
        case Kind::HeldOut: return answer.isOfBase ? 2 : answer.isHeldOut ? 1 : 0;
        default: return NAN;
    }
}

QString RolloutsModel::words(const RolloutAnswer& answer, Column column) const {
    switch (column.kind) {
        case Kind::Step: return theme::countInWords(answer.step);
        case Kind::Prompt: return oneLine(*answer.prompt);
        case Kind::Answer: return oneLine(answer.start);
        case Kind::Length: return theme::countInWords(answer.length) + (answer.isCut ? tr(", cut") : QString());
        case Kind::HeldOut: return answer.isOfBase ? tr("base") : answer.isHeldOut ? tr("yes") : QString();
        default: return rewardInWords(numberAt(answer, column));
    }
}

QVariant RolloutsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
    const Column column = columnOf(index.column());
    const bool isWords = isText(column.kind) || column.kind == Kind::HeldOut;
    if (role == Qt::TextAlignmentRole) return QVariant((isWords ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::FontRole && !isWords) return theme::font(theme::TextStyle::Number);
    const RolloutAnswer& answer = answerAt(index.row());
    if (role == Qt::ForegroundRole && column.kind == Kind::Prompt) return theme::colors().muted;
    if (role == Qt::ToolTipRole && isText(column.kind))
        return Qt::convertFromPlainText(QString::fromStdString(column.kind == Kind::Prompt ? *answer.prompt : answer.start));
    return role == Qt::DisplayRole ? QVariant(words(answer, column)) : QVariant();
}

QVariant RolloutsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    const Column column = columnOf(section);
    const bool isWords = isText(column.kind) || column.kind == Kind::HeldOut;
    if (role == Qt::TextAlignmentRole) return QVariant((isWords ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        if (column.kind == Kind::Kl) return tr("Distance of the answer from the reference, in nats");
        if (column.kind == Kind::Advantage) return tr("How much better than expected it was: what is learned from it");
        if (column.kind == Kind::Part) return tr("What this part of the reward says of the answer, before its weight");
        return {};
    }
    if (role != Qt::DisplayRole) return {};
    switch (column.kind) {
        case Kind::Step: return tr("Step");
        case Kind::Prompt: return tr("Prompt");
        case Kind::Answer: return tr("Answer");
        case Kind::Part: return m_answers ? QString::fromStdString(m_answers->partNames()[column.part]) : QString();
        case Kind::Reward: return tr("Total");
        case Kind::Kl: return tr("KL");
        case Kind::Length: return tr("Tokens");
        case Kind::Advantage: return tr("Advantage");
        case Kind::HeldOut: return tr("Held out");
    }
    return {};
}

bool RolloutsModel::fits(const RolloutAnswer& answer) {
    if (m_filter.onlyHeldOut && !answer.isHeldOut) return false;
    if (answer.step < m_filter.firstStep || answer.step > m_filter.lastStep) return false;
    if (m_filter.text.isEmpty()) return true;
    if (answer.prompt.get() != m_lastPrompt) {
        m_lastPrompt = answer.prompt.get();
        m_lastMatches = QString::fromStdString(*answer.prompt).contains(m_filter.text, Qt::CaseInsensitive);
    }
    return m_lastMatches || QString::fromStdString(answer.start).contains(m_filter.text, Qt::CaseInsensitive);
}

void RolloutsModel::arrange() {
    m_lastPrompt = nullptr;
    m_rows.clear();
    m_numTaken = m_answers ? m_answers->size() : 0;
    for (std::size_t i = 0; i < m_numTaken; ++i)
        if (fits((*m_answers)[i])) m_rows.push_back(static_cast<std::uint32_t>(i));
    if (m_sortColumn < 0 || m_sortColumn >= columnCount()) return;
    const Column column = columnOf(m_sortColumn);
    const bool isDescending = m_sortOrder == Qt::DescendingOrder;
    if (isText(column.kind)) {
        const bool isPrompt = column.kind == Kind::Prompt;
        const auto textOf = [&](std::uint32_t i) -> const std::string& { return isPrompt ? *(*m_answers)[i].prompt : (*m_answers)[i].start; };
        std::stable_sort(m_rows.begin(), m_rows.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return isDescending ? textOf(b) < textOf(a) : textOf(a) < textOf(b); });
        return;
    }
    std::vector<std::pair<double, std::uint32_t>> keys;
    keys.reserve(m_rows.size());
    for (const std::uint32_t i : m_rows) keys.emplace_back(numberAt((*m_answers)[i], column), i);
    // What says nothing comes last, whichever way.
    std::stable_sort(keys.begin(), keys.end(), [isDescending](const auto& a, const auto& b) {
        const bool aSilent = std::isnan(a.first), bSilent = std::isnan(b.first);
        if (aSilent || bSilent) return !aSilent && bSilent;
        return isDescending ? a.first > b.first : a.first < b.first;
    });
    for (std::size_t i = 0; i < keys.size(); ++i) m_rows[i] = keys[i].second;
}

void RolloutsModel::setAnswers(std::int64_t run, const std::shared_ptr<const RolloutAnswers>& answers) {
    if (run == m_run && answers == m_answers) return;
    const bool goesOn = run == m_run && m_answers && answers && answers->generation() == m_answers->generation() && answers->size() >= m_numTaken
                        && answers->partNames().size() == m_numParts;
    if (!goesOn) {
        beginResetModel();
        m_run = run;
        m_answers = answers;
        m_numParts = answers ? answers->partNames().size() : 0;
        arrange();
        endResetModel();
        emit waitingChanged();
        return;
    }
    m_answers = answers;
    if (m_sortColumn < 0) showWaiting();
    else emit waitingChanged();
}

void RolloutsModel::showWaiting() {
    if (!m_answers) return;
    if (m_sortColumn >= 0) {
        beginResetModel();
        arrange();
        endResetModel();
        emit waitingChanged();
        return;
    }
    std::vector<std::uint32_t> more;
    m_lastPrompt = nullptr;
    for (std::size_t i = m_numTaken; i < m_answers->size(); ++i)
        if (fits((*m_answers)[i])) more.push_back(static_cast<std::uint32_t>(i));
    m_numTaken = m_answers->size();
    if (!more.empty()) {
        const int first = static_cast<int>(m_rows.size());
        beginInsertRows({}, first, first + static_cast<int>(more.size()) - 1);
        m_rows.insert(m_rows.end(), more.begin(), more.end());
        endInsertRows();
    }
    emit waitingChanged();
}

void RolloutsModel::setFilter(const RolloutFilter& filter) {
    if (filter == m_filter) return;
    beginResetModel();
    m_filter = filter;
    arrange();
    endResetModel();
    emit waitingChanged();
}

void RolloutsModel::sort(int column, Qt::SortOrder order) {
    if (column == m_sortColumn && order == m_sortOrder) return;
    beginResetModel();
    m_sortColumn = column;
    m_sortOrder = order;
    arrange();
    endResetModel();
    emit waitingChanged();
}

int RolloutsModel::rowOf(std::uint64_t begin) const {
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if ((*m_answers)[m_rows[i]].begin == begin) return static_cast<int>(i);
    return -1;
}

}  // namespace luthier
