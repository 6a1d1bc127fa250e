// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <gmock/gmock.h>

#include "core/data/reader.h"
#include "core/data/snapshot.h"
#include "core/store/database.h"
#include "tests/core/store/store_support.h"

namespace luthier::store {
namespace {

using testing::HasSubstr;

std::string manyLines(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += chatLine("question " + std::to_string(i), "answer " + std::to_string(i));
    return text;
}

std::int64_t countOf(const Project& project, const std::string& table) {
    auto database = valueOf(Database::open(project.folder() + "/luthier.db", Database::Mode::Read));
    return valueOf(database->number("SELECT count(*) FROM " + table));
}

TEST(Import, ReportsProgressAndLetsEditsIn) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    const std::int64_t first = imported(*project, folder, numbered(3));
    const auto ids = allIds(*project, of(first));
    std::int64_t numBetween = 0, last = 0, total = 0;
    WorkContext context;
    context.progress = [&](const Progress& progress) {
        EXPECT_GE(progress.done, last);
        last = progress.done;
        total = progress.total;
    };
    const auto between = [&] {
        const std::string text = "edit " + std::to_string(++numBetween);
        EXPECT_OK(project->examples().replace(ids[0], chat("q", text), "Edit"));
        EXPECT_OK(project->examples().add(first, chat("added meanwhile", text)));
        EXPECT_OK(project->datasets().indexSome(50));
        EXPECT_EQ(project->datasets().import({folder / "rows.jsonl", "x", {}}).error().code, ErrorCode::Busy);
    };
    const auto report = valueOf(project->datasets().import({folder.write("many.jsonl", manyLines(20000)), "", {}}, context, between));
    EXPECT_EQ(report.numRows, 20000);
    EXPECT_EQ(last, 20000);
    EXPECT_EQ(total, 20000);
    EXPECT_GT(numBetween, 3);
    const Dataset dataset = valueOf(project->datasets().get(report.dataset));
    EXPECT_EQ(dataset.name, "many.jsonl") << "a data set without a name is called after its file";
    EXPECT_EQ(dataset.numRows, 20000);
    EXPECT_EQ(valueOf(project->datasets().get(first)).numRows, 3 + numBetween);
    const auto all = allIds(*project, of(report.dataset), 5000);
    ASSERT_EQ(all.size(), 20000u);
    const std::vector<std::int64_t> some{all[0], all[7777], all[19999]};
    EXPECT_EQ(excerpts(*project, some), (std::vector<std::string>{"question 0", "question 7777", "question 19999"}));
    EXPECT_EQ(valueOf(project->journal().undo())->title, "Import 20000 rows into \"many.jsonl\"");
    EXPECT_EQ(valueOf(project->datasets().all()).size(), 1u);
    EXPECT_TRUE(valueOf(project->journal().redo()).has_value());
    EXPECT_EQ(valueOf(project->datasets().get(report.dataset)).numRows, 20000);
}

TEST(Import, WhatIsCancelledOrFailsLeavesNothing) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    const std::string file = folder.write("many.jsonl", manyLines(20000));
    Cancellation cancellation;
    WorkContext context;
    context.cancellation = &cancellation;
    const auto cancelled = project->datasets().import({file, "x", {}}, context, [&] { cancellation.request(); });
    ASSERT_FALSE(cancelled);
    EXPECT_EQ(cancelled.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(project->datasets().import({folder / "nothing.jsonl", "x", {}}).error().code, ErrorCode::NotFound);
    EXPECT_EQ(project->datasets().import({folder.path(), "x", {}}).error().code, ErrorCode::Io);
    EXPECT_EQ(project->datasets().import({folder.write("empty.jsonl", ""), "x", {}}).error().code, ErrorCode::InvalidData);
    const auto unusable = project->datasets().import({folder.write("odd.jsonl", "{\"a\":1}\n{\"b\":2}\n"), "x", {}});
    ASSERT_FALSE(unusable);
    EXPECT_EQ(unusable.error().code, ErrorCode::InvalidData);
    EXPECT_TRUE(valueOf(project->datasets().all()).empty());
    EXPECT_TRUE(valueOf(project->journal().latest(5)).empty());
    for (const char* table : {"datasets", "examples", "contents", "refusals", "dataset_counts", "example_tags", "tag_counts"})
        EXPECT_EQ(countOf(*project, table), 0) << table;
    EXPECT_OK(project->datasets().import({file, "x", {}}));
}

TEST(Import, RowsThatCannotBeReadAreKeptAsRefusals) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    std::string text = chatLine("first", "a");
    for (int i = 0; i < 30; ++i)
        text += i % 2 == 0 ? "{broken\n" : R"({"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a)" "\xFF" R"("}]})" "\n";
    const auto report = valueOf(project->datasets().import({folder.write("mixed.jsonl", text), "x", {}}));
    EXPECT_EQ(report.numRows, 16);
    EXPECT_EQ(report.numRefused, 15);
    const auto second = valueOf(project->datasets().refusals(report.dataset, 10, 3));
    ASSERT_EQ(second.size(), 3u);
    EXPECT_EQ(second[0].source.line, 22);
    EXPECT_FALSE(second[0].reason.empty());
    EXPECT_EQ(valueOf(project->datasets().get(report.dataset)).numProblems, 15) << "characters that were broken";
}

