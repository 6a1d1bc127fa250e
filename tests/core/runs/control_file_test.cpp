// SPDX-License-Identifier: Apache-2.0
#include "core/runs/control_file.h"

#include <fstream>

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::contentOf;
using test::TemporaryFolder;

class Control : public ::testing::Test {
protected:
    void append(const std::string& text) const { std::ofstream(run->control(), std::ios::app | std::ios::binary) << text; }
    static std::string opsOf(const ControlReader::News& news) {
        std::string ops;
        for (const ControlMessage& message : news.messages) ops += std::string(controlOpName(message.op)) + " ";
        return ops;
    }
    TemporaryFolder temporary;
    Result<RunFolder> run = RunFolder::create(temporary / "run");
};

TEST_F(Control, NewLinesComeOnceAndInOrder) {
    auto reader = ControlReader::atEnd(*run);
    ASSERT_TRUE(reader);
    EXPECT_TRUE(reader->poll().messages.empty()) << "no file yet";
    append("{\"op\":\"checkpoint\"}\n{\"op\":\"stop\"}\n");
    EXPECT_EQ(opsOf(reader->poll()), "checkpoint stop ");
    EXPECT_TRUE(reader->poll().messages.empty());
    append("{\"op\":\"sam");
    EXPECT_TRUE(reader->poll().messages.empty()) << "half a line waits";
    append("ple\"}\r\n");
    EXPECT_EQ(opsOf(reader->poll()), "sample ");
}

TEST_F(Control, WhatWasMeantForAnEarlierAttemptIsPassedOver) {
    append("{\"op\":\"stop\"}\n");
    auto reader = ControlReader::atEnd(*run);
    EXPECT_TRUE(reader->poll().messages.empty());
    append("{\"op\":\"checkpoint\"}\n");
    EXPECT_EQ(opsOf(reader->poll()), "checkpoint ");
}

TEST_F(Control, ABadLineDoesNotHideAGoodOne) {
    auto reader = ControlReader::atEnd(*run);
    append("garbage\n\n{\"op\":\"explode\"}\n" + std::string(2 << 20, 'x') + "\n{\"op\":\"stop\"}\n");
    const auto news = reader->poll();
    EXPECT_EQ(opsOf(news), "stop ");
    ASSERT_EQ(news.problems.size(), 3U);
    for (const Error& problem : news.problems) EXPECT_EQ(problem.file, run->control());
}

TEST_F(Control, AppendedMessagesHaveAChecksumThatIsChecked) {
    auto reader = ControlReader::atEnd(*run);
    ASSERT_TRUE(appendControl(*run, {ControlOp::Set, {{"key", "a"}}}));
    EXPECT_NE(contentOf(run->control()).find(R"({"op":"set","key":"a","crc":")"), std::string::npos);
    const auto news = reader->poll();
    ASSERT_EQ(news.messages.size(), 1U);
    EXPECT_EQ(dumpJson(news.messages[0].fields), R"({"key":"a"})");
    append("{\"op\":\"stop\",\"crc\":\"00000000\"}\n");
    const auto damaged = reader->poll();
    EXPECT_TRUE(damaged.messages.empty());
    EXPECT_EQ(damaged.problems.size(), 1U);
}

TEST_F(Control, AFileWrittenAnewIsReadFromItsBeginning) {
    auto reader = ControlReader::atEnd(*run);
    append("{\"op\":\"checkpoint\"}\n{\"op\":\"checkpoint\"}\n");
    EXPECT_EQ(reader->poll().messages.size(), 2U);
    temporary.write("run/control.jsonl", "{\"op\":\"stop\"}\n");
    EXPECT_EQ(opsOf(reader->poll()), "stop ");
}

TEST_F(Control, AFolderInItsPlaceIsToldOnce) {
    auto reader = ControlReader::atEnd(*run);
    std::filesystem::create_directory(run->control());
    EXPECT_EQ(reader->poll().problems.size(), 1U);
    EXPECT_TRUE(reader->poll().problems.empty());
}

}  // namespace
}  // namespace luthier
