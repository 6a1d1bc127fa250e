// SPDX-License-Identifier: Apache-2.0
// Containers, and every kind of broken file we could think of.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/data/reader.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using test::TemporaryFolder;

// "line:text" of rows and "line!rule" of refusals, in order of the file.
std::vector<std::string> outline(const std::string& path, const ReadOptions& options = {.format = "text"}) {
    std::vector<std::string> seen;
    const Status status = readRows(
        path, options,
        [&](const Example& row) {
            seen.push_back(std::to_string(row.source.line) + ":" + std::get<Text>(row.body).text);
            return true;
        },
        [&](const Refusal& refusal) {
            EXPECT_FALSE(refusal.reason.empty());
            EXPECT_EQ(refusal.source.file, path);
            seen.push_back(std::to_string(refusal.source.line) + "!" + refusal.rule);
            return true;
        });
    if (!status) seen.push_back("error: " + status.error().message);
    return seen;
}

TEST(JsonLines, LineEndsMarksBlankLinesAndGarbage) {
    const TemporaryFolder folder;
    EXPECT_THAT(outline(folder.write("a.jsonl", "\xEF\xBB\xBF{\"text\":\"a\"}\r\n\r\n  \n{\"text\":\"b\"}")), ElementsAre("1:a", "4:b"));
    EXPECT_THAT(outline(folder.write("b.jsonl", "{\"text\":\"a\"}\n{\"text\":\nnot json\n[1]\n{\"text\":5}\n\x01\x02\n{\"text\":\"b\"},\n{\"text\":\"c\"}\n")),
                ElementsAre("1:a", "2!invalid_json", "3!invalid_json", "4!wrong_shape", "5!wrong_shape", "6!invalid_json", "7!invalid_json", "8:c"));
    EXPECT_THAT(outline(folder.write("c.jsonl", "{\"text\":\"a\",\"text\":\"b\"}\n{\"text\":\"c\"}")), ElementsAre("1!invalid_json", "2:c"));
    EXPECT_THAT(outline(folder.write("d.jsonl", "broken\n{\"text\":\"a\"}\n")), ElementsAre("1!invalid_json", "2:a"));
}

TEST(JsonLines, CommaAtTheEndOfALineIsExplained) {
    const TemporaryFolder folder;
    const RowSet set = readAllRows(folder.write("a.jsonl", "{\"text\":\"a\"},\n{\"text\":\"b\"}\n")).value();
    EXPECT_THAT(set.refusals.at(0).reason, HasSubstr("a comma ends the line"));
}

TEST(JsonLines, BrokenUtf8IsRepairedAndCounted) {
    const TemporaryFolder folder;
    const RowSet set =
        readAllRows(folder.write("a.jsonl", "{\"text\":\"x\xFFy\xC3\"}\n{\"text\":\"\\ud83dz\\udc00\\ud83d\\ude00\"}\n{\"text\":\"fine\"}\n")).value();
    ASSERT_EQ(set.rows.size(), 3U) << set.refusals.at(0).reason;
    EXPECT_EQ(std::get<Text>(set.rows[0].body).text, "x\uFFFDy\uFFFD");
    EXPECT_EQ(set.rows[0].numReplacedUtf8, 2);
    EXPECT_EQ(std::get<Text>(set.rows[1].body).text, "\uFFFDz\uFFFD\U0001F600");
    EXPECT_EQ(set.rows[1].numReplacedUtf8, 2);
    EXPECT_EQ(set.rows[2].numReplacedUtf8, 0);
}

TEST(JsonLines, HundredMegabytesOnOneLineAreRefusedByRule) {
    const TemporaryFolder folder;
    const std::string path = folder / "huge.jsonl";
    {
        std::ofstream file(path, std::ios::binary);
        const std::string block(1 << 20, 'y');
        file << "{\"text\":\"";
        for (int i = 0; i < 100; ++i) file << block;
        file << "\"}\n{\"text\":\"after\"}\n";
    }
    EXPECT_THAT(outline(path), ElementsAre("1!line_too_long", "2:after"));
}