TEST(Export, WhatIsWrittenIsReadBack) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    const std::int64_t dataset = imported(*project, folder, {"one", "two", "<three>"});
    const auto ids = allIds(*project, of(dataset));
    EXPECT_OK(project->examples().remove(std::vector<std::int64_t>{ids[1]}));
    EXPECT_OK(project->examples().add(dataset, chat("between", "x"), ids[0]));
    for (const char* name : {"out.jsonl", "out.json", "out.csv", "out.tsv", "out.parquet"}) {
        const auto report = valueOf(project->datasets().exportTo(dataset, folder / name, "messages"));
        EXPECT_EQ(report.numRows, 3);
        const RowSet back = valueOf(readAllRows(folder / name));
        ASSERT_EQ(back.rows.size(), 3u) << name;
        std::vector<std::string> questions;
        for (const Example& row : back.rows) questions.push_back(std::get<Conversation>(row.body).turns[0].text);
        EXPECT_EQ(questions, (std::vector<std::string>{"one", "between", "<three>"})) << "in order";
    }
    const auto prose = valueOf(project->datasets().exportTo(dataset, folder / "out.txt", "text"));
    EXPECT_EQ(prose.numRows + static_cast<std::int64_t>(prose.refused.size()), 3) << "each row is written or listed";
    EXPECT_EQ(project->datasets().exportTo(dataset, folder / "x", "no such format").error().code, ErrorCode::InvalidArgument);
    EXPECT_FALSE(project->datasets().exportTo(dataset, folder / "no/such/folder.jsonl", "messages").has_value());
    Cancellation cancellation;
    cancellation.request();
    WorkContext context;
    context.cancellation = &cancellation;
    const auto big = valueOf(project->datasets().import({folder.write("many.jsonl", manyLines(1000)), "", {}}));
    EXPECT_EQ(project->datasets().exportTo(big.dataset, folder / "cancelled.jsonl", "messages", context).error().code, ErrorCode::Cancelled);
    for (const std::string& name : valueOf(listFolder(folder.path()))) EXPECT_FALSE(name.starts_with(".tmp")) << name;
    EXPECT_FALSE(pathExists(folder / "cancelled.jsonl"));
}

TEST(Snapshot, TheSameRowsAreTheSameFileAndARunReadsThem) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    const std::int64_t dataset = imported(*project, folder, numbered(5));
    const auto ids = allIds(*project, of(dataset));
    EXPECT_OK(project->examples().addTag(std::vector<std::int64_t>{ids[2]}, "good"));
    const auto first = valueOf(project->datasets().snapshot(dataset));
    EXPECT_EQ(first.numRows, 5);
    EXPECT_THAT(first.path, HasSubstr("/snapshots/" + first.sha256 + ".jsonl"));
    const auto rows = valueOf(readSnapshot(first.path, first.sha256));
    ASSERT_EQ(rows.size(), 5u);
    for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(exampleToJson(rows[i]), exampleToJson(valueOf(project->examples().get(ids[i]))));
    EXPECT_EQ(valueOf(project->datasets().snapshot(dataset)).path, first.path);
    EXPECT_OK(project->examples().replace(ids[0], chat("edited", "x"), "Edit"));
    EXPECT_NE(valueOf(project->datasets().snapshot(dataset)).path, first.path);
    EXPECT_TRUE(valueOf(project->journal().undo()).has_value());
    EXPECT_EQ(valueOf(project->datasets().snapshot(dataset)).path, first.path);
    EXPECT_EQ(valueOf(listFolder(project->folder() + "/snapshots")).size(), 2u);
    // What an engine is given: any row file.
    const RowSet asData = valueOf(readAllRows(first.path));
    ASSERT_EQ(asData.rows.size(), 5u);
    EXPECT_EQ(asData.rows[3].body, rows[3].body);
}

TEST(Tidy, WhatCannotComeBackIsTakenOut) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    const std::int64_t dataset = imported(*project, folder, numbered(50));
    const std::int64_t other = imported(*project, folder, numbered(5), "other");
    EXPECT_OK(project->datasets().remove(other));
    EXPECT_OK(project->examples().remove(allIds(*project, of(dataset))));
    indexEverything(*project);
    EXPECT_EQ(countOf(*project, "examples"), 55) << "all of it can be undone";
    for (int i = 0; i < 1100; ++i) EXPECT_OK(project->datasets().setNotes(dataset, std::to_string(i)));
    indexEverything(*project);
    EXPECT_EQ(countOf(*project, "journal"), 1000);
    EXPECT_EQ(countOf(*project, "examples"), 0) << "those actions are too old";
    EXPECT_EQ(countOf(*project, "datasets"), 1);
    EXPECT_EQ(countOf(*project, "search_stale"), 0);
    while (valueOf(project->journal().undo())) {}
    EXPECT_EQ(valueOf(project->datasets().get(dataset)).notes, "99") << "as far back as the journal goes";
}

}  // namespace
}  // namespace luthier::store
