// SPDX-License-Identifier: Apache-2.0
// Detection, mapping, limits, writing.
#include "core/data/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using test::contentOf;
using test::TemporaryFolder;

TEST(Detection, CountsAShareOfTheRows) {
    const TemporaryFolder folder;
    std::string lines;
    for (int i = 0; i < 9; ++i) lines += R"({"instruction":"i","output":"o","text":"t"})" "\n";
    const std::string path = folder.write("rows.jsonl", lines + "{\"text\":\"only\"}\nbroken\n");
    const Detection detection = detectFormat(path).value();
    EXPECT_EQ(detection.format, "text");   // reads ten of eleven, Alpaca nine
    EXPECT_EQ(detection.numSampled, 11);
    EXPECT_NEAR(detection.confidence, 10.0 / 11, 1e-12);
    EXPECT_THAT(detection.others, ElementsAre(Pair("alpaca", testing::DoubleNear(9.0 / 11, 1e-12))));
    EXPECT_EQ(detection.container, Container::JsonLines);
}

TEST(Detection, MoreSpecificFormatWinsATie) {
    const TemporaryFolder folder;
    EXPECT_EQ(detectFormat(folder.write("a.jsonl", R"({"text":"t","messages":[{"role":"user","content":"x"}]})")).value().format, "messages");
    EXPECT_EQ(detectFormat(folder.write("b.jsonl", R"({"text":"t","prompt":"p","completion":"c"})")).value().format, "prompt_completion");
}

TEST(Detection, LooksAtTwoHundredRowsAtMost) {
    const TemporaryFolder folder;
    std::string lines;
    for (int i = 0; i < 1000; ++i) lines += "{\"text\":\"x\"}\n";
    EXPECT_EQ(detectFormat(folder.write("a.jsonl", lines)).value().numSampled, 200);
}

TEST(Detection, SaysWhatIsThereAndWhatIsKnown) {
    const TemporaryFolder folder;
    const auto found = detectFormat(folder.write("a.jsonl", "{\"question\":\"q\",\"reply\":\"r\"}\n"));
    EXPECT_THAT(found.error().message, HasSubstr("\"question\", \"reply\""));
    EXPECT_THAT(found.error().hint, HasSubstr("alpaca reads instruction"));
    EXPECT_EQ(detectFormat(folder / "a.jsonl", {.format = "poem"}).error().code, ErrorCode::InvalidArgument);
}

// Rows that say what they are ("kind") are read as that or refused with the reason, never as something less.
TEST(Detection, RowsThatSayWhatTheyAre) {
    const TemporaryFolder folder;
    const std::string good = R"({"kind":"pair","prompt":{"messages":[{"role":"user","content":"q"}]},"a":[{"role":"assistant","content":"x"}],)"
                             R"("b":[{"role":"assistant","content":"y"}],"verdict":{"strength":1}})";
    const std::string listed = R"({"kind":"pair","prompt":[{"role":"user","content":"q"}],"a":[{"role":"assistant","content":"x"}],)"
                               R"("b":[{"role":"assistant","content":"y"}],"verdict":{"strength":1}})";
    const RowSet set = readAllRows(folder.write("a.jsonl", good + "\n" + listed + "\n")).value();
    EXPECT_EQ(set.detection.format, "rows");
    EXPECT_EQ(set.detection.confidence, 0.5);
    EXPECT_THAT(set.detection.others, IsEmpty());
    ASSERT_EQ(set.rows.size(), 1U);
    EXPECT_EQ(set.rows[0].kind(), RowKind::Pair);
    ASSERT_EQ(set.refusals.size(), 1U);
    EXPECT_EQ(set.refusals[0].source.line, 2);

    const auto none = detectFormat(folder.write("b.jsonl", listed + "\n"));
    EXPECT_THAT(none.error().message, AllOf(HasSubstr("row 1 has the shape of \"rows\", but"), HasSubstr("prompt")));
    // A column of that name in another format's rows.
    EXPECT_EQ(detectFormat(folder.write("c.jsonl", R"({"kind":"pair","prompt":"q","chosen":"x","rejected":"y"})")).value().format, "preference");
}

TEST(Mapping, RenamesColumns) {
    const TemporaryFolder folder;
    const std::string path = folder.write("a.jsonl", "{\"question\":\"q\",\"reply\":\"r\"}\n");
    ReadOptions options;
    options.mapping = {{"question", "prompt"}, {"reply", "completion"}};
    const RowSet set = readAllRows(path, options).value();
    EXPECT_EQ(set.detection.format, "prompt_completion");
    EXPECT_EQ(std::get<Conversation>(set.rows.at(0).body).turns.at(1).text, "r");
}

