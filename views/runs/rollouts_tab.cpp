// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/rollouts_tab.h"

#include <climits>
#include <cmath>

#include <QButtonGroup>
#include <QCheckBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "views/runs/film_strip.h"
#include "views/runs/token_heat.h"
#include "views/shared/theme/scroll.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int kSearchAfterMs = 200, kDetailHeight = 180;

QToolButton* chip(QButtonGroup* group, int id, const QString& words, const char* name) {
    auto* const button = new QToolButton;
    button->setObjectName(name);
    button->setText(words);
    button->setProperty("look", "chip");
    button->setCheckable(true);
    group->addButton(button, id);
    return button;
}

}  // namespace

RolloutsTab::RolloutsTab(RunFeed& feed, QWidget* parent) : QWidget(parent), m_feed(feed) {
    setObjectName("runs.rollouts");
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme::kSpace12, 0, theme::kSpace16);
    layout->setSpacing(theme::kSpace8);
    m_content = new QWidget;
    auto* const column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kSpace8);
    column->addWidget(makeTools());
    m_stack = new QStackedWidget;
    auto* const splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeTable());
    splitter->addWidget(makeDetail());
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setSizes({1000, kDetailHeight});
    m_stack->addWidget(splitter);
    m_stack->addWidget(m_strip = new FilmStrip(feed));
    column->addWidget(m_stack, 1);
    layout->addWidget(m_content, 1);
    m_empty = new theme::EmptyState("text", tr("No answers yet"),
        tr("Methods that learn from their own answers (GRPO, PPO, RLOO and others) keep each of them here, with what every part of the reward said of it."));
    layout->addWidget(m_empty, 1);
    connect(m_views, &QButtonGroup::idClicked, this, [this](int id) {
        m_stack->setCurrentIndex(id);
        m_filters->setVisible(id == 0);
    });
    connect(&m_model, &RolloutsModel::waitingChanged, this, &RolloutsTab::updateCount);
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] {
        if (!m_opened) return;
        const int row = m_model.rowOf(m_opened->begin);   // the opened one stays selected
        const QSignalBlocker silent(m_table->selectionModel());
        if (row >= 0) m_table->selectRow(row);
    });
}

QWidget* RolloutsTab::makeTools() {
    auto* const tools = new QWidget;
    auto* const row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace8);
    m_views = new QButtonGroup(this);
    row->addWidget(chip(m_views, 0, tr("Answers"), "runs.rollouts.answers"));
    row->addWidget(chip(m_views, 1, tr("Film strip"), "runs.rollouts.film"));
    m_views->button(0)->setChecked(true);
    m_views->button(1)->setToolTip(tr("The answers to one held-out prompt over the steps"));
    m_filters = new QWidget;
    auto* const filters = new QHBoxLayout(m_filters);
    filters->setContentsMargins(theme::kSpace8, 0, 0, 0);
    filters->setSpacing(theme::kSpace8);
    m_search = new QLineEdit;
    m_search->setObjectName("runs.rollouts.search");
    m_search->setPlaceholderText(tr("Search answers"));
    m_search->setToolTip(tr("Search prompts and beginnings of answers"));
    m_search->setAccessibleName(tr("Search answers"));
    m_search->setClearButtonEnabled(true);
    filters->addWidget(m_search, 1);
    filters->addWidget(theme::label(tr("Steps"), "muted"));
    const auto addStep = [&](const char* name, const QString& words) {
        auto* const spin = new QSpinBox;
        spin->setObjectName(name);
        spin->setAccessibleName(words);
        spin->setRange(0, INT_MAX);
        spin->setFixedWidth(fontMetrics().averageCharWidth() * 14);
        filters->addWidget(spin);
        connect(spin, &QSpinBox::valueChanged, &m_later, qOverload<>(&QTimer::start));
        return spin;
    };
    m_first = addStep("runs.rollouts.first", tr("First step"));
    filters->addWidget(theme::label(tr("to"), "muted"));
    m_last = addStep("runs.rollouts.last", tr("Last step"));
    m_last->setSpecialValueText(tr("newest"));   // 0: without an end
    m_heldOut = new QCheckBox(tr("Held out only"));
    m_heldOut->setObjectName("runs.rollouts.held_out");
    filters->addWidget(m_heldOut);
    row->addWidget(m_filters, 1);
    row->addStretch(0);
    m_later.setSingleShot(true);
    m_later.setInterval(kSearchAfterMs);
    connect(m_search, &QLineEdit::textChanged, &m_later, qOverload<>(&QTimer::start));
    connect(m_heldOut, &QCheckBox::toggled, this, &RolloutsTab::applyFilter);
    connect(&m_later, &QTimer::timeout, this, &RolloutsTab::applyFilter);
    return tools;
}

