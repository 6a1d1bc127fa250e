// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/bench_tab.h"

#include <algorithm>
#include <cmath>

#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include "core/base/files.h"
#include "core/methods/reward.h"
#include "views/runs/rollouts_model.h"
#include "views/shared/background/in_background.h"
#include "views/shared/plot/plot_curve.h"
#include "views/shared/theme/scroll.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int kHistogramHeight = 200, kLinesOfAnswer = 3;

QString oneLine(const std::string& text) { return QString::fromStdString(text.substr(0, 400)).simplified(); }

QPlainTextEdit* reader(const char* name, const QString& words) {
    auto* const text = new QPlainTextEdit;
    text->setObjectName(name);
    text->setAccessibleName(words);
    text->setReadOnly(true);
    text->setFont(theme::font(theme::TextStyle::Reading));
    return text;
}

}  // namespace

BenchTab::BenchTab(QString enginePath, QWidget* parent) : QWidget(parent), m_engine(std::move(enginePath)) {
    setObjectName("runs.bench");
    auto* const inner = new QWidget;
    auto* const outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, theme::kSpace12, 0, 0);
    outer->addWidget(theme::plainScroll(inner));
    auto* const layout = new QVBoxLayout(inner);
    layout->setContentsMargins(0, 0, theme::kSpace4, theme::kSpace16);
    layout->setSpacing(theme::kSpace12);
    auto* const head = new QHBoxLayout;
    head->setSpacing(theme::kSpace12);
    m_score = theme::button(tr("Score the held-out pairs"), "runs.bench.score", "", "play");
    m_summary = theme::label({}, "", true);
    m_summary->setObjectName("runs.bench.summary");
    m_progress = new theme::ProgressLine;
    m_progress->hide();
    head->addWidget(m_score);
    head->addWidget(m_summary, 1);
    head->addWidget(m_progress, 1);
    layout->addLayout(head);
    m_error = new theme::ErrorPanel;
    m_error->setObjectName("runs.bench.error");
    m_error->hide();
    layout->addWidget(m_error);
    layout->addWidget(m_results = makeResults(), 1);
    m_results->hide();
    layout->addWidget(makeAsk());
    layout->addStretch(1);
    connect(m_score, &QPushButton::clicked, this, &BenchTab::scorePairs);
    connect(m_progress, &theme::ProgressLine::cancelled, this, [this] { if (m_task) m_task->cancel(); });
}

bool BenchTab::isFor(const ShownRun& run) {
    if (methodOf(configOf(run)) != Reward::id || run.run.folder.empty()) return false;
    return run.run.state != store::RunState::Queued && run.run.state != store::RunState::Running;
}

void BenchTab::fillGroups(QVBoxLayout* inner) {
    auto* const title = theme::label(tr("Accuracy by length"));
    title->setFont(theme::font(theme::TextStyle::Emphasis));
    inner->addWidget(title);
    m_groups = new QGridLayout;
    m_groups->setHorizontalSpacing(theme::kSpace16);
    m_groups->setColumnStretch(0, 1);
    inner->addLayout(m_groups);
    inner->addStretch(1);
}

QWidget* BenchTab::makeResults() {
    auto* const results = new QWidget;
    auto* const column = new QVBoxLayout(results);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kSpace12);
    auto* const top = new QHBoxLayout;
    top->setSpacing(theme::kSpace12);
    m_histogram = new ScoreHistogram;
    m_histogram->setFixedHeight(kHistogramHeight);
    top->addWidget(m_histogram, 3);
    auto* const card = theme::frame("card");
    fillGroups(new QVBoxLayout(card));
    top->addWidget(card, 2);
    column->addLayout(top);
    auto* const actions = new QHBoxLayout;
    actions->setSpacing(theme::kSpace8);
    auto* const words = theme::label(tr("Worst disagreements with the labels"));
    words->setFont(theme::font(theme::TextStyle::Emphasis));
    actions->addWidget(words);
    actions->addStretch(1);
    actions->addWidget(m_open = theme::button(tr("Open in Data"), "runs.bench.open", "", "data"));
    actions->addWidget(m_tag = theme::button(tr("Tag for labelling"), "runs.bench.tag", "", "tag"));
    column->addLayout(actions);
    m_table = new QTableView;
    m_table->setObjectName("runs.bench.table");
    m_table->setAccessibleName(tr("Worst disagreements"));
    m_table->setModel(&m_disagreements);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(theme::kRowHeight);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setMinimumHeight(theme::kRowHeight * 6);
    auto* const splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    splitter->addWidget(makeTexts());
    column->addWidget(splitter, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &BenchTab::showPair);
    connect(m_tag, &QPushButton::clicked, this, [this] { emit tagAsked(selected()); });
    connect(m_open, &QPushButton::clicked, this, [this] { if (const auto pairs = selected(); !pairs.empty()) emit openAsked(pairs.front()); });
    return results;
}

