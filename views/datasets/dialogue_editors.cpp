// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/dialogue_editors.h"

#include <limits>

#include <QFrame>

#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

QFrame* inCard(QWidget* content) {
    QFrame* const card = theme::frame("card");
    auto* const layout = new QVBoxLayout(card);
    layout->setContentsMargins(theme::kSpace12, theme::kSpace8, theme::kSpace12, theme::kSpace8);
    layout->addWidget(content);
    return card;
}

}  // namespace

ConversationEditor::ConversationEditor() {
    m_turns = addTurns({}, {});
    m_tools = new JsonText;
    m_tools->text()->setObjectName("row_tools");
    m_toolsPart = new FoldablePart(tr("Tools the dialogue may call"), m_tools);
    m_toolsPart->toggle()->setObjectName("fold_tools");
    column()->addWidget(m_toolsPart);
    connect(m_turns, &TurnColumn::edited, this, [this](const QString& title) {
        std::get<Conversation>(m_example.body).turns = m_turns->turns();
        change(title);
    });
    connect(m_tools, &JsonText::committed, this, [this](const Json& tools) {
        std::get<Conversation>(m_example.body).tools = tools;
        change(tr("Edit the tools"));
    });
}

void ConversationEditor::setExample(const Example& example) {
    m_example = example;
    const auto& conversation = std::get<Conversation>(example.body);
    m_turns->setTurns(conversation.turns);
    m_tools->setJson(conversation.tools);
    m_toolsPart->setVisible(!conversation.tools.empty());
}

void ConversationEditor::setReadOnly(bool isReadOnly) {
    RowEditor::setReadOnly(isReadOnly);
    m_tools->text()->setReadOnly(isReadOnly);
}

TextEditor::TextEditor() : m_text(new ReadingText) {
    m_text->setObjectName("row_text");
    m_text->setAccessibleName(tr("Text of the row"));
    m_text->setPlaceholderText(tr("Empty. Write here."));
    m_text->setHeightLimit(4000);
    column()->addWidget(inCard(m_text));
    connect(m_text, &ReadingText::committed, this, [this](const QString& text) {
        std::get<Text>(m_example.body).text = text.toStdString();
        change(tr("Edit the text"));
    });
}

void TextEditor::setExample(const Example& example) {
    const bool isSame = m_example.body.index() == example.body.index() && m_example.body == example.body;
    m_example = example;
    const QString text = QString::fromStdString(std::get<Text>(example.body).text);
    if (!isSame || m_text->plain().isEmpty()) m_text->setPlain(text);
}

void TextEditor::setReadOnly(bool isReadOnly) {
    RowEditor::setReadOnly(isReadOnly);
    m_text->setReadOnly(isReadOnly);
}

PromptEditor::PromptEditor() {
    m_prompt = addTurns(tr("Prompt"), tr(" of the prompt"));
    addTitle(tr("Reference"));
    column()->addWidget(theme::label(tr("What a checker compares the answer with, as JSON; null when there is none."), "caption", true));
    m_reference = new JsonText;
    m_reference->text()->setObjectName("row_reference");
    m_reference->text()->setAccessibleName(tr("Reference"));
    column()->addWidget(inCard(m_reference));
    connect(m_prompt, &TurnColumn::edited, this, [this](const QString& title) {
        std::get<Prompt>(m_example.body).prompt.turns = m_prompt->turns();
        change(title);
    });
    connect(m_reference, &JsonText::committed, this, [this](const Json& reference) {
        std::get<Prompt>(m_example.body).reference = reference;
        change(tr("Edit the reference"));
    });
}

void PromptEditor::setExample(const Example& example) {
    m_example = example;
    const auto& prompt = std::get<Prompt>(example.body);
    m_prompt->setTurns(prompt.prompt.turns);
    m_reference->setJson(prompt.reference);
}

void PromptEditor::setReadOnly(bool isReadOnly) {
    RowEditor::setReadOnly(isReadOnly);
    m_reference->text()->setReadOnly(isReadOnly);
}

}  // namespace luthier