QWidget* RolloutsTab::makeTable() {
    auto* const box = new QWidget;
    auto* const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kSpace4);
    m_table = new QTableView;
    m_table->setObjectName("runs.rollouts.table");
    m_table->setAccessibleName(tr("Answers"));
    m_table->setModel(&m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSortingEnabled(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(theme::kRowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    column->addWidget(m_table, 1);
    auto* const foot = new QHBoxLayout;
    m_count = theme::label({}, "caption");
    m_count->setObjectName("runs.rollouts.count");
    foot->addWidget(m_count);
    m_waiting = theme::button({}, "runs.rollouts.waiting", "quiet", "refresh");
    m_waiting->setAccessibleName(tr("Sort new answers in"));
    m_waiting->hide();
    foot->addWidget(m_waiting);
    foot->addStretch(1);
    column->addLayout(foot);
    connect(m_waiting, &QPushButton::clicked, &m_model, &RolloutsModel::showWaiting);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RolloutsTab::openCurrent);
    return box;
}

QWidget* RolloutsTab::makeDetail() {
    auto* const detail = new QSplitter(Qt::Horizontal);
    detail->setChildrenCollapsible(false);
    auto* const left = new QWidget;
    auto* const column = new QVBoxLayout(left);
    column->setContentsMargins(0, theme::kSpace4, 0, 0);
    column->setSpacing(theme::kSpace4);
    m_prompt = new theme::ElidedLabel({}, "muted");
    m_prompt->setObjectName("runs.rollouts.prompt");
    column->addWidget(m_prompt);
    m_heatRow = new QWidget;
    auto* const row = new QHBoxLayout(m_heatRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace4);
    m_heats = new QButtonGroup(this);
    row->addWidget(chip(m_heats, static_cast<int>(Heat::Kl), tr("KL"), "runs.rollouts.heat.kl"));
    row->addWidget(chip(m_heats, static_cast<int>(Heat::Advantage), tr("Advantage"), "runs.rollouts.heat.advantage"));
    row->addWidget(chip(m_heats, static_cast<int>(Heat::Value), tr("Value"), "runs.rollouts.heat.value"));
    m_heats->button(0)->setChecked(true);
    m_heats->button(0)->setToolTip(tr("How far each token is from what the reference would have written"));
    m_heats->button(1)->setToolTip(tr("Whether the token becomes likelier (above 0) or less likely"));
    m_heats->button(2)->setToolTip(tr("What the critic expected from there on"));
    row->addSpacing(theme::kSpace8);
    row->addWidget(m_legend = new HeatLegend, 1);
    column->addWidget(m_heatRow);
    m_heat = new TokenHeat;
    m_heat->setObjectName("runs.rollouts.text");
    m_heat->setAccessibleName(tr("Answer"));
    m_heat->setMinimumHeight(theme::kRowHeight * 2);
    column->addWidget(m_heat, 1);
    detail->addWidget(left);
    auto* const facts = new QWidget;
    auto* const list = new QVBoxLayout(facts);
    list->setContentsMargins(theme::kSpace12, theme::kSpace4, theme::kSpace4, 0);
    m_parts = new QFormLayout;
    m_parts->setHorizontalSpacing(theme::kSpace16);
    m_parts->setVerticalSpacing(theme::kSpace4);
    list->addLayout(m_parts);
    m_film = theme::button(tr("Over the steps"), "runs.rollouts.over_steps", "quiet", "history");
    list->addWidget(m_film, 0, Qt::AlignLeft);
    list->addStretch(1);
    m_film->hide();
    detail->addWidget(theme::plainScroll(facts));
    detail->setStretchFactor(0, 1);
    detail->setSizes({700, 240});
    connect(m_heats, &QButtonGroup::idClicked, this, &RolloutsTab::showText);
    connect(m_film, &QPushButton::clicked, this, [this] {
        if (!m_opened) return;
        m_views->button(1)->click();
        m_strip->choose(*m_opened);
    });
    return detail;
}

void RolloutsTab::show(const ShownRun& run) {
    if (run.run.id != m_run) {
        m_run = run.run.id;
        m_opened.reset();
        m_text.reset();
        showText();
        m_numColumns = 0;
    }
    const std::shared_ptr<const RolloutAnswers>& answers = run.contents.rollouts;
    m_model.setAnswers(m_run, answers);
    m_strip->setAnswers(m_run, answers);
    if (m_model.columnCount() != m_numColumns) setUpColumns();
    const bool hasAny = answers && !answers->empty();
    m_content->setVisible(hasAny);
    m_empty->setVisible(!hasAny);
    updateCount();
    if (hasAny && !m_opened && m_model.rowCount() > 0) m_table->selectRow(0);
}

void RolloutsTab::setUpColumns() {
    m_numColumns = m_model.columnCount();
    const int number = fontMetrics().horizontalAdvance(QStringLiteral("-0.0000")) + theme::kSpace32, text = fontMetrics().averageCharWidth() * 24;
    QHeaderView* const header = m_table->horizontalHeader();
    for (int i = 0; i < m_numColumns; ++i) {
        const RolloutsModel::Kind kind = m_model.columnOf(i).kind;
        const int title = header->fontMetrics().horizontalAdvance(m_model.headerData(i, Qt::Horizontal, Qt::DisplayRole).toString()) + theme::kSpace32;
        const bool isText = kind == RolloutsModel::Kind::Prompt || kind == RolloutsModel::Kind::Answer;
        m_table->setColumnWidth(i, isText ? text : std::max(number, std::min(title, 2 * number)));
    }
    header->setMinimumSectionSize(fontMetrics().averageCharWidth() * 6);
    header->setStretchLastSection(true);
}

void RolloutsTab::applyFilter() {
    m_later.stop();
    RolloutFilter filter;
    filter.text = m_search->text().trimmed();
    filter.firstStep = m_first->value();
    if (m_last->value() > 0) filter.lastStep = m_last->value();
    filter.onlyHeldOut = m_heldOut->isChecked();
    m_model.setFilter(filter);
}

void RolloutsTab::showStep(std::int64_t step) {
    m_views->button(0)->click();
    // Several steps learn from one rollout: its answers stand at the first of them.
    std::int64_t first = 0;
    const auto& answers = m_model.answers();
    for (std::size_t i = 0; answers && i < answers->size(); ++i)
        if (const RolloutAnswer& answer = (*answers)[i]; !answer.isHeldOut && answer.step <= step) first = std::max(first, answer.step);
    m_heldOut->setChecked(false);
    m_search->clear();
    m_first->setValue(static_cast<int>(first));
    m_last->setValue(static_cast<int>(std::max<std::int64_t>(first, 1)));
    applyFilter();
    if (m_model.rowCount() > 0) m_table->selectRow(0);
}

void RolloutsTab::updateCount() {
    const auto all = m_model.answers() ? static_cast<std::int64_t>(m_model.answers()->size()) : 0;
    const std::int64_t shown = m_model.rowCount();
    const auto waiting = static_cast<std::int64_t>(m_model.numWaiting());
    if (shown == 0) m_count->setText(tr("No answer matches. A wider range of steps or fewer words find more."));
    else m_count->setText(shown + waiting == all ? tr("%1 answers").arg(theme::countInWords(shown))
                                                 : tr("%1 of %2 answers").arg(theme::countInWords(shown), theme::countInWords(all)));
    m_waiting->setVisible(waiting > 0);
    m_waiting->setText(tr("%1 new: sort them in").arg(theme::countInWords(waiting)));
}

void RolloutsTab::openCurrent() {
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid()) return;
    m_opened = m_model.answerAt(current.row());
    m_feed.readRollouts(m_run, {m_opened->begin}, this, [this, asked = ++m_asked](Result<std::vector<RolloutText>> texts) {
        if (asked != m_asked) return;   // another one was opened meanwhile
        m_text.reset();
        if (texts && !texts->empty()) m_text = std::move(texts->front());
        showText();
        if (!texts) m_heat->setText(theme::errorInWords(texts.error()));
    });
}

