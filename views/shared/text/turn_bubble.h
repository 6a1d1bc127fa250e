// SPDX-License-Identifier: GPL-3.0-or-later
// One turn of a dialogue as a bubble: role and name, thinking and tool calls that fold, text that is edited in place, and what can be done with it.
// Thread: GUI.
#pragma once

#include <cstdint>

#include <QAction>
#include <QFrame>
#include <QMenu>
#include <QVBoxLayout>

#include "core/rows/example.h"
#include "views/shared/text/foldable_part.h"
#include "views/shared/text/reading_text.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

QString roleInWords(Role role);

enum class TurnAction { MoveUp, MoveDown, Split, Merge, Delete };

class TurnBubble : public QFrame {
    Q_OBJECT
public:
    TurnBubble(const Turn& turn, std::size_t index, std::size_t numTurns, bool isReadOnly, QWidget* parent = nullptr);
    const Turn& turn() const { return m_turn; }
    ReadingText* text() const { return m_text; }
    // The same turn with another text (an undo): shown in place. False where the bubble has to be made anew.
    bool takeText(const Turn& turn);
    // Where the cursor stands in all of the text.
    qsizetype cursor() const;
    // The turn with what is being typed.
    Turn current() const;

signals:
    // hasOtherParts: the bubble has to be made anew.
    void changed(const luthier::Turn& turn, const QString& title, bool hasOtherParts);
    void asked(luthier::TurnAction action);

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void addHeader();
    void addText();
    void addThinking();
    void addToolCall(std::size_t at);
    void addDetails();
    void makeActions();
    void addAction(const QString& title, const char* icon, const char* name, const QKeySequence& key, TurnAction action, const QString& whyNot);
    void makeButtons();
    void showButtons(bool show);
    void showMenu(const QPoint& at);
    void addPartsTo(QMenu& menu);
    void setRole(Role role);
    void change(const Turn& turn, const QString& title, bool hasOtherParts = false);
    void showFacts();
    QString named(const QString& what) const;

    Turn m_turn;
    std::size_t m_index, m_numTurns;
    bool m_isReadOnly, m_isCut = false, m_isFocused = false;
    QVBoxLayout* m_layout;
    class QHBoxLayout* m_header = nullptr;
    QWidget* m_buttons = nullptr;
    theme::ElidedLabel* m_caption = nullptr;
    ReadingText* m_text = nullptr;
    FoldablePart *m_thinking = nullptr, *m_details = nullptr;
    QList<QAction*> m_actions;
};

}  // namespace luthier
