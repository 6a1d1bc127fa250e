// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include "views/shared/shelf/fields.h"
#include "views/shared/shelf/lineage_view.h"

namespace luthier::shelf {
namespace {

TEST(ProblemsOf, TakesWhatIsThereAndNothingElse) {
    const Json facts =
        Json::parse(R"({"problems":[{"message":"broken","hint":"fix it","file":"/a","line":3,"key":"k"},{"message":1},"text",{"hint":"no message"},
                                       {"message":"alone"}]})");
    const auto problems = problemsOf(facts);
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(problems[0], (FoundProblem{"broken", "fix it", "/a:3, k"}));
    EXPECT_EQ(problems[1], (FoundProblem{"alone", "", ""}));
    for (const char* other : {"null", "[]", "3", R"({"problems":3})", R"({"problems":{"a":1}})"}) EXPECT_TRUE(problemsOf(Json::parse(other)).empty()) << other;
}

TEST(JsonMembers, OfAnotherTypeAreMissing) {
    const Json object = Json::parse(R"({"text":"a","number":-5,"real":1.5,"big":18446744073709551615,"list":[]})");
    EXPECT_EQ(jsonText(object, "text"), "a");
    EXPECT_EQ(jsonText(object, "number"), "");
    EXPECT_EQ(jsonCount(object, "number"), 0);
    EXPECT_EQ(jsonCount(object, "real"), 0);
    EXPECT_EQ(jsonCount(object, "text"), 0);
    EXPECT_GE(jsonCount(object, "big"), 0);
    EXPECT_EQ(jsonText(Json::parse("[1]"), "text"), "");
}

TEST(NameEdit, EnterKeepsEscapeDoesNot) {
    NameEdit edit("n");
    edit.setName("old");
    edit.show();
    QSignalSpy renamed(&edit, &NameEdit::renamed);
    auto* const line = edit.findChild<QLineEdit*>("n.line");
    edit.edit();
    EXPECT_EQ(line->text(), "old");
    line->setText("new");
    QTest::keyClick(line, Qt::Key_Escape);
    EXPECT_EQ(renamed.count(), 0);
    EXPECT_EQ(edit.name(), "old");
    for (const char* nothing : {"", "   ", "old"}) {
        edit.edit();
        line->setText(nothing);
        QTest::keyClick(line, Qt::Key_Return);
    }
    EXPECT_EQ(renamed.count(), 0);
    edit.edit();
    line->setText("  two\twords ");
    QTest::keyClick(line, Qt::Key_Return);
    ASSERT_EQ(renamed.count(), 1);
    EXPECT_EQ(renamed.at(0).at(0).toString(), "two words");
}

TEST(NameEdit, ReadOnlySaysWhy) {
    NameEdit edit("n");
    edit.setName("old");
    edit.setReadOnly(true, "because");
    edit.edit();
    EXPECT_FALSE(edit.findChild<QLineEdit*>("n.line")->isVisibleTo(&edit));
    EXPECT_EQ(edit.findChild<QToolButton*>("n.edit")->toolTip(), "because");
}

TEST(NotesEdit, SavesForTheThingThatWasShown) {
    NotesEdit notes("n");
    QSignalSpy edited(&notes, &NotesEdit::edited);
    notes.show(1, "first");
    EXPECT_EQ(edited.count(), 0);
    notes.setPlainText("typed for one");
    notes.show(2, "second");
    ASSERT_EQ(edited.count(), 1);
    EXPECT_EQ(edited.at(0).at(0).toLongLong(), 1);
    EXPECT_EQ(edited.at(0).at(1).toString(), "typed for one");
    EXPECT_EQ(notes.toPlainText(), "second");
    notes.flush();
    EXPECT_EQ(edited.count(), 1);
}

TEST(NotesEdit, NewsFromTheStoreDoNotMoveTheCursor) {
    NotesEdit notes("n");
    notes.show(1, "abc");
    notes.moveCursor(QTextCursor::End);
    notes.insertPlainText("d");
    notes.flush();
    notes.show(1, "abcd");  // its own change comes back
    EXPECT_EQ(notes.textCursor().position(), 4);
    notes.show(1, "undone");
    EXPECT_EQ(notes.toPlainText(), "undone");
}

TEST(FactGrid, ShowsMarkupAsText) {
    FactGrid grid("g");
    grid.resize(600, 100);
    grid.setFacts({{"Name", "<b>x</b>\nsecond"}});
    const auto* const value = grid.findChild<theme::ElidedLabel*>("g.0");
    EXPECT_EQ(value->textFormat(), Qt::PlainText);
    EXPECT_EQ(value->fullText(), "<b>x</b> second");
    grid.setFacts({});
    QTest::qWait(0);
    EXPECT_EQ(grid.findChild<theme::ElidedLabel*>("g.0"), nullptr);
}

TEST(PathEdit, UnderstandsWhatPeoplePaste) {
    PathEdit edit("p", PathEdit::Folder);
    edit.setPath("/a/b///");
    EXPECT_EQ(edit.path(), "/a/b");
    edit.setPath("file:///a%20b/c");
    EXPECT_EQ(edit.path(), "/a b/c");
    edit.setPath("~/models");
    EXPECT_TRUE(edit.path().startsWith('/'));
    edit.setPath("   ");
    EXPECT_TRUE(edit.path().isEmpty());
}

TEST(LineageView, OpensWhatCanBeOpened) {
    LineageView view("l");
    view.setColumns(
        {{{{"l.a", "data", "Data set", "<i>rows</i>", "datasets", "dataset:3", {}}, {"l.b", "data", "Data file", "x.jsonl", {}, {}, {}}}, "trained"},
         {{{"l.c", "runs", "Run", "r", "runs", "run:4", {}}}, {}}});
    view.resize(600, view.sizeHint().height());
    view.show();
    QSignalSpy opened(&view, &LineageView::opened);
    QTest::mouseClick(view.findChild<QAbstractButton*>("l.a"), Qt::LeftButton);
    QTest::mouseClick(view.findChild<QAbstractButton*>("l.b"), Qt::LeftButton);
    QTest::keyClick(view.findChild<QAbstractButton*>("l.c"), Qt::Key_Space);
    ASSERT_EQ(opened.count(), 2);
    EXPECT_EQ(opened.at(0).at(1).toString(), "dataset:3");
    EXPECT_EQ(opened.at(1).at(1).toString(), "run:4");
    EXPECT_FALSE(view.findChild<QAbstractButton*>("l.a")->toolTip().contains("<i>"));
    EXPECT_FALSE(view.grab().isNull());
}

}  // namespace
}  // namespace luthier::shelf
