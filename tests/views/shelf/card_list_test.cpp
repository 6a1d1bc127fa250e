// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include "views/shared/shelf/card_list.h"

namespace luthier::shelf {
namespace {

Card card(std::int64_t id, const QString& title, const QString& subtitle = {}) {
    Card made;
    made.id = id;
    made.icon = QStringLiteral("model");
    made.title = title;
    made.subtitle = subtitle;
    return made;
}

QStringList titlesOf(const CardList& list) {
    QStringList titles;
    for (int row = 0; row < list.view()->model()->rowCount(); ++row) titles << list.view()->model()->index(row, 0).data().toString();
    return titles;
}

TEST(CardModel, KeepsItsContractWhileCardsComeAndGo) {
    CardModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setCards({card(1, "a"), card(2, "b")});
    model.setCards({card(1, "a"), card(2, "changed")});
    EXPECT_EQ(model.index(1).data().toString(), "changed");
    model.setCards({card(2, "changed")});
    model.setCards({});
    EXPECT_EQ(model.rowCount(), 0);
    EXPECT_EQ(model.rowOf(2), -1);
}

TEST(CardModel, AChangedCardIsNoReset) {
    CardModel model;
    model.setCards({card(1, "a"), card(2, "b")});
    QSignalSpy resets(&model, &CardModel::modelReset), changes(&model, &CardModel::dataChanged);
    model.setCards({card(1, "a"), card(2, "b")});
    EXPECT_EQ(changes.count(), 0);
    model.setCards({card(1, "a"), card(2, "new")});
    EXPECT_EQ(resets.count(), 0);
    EXPECT_EQ(changes.count(), 1);
}

TEST(CardModel, TooltipsNeverBecomeRichText) {
    CardModel model;
    model.setCards({card(1, "<b>bold</b><img src=x>", "a & b")});
    const QString tip = model.index(0).data(Qt::ToolTipRole).toString();
    EXPECT_FALSE(tip.contains("<b>bold")) << tip.toStdString();
    EXPECT_FALSE(tip.contains("<img"));
}

TEST(CardList, FindsByAllWordsInAnyOrder) {
    CardList list("t", "Search");
    list.setCards({card(1, "SmolLM2 135M", "Llama"), card(2, "Qwen 0.5B", "Qwen2"), card(3, "Other", "Llama")});
    auto* const search = list.findChild<QLineEdit*>("t.search");
    search->setText("llama smol");
    EXPECT_EQ(titlesOf(list), QStringList{"SmolLM2 135M"});
    search->setText("[(*");
    EXPECT_TRUE(titlesOf(list).isEmpty());
    EXPECT_TRUE(list.findChild<QLabel*>("t.none")->isVisibleTo(&list));
    search->clear();
    EXPECT_EQ(titlesOf(list).size(), 3);
    EXPECT_FALSE(list.findChild<QLabel*>("t.none")->isVisibleTo(&list));
}

TEST(CardList, TheSelectionStaysWithItsCard) {
    CardList list("t", "Search");
    QSignalSpy selected(&list, &CardList::selectionChanged);
    list.setCards({card(1, "a"), card(2, "b"), card(3, "c")});
    list.select(2);
    EXPECT_EQ(list.selected(), 2);
    const auto before = selected.count();
    list.setCards({card(9, "new"), card(1, "a"), card(2, "b"), card(3, "c")});
    EXPECT_EQ(list.selected(), 2);
    EXPECT_EQ(selected.count(), before);   // nothing was opened anew
    EXPECT_EQ(list.view()->currentIndex().data(CardModel::IdRole).toLongLong(), 2);
}

TEST(CardList, ANeighbourIsShownWhenTheSelectedCardGoes) {
    CardList list("t", "Search");
    list.setCards({card(1, "a"), card(2, "b")});
    list.select(2);
    list.setCards({card(1, "a")});
    EXPECT_EQ(list.selected(), 1);
    QSignalSpy selected(&list, &CardList::selectionChanged);
    list.setCards({});
    EXPECT_EQ(list.selected(), 0);
    ASSERT_EQ(selected.count(), 1);
    EXPECT_EQ(selected.at(0).at(0).toLongLong(), 0);
}

TEST(CardList, SelectingAHiddenCardEndsTheSearch) {
    CardList list("t", "Search");
    list.setCards({card(1, "a"), card(2, "b")});
    list.findChild<QLineEdit*>("t.search")->setText("a");
    list.select(2);
    EXPECT_EQ(list.selected(), 2);
    EXPECT_EQ(titlesOf(list).size(), 2);
}

TEST(CardList, KeysGoFromTheSearchIntoTheList) {
    CardList list("t", "Search");
    list.setCards({card(1, "a"), card(2, "b")});
    list.show();
    list.focusSearch();
    auto* const search = list.findChild<QLineEdit*>("t.search");
    QTest::keyClicks(search, "b");
    QTest::keyClick(search, Qt::Key_Escape);
    EXPECT_TRUE(search->text().isEmpty());
    QTest::keyClicks(search, "b");
    QTest::keyClick(search, Qt::Key_Down);
    EXPECT_EQ(list.selected(), 2);
}

}  // namespace
}  // namespace luthier::shelf
