// SPDX-License-Identifier: Apache-2.0
// CSV and TSV: quotes, line ends, ragged rows, headers, kinds of cells, mapping; and what is written as a table.
#include "core/data/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/data/cells.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using test::contentOf;
using test::TemporaryFolder;

// "line:text" for a row, "line!rule" for a refusal, or the error.
std::vector<std::string> outline(const std::string& name, const std::string& content, const ReadOptions& options = {.format = "text"}) {
    const TemporaryFolder folder;
    const auto set = readAllRows(folder.write(name, content), options);
    if (!set) return {"error: " + set.error().message};
    std::vector<std::string> seen;
    for (const Example& row : set->rows) seen.push_back(std::to_string(row.source.line) + ":" + std::get<Text>(row.body).text);
    for (const Refusal& refusal : set->refusals) seen.push_back(std::to_string(refusal.source.line) + "!" + refusal.rule);
    return seen;
}

// The cells of each row, however the bytes come in.
std::vector<std::vector<std::string>> split(const std::string& bytes, std::size_t piece) {
    std::vector<std::vector<std::string>> rows;
    TableSplitter splitter(',', 1000, 100, [&](const TableRow& row) {
        rows.emplace_back();
        for (const TableCell& cell : row.cells) rows.back().push_back((cell.isQuoted ? "q:" : "") + cell.text);
        return true;
    });
    for (std::size_t i = 0; i < bytes.size(); i += piece) splitter.feed(std::string_view(bytes).substr(i, piece));
    splitter.finish();
    return rows;
}

TEST(Table, QuotesLineEndsAndBlankLines) {
    const std::string bytes = "a,\"b,\"\"c\"\"\r\nd\",\r\n\n \t\n,\"\"\re,f \"g\"";
    for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{100}})
        EXPECT_THAT(split(bytes, piece), ElementsAre(ElementsAre("a", "q:b,\"c\"\r\nd", ""), ElementsAre("", "q:"), ElementsAre("e", "f \"g\"")));
    EXPECT_THAT(split("", 1), IsEmpty());
    EXPECT_THAT(split("\"\"", 1), ElementsAre(ElementsAre("q:")));
    EXPECT_THAT(split("x,", 1), ElementsAre(ElementsAre("x", "")));
}

TEST(Table, RowsKnowTheirLine) {
    EXPECT_THAT(outline("a.csv", "\xEF\xBB\xBFid,text\r\n1,\"two\nlines\"\r\n\r\n2,b\r\n"), ElementsAre("2:two\nlines", "5:b"));
    EXPECT_THAT(outline("a.csv", "text\ra\r\"b\r\nc\"\rd"), ElementsAre("2:a", "3:b\r\nc", "5:d"));
    EXPECT_THAT(outline("A.CSV", "text\na"), ElementsAre("2:a"));
}

TEST(Table, BadRowsAreRefusedWithLineAndRule) {
    EXPECT_THAT(outline("a.csv", "text,x\na,1\nb\nc,1,2\nd,4\n"), ElementsAre("2:a", "5:d", "3!ragged_row", "4!ragged_row"));
    EXPECT_THAT(outline("a.csv", "text,x\n\"a\" b,1\nc,2\n"), ElementsAre("3:c", "2!broken_quotes"));
    EXPECT_THAT(outline("a.csv", "text,x\na,1\n\"b,2\nc,3\n"), ElementsAre("2:a", "3!broken_quotes"));
    const std::string longRows = "text,x\n" + std::string(300, 'y') + ",1\n\"" + std::string(300, '\n') + "\",1\nb,2\n";
    EXPECT_THAT(outline("a.csv", longRows, {.format = "text", .maxLineBytes = 200}), ElementsAre("304:b", "2!line_too_long", "3!line_too_long"));
    const TemporaryFolder folder;
    const RowSet set = readAllRows(folder.write("a.csv", "text,x\na,1\nb\n")).value();
    EXPECT_THAT(set.refusals.at(0).reason, HasSubstr("1 cells, but the header names 2 columns"));
}

TEST(Table, HeadersThatCannotBeUsed) {
    EXPECT_THAT(outline("a.csv", "text,text\na,b\n"), ElementsAre(HasSubstr("two columns of the table are called \"text\"")));
    EXPECT_THAT(outline("a.csv", "\"text\na,b\n"), ElementsAre(HasSubstr("header of the table cannot be read")));
    EXPECT_THAT(outline("a.csv", "text" + std::string(5000, ',') + "\n"), ElementsAre(HasSubstr("5001 columns")));
    EXPECT_THAT(outline("a.csv", "text,x\n"), ElementsAre("error: there is no row in this file"));
    EXPECT_THAT(outline("a.csv", ""), ElementsAre("error: the file is empty"));
    EXPECT_THAT(outline("a.csv", std::string("text\na\0b\n", 9)), ElementsAre(HasSubstr("binary data")));
    const TemporaryFolder folder;
    const auto noHeader = readAllRows(folder.write("a.csv", "What is it?,A plane.\nAnd this?,A saw.\n"));
    EXPECT_THAT(noHeader.error().message, HasSubstr("\"What is it?\""));
    EXPECT_THAT(noHeader.error().hint, HasSubstr("the first row must name the columns"));
    // The index that pandas writes has no name.
    EXPECT_EQ(readAllRows(folder.write("b.csv", ",text\n0,a\n")).value().rows.at(0).extra["column_1"], "0");
}

