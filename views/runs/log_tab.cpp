// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/log_tab.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "views/link/run_control.h"
#include "views/runs/engine_log.h"
#include "views/runs/run_words.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

void RunEventsModel::setTexts(std::int64_t run, std::shared_ptr<const RunTexts> texts) {
    const int count = texts ? static_cast<int>(texts->events.size()) : 0;
    const bool isLonger = run == m_run && m_texts && texts && count >= m_numRows && m_numRows > 0 &&
                          texts->events.front().time == m_texts->events.front().time
                              && texts->events[static_cast<std::size_t>(m_numRows) - 1].time == m_texts->events.back().time;
    m_run = run;
    if (!isLonger) {
        beginResetModel();
        m_texts = std::move(texts);
        m_numRows = count;
        endResetModel();
        return;
    }
    if (count == m_numRows) {
        m_texts = std::move(texts);
        return;
    }
    beginInsertRows({}, m_numRows, count - 1);
    m_texts = std::move(texts);
    m_numRows = count;
    endInsertRows();
}

int RunEventsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_numRows; }
int RunEventsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : NumColumns; }

QVariant RunEventsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
    const RunEvent& event = m_texts->events[static_cast<std::size_t>(index.row())];
    const bool isFailure = event.kind == EventKind::Failed || event.kind == EventKind::StepSkipped;
    switch (role) {
        case Qt::DisplayRole:
            if (index.column() == When) return clockInWords(event.time);
            if (index.column() == Step) return event.saysStep ? theme::countInWords(*event.step) : QString();
            return eventInWords(event).replace('\n', ' ');
        case Qt::ToolTipRole: return index.column() == What ? QVariant(Qt::convertFromPlainText(eventInWords(event))) : QVariant();
        case Qt::TextAlignmentRole: return index.column() == Step ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
        case Qt::ForegroundRole:
            if (index.column() != What) return theme::colors().muted;
            return isFailure ? theme::colors().failed : (isTrouble(event) ? theme::colors().paused : theme::colors().text);
        case Qt::FontRole: return index.column() == Step ? QVariant(theme::font(theme::TextStyle::Number)) : QVariant();
        case Qt::DecorationRole:
            if (index.column() != What || !isTrouble(event)) return {};
            return theme::iconPixmap(isFailure ? "error" : "warning", isFailure ? theme::colors().failed : theme::colors().paused, 14, 2);
        case TroubleRole: return isTrouble(event);
        default: return {};
    }
}

QVariant RunEventsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return section == Step ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    return section == When ? tr("When") : (section == Step ? tr("Step") : tr("What happened"));
}

void RunEventsFilter::set(const QString& search, bool onlyTrouble) {
    m_search = search;
    m_onlyTrouble = onlyTrouble;
    invalidateFilter();
}

bool RunEventsFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const QModelIndex what = sourceModel()->index(row, RunEventsModel::What, parent);
    return (!m_onlyTrouble || what.data(RunEventsModel::TroubleRole).toBool()) && what.data().toString().contains(m_search, Qt::CaseInsensitive);
}

LogTab::LogTab(QWidget* parent) : QWidget(parent) {
    setObjectName("runs.log");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme::kSpace12, 0, theme::kSpace16);
    layout->setSpacing(theme::kSpace12);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::kSpace12);
    m_which = new QComboBox;
    m_which->setObjectName("runs.log.which");
    m_which->setAccessibleName(tr("Which log"));
    m_which->addItems({tr("What happened"), tr("What the engine said")});
    m_which->setItemData(1, tr("Its own words beside the events: missing libraries, crashes, what libraries print"), Qt::ToolTipRole);
    row->addWidget(m_which);
    m_search = new QLineEdit;
    m_search->setObjectName("runs.log.search");
    m_search->setPlaceholderText(tr("Search the log"));
    m_search->setAccessibleName(tr("Search the log"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(280);
    row->addWidget(m_search, 1);
    m_onlyTrouble = new QCheckBox(tr("Only warnings and failures"));
    m_onlyTrouble->setObjectName("runs.log.only_trouble");
    row->addWidget(m_onlyTrouble);
    row->addStretch(1);
    m_count = theme::label({}, "caption");
    m_count->setObjectName("runs.log.count");
    row->addWidget(m_count);
    layout->addLayout(row);
    m_filter.setSourceModel(&m_model);
    m_table = new QTableView;
    m_table->setObjectName("runs.log.table");
    m_table->setAccessibleName(tr("What happened in the run"));
    m_table->setModel(&m_filter);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(theme::kRowHeight);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(RunEventsModel::When, 140);
    m_table->setColumnWidth(RunEventsModel::Step, 72);
    m_engine = new EngineLog;
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_engine);
    layout->addWidget(m_stack, 1);
    connect(m_which, &QComboBox::currentIndexChanged, this, &LogTab::choose);
    connect(m_engine, &EngineLog::shown, this, &LogTab::showCount);
    connect(m_search, &QLineEdit::textChanged, this, &LogTab::applyFilter);
    connect(m_onlyTrouble, &QCheckBox::toggled, this, &LogTab::applyFilter);
}

void LogTab::applyFilter() {
    m_filter.set(m_search->text(), m_onlyTrouble->isChecked());
    m_engine->setSearch(m_search->text());
    showCount();
}

void LogTab::choose(int which) {
    m_stack->setCurrentIndex(which);
    m_onlyTrouble->setVisible(which == 0);
    showCount();
}

void LogTab::showCount() {
    if (m_stack->currentIndex() != 0) return m_count->setText(m_engine->countInWords());
    const int shown = m_filter.rowCount(), all = m_model.rowCount();
    m_count->setText(shown == all ? tr("%1 events").arg(theme::countInWords(all))
        : tr("%1 of %2 events").arg(theme::countInWords(shown), theme::countInWords(all)));
}

void LogTab::show(const ShownRun& run) {
    // Who reads at the end stays at the end.
    const QScrollBar* bar = m_table->verticalScrollBar();
    const bool followsEnd = run.run.state == store::RunState::Running && bar->value() == bar->maximum();
    m_model.setTexts(run.run.id, run.contents.texts);
    m_engine->follow(RunControl::logFile(QString::fromStdString(run.run.folder)), run.run.state == store::RunState::Running);
    applyFilter();
    if (followsEnd) m_table->scrollToBottom();
}

}  // namespace luthier