TEST(JsonLines, DeepNestingAndManyColumnsAreRefused) {
    const TemporaryFolder folder;
    std::string wide = "{\"text\":\"x\"";
    for (int i = 0; i < 5000; ++i) wide += ",\"k" + std::to_string(i) + "\":1";
    EXPECT_THAT(outline(folder.write("a.jsonl", "{\"text\":" + std::string(1000, '[') + "\n" + wide + "}\n{\"text\":\"ok\"}\n")),
                ElementsAre("1!invalid_json", "2!wrong_shape", "3:ok"));
}

TEST(JsonArray, ElementsOverSeveralLines) {
    const TemporaryFolder folder;
    EXPECT_THAT(outline(folder.write("a.json", "\xEF\xBB\xBF [\n  {\n    \"text\": \"a ] } \\\" [\"\n  },\r\n  {\"text\": \"b\"}\n]\n")),
                ElementsAre("1:a ] } \" [", "2:b"));
    EXPECT_THAT(outline(folder.write("b.json", "[{\"text\":\"a\"},{\"text\":\"b\"},]")), ElementsAre("1:a", "2:b"));
    EXPECT_THAT(outline(folder.write("c.json", "[{\"text\":\"a\"}, 3, \"x\", null, [1], {\"text\":\"b\"}]")),
                ElementsAre("1:a", "2!wrong_shape", "3!wrong_shape", "4!wrong_shape", "5!wrong_shape", "6:b"));
    EXPECT_THAT(outline(folder.write("d.json", "[{\"text\":\"a\"}] trailing garbage")), ElementsAre("1:a", "2!invalid_json"));
    EXPECT_THAT(outline(folder.write("e.json", "[{\"text\":\"a\"},{\"text\":\"b")), ElementsAre("1:a", "2!invalid_json"));
    EXPECT_THAT(outline(folder.write("f.json", "[{\"text\":\"a\"},")), ElementsAre("1:a", "2!invalid_json"));
    EXPECT_THAT(outline(folder.write("g.json", "[{\"text\":\"a\"}{bad:1}{\"text\":\"b\"}]")), ElementsAre("1:a", "2!invalid_json", "3:b"));
    EXPECT_THAT(outline(folder.write("h.json", "[]")), ElementsAre("error: there is no row in this file"));
}

TEST(JsonArray, ObjectsOverSeveralLinesWithoutAnArray) {
    const TemporaryFolder folder;
    EXPECT_THAT(outline(folder.write("one.json", "{\n  \"text\": \"a\",\n  \"list\": [\n    {\"x\": 1},\n    {\"x\": 2}\n  ]\n}\n")), ElementsAre("1:a"));
    EXPECT_THAT(outline(folder.write("two.json", "{\n\"text\": \"a\"\n}\n{\n\"text\": \"b\"\n}")), ElementsAre("1:a", "2:b"));
    EXPECT_THAT(outline(folder.write("line.json", "{\"text\":\"a\"}")), ElementsAre("1:a"));
}

TEST(JsonArray, LongElementIsRefusedByRule) {
    const TemporaryFolder folder;
    const std::string path = folder.write("a.json", "[{\"text\":\"" + std::string(5000, 'x') + "\"},{\"text\":\"b\"}]");
    EXPECT_THAT(outline(path, {.format = "text", .maxLineBytes = 1000}), ElementsAre("1!line_too_long", "2:b"));
}

