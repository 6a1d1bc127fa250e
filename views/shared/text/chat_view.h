// SPDX-License-Identifier: GPL-3.0-or-later
// The turns of a dialogue as bubbles that are edited in place. Long dialogues come in pages and a page is built in slices, so 10,000 turns open at once.
// TurnColumn is the column without a scroll area, for editors that stack several; ChatView scrolls one. Thread: GUI.
#pragma once

#include <optional>
#include <vector>

#include <QAbstractButton>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/rows/example.h"
#include "views/shared/text/turn_bubble.h"

namespace luthier {

class TurnColumn : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t turnsPerPage = 40;
    explicit TurnColumn(QWidget* parent = nullptr);

    // Equal turns change nothing, so what is being looked at stays where it is.
    void setTurns(std::vector<Turn> turns);
    const std::vector<Turn>& turns() const { return m_turns; }
    void setReadOnly(bool isReadOnly);
    // Words behind the title of every edit: "Edit turn 1" + " of answer A".
    void setPlace(const QString& place) { m_place = place; }
    // What is being typed becomes an edit.
    void commit();
    std::size_t numPages() const { return (m_turns.size() + turnsPerPage - 1) / turnsPerPage; }
    std::size_t page() const { return m_page; }
    void showPage(std::size_t page);
    TurnBubble* bubble(std::size_t turn) const;   // nullptr when it is on another page, or not built yet

signals:
    void edited(const QString& title);            // turns() is new
    void pageShown();

private:
    void rebuild(std::size_t from);               // bubbles from this turn on
    void buildSlice();
    void addBubble(std::size_t turn);
    void replaceBubble(std::size_t turn);
    void connectBubble(TurnBubble* bubble, std::size_t turn);
    void dropBubbles(std::size_t keep);
    void addGap(std::size_t before);
    void perform(TurnAction action, std::size_t turn);
    void insertTurn(std::size_t at);
    void applied(const QString& title, std::size_t from, std::size_t focus);
    void updatePager();
    QWidget* makePager();

    std::vector<Turn> m_turns;
    QString m_place;
    std::size_t m_page = 0;
    std::vector<TurnBubble*> m_bubbles;            // of the page, as far as they are built
    std::optional<std::size_t> m_focusWhenBuilt;
    bool m_isReadOnly = false, m_isSlicePending = false;
    QVBoxLayout* m_column;                         // per turn: gap, bubble; then a last gap
    QWidget* m_pager = nullptr;
    QLabel* m_pagerWords = nullptr;
    QToolButton *m_previous = nullptr, *m_next = nullptr;
    class QSpinBox* m_goTo = nullptr;
    QLabel* m_empty;
    QPushButton* m_add;
};

class ChatView : public QScrollArea {
    Q_OBJECT
public:
    explicit ChatView(QWidget* parent = nullptr);
    TurnColumn* column() const { return m_turns; }

private:
    TurnColumn* m_turns;
};

// The place between two turns where one can be put in. Thread: GUI.
class TurnGap : public QAbstractButton {
    Q_OBJECT
public:
    explicit TurnGap(std::size_t before, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
};

}  // namespace luthier
