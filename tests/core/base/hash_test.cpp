// SPDX-License-Identifier: Apache-2.0
#include "core/base/hash.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

TEST(Hash, Sha256KnownAnswers) {
    EXPECT_EQ(sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Hash, Sha256OfAFileAndInPieces) {
    const test::TemporaryFolder folder;
    const std::string content(3'000'000, 'q');
    EXPECT_EQ(sha256File(folder.write("big", content)).value(), sha256Hex(content));
    Sha256 pieces;
    pieces.update(std::string_view(content).substr(0, 1'000'001));
    Sha256 moved = std::move(pieces);
    moved.update(std::string_view(content).substr(1'000'001));
    EXPECT_EQ(moved.hex(), sha256Hex(content));
    EXPECT_EQ(sha256File(folder / "none").error().code, ErrorCode::NotFound);
    EXPECT_EQ(sha256File(folder.path()).error().code, ErrorCode::Io);
}

TEST(Hash, Crc32KnownAnswers) {
    EXPECT_EQ(crc32("123456789"), 0xcbf43926U);
    EXPECT_EQ(crc32(""), 0U);
    EXPECT_EQ(crc32("The quick brown fox jumps over the lazy dog"), 0x414fa339U);
    EXPECT_EQ(hex8(0xcbf43926U), "cbf43926");
    EXPECT_EQ(hex8(10), "0000000a");
}

RC_GTEST_PROP(HashProperty, Crc32ContinuesAcrossPieces, (const std::string& first, const std::string& second)) {
    RC_ASSERT(crc32(second, crc32(first)) == crc32(first + second));
}

}  // namespace
}  // namespace luthier