TEST(PlainText, ParagraphsAreRows) {
    const TemporaryFolder folder;
    EXPECT_THAT(outline(folder.write("a.txt", "\xEF\xBB\xBF\n\none\r\nstill one\n \t\n\ntwo"), {}), ElementsAre("3:one\nstill one", "7:two"));
    EXPECT_THAT(outline(folder.write("b.txt", "[Chapter 1] It began.\n\n{curly} prose\n"), {}), ElementsAre("1:[Chapter 1] It began.", "3:{curly} prose"));
    EXPECT_THAT(outline(folder.write("c.txt", std::string(300, 'x') + "\n" + std::string(300, 'y') + "\n\nshort\n"), {.maxLineBytes = 400}),
                ElementsAre("1!line_too_long", "4:short"));
    EXPECT_THAT(outline(folder.write("d.txt", "{\"text\":\"json in a txt\"}\n"), {}), ElementsAre("1:json in a txt"));
    EXPECT_THAT(outline(folder.write("e.txt", "{\"text\":\"x\"}\n"), {.format = "plain_text"}), ElementsAre("1:{\"text\":\"x\"}"));
    EXPECT_EQ(readAllRows(folder.write("f.md", "bad \xFF byte")).value().rows.at(0).numReplacedUtf8, 1);
}

TEST(Files, ThatCannotBeReadAtAll) {
    const TemporaryFolder folder;
    const auto code = [](const std::string& path) { return readAllRows(path).error().code; };
    EXPECT_EQ(code(folder / "none.jsonl"), ErrorCode::NotFound);
    EXPECT_EQ(code(folder.path()), ErrorCode::Io);
    EXPECT_EQ(code(folder.write("empty.jsonl", "")), ErrorCode::InvalidData);
    EXPECT_EQ(code(folder.write("blank.jsonl", " \n\r\n\t\n")), ErrorCode::InvalidData);
    EXPECT_EQ(code(folder.write("bom.jsonl", "\xEF\xBB\xBF")), ErrorCode::InvalidData);
    EXPECT_THAT(readAllRows(folder.write("utf16.jsonl", std::string("\xFF\xFE{\0\"\0", 6))).error().message, HasSubstr("UTF-16"));
    EXPECT_THAT(readAllRows(folder.write("rows.jsonl", "ARROW1..")).error().message, HasSubstr("Arrow"));
    EXPECT_THAT(readAllRows(folder.write("noise.jsonl", std::string("{\"text\":\0\0\x07", 12))).error().message, HasSubstr("binary"));
    EXPECT_EQ(code(folder.write("prose.jsonl", "just words\n")), ErrorCode::InvalidData);
    EXPECT_EQ(code(std::string("a\0b", 3)), ErrorCode::InvalidArgument);
}

RC_GTEST_PROP(ContainerProperty, AnyBytesEndInRowsRefusalsOrAnError, (const std::string& bytes)) {
    const TemporaryFolder folder;
    const std::string start = *rc::gen::elementOf(std::vector<std::string>{"", "[", "{", "[{\"text\":\"a\"},", "{\"text\":\"a\"}\n"});
    const auto set = readAllRows(folder.write(*rc::gen::elementOf(std::vector<std::string>{"a.json", "a.jsonl", "a.txt", "a.csv", "a.tsv"}), start + bytes));
    if (!set) RC_ASSERT(!set.error().message.empty());
}

RC_GTEST_PROP(ContainerProperty, ArrayAndLinesGiveTheSameRows, ()) {
    const TemporaryFolder folder;
    const auto texts =
        *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(rc::gen::container<std::string>(rc::gen::elementOf(std::string("a\"\\[]{}, \n")))));
    std::string lines, array = "[", pretty = "[\n";
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const Json row = {{"text", texts[i]}};
        lines += dumpJson(row) + "\n";
        array += (i == 0 ? "" : ",") + dumpJson(row);
        pretty += (i == 0 ? "" : ",\n") + dumpJsonPretty(row);
    }
    const auto textsOf = [](const std::string& path) {
        std::vector<std::string> found;
        const RowSet set = readAllRows(path).value();
        for (const Example& row : set.rows) found.push_back(std::get<Text>(row.body).text);
        return found;
    };
    RC_ASSERT(textsOf(folder.write("a.jsonl", lines)) == texts);
    RC_ASSERT(textsOf(folder.write("b.json", array + "]")) == texts);
    RC_ASSERT(textsOf(folder.write("c.json", pretty + "\n]")) == texts);
}

}  // namespace
}  // namespace luthier
