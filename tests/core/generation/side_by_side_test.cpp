// SPDX-License-Identifier: Apache-2.0
#include "core/generation/side_by_side.h"

#include <gmock/gmock.h>
#include <rapidcheck.h>

#include "core/generation/named_adapters.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> linesOf(const std::string& text) { return wrapText(text, 1 << 20); }

TEST(TextWidth, CountsWhatATerminalNeeds) {
    EXPECT_EQ(textWidth("abc"), 3);
    EXPECT_EQ(textWidth("東京"), 4);
    EXPECT_EQ(textWidth("e\xCC\x81"), 1);   // e and a combining acute
    EXPECT_EQ(textWidth("\xF0\x9F\x99\x82"), 2);
    EXPECT_EQ(textWidth(""), 0);
}

TEST(WrapText, BreaksBetweenWords) {
    EXPECT_THAT(wrapText("one two three", 8), ElementsAre("one two", "three"));
    EXPECT_THAT(wrapText("a\n\nb", 8), ElementsAre("a", "", "b"));
    EXPECT_THAT(wrapText("unbreakable", 4), ElementsAre("unbr", "eaka", "ble"));
    EXPECT_THAT(wrapText("東京は日本", 5), ElementsAre("東京", "は日", "本"));
    EXPECT_THAT(wrapText("", 5), ElementsAre(""));
}

TEST(WrapText, LosesNothingAndFits) {
    const bool held = rc::check("wrapped", [] {
        const auto text = *rc::gen::container<std::string>(rc::gen::element('a', 'b', ' ', '\n', 'c'));
        const int width = *rc::gen::inRange(1, 12);
        std::string letters, wrapped;
        for (const char c : text) if (c != ' ' && c != '\n') letters += c;
        for (const std::string& line : wrapText(text, width)) {
            RC_ASSERT(textWidth(line) <= width);
            for (const char c : line) if (c != ' ') wrapped += c;
        }
        RC_ASSERT(wrapped == letters);
    });
    EXPECT_TRUE(held);
}

TEST(SideBySide, TwoColumns) {
    const std::vector<Answer> answers{{"base", "Paris is the capital of France and a very large city with many bridges.", "0123456789abcdef"},
                                      {"pirate", "Arr!", "fedcba9876543210"}};
    const std::string text = sideBySide(0, "What is the capital?", answers, {80, false});
    EXPECT_THAT(text, HasSubstr("Prompt 1\n  What is the capital?\n"));
    EXPECT_THAT(text, HasSubstr("base                                   |  pirate\n"));
    EXPECT_THAT(text, HasSubstr("(weights 01234567)"));
    EXPECT_THAT(text, HasSubstr("(weights fedcba98)"));
    EXPECT_THAT(text, Not(HasSubstr("\x1b")));
    for (const std::string& line : linesOf(text)) EXPECT_LE(textWidth(line), 80);
    EXPECT_THAT(sideBySide(0, "q", answers, {80, true}), HasSubstr("\x1b[1mbase\x1b[0m"));
}

TEST(SideBySide, StackedWhereItIsNarrow) {
    const std::vector<Answer> answers{{"base", "one", "01"}, {"other", "two", "02"}};
    for (const int columns : {60, 20}) {
        const std::string text = sideBySide(2, "q", answers, {columns, false});
        EXPECT_THAT(text, HasSubstr("base\n  one\n  (weights 01)\n\nother\n  two\n"));
        EXPECT_THAT(text, Not(HasSubstr("|")));
    }
    std::vector<Answer> many(6, Answer{"x", "text", "03"});
    EXPECT_THAT(sideBySide(0, "q", many, {160, false}), Not(HasSubstr("|")));
    EXPECT_THAT(sideBySide(0, "q", {answers[0]}, {160, false}), HasSubstr("base\n  one\n"));
}

TEST(SideBySide, TextOfModelsCannotSteerTheTerminal) {
    const std::string text =
        sideBySide(0, "a\x1b[2Jb", {{"na\x07me", "\x1b]0;title\x07 \xE2\x80\xAE reversed \xFF\r\n\tindented", "00"}, {"b", "", "11"}}, {100, false});
    for (const char* bad : {"\x1b", "\x07", "\xE2\x80\xAE", "\r", "\t"}) EXPECT_THAT(text, Not(HasSubstr(bad)));
    EXPECT_THAT(text, HasSubstr("indented"));
}

TEST(AdapterNames, FromFoldersAndGiven) {
    const auto name = [](const std::string& text) { return parseAdapterSpecs({text}).value().front().name; };
    EXPECT_EQ(name("adapters/pirate"), "pirate");
    EXPECT_EQ(name("adapters/pirate/"), "pirate");
    EXPECT_EQ(name("runs/first/final"), "first");
    EXPECT_EQ(name("runs/first/checkpoints/step-000100"), "first");
    EXPECT_EQ(name("final"), "final");
    EXPECT_EQ(name("."), "adapter");
    EXPECT_EQ(name("mine=runs/a=b/final"), "mine");
    EXPECT_EQ(parseAdapterSpecs({"mine=runs/a=b/final"}).value().front().folder, "runs/a=b/final");
    const test::TemporaryFolder folder;
    folder.write("a=b", "");
    EXPECT_EQ(parseAdapterSpecs({folder / "a=b"}).value().front().folder, folder / "a=b");   // the folder is there
}

TEST(AdapterNames, MustDiffer) {
    EXPECT_FALSE(parseAdapterSpecs({"runs/a/final", "other/a"}).has_value());
    EXPECT_TRUE(parseAdapterSpecs({"x=runs/a/final", "other/a"}).has_value());
    EXPECT_FALSE(parseAdapterSpecs({"=folder"}).has_value());
    EXPECT_FALSE(parseAdapterSpecs({"name="}).has_value());
    EXPECT_FALSE(parseAdapterSpecs({""}).has_value());
}

}  // namespace
}  // namespace luthier