QWidget* BenchTab::makeTexts() {
    auto* const texts = new QWidget;
    auto* const sides = new QGridLayout(texts);
    sides->setContentsMargins(0, 0, 0, 0);
    sides->addWidget(theme::label(tr("Labelled better"), "caption"), 0, 0);
    sides->addWidget(theme::label(tr("Labelled worse, scored higher"), "caption"), 0, 1);
    sides->addWidget(m_better = reader("runs.bench.better", tr("Labelled better")), 1, 0);
    sides->addWidget(m_worse = reader("runs.bench.worse", tr("Labelled worse")), 1, 1);
    texts->setMinimumHeight(theme::kRowHeight * 4);
    return texts;
}

QWidget* BenchTab::makeAsk() {
    auto* const card = theme::frame("card");
    auto* const column = new QVBoxLayout(card);
    column->setContentsMargins(theme::kSpace12, theme::kSpace8, theme::kSpace12, theme::kSpace12);
    column->setSpacing(theme::kSpace8);
    auto* const title = theme::label(tr("Score this text"));
    title->setFont(theme::font(theme::TextStyle::Emphasis));
    column->addWidget(title);
    m_question = new QLineEdit;
    m_question->setObjectName("runs.bench.question");
    m_question->setPlaceholderText(tr("What was asked"));
    m_question->setAccessibleName(m_question->placeholderText());
    m_answer = new QPlainTextEdit;
    m_answer->setObjectName("runs.bench.answer");
    m_answer->setPlaceholderText(tr("The answer to be scored"));
    m_answer->setAccessibleName(m_answer->placeholderText());
    m_answer->setTabChangesFocus(true);
    m_answer->setFixedHeight(m_answer->fontMetrics().lineSpacing() * kLinesOfAnswer + theme::kSpace16);
    column->addWidget(m_question);
    column->addWidget(m_answer);
    auto* const row = new QHBoxLayout;
    m_ask = theme::button(tr("Score"), "runs.bench.ask", "", "send");
    m_given = theme::label({}, "", true);
    m_given->setObjectName("runs.bench.given");
    row->addWidget(m_ask);
    row->addWidget(m_given, 1);
    column->addLayout(row);
    connect(m_ask, &QPushButton::clicked, this, &BenchTab::scoreText);
    return card;
}

void BenchTab::show(const ShownRun& run, const QString& readOnlyReason) {
    const bool isOther = run.run.id != m_run;
    m_run = run.run.id;
    m_readOnlyReason = readOnlyReason;
    m_folder = QString::fromStdString(run.run.folder);
    const Json& config = configOf(run);
    const Json model = config.is_object() && config.contains("model") && config["model"].is_object() ? config["model"].value("path", Json()) : Json();
    m_model = model.is_string() ? QString::fromStdString(model.get<std::string>()) : QString();
    if (isOther) {
        ++m_asked;
        m_task.reset();
        m_textTask.reset();
        m_bench.reset();
        m_results->hide();
        m_error->hide();
        m_progress->hide();
        m_summary->show();
        m_summary->setText(tr("The reward model judges the pairs that it has not learned from."));
        m_given->clear();
        m_ask->setEnabled(true);
    }
    const bool hasPairs = QFileInfo::exists(m_folder + QStringLiteral("/data/eval.jsonl")), hasModel = QFileInfo::exists(m_folder + QStringLiteral("/final"));
    m_score->setEnabled(hasPairs && hasModel && !m_task);
    m_score->setToolTip(!hasModel ? tr("The run has no result: it did not come to its end") : !hasPairs ? tr("The run held no rows out") : QString());
    if (!m_textTask) m_ask->setEnabled(hasModel);
    m_ask->setToolTip(hasModel ? tr("Loads the model for it; some seconds") : tr("The run has no result: it did not come to its end"));
    showPair();
}

// A model that was trained whole has its head itself.
QStringList BenchTab::arguments(const QString& rows) const {
    const QString result = m_folder + QStringLiteral("/final");
    const bool isAdapter = !QFileInfo::exists(result + QStringLiteral("/config.json"));
    QStringList list{QStringLiteral("score"), QStringLiteral("--model"), isAdapter ? m_model : result};
    if (isAdapter) list << QStringLiteral("--adapter") << result;
    return list << QStringLiteral("--data") << rows;
}

