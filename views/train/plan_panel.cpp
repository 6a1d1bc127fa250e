// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train/plan_panel.h"

#include <algorithm>

#include <QGridLayout>
#include <QLocale>

#include "views/shared/form/field_editor.h"
#include "views/shared/theme/decimals.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/scroll.h"
#include "views/shared/theme/theme.h"
#include "views/train/run_draft.h"

namespace luthier {

namespace {

constexpr int kMostProblems = 12;

QVBoxLayout* column(QWidget* parent, int margin, int spacing) {
    auto* const layout = new QVBoxLayout(parent);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(spacing);
    return layout;
}

void clear(QVBoxLayout* layout) {
    while (QLayoutItem* const item = layout->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

QString bytes(std::int64_t count) { return theme::bytesInWords(static_cast<double>(count)); }

// A line that leads somewhere: text as long as it is, in the look of a link.
QPushButton* link(const QString& text, const QString& name) {
    auto* const button = theme::button(QString(text).replace('&', QStringLiteral("&&")), "", "quiet");
    button->setObjectName(name);
    button->setToolTip({});
    return button;
}

}  // namespace

PlanPanel::PlanPanel(QWidget* below) {
    auto* const layout = column(this, 0, theme::kSpace12);
    auto* const inside = new QWidget;
    auto* const list = column(inside, 0, theme::kSpace12);
    m_hint = theme::frame("card");
    auto* const hint = column(m_hint, theme::kCardPadding, theme::kSpace8);
    hint->addWidget(m_hintTitle = theme::label({}, "section", true));
    hint->addWidget(m_hintText = theme::label({}, "muted", true));
    m_hint->setObjectName(QStringLiteral("train.hint"));
    m_problems = theme::frame("failed");
    m_problems->setObjectName(QStringLiteral("train.problems"));
    auto* const problems = column(m_problems, theme::kSpace12, theme::kSpace4);
    problems->addWidget(m_problemTitle = theme::label({}, ""));
    m_problemTitle->setFont(theme::font(theme::TextStyle::Emphasis));
    problems->addLayout(m_problemList = new QVBoxLayout);
    m_problemList->setSpacing(0);
    list->addWidget(m_problems);
    list->addWidget(m_hint);
    list->addWidget(makePlan());
    list->addWidget(below);
    list->addStretch(1);
    auto* const scroll = theme::plainScroll(inside);
    scroll->setFocusPolicy(Qt::NoFocus);
    layout->addWidget(scroll, 1);
    layout->addWidget(makeFoot());
    m_problems->hide();
    m_plan->hide();
}

QWidget* PlanPanel::makePlan() {
    m_plan = theme::frame("card");
    m_plan->setObjectName(QStringLiteral("train.plan"));
    auto* const layout = column(m_plan, theme::kCardPadding, theme::kSpace12);
    auto* const verdict = new QHBoxLayout;
    verdict->setSpacing(theme::kSpace8);
    verdict->addWidget(m_verdictIcon = new QLabel, 0, Qt::AlignTop);
    verdict->addWidget(m_verdict = theme::label({}, "section", true), 1);
    m_verdict->setObjectName(QStringLiteral("train.verdict"));
    layout->addLayout(verdict);
    layout->addWidget(m_verdictDetail = theme::label({}, "muted", true));
    layout->addWidget(m_bar = new MemoryBar);
    m_changes = theme::frame("strip");
    m_changes->setObjectName(QStringLiteral("train.changes"));
    auto* const changes = column(m_changes, theme::kSpace12, theme::kSpace4);
    auto* const title = theme::label(tr("What would make it fit"), "");
    title->setFont(theme::font(theme::TextStyle::Emphasis));
    changes->addWidget(title);
    changes->addLayout(m_changeList = new QVBoxLayout);
    layout->addWidget(m_changes);
    layout->addWidget(theme::frame("line"));
    auto* const numbers = new QGridLayout;
    numbers->setHorizontalSpacing(theme::kSpace16);
    numbers->setVerticalSpacing(theme::kSpace4);
    const std::pair<const char*, QString> titles[] = {{"time", tr("Time")}, {"steps", tr("Steps")}, {"speed", tr("Speed")},
                                                      {"trained", tr("Trained")}, {"rows", tr("Rows")}, {"disk", tr("Disk")}};
    for (int i = 0; i < 6; ++i) {
        const int row = 3 * (i / 3), at = i % 3;
        numbers->addWidget(theme::label(titles[i].second, "caption"), row, at);
        auto* const value = theme::label({}, "section");
        value->setObjectName(QStringLiteral("train.plan.") + QLatin1String(titles[i].first));
        value->setAccessibleDescription(titles[i].second);
        numbers->addWidget(value, row + 1, at);
        numbers->setColumnStretch(at, 1);
        m_numbers[titles[i].first] = value;
    }
    numbers->setRowMinimumHeight(2, theme::kSpace8);
    layout->addLayout(numbers);
    layout->addWidget(m_notes = theme::label({}, "caption", true));
    m_notes->setObjectName(QStringLiteral("train.notes"));
    auto* const rates = new QHBoxLayout;
    rates->addWidget(m_rates = theme::label({}, "caption", true), 1);
    rates->addWidget(m_measure = theme::button(tr("Measure"), "train.measure", "quiet"));
    m_measure->setToolTip(tr("The engine multiplies a few matrices, which takes some seconds"));
    layout->addLayout(rates);
    connect(m_measure, &QPushButton::clicked, this, &PlanPanel::measureAsked);
    return m_plan;
}

QWidget* PlanPanel::makeFoot() {
    auto* const foot = new QWidget;
    auto* const layout = column(foot, 0, theme::kSpace4);
    layout->addWidget(m_why = theme::label({}, "muted", true));
    m_why->setObjectName(QStringLiteral("train.why"));
    layout->addWidget(m_busy = new theme::ProgressLine);
    m_busy->setCancellable(false);
    m_busy->hide();
    auto* const row = new QHBoxLayout;
    row->setSpacing(theme::kSpace8);
    row->addWidget(m_start = theme::button(tr("Start training"), "train.start", "accent"), 1);
    row->addWidget(m_queue = theme::button(tr("Add to queue"), "train.enqueue", "", QStringLiteral("queue")));
    layout->addLayout(row);
    connect(m_start, &QPushButton::clicked, this, &PlanPanel::startAsked);
    connect(m_queue, &QPushButton::clicked, this, &PlanPanel::queueAsked);
    return foot;
}

void PlanPanel::showHint(const QString& title, const QString& text) {
    m_plan->hide();
    m_hint->show();
    m_hintTitle->setText(title);
    m_hintText->setText(text);
}

void PlanPanel::showAnswer(const PlanAnswer& answer) {
    if (!answer.plan) {
        if (answer.numRowsRead > 0 && answer.numTrainRows == 0)
            return showHint(tr("No row is left to train on"),
                            tr("Of %1 rows: %2.").arg(theme::countInWords(answer.numRowsRead), refusedInWords(answer.refused)));
        if (answer.isReading) return showHint(tr("Counting tokens\u2026"), tr("The rows are read with the model's tokenizer; the plan follows in a moment."));
        return showHint(tr("No plan yet"), tr("The data has no rows."));
    }
    m_hint->hide();
    m_plan->show();
    showVerdict(answer);
    showNumbers(answer);
    showNotes(answer);
    showChanges(answer.plan->changes);
}

void PlanPanel::showVerdict(const PlanAnswer& answer) {
    const Plan& plan = *answer.plan;
    const theme::Colors& colors = theme::colors();
    const bool isKnown = plan.roomBytes != INT64_MAX;
    const QString needs = bytes(plan.peakBytes), where = answer.onGpu ? tr("GPU memory") : tr("memory");
    const QString icon = plan.fits ? QStringLiteral("check") : QStringLiteral("warning");
    m_verdictIcon->setPixmap(theme::iconPixmap(icon, plan.fits ? colors.done : colors.failed, 18, devicePixelRatioF()));
    if (!plan.countable) m_verdict->setText(tr("Too large for any machine"));
    else if (!isKnown) m_verdict->setText(tr("Needs %1 of %2").arg(needs, where));
    else m_verdict->setText(plan.fits ? tr("Fits: %1 of %2").arg(needs, where) : tr("Does not fit: %1 of %2").arg(needs, where));
    const std::int64_t total = answer.room.totalBytes == INT64_MAX ? 0 : answer.room.totalBytes;
    const std::int64_t others = total == 0 ? 0 : std::max<std::int64_t>(0, total - answer.room.availableBytes);
    QString detail = tr("%1 are free of %2").arg(bytes(plan.roomBytes), bytes(total));
    if (!isKnown) detail = tr("How much there is will be known when the engine has measured.");
    if (answer.room.limitedByGroup) detail += tr(", which this program's group is allowed");
    m_verdictDetail->setText(detail);
    m_bar->setShares(memoryShares(plan.peak()), others, total);
}

void PlanPanel::showNumbers(const PlanAnswer& answer) {
    const Plan& plan = *answer.plan;
    const QString about = answer.isReading || answer.isRough ? tr("about ") : QString();
    number("time")->setText(about + theme::secondsInWords(plan.seconds));
    number("steps")->setText(about + theme::countInWords(plan.work.numSteps));
    number("speed")->setText(tr("%1 tokens/s").arg(theme::countInWords(static_cast<std::int64_t>(plan.tokensPerSecond))));
    const double share = plan.numParameters > 0 ? 100.0 * static_cast<double>(plan.numTrained) / static_cast<double>(plan.numParameters) : 0;
    number("trained")->setText(share >= 10 ? tr("%1 %").arg(QLocale().toString(share, 'f', 0)) : tr("%1 %").arg(QLocale().toString(share, 'g', 2)));
    number("trained")->setToolTip(tr("%1 of %2 parameters").arg(theme::countInWords(plan.numTrained), theme::countInWords(plan.numParameters)));
    number("rows")->setText(theme::countInWords(answer.numTrainRows));
    number("disk")->setText(bytes(plan.diskBytes));
}

void PlanPanel::showNotes(const PlanAnswer& answer) {
    const Plan& plan = *answer.plan;
    QStringList notes;
    if (answer.isReading) notes += tr("Counted so far: %1 of %2 rows.").arg(theme::countInWords(answer.numRowsRead), theme::countInWords(answer.numRowsInAll));
    notes += answer.numEvalRows == 0   ? tr("No row is held out, so there is no held-out loss.")
             : answer.numEvalRows == 1 ? tr("1 row is held out.")
                                       : tr("%1 rows are held out.").arg(theme::countInWords(answer.numEvalRows));
    if (answer.numTruncated > 0) notes += tr("Longer than the limit and cut: %1.").arg(theme::countInWords(answer.numTruncated));
    if (!answer.refused.empty()) notes += tr("Not used: %1.").arg(refusedInWords(answer.refused));
    if (answer.freeDiskBytes >= 0 && plan.diskBytes > answer.freeDiskBytes) notes += tr("The disk has only %1 free.").arg(bytes(answer.freeDiskBytes));
    notes += tr("Computed in %1, threads: %2.").arg(plan.dtype == "bfloat16" ? tr("16 bit") : tr("32 bit")).arg(plan.numThreads);
    m_notes->setText(notes.join(' '));
    m_rates->setText(plan.ratesMeasured ? tr("Time and speed: from what was measured on this machine.")
                                        : tr("Time and speed are assumed from a usual processor, not measured here."));
    m_measure->setText(plan.ratesMeasured ? tr("Measure again") : tr("Measure"));
}

void PlanPanel::showChanges(const std::vector<PlannedChange>& changes) {
    clear(m_changeList);
    m_changes->setVisible(!changes.empty());
    int index = 0;
    for (const PlannedChange& change : changes) {
        QStringList settings;
        for (const auto& [key, value] : change.settings.items())
            settings += labelOf(key) + QStringLiteral(": ") +
                        (value.is_string() ? textOf(value.get<std::string>()) : theme::decimalInWords(textOf(dumpJson(value))));
        auto* const line = new QWidget;
        auto* const row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(theme::kSpace8);
        auto* const button = theme::button(settings.join(QStringLiteral(", ")), "");
        button->setObjectName(QStringLiteral("train.change.%1").arg(index++));
        row->addWidget(button);
        const QString needs = change.fits ? tr("needs %1").arg(bytes(change.peakBytes)) : tr("the least: %1").arg(bytes(change.peakBytes));
        auto* const words = new theme::ElidedLabel(needs + QStringLiteral(" \u00B7 ") + coreText(change.words), "muted");
        row->addWidget(words, 1);
        m_changeList->addWidget(line);
        connect(button, &QPushButton::clicked, this, [this, wanted = change.settings] { emit changeAsked(wanted); });
    }
}

void PlanPanel::setProblems(const std::vector<Problem>& problems, const std::vector<std::string>& unknownKeys) {
    clear(m_problemList);
    m_problems->setVisible(!problems.empty());
    m_problemTitle->setText(problems.size() == 1 ? tr("One thing to put right") : tr("%1 things to put right").arg(problems.size()));
    int index = 0;
    for (const Problem& problem : problems) {
        if (index == kMostProblems) {
            m_problemList->addWidget(theme::label(tr("and %1 more").arg(problems.size() - kMostProblems), "muted"));
            break;
        }
        const bool isUnknown = std::find(unknownKeys.begin(), unknownKeys.end(), problem.key) != unknownKeys.end();
        auto* const line = new QWidget;
        auto* const row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(theme::kSpace8);
        const QString hint = problem.hint.empty() ? QString() : QStringLiteral(" \u2013 ") + coreText(problem.hint);
        auto* const words = theme::label(problemInWords(problem) + hint, "", true);
        const QString where = isUnknown ? tr("Take out \"%1\"").arg(textOf(problem.key)) : labelOf(problem.key);
        auto* const button = link(where, QStringLiteral("train.problem.%1").arg(index++));
        row->addWidget(button, 0, Qt::AlignTop);
        row->addWidget(words, 1);
        words->setMinimumHeight(theme::kControlHeight);
        m_problemList->addWidget(line);
        const QString key = textOf(problem.key);
        connect(button, &QPushButton::clicked, this, [this, key, isUnknown] {
            if (isUnknown) emit removalAsked(key);
            else emit fieldAsked(key);
        });
    }
}

void PlanPanel::setReasons(const QString& whyNoStart, const QString& whyNoQueue) {
    m_start->setEnabled(whyNoStart.isEmpty());
    m_start->setToolTip(whyNoStart);
    m_queue->setEnabled(whyNoQueue.isEmpty());
    m_queue->setToolTip(whyNoQueue.isEmpty() ? tr("Runs of the queue start one after the other") : whyNoQueue);
    m_why->setText(whyNoStart);
    m_why->setVisible(!whyNoStart.isEmpty());
}

void PlanPanel::setBusy(const QString& words) {
    m_busy->setVisible(!words.isEmpty());
    if (!words.isEmpty()) m_busy->setProgress(words, -1);
}

void PlanPanel::setMeasuring(bool measuring) {
    m_measure->setEnabled(!measuring);
    m_measure->setToolTip(measuring ? tr("The engine is measuring") : tr("The engine multiplies a few matrices, which takes some seconds"));
    if (measuring) m_measure->setText(tr("Measuring\u2026"));
}

}  // namespace luthier
