// SPDX-License-Identifier: GPL-3.0-or-later
// Editors of rows with one line of text or turns: dialogues, plain text, prompts. Thread: GUI.
#pragma once

#include "views/datasets/row_editor.h"

namespace luthier {

class ConversationEditor : public RowEditor {
    Q_OBJECT
public:
    ConversationEditor();
    void setExample(const Example& example) override;
    void setReadOnly(bool isReadOnly) override;

private:
    TurnColumn* m_turns;
    FoldablePart* m_toolsPart;
    JsonText* m_tools;
};

class TextEditor : public RowEditor {
    Q_OBJECT
public:
    TextEditor();
    void setExample(const Example& example) override;
    void setReadOnly(bool isReadOnly) override;

private:
    ReadingText* m_text;
};

class PromptEditor : public RowEditor {
    Q_OBJECT
public:
    PromptEditor();
    void setExample(const Example& example) override;
    void setReadOnly(bool isReadOnly) override;

private:
    TurnColumn* m_prompt;
    JsonText* m_reference;
};

}  // namespace luthier
