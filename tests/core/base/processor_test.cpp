// SPDX-License-Identifier: Apache-2.0
#include "core/base/processor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace luthier {
namespace {

using testing::HasSubstr;

TEST(Threads, AreThoseAskedForUpToTheNumberOfProcessors) {
    EXPECT_EQ(chooseThreads(nullptr, 8).count, 0) << "LibTorch chooses";
    EXPECT_EQ(chooseThreads("", 8).count, 0);
    for (const auto& [asked, count] : {std::pair{"1", 1}, {"8", 8}, {" 3 ", 3}, {"4,2", 4}}) {
        EXPECT_EQ(chooseThreads(asked, 8).count, count) << asked;
        EXPECT_EQ(chooseThreads(asked, 8).warning, "") << asked;
    }
}

TEST(Threads, TooManyAreNotTakenAndItIsSaid) {
    for (const char* asked : {"9", "1000", "99999999999999999999999999"}) {
        const ThreadChoice choice = chooseThreads(asked, 8);
        EXPECT_EQ(choice.count, 8) << asked;
        EXPECT_THAT(choice.warning, HasSubstr("8 processors")) << asked;
        EXPECT_THAT(choice.hint, HasSubstr("from 1 to 8")) << asked;
    }
}

TEST(Threads, WhatIsNoNumberOfThreadsIsSaid) {
    for (const char* asked : {"0", "-1", "-99999999999999999999999", "many", "2x", "1.5", "\xff\xfe"}) {
        const ThreadChoice choice = chooseThreads(asked, 4);
        EXPECT_EQ(choice.count, 4) << asked;
        EXPECT_THAT(choice.warning, HasSubstr("no number of threads")) << asked;
    }
}

TEST(Processors, ThereIsAtLeastOne) { EXPECT_GE(numProcessors(), 1); }

}  // namespace
}  // namespace luthier