TEST(Mapping, SwapsAndConflicts) {
    const TemporaryFolder folder;
    const std::string path = folder.write("a.jsonl", "{\"prompt\":\"p\",\"completion\":\"c\"}\n{\"prompt\":\"p\",\"completion\":\"c\",\"text\":\"t\"}\n");
    ReadOptions options;
    options.mapping = {{"prompt", "completion"}, {"completion", "prompt"}};
    EXPECT_EQ(std::get<Conversation>(readAllRows(path, options).value().rows.at(0).body).turns.at(0).text, "c");
    options.mapping = {{"completion", "text"}};
    const RowSet set = readAllRows(path, options).value();
    EXPECT_EQ(set.rows.size(), 1U);
    EXPECT_EQ(set.refusals.at(0).rule, "mapping_conflict");
    for (const Json& bad : {Json(3), Json({{"a", 1}}), Json({{"a", ""}}), Json({{"a", "x"}, {"b", "x"}})}) {
        options.mapping = bad;
        EXPECT_EQ(readAllRows(path, options).error().code, ErrorCode::InvalidArgument);
    }
}

TEST(Reader, IdsMaxRowsAndRoles) {
    const TemporaryFolder folder;
    const std::string path = folder.write("a.jsonl", R"({"messages":[{"role":"user","content":"x"}]})"
                                                     "\n"
                                                     R"({"messages":[{"role":"elf","content":"x"}]})"
                                                     "\n"
                                                     R"({"id":"own","messages":[{"role":"user","content":"y"}]})"
                                                     "\n"
                                                     R"({"messages":[{"role":"user","content":"z"}]})");
    ReadOptions options;
    options.fileIndex = 3;
    const RowSet set = readAllRows(path, options).value();
    ASSERT_EQ(set.rows.size(), 3U);
    EXPECT_EQ(set.rows[0].id, "3:1");
    EXPECT_EQ(set.rows[1].id, "own");
    EXPECT_EQ(set.rows[2].id, "3:4");
    EXPECT_EQ(set.refusals.at(0).rule, "bad_role");
    EXPECT_THAT(set.refusals.at(0).reason, HasSubstr("known roles"));
    options.maxRows = 2;
    EXPECT_EQ(readAllRows(path, options).value().rows.size(), 2U);
}

TEST(Reader, TenThousandTurnsAndEmptyTurnsAreRows) {
    const TemporaryFolder folder;
    Json row = {{"messages", Json::array()}};
    for (int i = 0; i < 10'000; ++i) row["messages"].push_back({{"role", i % 2 == 0 ? "user" : "assistant"}, {"content", i == 1 ? "" : "t"}});
    const RowSet set = readAllRows(folder.write("a.jsonl", dumpJson(row))).value();
    EXPECT_EQ(std::get<Conversation>(set.rows.at(0).body).turns.size(), 10'000U);
}

TEST(Reader, StopsWhenAsked) {
    const TemporaryFolder folder;
    std::string lines;
    for (int i = 0; i < 2000; ++i) lines += "{\"text\":\"x\"}\n";
    const std::string path = folder.write("a.jsonl", lines);
    Cancellation cancellation;
    cancellation.request();
    WorkContext context;
    context.cancellation = &cancellation;
    EXPECT_EQ(readAllRows(path, {}, context).error().code, ErrorCode::Cancelled);
    int seen = 0;
    EXPECT_TRUE(readRows(path, {}, [&](const Example&) { return ++seen < 5; }, [](const Refusal&) { return true; }));
    EXPECT_EQ(seen, 5);
}

TEST(Writer, LinesArraysAndParagraphsAreReadAgain) {
    const TemporaryFolder folder;
    const RowSet set = readAllRows(folder.write("in.jsonl", "{\"text\":\"a\\nb\",\"k\":1}\n{\"text\":\"c\"}\n")).value();
    EXPECT_EQ(writeRows(folder / "out.jsonl", "text", set.rows).value().numRows, 2);
    EXPECT_EQ(contentOf(folder / "out.jsonl"), "{\"text\":\"a\\nb\",\"k\":1}\n{\"text\":\"c\"}\n");
    ASSERT_TRUE(writeRows(folder / "out.json", "text", set.rows));
    EXPECT_EQ(contentOf(folder / "out.json"), "[\n{\"text\":\"a\\nb\",\"k\":1},\n{\"text\":\"c\"}\n]\n");
    EXPECT_EQ(readAllRows(folder / "out.json").value().rows.size(), 2U);
    const WriteReport report = writeRows(folder / "out.txt", "plain_text", set.rows).value();
    EXPECT_THAT(report.lost, ElementsAre(Pair("other columns", 1)));
    EXPECT_EQ(contentOf(folder / "out.txt"), "a\nb\n\nc\n");
    EXPECT_EQ(std::get<Text>(readAllRows(folder / "out.txt").value().rows.at(0).body).text, "a\nb");
}

TEST(Writer, RowsThatDoNotFitAreReported) {
    const TemporaryFolder folder;
    const RowSet set = readAllRows(folder.write("in.jsonl", "{\"text\":\"a\"}\n")).value();
    const WriteReport report = writeRows(folder / "out.jsonl", "alpaca", set.rows).value();
    EXPECT_EQ(report.numRows, 0);
    EXPECT_EQ(report.refused.at(0).source.line, 1);
    EXPECT_EQ(writeRows(folder / "x", "poem", set.rows).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(writeRows(folder / "none/x", "text", set.rows).error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace luthier
