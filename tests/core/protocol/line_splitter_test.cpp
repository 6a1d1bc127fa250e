// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/line_splitter.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace luthier {
namespace {

std::vector<std::string> split(const std::vector<std::string>& pieces, std::size_t limit = 1000) {
    LineSplitter splitter(limit);
    std::vector<std::string> lines;
    for (const std::string& piece : pieces)
        splitter.feed(piece, [&](const LineSplitter::Line& line) { lines.push_back((line.tooLong ? "LONG " : "") + std::string(line.text)); });
    return lines;
}

TEST(LineSplitter, LinesInPieces) {
    EXPECT_EQ(split({"a", "b\nc", "\r\n", "\nrest"}), (std::vector<std::string>{"ab", "c", ""}));
}

TEST(LineSplitter, ALongLineIsCutAndTheNextIsWhole) {
    const auto lines = split({std::string(700, 'x'), std::string(700, 'y') + "\nnext\n"});
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_TRUE(lines[0].starts_with("LONG xxx"));
    EXPECT_LE(lines[0].size(), 256U + 5U);
    EXPECT_EQ(lines[1], "next");
}

TEST(LineSplitter, TheEndOfEachLineIsItsOffset) {
    LineSplitter splitter(100);
    std::vector<std::uint64_t> ends;
    splitter.feed("ab\n\nc", [&](const LineSplitter::Line& line) { ends.push_back(line.end); });
    splitter.feed("d\n", [&](const LineSplitter::Line& line) { ends.push_back(line.end); });
    EXPECT_EQ(ends, (std::vector<std::uint64_t>{3, 4, 7}));
}

RC_GTEST_PROP(LineSplitter, ThePiecesDoNotMatter, (const std::string& text, const std::vector<std::uint8_t>& cuts)) {
    std::vector<std::string> pieces;
    std::size_t from = 0;
    for (const std::uint8_t cut : cuts) {
        pieces.push_back(text.substr(from, cut % 7));
        from = std::min(text.size(), from + cut % 7);
    }
    pieces.push_back(text.substr(from));
    RC_ASSERT(split(pieces, 8) == split({text}, 8));
}

}  // namespace
}  // namespace luthier