const std::vector<double>& RolloutsTab::numbersOf(Heat heat) const {
    return heat == Heat::Kl ? m_text->kl : heat == Heat::Advantage ? m_text->advantages : m_text->values;
}

void RolloutsTab::showText() {
    showParts();
    m_film->setVisible(m_opened && m_opened->isHeldOut);
    m_heatRow->setVisible(m_text && !m_text->tokens.empty());
    if (!m_text) {
        static_cast<theme::ElidedLabel*>(m_prompt)->setFullText({});
        return m_heat->setText({});
    }
    const QString prompt = QString::fromStdString(m_text->prompt);
    static_cast<theme::ElidedLabel*>(m_prompt)->setFullText(prompt.simplified());
    m_prompt->setToolTip(Qt::convertFromPlainText(prompt.left(4000)));
    if (m_text->tokens.empty()) return m_heat->setText(QString::fromStdString(m_text->text));
    // What the method does not have cannot be chosen.
    for (const Heat heat : {Heat::Kl, Heat::Advantage, Heat::Value}) m_heats->button(static_cast<int>(heat))->setVisible(!numbersOf(heat).empty());
    QAbstractButton* checked = m_heats->checkedButton();
    if (checked == nullptr || checked->isHidden())
        for (QAbstractButton* const button : m_heats->buttons())
            if (!button->isHidden()) {
                button->setChecked(true);
                break;
            }
    const auto heat = static_cast<Heat>(std::max(0, m_heats->checkedId()));
    m_heat->setTokens(m_text->tokens, numbersOf(heat), m_heats->button(static_cast<int>(heat))->text());
    const bool isKl = heat == Heat::Kl, isValue = heat == Heat::Value;
    m_legend->setScale(m_heat->most(), isKl ? tr("less likely") : isValue ? tr("bad end") : tr("pushed down"),
                       isKl ? tr("likelier than the reference has it") : isValue ? tr("good end expected") : tr("pushed up"));
}

