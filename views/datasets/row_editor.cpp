// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/row_editor.h"

#include "views/datasets/dialogue_editors.h"
#include "views/datasets/preference_editors.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

RowEditor::RowEditor(QWidget* parent) : QScrollArea(parent) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    theme::setLook(this, "plain");
    auto* const content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, theme::kSpace8, theme::kSpace8, theme::kSpace16);
    m_column->setSpacing(theme::kSpace8);
    m_column->setAlignment(Qt::AlignTop);
    setWidget(content);
}

void RowEditor::setReadOnly(bool isReadOnly) {
    m_isReadOnly = isReadOnly;
    for (TurnColumn* turns : findChildren<TurnColumn*>()) turns->setReadOnly(isReadOnly);
}

void RowEditor::commit() {
    for (ReadingText* text : findChildren<ReadingText*>()) text->commit();
}

QLabel* RowEditor::addTitle(const QString& title) {
    QLabel* const label = theme::label(title);
    label->setFont(theme::font(theme::TextStyle::Emphasis));
    m_column->addWidget(label);
    return label;
}

TurnColumn* RowEditor::addTurns(const QString& title, const QString& place) {
    if (!title.isEmpty()) addTitle(title);
    auto* const turns = new TurnColumn;
    turns->setPlace(place);
    m_column->addWidget(turns);
    connect(turns, &TurnColumn::pageShown, this, [this, turns] { ensureVisible(0, turns->y()); });
    return turns;
}

std::unique_ptr<RowEditor> makeRowEditor(RowKind kind) {
    switch (kind) {
        case RowKind::Text: return std::make_unique<TextEditor>();
        case RowKind::Conversation: return std::make_unique<ConversationEditor>();
        case RowKind::Pair: return std::make_unique<PairEditor>();
        case RowKind::Ranking: return std::make_unique<RankingEditor>();
        case RowKind::Scored: return std::make_unique<ScoredEditor>();
        case RowKind::Prompt: return std::make_unique<PromptEditor>();
    }
    return nullptr;
}

QString rowKindInWords(RowKind kind) {
    switch (kind) {
        case RowKind::Text: return RowEditor::tr("Text");
        case RowKind::Conversation: return RowEditor::tr("Chat");
        case RowKind::Pair: return RowEditor::tr("Pair");
        case RowKind::Ranking: return RowEditor::tr("Ranking");
        case RowKind::Scored: return RowEditor::tr("Score");
        case RowKind::Prompt: return RowEditor::tr("Prompt");
    }
    return {};
}

}  // namespace luthier
