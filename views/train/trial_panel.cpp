// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train/trial_panel.h"

#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "views/shared/background/in_background.h"
#include "views/shared/form/field_editor.h"
#include "views/shared/text/row_encoding.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int kAfterMs = 150;                 // of the last key
constexpr int kLinesOfAnswer = 4;
constexpr qsizetype kMostCharacters = 20000;  // of an answer that is tried

QString number(double value) { return QLocale().toString(value, 'g', 4); }

// Tokens with the end token; without a tokenizer some four characters each.
std::int64_t tokensOf(const std::string& text, const RowEncoder* encoder) {
    if (encoder != nullptr)
        if (const auto encoded = encoder->tokenizer().encode(text, false)) return static_cast<std::int64_t>(encoded->ids.size()) + 1;
    return static_cast<std::int64_t>(text.size()) / 4 + 1;
}

}  // namespace

TrialPanel::TrialPanel(const QString& name, FetchPrompts fetch, RowEncoding& encoding)
    : m_fetch(std::move(fetch)), m_encoding(encoding), m_try(theme::button(tr("Try on three rows"), "", "", QStringLiteral("play"))),
      m_others(theme::button(tr("Other rows"), "", "quiet", QStringLiteral("refresh"))), m_words(theme::label({}, "muted", true)),
      m_note(theme::label({}, "caption", true)), m_list(new QVBoxLayout) {
    setObjectName(name);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kSpace8);
    auto* const head = new QHBoxLayout;
    head->setSpacing(theme::kSpace8);
    head->addWidget(m_try);
    head->addWidget(m_others);
    head->addWidget(m_words, 1);
    column->addLayout(head);
    m_list->setSpacing(theme::kSpace8);
    column->addLayout(m_list);
    column->addWidget(m_note);
    m_try->setObjectName(name + QStringLiteral(".button"));
    m_others->setObjectName(name + QStringLiteral(".others"));
    m_words->setObjectName(name + QStringLiteral(".words"));
    m_note->setObjectName(name + QStringLiteral(".note"));
    m_try->setToolTip(tr("Shows what each part says of three rows of the chosen data"));
    m_others->hide();
    m_note->hide();
    connect(m_try, &QPushButton::clicked, this, [this] { this->fetch(0); });
    connect(m_others, &QPushButton::clicked, this, [this] { this->fetch(m_skip + 3); });
    m_later.setSingleShot(true);
    m_later.setInterval(kAfterMs);
    connect(&m_later, &QTimer::timeout, this, &TrialPanel::compute);
    connect(&encoding, &RowEncoding::modelReady, &m_later, qOverload<>(&QTimer::start));
}

void TrialPanel::setParts(const Json& parts) {
    if (parts == m_parts) return;
    m_parts = parts;
    if (!m_rows.empty()) m_later.start();
}

void TrialPanel::fetch(std::int64_t skip) {
    m_words->setText(tr("Reading rows"));
    m_fetch(this, skip, [this, skip](Result<std::vector<Prompt>> prompts) {
        m_skip = skip;
        if (!prompts) m_words->setText(theme::errorInWords(prompts.error()));
        else if (prompts->empty()) m_words->setText(tr("The chosen data has no row that asks for an answer."));
        else take(*prompts);
    });
}

void TrialPanel::take(const std::vector<Prompt>& prompts) {
    for (const Row& row : m_rows) {
        m_list->removeWidget(row.widget);
        row.widget->hide();
        row.widget->deleteLater();
    }
    m_rows.clear();
    m_words->clear();
    for (const Prompt& prompt : prompts) addRow(prompt);
    m_try->hide();
    m_others->show();
    compute();
}

