// SPDX-License-Identifier: Apache-2.0
// Parquet: files as pyarrow, pandas and datasets write them, broken ones, and every format written and read back.
#include "core/data/parquet.h"

#include <cmath>
#include <cstdint>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/files.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using test::contentOf;
using test::TemporaryFolder;

const std::string baselines = LUTHIER_SOURCE_DIR "/tests/baselines/";

std::string fixture(const std::string& name) { return baselines + "parquet/" + name + ".parquet"; }

const Json& golden() {
    static const Json read = readJsonFile(baselines + "parquet.json").value();
    return read;
}

struct Read { std::vector<Json> rows; std::vector<std::string> refusals; std::string error; };

Read readFile(const std::string& path, const ReadOptions& options = {}) {
    Read read;
    std::int64_t number = 0;
    const Status done = forEachParquetRecord(path, options, [&](const Record& record) {
        EXPECT_EQ(record.number, ++number);
        if (record.value) read.rows.push_back(*record.value);
        else read.refusals.push_back(std::to_string(record.number) + "!" + record.rule);
        return true;
    });
    if (!done) read.error = done.error().message;
    return read;
}

// Whatever the order of columns, and 1 for 1.0.
std::string sorted(const Json& row) { return nlohmann::json::parse(dumpJson(row)).dump(); }

std::vector<Json> roundTrip(const TemporaryFolder& folder, const std::vector<Json>& rows) {
    ParquetRows writer;
    for (const Json& row : rows) writer.note(row);
    std::string bytes = writer.begin().value();
    for (const Json& row : rows) bytes += writer.row(row).value();
    bytes += writer.end().value();
    return readFile(folder.write("again.parquet", bytes)).rows;
}

TEST(Parquet, RowsAreThoseThatWereWritten) {
    for (const auto& [name, rows] : golden()["rows"].items()) {
        const Read read = readFile(fixture(name));
        EXPECT_EQ(read.error, "") << name;
        ASSERT_EQ(read.rows.size(), rows.size()) << name;
        for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(nlohmann::json(read.rows[i]), nlohmann::json(rows[i])) << name << " row " << i + 1;
        EXPECT_EQ(numParquetRows(fixture(name)), static_cast<std::int64_t>(rows.size()));
    }
}

TEST(Parquet, BrokenFilesSayWhatIsWrong) {
    for (const auto& [name, words] : golden()["broken"].items()) {
        const auto set = readAllRows(fixture(name), {.format = "text"});
        ASSERT_FALSE(set.has_value()) << name;
        EXPECT_EQ(set.error().code, ErrorCode::InvalidData) << name;
        EXPECT_THAT(set.error().message, HasSubstr(words.get<std::string>())) << name;
        EXPECT_THAT(set.error().message, testing::Not(HasSubstr("panic"))) << name;
        EXPECT_EQ(set.error().file, fixture(name));
    }
    EXPECT_EQ(readAllRows(baselines + "parquet/none.parquet").error().code, ErrorCode::NotFound);
}