void RolloutsTab::showParts() {
    while (m_parts->rowCount() > 0) m_parts->removeRow(0);
    if (!m_opened || !m_text) return;
    const auto add = [this](const QString& title, const QString& words, bool strong = false) {
        auto* const value = theme::label(words);
        value->setFont(theme::font(strong ? theme::TextStyle::Emphasis : theme::TextStyle::Number));
        m_parts->addRow(theme::label(title, "muted"), value);
    };
    for (const auto& [name, value] : m_text->rewards) add(QString::fromStdString(name), rewardInWords(value));
    add(tr("Total reward"), rewardInWords(m_opened->reward), true);
    for (const auto& [name, value] : m_text->watched) add(tr("Watched: %1").arg(QString::fromStdString(name)), rewardInWords(value));
    add(tr("KL"), std::isnan(m_opened->kl) ? rewardInWords(m_opened->kl) : tr("%1 nats").arg(rewardInWords(m_opened->kl)));
    if (!m_opened->isHeldOut) add(tr("Advantage"), rewardInWords(m_opened->advantage));
    add(tr("Length"), tr("%1 tokens").arg(theme::countInWords(m_opened->length)) + (m_opened->isCut ? tr(", cut") : QString()));
    add(tr("Step"), theme::countInWords(m_opened->step));
    if (!m_text->promptRow.empty()) add(tr("Prompt's row"), QString::fromStdString(m_text->promptRow));
}

}  // namespace luthier
