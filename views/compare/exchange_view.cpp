// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/exchange_view.h"

#include <QVBoxLayout>

#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

QString noteOf(const CompareAnswer& answer) {
    using State = CompareAnswer::State;
    switch (answer.state) {
        case State::Waiting: return ExchangeView::tr("waiting");
        case State::Streaming: return ExchangeView::tr("%n token(s)", nullptr, static_cast<int>(answer.numTokens));
        case State::Cancelled: return ExchangeView::tr("stopped after %n token(s)", nullptr, static_cast<int>(answer.numTokens));
        case State::Failed: return theme::errorInWords(answer.error);
        case State::Done: break;
    }
    QString words = ExchangeView::tr("%n token(s)", nullptr, static_cast<int>(answer.numTokens));
    if (answer.finishReason == "length") words += ExchangeView::tr(" · cut at the longest answer");
    if (!answer.fingerprint.isEmpty()) words += ExchangeView::tr(" · weights %1").arg(answer.fingerprint.left(8));
    return words;
}

}  // namespace

ExchangeView::ExchangeView(std::size_t index, QWidget* parent) : QFrame(parent), m_index(index) {
    setObjectName(QString("exchange.%1").arg(index));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, theme::kSpace8);
    column->setSpacing(theme::kSpace8);
    QFrame* const bubble = theme::frame("sunken");
    auto* const asked = new QHBoxLayout(bubble);
    asked->setContentsMargins(theme::kSpace12, theme::kSpace8, theme::kSpace8, theme::kSpace8);
    asked->setSpacing(theme::kSpace8);
    auto* const who = new QLabel;
    who->setPixmap(theme::iconPixmap("user", theme::colors().muted, 18, devicePixelRatioF()));
    asked->addWidget(who, 0, Qt::AlignTop);
    m_prompt = theme::label({}, "", true);
    m_prompt->setObjectName("exchange.prompt");
    m_prompt->setTextInteractionFlags(Qt::TextSelectableByMouse);
    asked->addWidget(m_prompt, 1);
    const QString help = tr("Edit this question and ask again; what stands here now is kept under “Earlier comparisons”");
    QToolButton* const edit = theme::iconButton("edit", help, "exchange.edit");
    connect(edit, &QToolButton::clicked, this, [this] { emit editWanted(m_index); });
    asked->addWidget(edit, 0, Qt::AlignTop);
    column->addWidget(bubble);
    m_row = new QHBoxLayout;
    m_row->setSpacing(theme::kSpace12);
    column->addLayout(m_row);
}

ExchangeView::Cell& ExchangeView::cellOf(int pane) {
    const auto found = m_cells.find(pane);
    if (found != m_cells.end()) return found->second;
    Cell cell{theme::frame("card"), new AnswerText, theme::label({}, "caption", true)};
    auto* const column = new QVBoxLayout(cell.frame);
    column->setContentsMargins(theme::kSpace12, theme::kSpace12, theme::kSpace12, theme::kSpace8);
    column->setSpacing(theme::kSpace8);
    column->addWidget(cell.text);
    column->addStretch(1);
    column->addWidget(cell.note);
    cell.text->setObjectName(QString("answer.%1").arg(pane));
    cell.note->setObjectName(QString("note.%1").arg(pane));
    return m_cells.emplace(pane, cell).first->second;
}

void ExchangeView::showExchange(const CompareExchange& exchange, const std::vector<ComparePane>& panes, int reference) {
    m_prompt->setText(exchange.prompt);
    std::map<int, Cell> kept;
    for (const ComparePane& pane : panes) kept[pane.id] = cellOf(pane.id);
    for (auto& [pane, cell] : m_cells)
        if (!kept.contains(pane)) delete cell.frame;
    m_cells = std::move(kept);
    for (const ComparePane& pane : panes) {
        m_row->removeWidget(m_cells[pane.id].frame);
        m_row->addWidget(m_cells[pane.id].frame, 1);
    }
    fillAll(exchange, panes, reference);
}

void ExchangeView::showAnswer(const CompareExchange& exchange, int pane, const std::vector<ComparePane>& panes, int reference) {
    if (!m_cells.contains(pane)) return;
    const auto answer = exchange.answers.find(pane);
    // While text streams in, marks would flicker from word to word.
    if (answer != exchange.answers.end() && answer->second.state == CompareAnswer::State::Streaming) fill(exchange, pane);
    else fillAll(exchange, panes, reference);
}

void ExchangeView::fill(const CompareExchange& exchange, int pane) {
    const Cell& cell = m_cells.at(pane);
    const auto found = exchange.answers.find(pane);
    if (found == exchange.answers.end()) {
        cell.text->showText({});
        cell.note->setText(tr("not asked"));
        return;
    }
    cell.text->showText(found->second.text);
    cell.note->setText(noteOf(found->second));
    const bool isFailed = found->second.state == CompareAnswer::State::Failed;
    if ((cell.note->property("look") == "error") != isFailed) theme::setLook(cell.note, isFailed ? "error" : "caption");
}

// Each pane against the reference, which itself stays as it is.
void ExchangeView::fillAll(const CompareExchange& exchange, const std::vector<ComparePane>& panes, int reference) {
    const auto answerOf = [&](int pane) {
        const auto answer = exchange.answers.find(pane);
        return answer == exchange.answers.end() ? nullptr : &answer->second;
    };
    const auto isWhole = [](const CompareAnswer* answer) {
        return answer && answer->state != CompareAnswer::State::Waiting && answer->state != CompareAnswer::State::Streaming && !answer->text.isEmpty();
    };
    const CompareAnswer* const base = answerOf(reference);
    for (const ComparePane& pane : panes) {
        fill(exchange, pane.id);
        const CompareAnswer* const answer = answerOf(pane.id);
        if (pane.id == reference || !isWhole(base) || !isWhole(answer)) continue;
        const WordDiff diff = wordDiff(base->text, answer->text);
        const Cell& cell = m_cells.at(pane.id);
        cell.text->showDifferences(answer->text, base->text, diff);
        if (diff.differThroughout) cell.note->setText(cell.note->text() + tr(" · differs throughout"));
        else if (diff.tooLong) cell.note->setText(cell.note->text() + tr(" · too long to mark differences"));
        else if (diff.added.empty() && diff.removed.empty()) cell.note->setText(cell.note->text() + tr(" · the same words"));
    }
}

}  // namespace luthier
