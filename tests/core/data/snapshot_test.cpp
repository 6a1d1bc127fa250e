// SPDX-License-Identifier: Apache-2.0
#include "core/data/snapshot.h"

#include <csignal>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/data/load.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using testing::HasSubstr;
using test::contentOf;
using test::TemporaryFolder;

std::vector<Example> someRows(const TemporaryFolder& folder) {
    return readAllRows(folder.write("in.jsonl", R"({"messages":[{"role":"user","content":"é"},{"role":"assistant","content":"b","weight":0.5}],"k":[1]})" "\n"
                                                R"({"id":"x","messages":[{"role":"user","content":"c"}]})" "\n")).value().rows;
}

TEST(Snapshot, IsReadBackAndKnownByItsHash) {
    const TemporaryFolder folder;
    const auto rows = someRows(folder);
    const std::string path = folder / "snapshot.jsonl";
    const Snapshot snapshot = writeSnapshot(path, rows).value();
    EXPECT_EQ(snapshot.numRows, 2);
    EXPECT_EQ(snapshot.sha256, sha256Hex(contentOf(path)));
    const auto back = readSnapshot(path, snapshot.sha256).value();
    ASSERT_EQ(back.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(exampleToJson(back[i]), exampleToJson(rows[i]));
    EXPECT_EQ(writeSnapshot(path, rows).value().sha256, snapshot.sha256);
    EXPECT_EQ(listFolder(folder.path()).value().size(), 2U);
    EXPECT_EQ(writeSnapshot(folder / "empty.jsonl", {}).value().numRows, 0);
    EXPECT_TRUE(readSnapshot(folder / "empty.jsonl").value().empty());
}

TEST(Snapshot, ChangedFileIsRefused) {
    const TemporaryFolder folder;
    const std::string path = folder / "snapshot.jsonl";
    const Snapshot snapshot = writeSnapshot(path, someRows(folder)).value();
    folder.write("snapshot.jsonl", contentOf(path) + "{}\n");
    EXPECT_THAT(readSnapshot(path, snapshot.sha256).error().message, HasSubstr("were changed"));
    const auto broken = readSnapshot(path);
    EXPECT_EQ(broken.error().line, 3);
    EXPECT_EQ(broken.error().code, ErrorCode::InvalidData);
    EXPECT_EQ(readSnapshot(folder / "none").error().code, ErrorCode::NotFound);
}

TEST(Snapshot, FullDiskLeavesTheOldOne) {
    const TemporaryFolder folder;
    const std::string path = folder.write("snapshot.jsonl", "old");
    std::vector<Example> rows(1);
    rows[0].body = Text{std::string(100'000, 'x')};
    auto* handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    getrlimit(RLIMIT_FSIZE, &old);
    rlimit limit = old;
    limit.rlim_cur = 1000;
    setrlimit(RLIMIT_FSIZE, &limit);
    const auto result = writeSnapshot(path, rows);
    setrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, handler);
    EXPECT_EQ(result.error().code, ErrorCode::DiskFull);
    EXPECT_EQ(contentOf(path), "old");
    EXPECT_EQ(listFolder(folder.path()).value().size(), 1U);
    EXPECT_EQ(writeSnapshot(folder / "none/x", rows).error().code, ErrorCode::NotFound);
}

TEST(Load, SeveralSourcesWithCapAndIds) {
    const TemporaryFolder folder;
    std::string lines;
    for (int i = 0; i < 50; ++i) lines += "{\"text\":\"" + std::to_string(i) + "\"}\n";
    const std::vector<DataSource> sources{{folder.write("a.jsonl", lines + "broken\n"), 1.0, 10, "auto", Json::object()},
                                          {folder.write("b.txt", "one\n\ntwo\n"), 2.0, -1, "auto", Json::object()}};
    const auto loaded = loadSources(sources, 1).value();
    ASSERT_EQ(loaded.size(), 2U);
    EXPECT_EQ(loaded[0].rows.size(), 10U);
    EXPECT_EQ(loaded[0].numCapped, 40);
    EXPECT_EQ(loaded[0].refusals.size(), 1U);
    EXPECT_EQ(loaded[1].rows.at(1).id, "1:3");
    EXPECT_EQ(loaded[1].detection.format, "plain_text");
}

TEST(Load, FileWithoutAGoodRowIsAnErrorThatSaysWhy) {
    const TemporaryFolder folder;
    const std::vector<DataSource> sources{{folder.write("a.jsonl", R"({"messages":[{"role":"elf","content":"x"}]})"), 1.0, -1, "messages", Json::object()}};
    const auto loaded = loadSources(sources, 1);
    EXPECT_THAT(loaded.error().message, HasSubstr("\"elf\" is not known"));
    EXPECT_EQ(loaded.error().line, 1);
}

// The files that a project freezes for a run are read like any other, whatever kind of rows they hold.
TEST(Snapshot, RowsOfEveryKindAreReadAsADataSet) {
    const TemporaryFolder folder;
    for (const char* const row : {R"({"prompt":"p","chosen":"good","rejected":"bad"})", R"({"prompt":"p","responses":["a","b","c"],"ranks":[0,1,1]})",
                                  R"({"prompt":"p","response":"r","score":0.5})", R"({"prompt":"p","answer":"4"})", R"({"text":"t"})",
                                  R"({"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]})"}) {
        const auto rows = readAllRows(folder.write("in.jsonl", std::string(row) + "\n" + row + "\n"));
        ASSERT_TRUE(rows) << row << rows.error().toString();
        std::vector<Example> named = rows->rows;
        named.at(1).id = "of its own";
        named.at(1).tags = {"kept"};
        const std::string path = folder / "frozen.jsonl";
        ASSERT_TRUE(writeSnapshot(path, named));
        const auto back = readAllRows(path);
        ASSERT_TRUE(back) << row << back.error().toString();
        ASSERT_EQ(back->rows.size(), 2U) << row;
        for (std::size_t i = 0; i < 2; ++i) {
            EXPECT_EQ(back->rows[i].body, named[i].body) << row;
            EXPECT_EQ(back->rows[i].id, named[i].id) << row;
        }
    }
}

}  // namespace
}  // namespace luthier