TEST(Table, SemicolonsAndTabs) {
    EXPECT_THAT(outline("a.csv", "id;text\n1;a, b\n"), ElementsAre("2:a, b"));
    EXPECT_THAT(outline("a.csv", "id\ttext\n1\ta, b\n"), ElementsAre("2:a, b"));
    EXPECT_THAT(outline("a.tsv", "id\ttext\n1\ta, b; \"c\"\n"), ElementsAre("2:a, b; \"c\""));
    EXPECT_THAT(outline("a.csv", "\"a;b\",text\n1,x;y\n"), ElementsAre("2:x;y"));
    EXPECT_THAT(outline("a.csv", "text\nx;y\n"), ElementsAre("2:x;y"));
}

TEST(Table, BrokenUtf8IsRepairedAndCounted) {
    const TemporaryFolder folder;
    const RowSet set = readAllRows(folder.write("a.csv", "text,x\nK\xE4se,\xFF\n")).value();
    EXPECT_EQ(std::get<Text>(set.rows.at(0).body).text, "K\uFFFDse");
    EXPECT_EQ(set.rows.at(0).numReplacedUtf8, 2);
}

TEST(Table, CellsAreWhatTheirColumnNeeds) {
    const TemporaryFolder folder;
    const auto body = [&](const std::string& content) {
        const auto set = readAllRows(folder.write("a.csv", content));
        if (!set) return "error: " + set.error().toString();
        if (set->rows.empty()) return set->refusals.at(0).reason;
        return set->detection.format + " " + dumpJson(exampleToJson(set->rows.front()));
    };
    EXPECT_THAT(body("prompt,chosen,rejected,strength,margin,verdict\n42,[1],\"{\"\"a\"\":1}\",3,0.5,\n"),
                testing::AllOf(HasSubstr(R"(preference )"), HasSubstr(R"("content":"42")"), HasSubstr(R"("content":"[1]")"), HasSubstr(R"("strength":3)"),
                               HasSubstr(R"("margin":0.5)")));
    EXPECT_THAT(body("prompt,chosen,rejected\n\"[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"q\"\"}]\",a,\n"),
                testing::AllOf(HasSubstr(R"("prompt":{"messages":[{"role":"user","content":"q"}]})"), HasSubstr(R"("content":"")")));
    EXPECT_THAT(body("prompt,completion,label\nq,a,True\n"), testing::AllOf(HasSubstr("kto "), HasSubstr(R"("score":1.0)")));
    EXPECT_THAT(body("prompt,completion,label\nq,a,0\n"), HasSubstr(R"("score":0.0)"));
    EXPECT_THAT(body("prompt,completion,label\nq,a,news\n"), HasSubstr("prompt_completion "));
    EXPECT_THAT(body("prompt,responses,ranks\nq,\"[\"\"a\"\",\"\"b\"\"]\",\"[2, 1]\"\n"), testing::AllOf(HasSubstr("ranking "), HasSubstr(R"("rank":[1,0])")));
    EXPECT_THAT(body("prompt,response,score,helpfulness\nq,a, 1e-1 ,\n"), testing::AllOf(HasSubstr("scored "), HasSubstr(R"("score":0.1)")));
    EXPECT_THAT(body("prompt,answer,checker\nq,42,\"{\"\"type\"\":\"\"numeric\"\"}\"\n"),
                HasSubstr(R"("reference":{"answer":"42","checker":{"type":"numeric"}})"));
    EXPECT_THAT(body("prompt,answer\nq,\n"), HasSubstr(R"("reference":null)"));
    EXPECT_THAT(body("messages,note\n\"[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"q\"\"}]\",\n"),
                testing::AllOf(HasSubstr("messages "), HasSubstr(R"("extra":{})")));
    EXPECT_THAT(body("instruction,input,output\ni,,o\n"), HasSubstr("alpaca "));
    EXPECT_THAT(body("messages\n\"[{'role': 'user', 'content': 'q'}]\"\n"), HasSubstr("lists in cells must be JSON"));   // Python, not JSON
}

