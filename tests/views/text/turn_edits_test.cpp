// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/text/turn_edits.h"

#include <gtest/gtest.h>

namespace luthier {
namespace {

std::vector<Turn> dialogue() {
    std::vector<Turn> turns(3);
    turns[0].text = "Question";
    turns[1].role = Role::Assistant;
    turns[1].text = "First. Second.";
    turns[1].thinking = "hm";
    turns[1].toolCalls = Json::array({{{"type", "function"}}});
    turns[2].text = "Thanks";
    return turns;
}

TEST(TurnEdits, InsertedTurnTakesTheRoleThatIsNext) {
    auto turns = dialogue();
    turn_edits::insert(turns, 1);
    EXPECT_EQ(turns[1].role, Role::Assistant);
    turn_edits::insert(turns, 99);
    EXPECT_EQ(turns.back().role, Role::Assistant);
    std::vector<Turn> none;
    turn_edits::insert(none, 0);
    EXPECT_EQ(none[0].role, Role::User);
}

TEST(TurnEdits, SplitKeepsEveryCharacterAndThePartsThatBelongToEachHalf) {
    auto turns = dialogue();
    turn_edits::split(turns, 1, "First. Second.", 7);
    ASSERT_EQ(turns.size(), 4U);
    EXPECT_EQ(turns[1].text, "First. ");
    EXPECT_EQ(turns[2].text, "Second.");
    EXPECT_EQ(turns[2].role, Role::Assistant);
    EXPECT_EQ(turns[1].thinking, "hm");
    EXPECT_EQ(turns[2].thinking, "");
    EXPECT_TRUE(turns[1].toolCalls.empty());
    EXPECT_EQ(turns[2].toolCalls.size(), 1U);
}

TEST(TurnEdits, SplitCountsCharactersAndNotBytes) {
    std::vector<Turn> turns(1);
    turns[0].text = "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D world";   // Hebrew
    turn_edits::split(turns, 0, QString::fromStdString(turns[0].text), 4);
    EXPECT_EQ(turns[1].text, " world");
}

TEST(TurnEdits, MergeJoinsAndCannotGoBeyondTheEnd) {
    auto turns = dialogue();
    turn_edits::mergeWithNext(turns, 0);
    ASSERT_EQ(turns.size(), 2U);
    EXPECT_EQ(turns[0].text, "Question\n\nFirst. Second.");
    EXPECT_EQ(turns[0].thinking, "hm");
    EXPECT_EQ(turns[0].toolCalls.size(), 1U);
    turn_edits::mergeWithNext(turns, 1);
    EXPECT_EQ(turns.size(), 2U);
}

TEST(TurnEdits, MoveAndRemoveLeaveTheRestAlone) {
    auto turns = dialogue();
    turn_edits::move(turns, 0, -1);
    EXPECT_EQ(turns, dialogue());
    turn_edits::move(turns, 2, -1);
    EXPECT_EQ(turns[1].text, "Thanks");
    turn_edits::remove(turns, 7);
    EXPECT_EQ(turns.size(), 3U);
    turn_edits::remove(turns, 1);
    EXPECT_EQ(turns[1].thinking, "hm");
}

}  // namespace
}  // namespace luthier
