// SPDX-License-Identifier: Apache-2.0
#include "core/data/guess_columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace luthier {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(GuessColumns, FindsAQuestionAndAnAnswerUnderOtherNames) {
    const auto guess = guessColumns({"Id", "Question", "Reply", "Source"});
    ASSERT_TRUE(guess);
    EXPECT_EQ(guess->format, "prompt_completion");
    EXPECT_THAT(guess->columns, ElementsAre(Pair("completion", "Reply"), Pair("prompt", "Question")));
    EXPECT_THAT(guessColumns({"user_message", "Assistant Message"})->columns,
                ElementsAre(Pair("completion", "Assistant Message"), Pair("prompt", "user_message")));
}

TEST(GuessColumns, FindsAText) {
    const auto guess = guessColumns({"title", "Body"});
    ASSERT_TRUE(guess);
    EXPECT_EQ(guess->format, "text");
    EXPECT_THAT(guess->columns, ElementsAre(Pair("text", "Body")));
}

TEST(GuessColumns, SaysNothingWhereTheNamesDoNot) {
    EXPECT_FALSE(guessColumns({}));
    EXPECT_FALSE(guessColumns({"first", "second"}));
    EXPECT_FALSE(guessColumns({"question", "second"})) << "half of it";
    EXPECT_FALSE(guessColumns({"Question", "question", "answer"})) << "which of the two?";
}

}  // namespace
}  // namespace luthier
