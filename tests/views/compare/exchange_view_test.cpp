// SPDX-License-Identifier: GPL-3.0-or-later
// Differences between answers: each pane against the reference.
#include "views/compare/exchange_view.h"

#include <QApplication>
#include <QClipboard>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace luthier {
namespace {

using State = CompareAnswer::State;

CompareAnswer answer(const QString& text, State state = State::Done) {
    CompareAnswer made;
    made.text = text;
    made.state = state;
    made.numTokens = 3;
    return made;
}

struct Marked { QStringList added, missing; };
Marked marksOf(const AnswerText& text) {
    Marked marks;
    for (const QTextEdit::ExtraSelection& selection : text.extraSelections())
        (selection.format.fontStrikeOut() ? marks.missing : marks.added) << selection.cursor.selectedText();
    return marks;
}

struct ExchangeViewTest : testing::Test {
    void SetUp() override {
        exchange.prompt = "Where?";
        exchange.answers[1] = answer("It is in the old town of Paris.");
        exchange.answers[2] = answer("It is in the new town of Paris.");
        exchange.answers[3] = answer("It is in Paris.");
        view.resize(900, 300);
    }
    AnswerText& text(int pane) { return *view.findChild<AnswerText*>(QString("answer.%1").arg(pane)); }
    QString note(int pane) { return view.findChild<QLabel*>(QString("note.%1").arg(pane))->text(); }

    const std::vector<ComparePane> panes{{1, "Base", "", ""}, {2, "A", "/a", ""}, {3, "B", "/b", ""}};
    CompareExchange exchange;
    ExchangeView view{0};
};

TEST_F(ExchangeViewTest, EveryPaneShowsWhatItHasMoreAndWhatItLacks) {
    view.showExchange(exchange, panes, 1);
    EXPECT_TRUE(text(1).extraSelections().isEmpty()) << "the reference stays as it is";
    EXPECT_EQ(text(1).toPlainText(), exchange.answers[1].text);
    EXPECT_EQ(marksOf(text(2)).added, QStringList("new"));
    EXPECT_EQ(marksOf(text(2)).missing, QStringList(" old"));
    EXPECT_EQ(text(2).toPlainText(), "It is in the old new town of Paris.");
    EXPECT_TRUE(marksOf(text(3)).added.isEmpty());
    EXPECT_EQ(marksOf(text(3)).missing, QStringList(" the old town of"));
    EXPECT_EQ(text(3).toPlainText(), "It is in the old town of Paris.");
}

TEST_F(ExchangeViewTest, AnotherReferenceTurnsTheMarksAround) {
    view.showExchange(exchange, panes, 1);
    view.showExchange(exchange, panes, 3);
    EXPECT_TRUE(text(3).extraSelections().isEmpty());
    EXPECT_EQ(text(3).toPlainText(), exchange.answers[3].text);
    EXPECT_EQ(marksOf(text(1)).added, QStringList({"the", "old", "town", "of"}));
    EXPECT_TRUE(marksOf(text(2)).missing.isEmpty());
    view.showExchange(exchange, panes, 0);
    for (const int pane : {1, 2, 3}) {
        EXPECT_TRUE(text(pane).extraSelections().isEmpty());
        EXPECT_EQ(text(pane).toPlainText(), exchange.answers[pane].text);
    }
}

TEST_F(ExchangeViewTest, WhatIsCopiedIsTheAnswerAlone) {
    view.showExchange(exchange, panes, 1);
    text(2).selectAll();
    text(2).copy();
    EXPECT_EQ(QApplication::clipboard()->text(), exchange.answers[2].text);
    QTextCursor cursor(text(3).document());
    cursor.setPosition(6);
    cursor.setPosition(12, QTextCursor::KeepAnchor);   // "in the"
    text(3).setTextCursor(cursor);
    text(3).copy();
    EXPECT_EQ(QApplication::clipboard()->text(), "in");
}

TEST_F(ExchangeViewTest, WhileAnswersComeNothingIsMarked) {
    exchange.answers[2] = answer("It is in", State::Streaming);
    view.showExchange(exchange, panes, 1);
    EXPECT_TRUE(text(2).extraSelections().isEmpty());
    exchange.answers[2].text += " the new";
    view.showAnswer(exchange, 2, panes, 1);
    EXPECT_EQ(text(2).toPlainText(), "It is in the new");
    exchange.answers[1].state = State::Streaming;   // the reference itself
    exchange.answers[2].state = State::Done;
    view.showAnswer(exchange, 2, panes, 1);
    EXPECT_TRUE(text(2).extraSelections().isEmpty());
    exchange.answers[1].state = State::Done;
    view.showAnswer(exchange, 1, panes, 1);
    EXPECT_EQ(marksOf(text(2)).added, QStringList("new"));
}

TEST_F(ExchangeViewTest, TheSameAndTheWhollyOtherAreSaidInWords) {
    exchange.answers[2] = exchange.answers[1];
    exchange.answers[3] = answer(QString("entirely other words than that ").repeated(5));
    view.showExchange(exchange, panes, 1);
    EXPECT_TRUE(note(2).contains("the same words")) << note(2).toStdString();
    EXPECT_TRUE(note(3).contains("differs throughout")) << note(3).toStdString();
    EXPECT_FALSE(note(1).contains("the same words"));
}

}  // namespace
}  // namespace luthier
