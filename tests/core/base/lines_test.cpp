// SPDX-License-Identifier: Apache-2.0
#include <fstream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/base/files.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::TemporaryFolder;

std::vector<std::string> linesOf(const std::string& path, std::size_t maxLineBytes = 1 << 20) {
    std::vector<std::string> lines;
    const Status status = forEachLine(path, maxLineBytes, [&](const Line& line) {
        EXPECT_EQ(line.number, static_cast<std::int64_t>(lines.size()) + 1);
        lines.push_back((line.tooLong ? "TOO LONG " : "") + std::string(line.text));
        return true;
    });
    EXPECT_TRUE(status) << status.error().toString();
    return lines;
}

using Lines = std::vector<std::string>;

TEST(Lines, EndsOfLinesAndByteOrderMark) {
    const TemporaryFolder folder;
    EXPECT_EQ(linesOf(folder.write("empty", "")), Lines{});
    EXPECT_EQ(linesOf(folder.write("lf", "a\n\nb\n")), (Lines{"a", "", "b"}));
    EXPECT_EQ(linesOf(folder.write("crlf", "a\r\n\r\nb")), (Lines{"a", "", "b"}));
    EXPECT_EQ(linesOf(folder.write("bom", "\xEF\xBB\xBFx\n\xEF\xBB\xBFy")), (Lines{"x", "\xEF\xBB\xBFy"}));
    EXPECT_EQ(linesOf(folder.write("onlybom", "\xEF\xBB\xBF")), Lines{});
    EXPECT_EQ(linesOf(folder.write("short", "\xEF\xBB")), Lines{"\xEF\xBB"});
    EXPECT_EQ(linesOf(folder.write("cr", "a\rb\r\r\n")), Lines{"a\rb\r"});
}

TEST(Lines, LongLineIsCutAndTheNextOneIsWhole) {
    const TemporaryFolder folder;
    const std::string path = folder.write("long", "ab\n" + std::string(300'000, 'x') + "\r\nafter\n");
    EXPECT_EQ(linesOf(path, 1000), (Lines{"ab", "TOO LONG " + std::string(256, 'x'), "after"}));
    EXPECT_EQ(linesOf(path, 300'000)[1].size(), 300'000U);
    EXPECT_EQ(linesOf(path, 299'999)[1], "TOO LONG " + std::string(256, 'x'));
    EXPECT_EQ(linesOf(folder.write("tiny", "12345\n123\r\n"), 3), (Lines{"TOO LONG 12345", "123"}));
}

TEST(Lines, HundredMegabytesOnOneLineStaySmallInMemory) {
    const TemporaryFolder folder;
    const std::string path = folder / "huge";
    {
        std::ofstream file(path, std::ios::binary);
        const std::string block(1 << 20, 'y');
        for (int i = 0; i < 100; ++i) file << block;
        file << "\nlast";
    }
    EXPECT_EQ(linesOf(path, 1 << 20), (Lines{"TOO LONG " + std::string(256, 'y'), "last"}));
}

TEST(Lines, VisitorCanStop) {
    const TemporaryFolder folder;
    int visited = 0;
    ASSERT_TRUE(forEachLine(folder.write("three", "a\nb\nc\n"), 100, [&](const Line&) { return ++visited < 2; }));
    EXPECT_EQ(visited, 2);
}

TEST(Lines, ErrorsOfTheFile) {
    const TemporaryFolder folder;
    const auto ignore = [](const Line&) { return true; };
    EXPECT_EQ(forEachLine(folder / "none", 100, ignore).error().code, ErrorCode::NotFound);
    EXPECT_EQ(forEachLine(folder.path(), 100, ignore).error().code, ErrorCode::Io);
}

RC_GTEST_PROP(LinesProperty, JoinedLinesAreTheFile, ()) {
    const TemporaryFolder folder;
    const auto lines = *rc::gen::container<Lines>(rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab \x01\xC3\xA9"))));
    std::string content;
    for (const std::string& line : lines) content += line + "\n";
    RC_ASSERT(linesOf(folder.write("file", content)) == lines);
}

}  // namespace
}  // namespace luthier