TEST(Parquet, BadCharactersAreRepairedAndLongRowsListed) {
    const RowSet set = readAllRows(fixture("bad_utf8")).value();
    ASSERT_EQ(set.rows.size(), 200U);
    EXPECT_EQ(std::get<Text>(set.rows[3].body).text, "r\uFFFDw 3");
    EXPECT_EQ(set.rows[3].numReplacedUtf8, 1);
    EXPECT_EQ(set.rows[3].source.line, 4);
    EXPECT_EQ(set.rows[3].id, "0:4");
    const TemporaryFolder folder;
    const std::string path = folder / "long.parquet";
    const auto text = [](std::string words) { Example example; example.body = Text{std::move(words)}; return example; };
    ASSERT_TRUE(writeRows(path, "text", {text("a"), text(std::string(100'000, 'x')), text("b")}));
    EXPECT_THAT(readFile(path, {.maxLineBytes = 1000}).refusals, ElementsAre("2!line_too_long"));
    EXPECT_EQ(readFile(path, {.maxLineBytes = 1000}).rows.size(), 2U);
}

TEST(Parquet, FormatIsDetectedAndColumnsAreMapped) {
    const Detection chats = detectFormat(fixture("chats")).value();
    EXPECT_EQ(chats.container, Container::Parquet);
    EXPECT_EQ(containerName(chats.container), "parquet");
    EXPECT_EQ(chats.format, "messages");
    EXPECT_EQ(chats.confidence, 1.0);
    const RowSet set = readAllRows(fixture("chats")).value();
    const auto& turns = std::get<Conversation>(set.rows.at(0).body).turns;
    ASSERT_EQ(turns.size(), 5U);
    EXPECT_EQ(turns[2].toolCalls[0]["function"]["arguments"], (Json{{"city", "Bergen"}})) << "what another row's call has is not there as null";
    EXPECT_EQ(turns[3].text, "9 °C");
    EXPECT_EQ(set.rows[0].extra["source"], "a");
    EXPECT_FALSE(set.rows[1].extra.contains("source"));
    EXPECT_EQ(detectFormat(fixture("pairs"))->format, "preference");
    const TemporaryFolder folder;
    const std::string bytes = contentOf(fixture("delta"));
    EXPECT_EQ(readAllRows(folder.write("named.jsonl", bytes))->rows.size(), 500U) << "by its bytes, whatever its name";
    const RowSet mapped = readAllRows(folder.write("m.parquet", bytes), {.mapping = {{"text", "prompt"}}}).value();
    EXPECT_EQ(mapped.detection.format, "prompts");
    EXPECT_EQ(readAllRows(fixture("delta"), {.maxRows = 3})->rows.size(), 3U);
}

TEST(ParquetRows, WhatHasNoOneTypeComesBackTheSame) {
    const TemporaryFolder folder;
    const std::vector<Json> rows = {
        Json::parse(R"({"a": 1, "b": [], "c": {"x": {"y": [1, null, 2]}}, "d": {}, "e": [1, "a", {"k": null}], "n": null})"),
        Json::parse(R"({"a": "text", "b": [[1], [], [2, 3]], "c": {"w": true, "x": {"z": 1.5}}, "d": {"k": [null]}, "f": 18446744073709551615})"),
        Json::parse(R"({"b": [null, [9007199254740993]], "c": {"x": {}}, "g": {"p": 1, "q": 2}, "h": 0.1})"),
        Json::parse(R"({"g": {"q": 1, "p": 2.0}, "h": 1, "late": "ü\u0000\n\"\\"})"),
    };
    std::vector<Json> wanted = rows;
    wanted[0].erase("n");
    const std::vector<Json> back = roundTrip(folder, rows);
    ASSERT_EQ(back.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(nlohmann::json(back[i]), nlohmann::json(wanted[i])) << i;
    EXPECT_EQ(back[3]["g"].dump(), R"({"q":1,"p":2.0})") << "the order of fields, and that 2.0 is no 2, are kept";
}

TEST(ParquetRows, RowsThatWereNotNotedAreRefusedAndChangeNothing) {
    const TemporaryFolder folder;
    ParquetRows writer;
    writer.note({{"a", 1}});
    std::string bytes = writer.begin().value();
    for (const Json& row : {Json{{"a", 1}}, Json{{"a", "x"}}, Json{{"b", 1}}, Json(3), Json{{"a", 2}}})
        if (const auto piece = writer.row(row)) bytes += *piece;
    bytes += writer.end().value();
    EXPECT_THAT(readFile(folder.write("a.parquet", bytes)).rows, ElementsAre(Json{{"a", 1}}, Json{{"a", 2}}));
    EXPECT_FALSE(writer.end().has_value());
    ParquetRows wide;
    Json row = Json::object();
    for (int i = 0; i < 5000; ++i) row["c" + std::to_string(i)] = i;
    wide.note(row);
    EXPECT_THAT(wide.begin().error().message, HasSubstr("5000 columns"));
}

TEST(ParquetRows, ManyRowsAreSeveralRowGroups) {
    const TemporaryFolder folder;
    ParquetRows writer;
    const std::string words(2000, 'w');
    const auto rowAt = [&](int i) { return Json{{"text", words.substr(0, static_cast<std::size_t>(i) % 2000)}, {"i", i}, {"list", Json::array({i, i + 1})}}; };
    for (int i = 0; i < 70'000; i += 999) writer.note(rowAt(i));
    std::string bytes = writer.begin().value();
    std::size_t numPieces = 0;
    for (int i = 0; i < 70'000; ++i) {
        const std::string piece = writer.row(rowAt(i)).value();
        numPieces += piece.empty() ? 0 : 1;
        bytes += piece;
    }
    bytes += writer.end().value();
    EXPECT_GT(numPieces, 1U) << "not all of it at the end";
    const Read read = readFile(folder.write("a.parquet", bytes));
    EXPECT_EQ(read.error, "");
    ASSERT_EQ(read.rows.size(), 70'000U);
    for (int i = 0; i < 70'000; i += 77) ASSERT_EQ(read.rows[static_cast<std::size_t>(i)], rowAt(i));
}

// Every format writes Parquet and reads the same rows from it; its own sample row, and that row twice with other columns beside.
TEST(ParquetRows, EveryFormatIsWrittenAndReadBack) {
    const TemporaryFolder folder;
    for (const Format* format : allFormats()) {
        const FormatInfo& info = format->info();
        const auto sample = parseJson(info.sample);
        Example first = format->read(sample ? *sample : Json(info.sample)).value();
        Example second = first;
        if (info.id != "plain_text") second.extra["lesson"] = {{"page", 3}, {"tags", {"x", "y"}}};
        const std::string path = folder / (info.id + ".parquet");
        const auto report = writeRows(path, info.id, {first, second});
        ASSERT_TRUE(report.has_value()) << info.id << ": " << report.error().message;
        EXPECT_EQ(report->numRows, 2) << info.id;
        const auto set = readAllRows(path, {.format = info.id == "plain_text" ? "text" : info.id});
        ASSERT_TRUE(set.has_value()) << info.id << ": " << set.error().message;
        ASSERT_EQ(set->rows.size(), 2U) << info.id;
        EXPECT_EQ(set->rows[0].body, first.body) << info.id;
        EXPECT_EQ(set->rows[1].body, second.body) << info.id;
        EXPECT_EQ(sorted(set->rows[1].extra), sorted(second.extra)) << info.id;
        EXPECT_EQ(detectFormat(path)->confidence, 1.0) << info.id;
    }
}

TEST(ParquetRows, ToolsAndCallsAreKeptAndJsonTextIsSaid) {
    const TemporaryFolder folder;
    const std::string path = folder.write("a.jsonl",
        R"({"messages":[{"role":"user","content":"hot?"},{"role":"assistant","content":"",)"
        R"("tool_calls":[{"type":"function","function":{"name":"w","arguments":{"city":"Oslo","n":1}}}]}],)"
        R"("tools":[{"type":"function","function":{"name":"w","parameters":{"properties":{},"required":["city"]}}}]})" "\n"
        R"({"messages":[{"role":"user","content":"cold?"},{"role":"assistant","content":"x","trained":false,"weight":0.5,)"
        R"("tool_calls":[{"type":"function","function":{"name":"v","arguments":{"n":"one"}}}]}]})" "\n"
        R"({"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}],"chat_template_kwargs":{"enable_thinking":false}})" "\n");
    const RowSet set = readAllRows(path).value();
    const WriteReport report = writeRows(folder / "out.parquet", "messages", set.rows).value();
    EXPECT_THAT(report.lost, ElementsAre(Pair(HasSubstr("JSON text"), 3)));
    const RowSet back = readAllRows(folder / "out.parquet").value();
    ASSERT_EQ(back.rows.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(back.rows[i].body, set.rows[i].body) << i;
    EXPECT_THAT(writeRows(folder / "plain.parquet", "text", readAllRows(fixture("delta"))->rows)->lost, IsEmpty());
    EXPECT_EQ(contentOf(folder / "plain.parquet").substr(0, 4), "PAR1");
    ASSERT_TRUE(writeRows(folder / "none.parquet", "kto", {}));
    EXPECT_THAT(readAllRows(folder / "none.parquet").error().message, HasSubstr("no row"));
}

// Values of any kind, nested in each other, with few names for fields.
Json anyJson(std::mt19937_64& random, int depth) {
    const auto below = [&](std::uint64_t end) { return random() % end; };
    Json value;
    switch (below(depth > 0 ? 9 : 6)) {
        case 0: return value;
        case 1: return below(2) == 0;
        case 2: return static_cast<std::int64_t>(random()) >> below(64);
        case 3: return std::ldexp(static_cast<double>(below(1U << 20)), static_cast<int>(below(80)) - 40);
        case 4: return std::string(below(4), static_cast<char>(below(127)));
        case 5: return std::vector<std::string>{"", "\u00fc", "a\"\\\n", "\u4e16"}[below(4)];
        case 6:
        case 7:
            value = Json::object();
            for (auto i = below(4); i > 0; --i) value[std::vector<std::string>{"a", "b", "c", ""}[below(4)]] = anyJson(random, depth - 1);
            return value;
        default:
            value = Json::array();
            for (auto i = below(4); i > 0; --i) value.push_back(anyJson(random, depth - 1));
            return value;
    }
}

TEST(ParquetRows, AnyJsonComesBackTheSame) {
    const TemporaryFolder folder;
    std::mt19937_64 random(20261126);
    for (int trial = 0; trial < 300; ++trial) {
        std::vector<Json> rows;
        for (auto i = 1 + random() % 5; i > 0; --i) rows.push_back({{"x", anyJson(random, static_cast<int>(random() % 4))}});
        const std::vector<Json> back = roundTrip(folder, rows);
        ASSERT_EQ(back.size(), rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) ASSERT_EQ(back[i], rows[i]["x"].is_null() ? Json::object() : rows[i]) << trial;
    }
}

TEST(Parquet, DamagedBytesEndInRowsOrAnError) {
    const TemporaryFolder folder;
    std::mt19937_64 random(1);
    for (const char* name : {"chats", "pairs", "types", "delta", "old"}) {
        const std::string good = contentOf(fixture(name));
        for (int trial = 0; trial < 60; ++trial) {
            std::string bytes = good;
            for (auto i = 1 + random() % 20; i > 0; --i) bytes[4 + random() % (bytes.size() - 12)] = static_cast<char>(random());
            const auto set = readAllRows(folder.write("a.parquet", bytes), {.format = "text"});
            EXPECT_TRUE(set || !set.error().message.empty());
        }
    }
}

}  // namespace
}  // namespace luthier