void BenchTab::scorePairs() {
    const QString rows = m_folder + QStringLiteral("/data/eval.jsonl");
    m_task = std::make_unique<EngineTask>(m_engine, arguments(rows));
    m_score->setEnabled(false);
    m_error->hide();
    m_summary->hide();
    m_progress->show();
    m_progress->setProgress(tr("Loading the reward model"), -1);
    m_progress->setCancellable(true);
    connect(m_task.get(), &EngineTask::line, this, [this, count = std::int64_t{0}](const Json&) mutable {
        m_progress->setProgress(tr("%1 rows scored").arg(theme::countInWords(++count)), -1);
    });
    connect(m_task.get(), &EngineTask::finished, this, [this, rows, asked = ++m_asked](const Result<std::vector<Json>>& scores) {
        m_task.release()->deleteLater();
        if (!scores) return take(fail(scores.error()));
        inBackground(this, [lines = *scores, file = rows.toStdString()] { return rewardBench(lines, file); }, [this, asked](Result<RewardBench> bench) {
            if (asked == m_asked) take(std::move(bench));
        });
    });
    m_task->start();
}

void BenchTab::take(Result<RewardBench> bench) {
    m_progress->hide();
    m_summary->show();
    m_score->setEnabled(true);
    m_error->setVisible(!bench);
    if (!bench) return m_error->showError(bench.error());
    m_bench = std::move(*bench);
    m_results->setVisible(!m_bench->pairs.empty());
    m_histogram->setBench(*m_bench);
    m_disagreements.setBench(*m_bench);
    showAccuracy();
    if (m_disagreements.rowCount() > 0) m_table->selectRow(0);
    showPair();
}

void BenchTab::showAccuracy() {
    const auto all = static_cast<std::int64_t>(m_bench->pairs.size()), right = m_bench->numRight();
    QString words = all == 0 ? tr("None of the held-out rows is a pair that can be judged.")
                             : tr("%1 of %2 held-out pairs right: %3").arg(theme::countInWords(right), theme::countInWords(all),
                                   valueInWords(PlotUnit::Share, static_cast<double>(right) / static_cast<double>(all)));
    if (m_bench->numOthers > 0) words += QStringLiteral("  \u00B7  ") + tr("%1 other rows").arg(theme::countInWords(m_bench->numOthers));
    m_summary->setText(words);
    while (QLayoutItem* const item = m_groups->takeAt(0)) {
        if (QWidget* const widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    const QString titles[] = {tr("Better is much longer"), tr("Better is longer"), tr("About as long"), tr("Better is shorter"), tr("Better is much shorter")};
    for (std::size_t i = 0; i < m_bench->byLength.size(); ++i) {
        const RewardBench::Group& group = m_bench->byLength[i];
        const int row = static_cast<int>(i);
        m_groups->addWidget(theme::label(titles[i]), row, 0);
        const double part = static_cast<double>(group.numRight) / static_cast<double>(std::max<std::int64_t>(group.numPairs, 1));
        auto* const share = theme::label(group.numPairs == 0 ? QStringLiteral("\u2013") : valueInWords(PlotUnit::Share, part));
        share->setObjectName(QStringLiteral("runs.bench.group.") + QString::fromStdString(group.id));
        share->setFont(theme::font(theme::TextStyle::Number));
        m_groups->addWidget(share, row, 1, Qt::AlignRight);
        m_groups->addWidget(theme::label(tr("of %1").arg(theme::countInWords(group.numPairs)), "muted"), row, 2, Qt::AlignRight);
    }
}

std::vector<BenchPair> BenchTab::selected() const {
    std::vector<BenchPair> pairs;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) pairs.push_back(m_disagreements.pairs()[static_cast<std::size_t>(index.row())]);
    return pairs;
}

void BenchTab::showPair() {
    const std::vector<BenchPair> pairs = selected();
    m_better->setPlainText(pairs.empty() ? QString() : QString::fromStdString(pairs.front().better));
    m_worse->setPlainText(pairs.empty() ? QString() : QString::fromStdString(pairs.front().worse));
    m_open->setEnabled(pairs.size() == 1);
    m_open->setToolTip(pairs.size() == 1 ? QString() : tr("Choose one pair"));
    m_tag->setEnabled(!pairs.empty() && m_readOnlyReason.isEmpty());
    m_tag->setText(pairs.size() > 1 ? tr("Tag %1 for labelling").arg(pairs.size()) : tr("Tag for labelling"));
    const QString what = pairs.empty() ? tr("Choose pairs first") : tr("Their rows get the tag %1, to be looked at again").arg(QLatin1String(kDisagreementTag));
    m_tag->setToolTip(m_readOnlyReason.isEmpty() ? what : m_readOnlyReason);
}

void BenchTab::scoreText() {
    if (!m_texts) m_texts = std::make_unique<QTemporaryDir>();
    const QString file = m_texts->filePath(QStringLiteral("text.jsonl"));
    if (m_answer->toPlainText().trimmed().isEmpty()) return m_given->setText(tr("Type an answer first."));
    const Json row = rowToScore(m_question->text().toStdString(), m_answer->toPlainText().toStdString());
    const Status written = writeFileDurably(file.toStdString(), dumpJson(row) + "\n");
    if (!written) return m_given->setText(theme::errorInWords(written.error()));
    m_textTask = std::make_unique<EngineTask>(m_engine, arguments(file));
    m_ask->setEnabled(false);
    m_given->setText(tr("Loading the reward model"));
    connect(m_textTask.get(), &EngineTask::finished, this, [this](const Result<std::vector<Json>>& scores) {
        m_textTask.release()->deleteLater();
        m_ask->setEnabled(true);
        if (!scores) return m_given->setText(theme::errorInWords(scores.error()));
        const Json& first = scores->empty() ? Json() : scores->front();
        const auto score = first.is_object() && first.contains("score") ? numberFromJson(first["score"]) : Result<double>(fail(ErrorCode::InvalidData, ""));
        m_given->setText(score ? tr("Score %1").arg(rewardInWords(*score)) : tr("The engine gave no score for it."));
    });
    m_textTask->start();
}

ScoreHistogram::ScoreHistogram(QWidget* parent) : AxesPlot("plot.reward_scores", tr("Scores"), tr("blue: better answers, orange: worse"), parent) {}

void ScoreHistogram::setBench(const RewardBench& bench) {
    m_bins = scoreBins(bench, numBins);
    m_most = 0;
    for (const auto* const counts : {&m_bins.chosen, &m_bins.rejected}) m_most = std::max(m_most, *std::max_element(counts->begin(), counts->end()));
    setAxes({m_bins.low, m_bins.high, tr("Score")}, {0, static_cast<double>(std::max<std::int64_t>(m_most, 1)) * 1.08, tr("Answers")});
}

void ScoreHistogram::paintInside(QPainter& painter, const QRectF& inside) {
    painter.setRenderHint(QPainter::Antialiasing, false);
    const double width = inside.width() / numBins;
    const auto paint = [&](const std::vector<std::int64_t>& counts, int series) {
        QColor color = theme::seriesColor(series);
        painter.setPen(color);
        color.setAlphaF(0.45F);
        painter.setBrush(color);
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const double height = inside.height() * static_cast<double>(counts[i]) / m_y.high;
            if (counts[i] > 0) painter.drawRect(QRectF(inside.left() + width * static_cast<double>(i), inside.bottom() - height, width - 1, height));
        }
    };
    paint(m_bins.rejected, 1);
    paint(m_bins.chosen, 0);
}