void TrialPanel::addRow(const Prompt& prompt) {
    const QString name = objectName() + QStringLiteral(".%1").arg(m_rows.size());
    Row row{theme::frame("sunken"), prompt, new QPlainTextEdit, new QGridLayout};
    auto* const column = new QVBoxLayout(row.widget);
    column->setContentsMargins(theme::kSpace12, theme::kSpace8, theme::kSpace12, theme::kSpace8);
    column->setSpacing(theme::kSpace8);
    const QString question = textOf(lastQuestion(prompt)).left(2000);
    auto* const asked = new theme::ElidedLabel(question.simplified(), "muted");
    asked->setToolTip(Qt::convertFromPlainText(question));
    column->addWidget(asked);
    auto* const line = new QHBoxLayout;
    line->setSpacing(theme::kSpace16);
    row.text->setObjectName(name + QStringLiteral(".answer"));
    row.text->setAccessibleName(tr("Answer to be judged"));
    row.text->setPlaceholderText(tr("Type an answer as the model might give it"));
    row.text->setPlainText(textOf(referenceAnswer(prompt)).left(kMostCharacters));
    row.text->setTabChangesFocus(true);
    row.text->setFixedHeight(row.text->fontMetrics().lineSpacing() * kLinesOfAnswer + theme::kSpace12);
    line->addWidget(row.text, 3);
    auto* const beside = new QVBoxLayout;
    row.numbers->setHorizontalSpacing(theme::kSpace12);
    row.numbers->setVerticalSpacing(theme::kSpace4);
    row.numbers->setColumnStretch(0, 1);
    beside->addLayout(row.numbers);
    beside->addStretch(1);
    line->addLayout(beside, 2);
    column->addLayout(line);
    m_list->addWidget(row.widget);
    connect(row.text, &QPlainTextEdit::textChanged, this, [this] { m_later.start(); });
    m_rows.push_back(row);
}

void TrialPanel::compute() {
    m_later.stop();
    if (m_rows.empty()) return;
    std::vector<TriedAnswer> answers;
    for (const Row& row : m_rows) answers.push_back({row.prompt, row.text->toPlainText().left(kMostCharacters).toStdString(), 0});
    inBackground(this, [parts = m_parts, answers, encoder = m_encoding.encoder()]() mutable {
        for (TriedAnswer& answer : answers) answer.numTokens = tokensOf(answer.text, encoder.get());
        return tryRewards(parts, answers);
    }, [this, asked = ++m_asked](const RewardTrial& trial) {
        if (asked == m_asked && trial.answers.size() == m_rows.size()) show(trial);
    });
}

void TrialPanel::show(const RewardTrial& trial) {
    QStringList notes;
    bool anyStandardized = false;
    for (const TriedPart& part : trial.parts) anyStandardized = anyStandardized || part.isStandardized;
    if (!trial.isWhole) notes += tr("The total is of the parts that can be computed here.");
    if (anyStandardized) notes += tr("Standardised parts count as they are here: their scale is that of a whole rollout.");
    if (!m_encoding.encoder()) notes += tr("Tokens are estimated until a model is chosen.");
    m_note->setText(notes.join(' '));
    m_note->setVisible(!notes.isEmpty());
    for (std::size_t i = 0; i < m_rows.size(); ++i) showNumbers(m_rows[i], trial, i);
    emit answered();
}

void TrialPanel::showNumbers(const Row& row, const RewardTrial& trial, std::size_t index) {
    while (QLayoutItem* const item = row.numbers->takeAt(0)) {
        if (QWidget* const widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    const auto addLine = [&](const QString& title, const QString& words, const QString& why, const char* look, const QString& name) {
        const int line = row.numbers->rowCount();
        auto* const label = new theme::ElidedLabel(title, look);
        auto* const value = theme::label(words, look);
        value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        value->setObjectName(name);
        value->setToolTip(why.isEmpty() ? QString() : Qt::convertFromPlainText(why));
        row.numbers->addWidget(label, line, 0);
        row.numbers->addWidget(value, line, 1);
        return std::pair{label, value};
    };
    const QString name = row.text->objectName().section('.', 0, -2);
    for (std::size_t i = 0; i < trial.parts.size(); ++i) {
        const TriedPart& part = trial.parts[i];
        const PartTrial& found = trial.answers[index][i];
        const QString place = QStringLiteral("%1.part%2").arg(name).arg(i);
        const QString title = part.weight == 1 ? textOf(part.name) : tr("%1 times %2").arg(textOf(part.name), number(part.weight));
        switch (found.kind) {
            case PartTrial::Kind::Number: addLine(title, number(found.value), {}, "", place); break;
            case PartTrial::Kind::Silent:
                addLine(title, QStringLiteral("\u2013"), tr("Says nothing of this answer, so it counts neither for nor against it"), "muted", place);
                break;
            case PartTrial::Kind::InTheRun:
                addLine(title, tr("in the run"), tr("Needs a model: the engine computes it in the run"), "muted", place);
                break;
            case PartTrial::Kind::Problem: addLine(title, tr("not usable"), textOf(found.note), "error", place); break;
        }
    }
    const std::optional<double> total = trial.totals[index];
    const auto [label, value] = addLine(tr("Total"), total ? number(*total) : QStringLiteral("\u2013"), {}, "", name + QStringLiteral(".total"));
    for (QLabel* const part : {static_cast<QLabel*>(label), value}) part->setFont(theme::font(theme::TextStyle::Emphasis));
}

}  // namespace luthier
