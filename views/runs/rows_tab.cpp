// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/rows_tab.h"

#include <algorithm>
#include <cmath>

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {
QString oneLine(const std::string& text) { return QString::fromStdString(text.substr(0, 600)).simplified(); }
}

void StepRowsModel::setRows(std::vector<StepRow> rows) {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int StepRowsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int StepRowsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : NumColumns; }

QVariant StepRowsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
    const StepRow& row = m_rows[static_cast<std::size_t>(index.row())];
    const bool isNumber = index.column() <= Tokens;
    if (role == Qt::TextAlignmentRole) return isNumber ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::FontRole && isNumber) return theme::font(theme::TextStyle::Number);
    if (role == Qt::ForegroundRole && index.column() == Loss && !std::isfinite(row.loss)) return theme::colors().failed;
    if (role == Qt::ForegroundRole && index.column() == Row) return theme::colors().muted;
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Loss: return theme::lossInWords(row.loss);
        case Tokens: return theme::countInWords(row.numTokens);
        case Row: return QString::fromStdString(row.row);
        case Question: return oneLine(row.question);
        default: return oneLine(row.answer);
    }
}

QVariant StepRowsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return section <= Tokens ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Loss) return tr("Mean over the trained tokens of the row, before the step");
    if (role == Qt::ToolTipRole && section == Row) return tr("File and line in the run's data");
    if (role != Qt::DisplayRole) return {};
    const QString titles[] = {tr("Loss"), tr("Trained"), tr("Row"), tr("Question"), tr("Answer")};
    return titles[section];
}

RowsTab::RowsTab(RunFeed& feed, QWidget* parent) : QWidget(parent), m_feed(feed) {
    setObjectName("runs.rows");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme::kSpace12, 0, theme::kSpace16);
    m_content = new QWidget;
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kSpace12);
    column->addWidget(makeTools());
    m_filter.setSourceModel(&m_model);
    m_filter.setFilterKeyColumn(-1);
    m_filter.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table = new QTableView;
    m_table->setObjectName("runs.rows.table");
    m_table->setAccessibleName(tr("Rows of the step"));
    m_table->setModel(&m_filter);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(theme::kRowHeight);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    const int widths[] = {72, 72, 72, 240};
    for (int i = 0; i < 4; ++i) m_table->setColumnWidth(i, widths[i]);
    m_text = new QPlainTextEdit;
    m_text->setObjectName("runs.rows.text");
    m_text->setAccessibleName(tr("Text of the row"));
    m_text->setReadOnly(true);
    m_text->setFont(theme::font(theme::TextStyle::Reading));
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_table);
    splitter->addWidget(m_text);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    column->addWidget(splitter, 1);
    column->addWidget(makeActions());
    layout->addWidget(m_content, 1);
    m_empty = new theme::EmptyState("data", tr("No rows recorded yet"), tr("Each step records which rows it was trained on and what each of them lost."));
    layout->addWidget(m_empty, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RowsTab::showText);
}

QWidget* RowsTab::makeActions() {
    auto* const actions = new QWidget;
    auto* const row = new QHBoxLayout(actions);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace8);
    row->addWidget(m_open = theme::button(tr("Open in Data"), "runs.rows.open", "", "data"));
    row->addWidget(m_exclude = theme::button(tr("Leave this row out"), "runs.rows.exclude", "", "delete"));
    row->addStretch(1);
    row->addWidget(m_resume = theme::button(tr("Resume from before"), "runs.rows.resume", "", "history"));
    connect(m_open, &QPushButton::clicked, this, [this] { if (const StepRow* const one = current()) emit openAsked(*one); });
    connect(m_exclude, &QPushButton::clicked, this, [this] { if (const StepRow* const one = current()) emit excludeAsked(*one); });
    connect(m_resume, &QPushButton::clicked, this, [this] { emit resumeAsked(m_step); });
    return actions;
}

const StepRow* RowsTab::current() const {
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    return selected.isEmpty() ? nullptr : &m_model.rows()[static_cast<std::size_t>(m_filter.mapToSource(selected.front()).row())];
}

void RowsTab::updateActions() {
    const bool hasRow = current() != nullptr;
    const QString noRow = hasRow ? QString() : tr("Choose a row first");
    m_open->setEnabled(hasRow);
    m_open->setToolTip(hasRow ? tr("To read or edit it in its data set") : noRow);
    m_exclude->setEnabled(hasRow && m_readOnlyReason.isEmpty());
    m_exclude->setToolTip(!m_readOnlyReason.isEmpty() ? m_readOnlyReason : hasRow ? tr("Takes the row out of its data set; Undo brings it back") : noRow);
    m_resume->setText(tr("Resume from before step %1").arg(theme::countInWords(std::max<std::int64_t>(m_step, 0))));
    m_resume->setEnabled(m_readOnlyReason.isEmpty());
    const QString what = tr("A run of its own that goes on from the last checkpoint before this step, with the same rows");
    m_resume->setToolTip(m_readOnlyReason.isEmpty() ? what : m_readOnlyReason);
}