std::optional<AxesPlot::Under> ScoreHistogram::underMouse(const QPointF& at, const QRectF& inside) const {
    if (m_most == 0 || !inside.contains(at)) return std::nullopt;
    const auto bin = static_cast<std::size_t>(std::clamp(static_cast<int>((at.x() - inside.left()) / inside.width() * numBins), 0, numBins - 1));
    const double width = (m_bins.high - m_bins.low) / numBins, from = m_bins.low + static_cast<double>(bin) * width;
    return Under{tr("%1 to %2: %3 better answers, %4 worse ones").arg(rewardInWords(from), rewardInWords(from + width), theme::countInWords(m_bins.chosen[bin]),
                                                                       theme::countInWords(m_bins.rejected[bin])), 0};
}

void DisagreementsModel::setBench(const RewardBench& bench) {
    beginResetModel();
    m_pairs.clear();
    for (const BenchPair& pair : bench.pairs)
        if (pair.margin() <= 0 && m_pairs.size() < mostShown) m_pairs.push_back(pair);
    endResetModel();
}

int DisagreementsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_pairs.size()); }
int DisagreementsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : NumColumns; }

QVariant DisagreementsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
    const BenchPair& pair = m_pairs[static_cast<std::size_t>(index.row())];
    const bool isNumber = index.column() != Question;
    if (role == Qt::TextAlignmentRole) return QVariant((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::FontRole && isNumber) return theme::font(theme::TextStyle::Number);
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Margin: return rewardInWords(pair.margin());
        case Better: return rewardInWords(pair.chosen);
        case Worse: return rewardInWords(pair.rejected);
        default: return oneLine(pair.question);
    }
}

QVariant DisagreementsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section >= NumColumns) return {};
    if (role == Qt::TextAlignmentRole) return QVariant((section != Question ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    const QString titles[] = {tr("Margin"), tr("Better"), tr("Worse"), tr("Question")};
    return role == Qt::DisplayRole ? QVariant(titles[section]) : QVariant();
}

}  // namespace luthier
