// SPDX-License-Identifier: Apache-2.0
#include "core/base/utf8.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace luthier {
namespace {

std::string repaired(std::string_view text, std::size_t expectedCount) {
    std::size_t count = 99;
    std::string result = repairUtf8(text, &count);
    EXPECT_EQ(count, expectedCount);
    return result;
}

TEST(Utf8, ValidTextStaysAsItIs) {
    for (const std::string_view text : {"", "plain", "caf\u00e9 \u4e2d\u6587 \U0001F600", "\U0010FFFF", "\uFFFD\uD7FF\uE000"}) {
        EXPECT_TRUE(isValidUtf8(text));
        EXPECT_EQ(repaired(text, 0), text);
    }
}

// The example of table 3-11 of the Unicode standard, and the usual suspects.
TEST(Utf8, MaximalSubpartsAreReplacedOnce) {
    EXPECT_EQ(repaired("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64", 6), "a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd");
    EXPECT_EQ(repaired("\xC0\xAF", 2), "\uFFFD\uFFFD");                       // overlong slash
    EXPECT_EQ(repaired("\xED\xA0\x80", 3), "\uFFFD\uFFFD\uFFFD");             // lone surrogate
    EXPECT_EQ(repaired("\xF4\x90\x80\x80", 4), "\uFFFD\uFFFD\uFFFD\uFFFD");   // above U+10FFFF
    EXPECT_EQ(repaired("\xF0\x9F\x98", 1), "\uFFFD");
    EXPECT_EQ(repaired("\xFF\xFE", 2), "\uFFFD\uFFFD");
    EXPECT_FALSE(isValidUtf8("\xED\xA0\x80"));
}

TEST(Utf8, StreamedTextIsCutBeforeAnUnfinishedCharacter) {
    const std::string text = "a\U0001F600";
    EXPECT_EQ(completeUtf8Prefix(text), 5U);
    for (std::size_t cut = 2; cut < 5; ++cut) EXPECT_EQ(completeUtf8Prefix(text.substr(0, cut)), 1U);
    EXPECT_EQ(completeUtf8Prefix(""), 0U);
    EXPECT_EQ(completeUtf8Prefix("ab\x80\x80\x80\x80"), 6U);   // hopeless bytes are not held back
    EXPECT_EQ(completeUtf8Prefix("a\xFF"), 2U);
    EXPECT_EQ(completeUtf8Prefix("a\xC3"), 1U);
}

TEST(Utf8, ExcerptIsShortAndPrintable) {
    EXPECT_EQ(excerpt("two\nlines\t\x7F"), "two lines  ");
    EXPECT_EQ(excerpt("abcdef", 3), "abc\u2026");
    EXPECT_EQ(excerpt("abc", 3), "abc");
    EXPECT_EQ(excerpt("a\u00e9\u00e9", 2), "a\u2026");
    EXPECT_EQ(excerpt("\xff\xff", 80), "\uFFFD\uFFFD");
}

RC_GTEST_PROP(Utf8Property, RepairedTextIsValidAndRepairingTwiceChangesNothing, (const std::string& bytes)) {
    const std::string once = repairUtf8(bytes);
    RC_ASSERT(isValidUtf8(once));
    RC_ASSERT(repairUtf8(once) == once);
    RC_ASSERT(isValidUtf8(bytes) == (once == bytes));
    RC_ASSERT(isValidUtf8(excerpt(bytes, 7)));
    const std::size_t complete = completeUtf8Prefix(bytes);
    RC_ASSERT(complete <= bytes.size() && bytes.size() - complete <= 3);
}

RC_GTEST_PROP(Utf8Property, StreamingGivesTheSameTextAsAWhole, (const std::string& bytes)) {
    std::string pending, streamed;
    for (const char byte : bytes) {
        pending += byte;
        const std::size_t complete = completeUtf8Prefix(pending);
        streamed += repairUtf8(pending.substr(0, complete));
        pending.erase(0, complete);
    }
    RC_ASSERT(streamed + repairUtf8(pending) == repairUtf8(bytes));
}

}  // namespace
}  // namespace luthier