QWidget* RowsTab::makeTools() {
    auto* tools = new QWidget;
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace8);
    row->addWidget(theme::label(tr("Step")));
    m_before = theme::iconButton("chevron-left", tr("The step before"), "runs.rows.before");
    m_number = new QSpinBox;
    m_number->setObjectName("runs.rows.step");
    m_number->setAccessibleName(tr("Step"));
    m_number->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_number->setFixedWidth(84);
    m_number->setKeyboardTracking(false);
    m_after = theme::iconButton("chevron-right", tr("The step after"), "runs.rows.after");
    m_slider = new QSlider(Qt::Horizontal);
    m_slider->setObjectName("runs.rows.slider");
    m_slider->setAccessibleName(tr("Step"));
    m_words = theme::label({}, "caption");
    m_search = new QLineEdit;
    m_search->setObjectName("runs.rows.search");
    m_search->setPlaceholderText(tr("Search these rows"));
    m_search->setAccessibleName(tr("Search these rows"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(200);
    row->addWidget(m_before);
    row->addWidget(m_number);
    row->addWidget(m_after);
    row->addWidget(m_slider, 1);
    row->addWidget(m_words);
    row->addWidget(m_search);
    connect(m_before, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_after, &QToolButton::clicked, this, [this] { move(1); });
    connect(m_number, &QSpinBox::valueChanged, this, [this](int step) { showStep(step); });
    connect(m_slider, &QSlider::valueChanged, this, [this](int index) {
        if (index >= 0 && index < static_cast<int>(m_steps.size())) showStep(m_steps[static_cast<std::size_t>(index)]);
    });
    connect(m_search, &QLineEdit::textChanged, &m_filter, &QSortFilterProxyModel::setFilterFixedString);
    return tools;
}

void RowsTab::show(const ShownRun& run, const QString& readOnlyReason) {
    m_readOnlyReason = readOnlyReason;
    if (run.run.id != m_run) {
        m_run = run.run.id;
        m_step = m_asked = m_wanted = -1;
        m_model.setRows({});
        m_text->clear();
    }
    m_steps = run.contents.rowSteps;
    m_content->setVisible(!m_steps.empty());
    m_empty->setVisible(m_steps.empty());
    if (m_steps.empty()) return;
    if (m_step < 0) m_step = m_steps.back();
    if (m_wanted >= 0 && m_wanted <= m_steps.back()) return showStep(m_wanted);
    updateTools();
    if (isVisible()) ask();
}

void RowsTab::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_step >= 0) ask();
}

// Of a run at work a curve may be a moment ahead of the rows: then the step is shown once they are there.
void RowsTab::showStep(std::int64_t step) {
    m_wanted = m_steps.empty() || step > m_steps.back() ? step : -1;
    if (m_steps.empty()) return;
    const std::size_t after = m_steps.lowerBound(step + 1);
    m_step = m_steps[after == 0 ? 0 : after - 1];
    updateTools();
    ask();
}

void RowsTab::move(int by) {
    const auto at = static_cast<std::ptrdiff_t>(m_steps.lowerBound(m_step)) + by;
    if (at >= 0 && at < static_cast<std::ptrdiff_t>(m_steps.size())) showStep(m_steps[static_cast<std::size_t>(at)]);
}

void RowsTab::updateTools() {
    updateActions();
    const auto index = static_cast<int>(m_steps.lowerBound(m_step));
    const QSignalBlocker number(m_number), slider(m_slider);
    m_number->setRange(static_cast<int>(m_steps.front()), static_cast<int>(std::min<std::int64_t>(m_steps.back(), INT_MAX)));
    m_number->setValue(static_cast<int>(m_step));
    m_slider->setRange(0, static_cast<int>(m_steps.size()) - 1);
    m_slider->setValue(index);
    m_before->setEnabled(index > 0);
    m_before->setToolTip(index > 0 ? tr("The step before") : tr("This is the first step"));
    m_after->setEnabled(index + 1 < static_cast<int>(m_steps.size()));
    m_after->setToolTip(m_after->isEnabled() ? tr("The step after") : tr("This is the newest step"));
}

void RowsTab::ask() {
    if (m_asked == m_step) return;
    m_asked = m_step;
    m_feed.readRows(m_run, m_step, this, [this, run = m_run, step = m_step](Result<StepRows> rows) {
        if (run != m_run || step != m_step) return;   // another one was asked for meanwhile
        m_words->setText(rows ? tr("Rows: %1").arg(rows->rows.size()) : theme::errorInWords(rows.error()));
        m_model.setRows(rows ? std::move(rows->rows) : std::vector<StepRow>());
        if (m_filter.rowCount() > 0) m_table->selectRow(0);
    });
}

void RowsTab::showText() {
    updateActions();
    const StepRow* const selected = current();
    if (selected == nullptr) {
        m_text->clear();
        return;
    }
    const StepRow& row = *selected;
    QStringList parts;
    if (!row.question.empty()) parts << QString::fromStdString(row.question);
    if (!row.answer.empty()) parts << QString::fromStdString(row.answer);
    m_text->setPlainText(parts.isEmpty() ? tr("The text of this row is not in the run's frozen data.") : parts.join(QStringLiteral("\n\n→ ")));
}

}  // namespace luthier