TEST(Table, ACellOfAnotherKindIsRefusedByName) {
    const TemporaryFolder folder;
    const RowSet set = readAllRows(folder.write("a.csv", "prompt,response,score\nq,a,1\nq,a,high\nq,a,nan\nq,a,\n")).value();
    EXPECT_EQ(set.rows.size(), 1U);
    ASSERT_EQ(set.refusals.size(), 3U);
    EXPECT_EQ(set.refusals[0].reason, "\"score\" must be a number, but it is text");
    EXPECT_EQ(set.refusals[0].source.line, 3);
    EXPECT_THAT(set.refusals[2].reason, HasSubstr("\"score\" is missing"));
}

TEST(Table, MappingRenamesTheHeader) {
    const TemporaryFolder folder;
    const std::string path = folder.write("a.tsv", "question\tgood\tbad\nq\ta\tb\n");
    ReadOptions options;
    options.mapping = {{"good", "chosen"}, {"bad", "rejected"}};
    EXPECT_EQ(readAllRows(path, options).value().detection.format, "preference");
    options.mapping = {{"good", "question"}};
    const auto conflict = readAllRows(path, options);
    EXPECT_EQ(conflict.error().key, "mapping");
    EXPECT_THAT(conflict.error().message, HasSubstr("\"question\""));
}

TEST(Table, RowsAreWrittenAndReadAgain) {
    const TemporaryFolder folder;
    const std::string lines = R"({"prompt":"a, \"b\"\nc","chosen":"x","rejected":"","strength":3,"note":"n"})" "\n"
                              R"({"prompt":[{"role":"system","content":"S"},{"role":"user","content":"q"}],"chosen":"[1]","rejected":" y",)"
                              R"("dimensions":{"s":1}})" "\n";
    const RowSet set = readAllRows(folder.write("in.jsonl", lines)).value();
    for (const char* name : {"out.csv", "out.tsv", "OUT.CSV"}) {
        const WriteReport report = writeRows(folder / name, "preference", set.rows).value();
        EXPECT_EQ(report.numRows, 2);
        EXPECT_THAT(report.lost, IsEmpty()) << name;
        const RowSet again = readAllRows(folder / name).value();
        EXPECT_THAT(again.refusals, IsEmpty());
        ASSERT_EQ(again.rows.size(), 2U);
        for (std::size_t i = 0; i < 2; ++i) {
            EXPECT_EQ(again.rows[i].body, set.rows[i].body) << contentOf(folder / name);
            EXPECT_EQ(again.rows[i].extra, set.rows[i].extra);
        }
    }
    EXPECT_EQ(contentOf(folder / "out.csv").substr(0, 66), "prompt,chosen,rejected,strength,note,dimensions\n\"a, \"\"b\"\"\nc\",x,\"\",");
}

TEST(Table, WhatATableCannotHoldIsSaid) {
    const TemporaryFolder folder;
    const RowSet set = readAllRows(folder.write("in.jsonl", R"({"text":"a","year":1999})" "\n" R"({"text":"b\u0000c"})" "\n" R"({"text":"c"})" "\n")).value();
    const WriteReport report = writeRows(folder / "out.csv", "text", set.rows).value();
    EXPECT_THAT(report.lost, ElementsAre(testing::Pair(HasSubstr("become text in a table"), 2)));
    EXPECT_EQ(contentOf(folder / "out.csv"), "text,year\na,1999\nb\uFFFDc,\nc,\n");
    ASSERT_TRUE(writeRows(folder / "prose.csv", "plain_text", set.rows));
    EXPECT_EQ(readAllRows(folder / "prose.csv").value().rows.size(), 3U);
    ASSERT_TRUE(writeRows(folder / "none.csv", "kto", set.rows));
    EXPECT_EQ(contentOf(folder / "none.csv"), "prompt,completion,label,system,tools,chat_template_kwargs\n");
}

RC_GTEST_PROP(TableProperty, TextsSurviveATable, ()) {
    const TemporaryFolder folder;
    const auto texts = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
        rc::gen::container<std::string>(rc::gen::elementOf(std::string("a,;\"\t\r\n [{ ")))));
    std::vector<Example> rows;
    for (const std::string& text : texts) rows.push_back({"", {}, {}, Json::object(), 0, Text{text}});
    for (const char* name : {"a.csv", "a.tsv"}) {
        RC_ASSERT(writeRows(folder / name, "text", rows).value().lost.empty());
        const RowSet set = readAllRows(folder / name).value();
        RC_ASSERT(set.rows.size() == texts.size());
        for (std::size_t i = 0; i < texts.size(); ++i) RC_ASSERT(std::get<Text>(set.rows[i].body).text == texts[i]);
    }
}

}  // namespace
}  // namespace luthier
