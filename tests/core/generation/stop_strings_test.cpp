// SPDX-License-Identifier: Apache-2.0
#include "core/generation/stop_strings.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace luthier {
namespace {

std::string feed(StopStrings& stops, const std::vector<std::string>& pieces) {
    std::string out;
    for (const std::string& piece : pieces) out += stops.push(piece);
    return out + stops.finish();
}

TEST(StopStrings, FoundAcrossPieces) {
    StopStrings stops({"\nUser:"});
    EXPECT_EQ(stops.push("Hello\nUs"), "Hello");
    EXPECT_FALSE(stops.matched());
    EXPECT_EQ(stops.push("er: and more"), "");
    EXPECT_TRUE(stops.matched());
    EXPECT_EQ(stops.push("nothing"), "");
    EXPECT_EQ(stops.finish(), "");
}

TEST(StopStrings, HeldTextComesOutWhenItIsNoStop) {
    StopStrings stops({"END"});
    EXPECT_EQ(stops.push("the EN"), "the ");
    EXPECT_EQ(stops.push("GINE"), "ENGIN");
    EXPECT_EQ(stops.finish(), "E");
    EXPECT_FALSE(stops.matched());
}

TEST(StopStrings, TheOneThatIsWholeFirstWins) {
    StopStrings stops({"lo wor", "lo", "o"});
    EXPECT_EQ(feed(stops, {"hello world"}), "hel");
}

TEST(StopStrings, BeginningsThatOverlapThemselves) {
    StopStrings stops({"aab"});
    EXPECT_EQ(feed(stops, {"a", "a", "a", "b", "c"}), "a");
    EXPECT_TRUE(stops.matched());
}

TEST(StopStrings, NoneAndEmptyOnes) {
    StopStrings none({}), empty({""});
    EXPECT_EQ(none.push("text"), "text");
    EXPECT_EQ(empty.push("text"), "text");
    EXPECT_FALSE(empty.matched());
}

TEST(StopStrings, PiecesNeverMatter) {
    const bool held = rc::check("any pieces", [] {
        const auto letter = rc::gen::element('a', 'b', 'c');
        const auto text = *rc::gen::container<std::string>(letter);
        const auto strings = *rc::gen::container<std::vector<std::string>>(rc::gen::container<std::string>(letter));
        std::string expected = text;
        bool found = false;
        for (std::size_t end = 1; end <= text.size() && !found; ++end) {
            for (const std::string& stop : strings) {
                if (stop.empty() || !text.substr(0, end).ends_with(stop)) continue;
                found = true;
                if (end - stop.size() < expected.size()) expected = text.substr(0, end - stop.size());
            }
        }
        StopStrings stops(strings);
        std::string out;
        for (std::size_t i = 0; i < text.size() && !stops.matched();) {
            const auto count = *rc::gen::inRange<std::size_t>(1, 4);
            out += stops.push(text.substr(i, count));
            i += count;
        }
        out += stops.finish();
        RC_ASSERT(stops.matched() == found);
        RC_ASSERT(out == expected);
    });
    EXPECT_TRUE(held);
}

}  // namespace
}  // namespace luthier
