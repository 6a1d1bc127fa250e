// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/text/chat_view.h"

#include <QElapsedTimer>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <gtest/gtest.h>

#include "views/shared/theme/theme.h"

namespace luthier {
namespace {

Turn turnOf(Role role, const std::string& text) {
    Turn turn;
    turn.role = role;
    turn.text = text;
    return turn;
}

struct Chat {
    ChatView view;
    TurnColumn& column;
    QStringList titles;
    explicit Chat(std::vector<Turn> turns) : column(*view.column()) {
        theme::Theme::instance().setChoice(theme::Choice::Light);
        view.resize(440, 700);
        column.setTurns(std::move(turns));
        view.show();
        QObject::connect(&column, &TurnColumn::edited, &view, [this](const QString& title) { titles << title; });
        settle();
    }
    void settle() {
        for (int i = 0; i < 200; ++i) {
            QApplication::processEvents();
            if (column.turns().empty() || column.bubble(std::min(column.turns().size(), (column.page() + 1) * TurnColumn::turnsPerPage) - 1)) break;
        }
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QApplication::processEvents();
    }
    ReadingText* text(std::size_t turn) { return column.bubble(turn)->text(); }
    void trigger(std::size_t turn, const char* action) {
        column.bubble(turn)->findChild<QAction*>(action)->trigger();
        settle();
    }
};

std::vector<Turn> sample() { return {turnOf(Role::User, "How?"), turnOf(Role::Assistant, "Like this. And that."), turnOf(Role::User, "Thanks")}; }

TEST(ChatView, TypingBecomesOneEditWhenTheTextIsLeft) {
    Chat chat(sample());
    chat.text(1)->setFocus();
    chat.text(1)->moveCursor(QTextCursor::End);
    QTest::keyClicks(chat.text(1), " Done");
    EXPECT_TRUE(chat.titles.empty());
    chat.column.commit();
    ASSERT_EQ(chat.titles, QStringList{"Edit turn 2"});
    EXPECT_EQ(chat.column.turns()[1].text, "Like this. And that. Done");
}

TEST(ChatView, EscapeTakesBackWhatWasTyped) {
    Chat chat(sample());
    chat.text(0)->setFocus();
    QTest::keyClicks(chat.text(0), "xyz");
    QTest::keyClick(chat.text(0), Qt::Key_Escape);
    chat.column.commit();
    EXPECT_TRUE(chat.titles.empty());
    EXPECT_EQ(chat.text(0)->plain(), "How?");
}

TEST(ChatView, SplitsAtTheCursorMergesMovesDeletesAndAdds) {
    Chat chat(sample());
    QTextCursor cursor = chat.text(1)->textCursor();
    cursor.setPosition(11);
    chat.text(1)->setTextCursor(cursor);
    chat.trigger(1, "turn_split");
    ASSERT_EQ(chat.column.turns().size(), 4U);
    EXPECT_EQ(chat.column.turns()[1].text, "Like this. ");
    EXPECT_EQ(chat.column.turns()[2].text, "And that.");
    chat.trigger(1, "turn_merge");
    EXPECT_EQ(chat.column.turns()[1].text, "Like this. \n\nAnd that.");
    chat.trigger(0, "turn_down");
    EXPECT_EQ(chat.column.turns()[1].text, "How?");
    chat.trigger(1, "turn_up");
    EXPECT_EQ(chat.column.turns()[0].text, "How?");
    chat.trigger(2, "turn_delete");
    EXPECT_EQ(chat.column.turns().size(), 2U);
    QTest::mouseClick(chat.view.findChild<QAbstractButton*>("turn_insert_2"), Qt::LeftButton);
    chat.settle();
    ASSERT_EQ(chat.column.turns().size(), 3U);
    EXPECT_EQ(chat.column.turns()[1].role, Role::Assistant);
    QTest::mouseClick(chat.view.findChild<QPushButton*>("turn_add"), Qt::LeftButton);
    EXPECT_EQ(chat.column.turns().size(), 4U);
    EXPECT_EQ(chat.titles, (QStringList{"Split turn 2", "Merge turns 2 and 3", "Move turn 1 down", "Move turn 2 up", "Delete turn 3", "Add turn 2",
        "Add turn 4"}));
}

TEST(ChatView, FirstAndLastTurnSayWhyTheyCannotMove) {
    Chat chat(sample());
    auto* const up = chat.column.bubble(0)->findChild<QAction*>("turn_up");
    EXPECT_FALSE(up->isEnabled());
    EXPECT_EQ(up->toolTip(), "This is the first turn");
    EXPECT_FALSE(chat.column.bubble(2)->findChild<QAction*>("turn_merge")->isEnabled());
}

TEST(ChatView, MarkupAndEscapesAreTextAndComeBackAsTheyWere) {
    const std::string nasty = "<b>bold</b> <img src=x onerror=alert(1)> &amp; \x1b[31mred\x1b[0m no\xC2\xA0" "break";
    Chat chat({turnOf(Role::User, nasty)});
    EXPECT_EQ(chat.text(0)->plain(), QString::fromStdString(nasty));
    EXPECT_FALSE(chat.text(0)->textCursor().charFormat().fontWeight() > QFont::Normal);
    chat.text(0)->setFocus();
    chat.text(0)->moveCursor(QTextCursor::End);
    QTest::keyClicks(chat.text(0), "!");
    chat.column.commit();
    EXPECT_EQ(chat.column.turns()[0].text, nasty + "!");
}

TEST(ChatView, LineEndsOfAFileAreKeptAsLongAsNobodyTypes) {
    const auto turns = std::vector<Turn>{turnOf(Role::User, "one\r\ntwo\rthree"), turnOf(Role::Assistant, "x")};
    Chat chat(turns);
    chat.text(0)->setFocus();
    chat.text(1)->setFocus();
    chat.column.commit();
    EXPECT_TRUE(chat.titles.empty());
    chat.trigger(1, "turn_up");
    EXPECT_EQ(chat.column.turns()[1].text, turns[0].text);
}

TEST(ChatView, RightToLeftTextIsLaidOutFromTheRight) {
    Chat chat({turnOf(Role::User, "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD7\xA2\xD7\x95\xD7\x9C\xD7\x9D"), turnOf(Role::User,
        "e\xCC\x81\xCC\xA3\xCC\x84 combining")});
    EXPECT_TRUE(chat.text(0)->document()->firstBlock().layout()->textOption().textDirection() == Qt::RightToLeft);
    EXPECT_EQ(chat.text(1)->plain().toStdString(), chat.column.turns()[1].text);
}

TEST(ChatView, ThinkingAndToolCallsFoldAndABrokenCallIsNotSaved) {
    Turn answer = turnOf(Role::Assistant, "");
    answer.thinking = "It wants the weather.";
    answer.toolCalls = Json::array({{{"type", "function"}, {"function", {{"name", "get_weather"}, {"arguments", {{"city", "Oslo"}}}}}}});
    Chat chat({answer});
    auto* const fold = chat.view.findChild<QToolButton*>("fold_tool_call_1");
    ASSERT_TRUE(fold);
    EXPECT_EQ(fold->text(), "Tool call: get_weather");
    auto* const json = chat.view.findChild<ReadingText*>("tool_call_1");
    EXPECT_FALSE(json->isVisible());
    fold->click();
    EXPECT_TRUE(json->isVisible());
    json->setFocus();
    json->selectAll();
    QTest::keyClicks(json, "{broken");
    chat.column.commit();
    EXPECT_TRUE(chat.titles.empty());
    json->setFocus();
    json->selectAll();
    QTest::keyClicks(json, "{\"type\":1}");
    chat.column.commit();
    EXPECT_EQ(chat.titles, QStringList{"Edit a tool call of turn 1"});
    EXPECT_EQ(chat.column.turns()[0].toolCalls[0], Json({{"type", 1}}));
    EXPECT_EQ(chat.column.turns()[0].thinking, "It wants the weather.");
}

TEST(ChatView, TenThousandTurnsComeInPages) {
    std::vector<Turn> turns;
    for (int i = 0; i < 10000; ++i) turns.push_back(turnOf(i % 2 ? Role::Assistant : Role::User, "turn " + std::to_string(i + 1)));
    Chat chat(turns);
    EXPECT_LE(chat.view.findChildren<TurnBubble*>().size(), static_cast<qsizetype>(TurnColumn::turnsPerPage));
    EXPECT_EQ(chat.view.findChild<QLabel*>("pager_words")->text(), "Turns 1 to 40 of 10,000");
    chat.view.findChild<QToolButton*>("pager_next")->click();
    chat.settle();
    EXPECT_EQ(chat.text(41)->plain(), "turn 42");
    chat.column.showPage(chat.column.numPages() - 1);
    chat.settle();
    EXPECT_EQ(chat.text(9999)->plain(), "turn 10000");
    chat.trigger(9999, "turn_delete");
    EXPECT_EQ(chat.column.turns().size(), 9999U);
    EXPECT_TRUE(chat.column.bubble(9998));
}

TEST(ChatView, AVeryLongTurnIsShownInPartAndEditedWhole) {
    std::string text;
    while (text.size() < 100000) text += "Words and ";
    Chat chat({turnOf(Role::User, text)});
    EXPECT_TRUE(chat.text(0)->isReadOnly());
    EXPECT_LT(chat.text(0)->plain().size(), 10000);
    EXPECT_EQ(chat.column.bubble(0)->current().text, text);
    auto* const all = chat.view.findChild<QPushButton*>("show_all");
    EXPECT_EQ(all->text(), "Show all 100,000 characters");
    all->click();
    EXPECT_EQ(chat.text(0)->plain().size(), 100000);
    EXPECT_FALSE(chat.text(0)->isReadOnly());
}

TEST(ChatView, ALongTurnWithoutASpaceIsLaidOutWithoutLookingForWords) {
    Chat chat({turnOf(Role::User, std::string(100000, 'x'))});
    chat.view.findChild<QPushButton*>("show_all")->click();
    chat.settle();
    EXPECT_EQ(chat.text(0)->document()->defaultTextOption().wrapMode(), QTextOption::WrapAnywhere);
    EXPECT_GT(chat.text(0)->document()->size().height(), 1000);
}

TEST(ChatView, EqualTurnsLeaveFocusAndCursorWhereTheyAre) {
    Chat chat(sample());
    chat.text(1)->setFocus();
    chat.text(1)->moveCursor(QTextCursor::End);
    const auto* const before = chat.text(1);
    chat.column.setTurns(sample());
    auto other = sample();
    other[2].text = "Thanks a lot";
    chat.column.setTurns(other);
    EXPECT_EQ(chat.text(1), before);
    EXPECT_TRUE(chat.text(1)->hasFocus());
}

TEST(ChatView, ReadOnlyHasNothingToEditWith) {
    Chat chat(sample());
    chat.column.setReadOnly(true);
    chat.settle();
    EXPECT_TRUE(chat.text(1)->isReadOnly());
    EXPECT_FALSE(chat.view.findChild<QPushButton*>("turn_add")->isVisible());
    EXPECT_FALSE(chat.column.bubble(1)->findChild<QAction*>("turn_delete"));
}

}  // namespace
}  // namespace luthier
