// SPDX-License-Identifier: Apache-2.0
#include "core/runs/live_changes.h"

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

class LiveChangesTest : public testing::Test {
protected:
    LiveChanges open() { return LiveChanges::open(m_run).value(); }
    test::TemporaryFolder m_folder;
    RunFolder m_run = RunFolder::create(m_folder / "run").value();
};

TEST_F(LiveChangesTest, HoldFromTheirStepOnAndComeBack) {
    LiveChanges changes = open();
    EXPECT_FALSE(changes.valueAt(5, "learning_rate"));
    ASSERT_TRUE(changes.add({10, "learning_rate", 1e-4}));
    ASSERT_TRUE(changes.add({20, "learning_rate", 5e-5}));
    ASSERT_TRUE(changes.add({15, "micro_tokens", 256}));
    for (const LiveChanges& same : {changes, open()}) {
        EXPECT_FALSE(same.valueAt(9, "learning_rate"));
        EXPECT_EQ(same.valueAt(10, "learning_rate"), 1e-4);
        EXPECT_EQ(same.valueAt(19, "learning_rate"), 1e-4);
        EXPECT_EQ(same.valueAt(20, "learning_rate"), 5e-5);
        EXPECT_EQ(same.valueAt(20, "micro_tokens"), 256);
        EXPECT_EQ(same.all().size(), 3U);
    }
}

// An attempt that went back to step 8 and was told something else does not meet what was said to the one before it.
TEST_F(LiveChangesTest, ANewOneTakesThePlaceOfLaterOnesOfItsKey) {
    LiveChanges changes = open();
    ASSERT_TRUE(changes.add({10, "learning_rate", 1e-4}));
    ASSERT_TRUE(changes.add({12, "micro_tokens", 64}));
    ASSERT_TRUE(changes.add({8, "learning_rate", 2e-4}));
    EXPECT_EQ(changes.valueAt(30, "learning_rate"), 2e-4);
    EXPECT_EQ(changes.valueAt(30, "micro_tokens"), 64);
}

TEST_F(LiveChangesTest, ADamagedFileIsAnErrorThatNamesIt) {
    for (const char* text : {"", "[]", "{}", R"({"changes":{}})", R"({"changes":[{"step":1}]})", R"({"changes":[{"step":"1","key":"a","value":1}]})",
                             R"({"changes":[{"step":1,"key":"a","value":"b"}]})"}) {
        ASSERT_TRUE(writeFileDurably(m_run.changes(), text));
        const Result<LiveChanges> opened = LiveChanges::open(m_run);
        ASSERT_FALSE(opened) << text;
        EXPECT_NE(opened.error().file.find("changes.json"), std::string::npos) << text;
    }
}

}  // namespace
}  // namespace luthier
