// SPDX-License-Identifier: Apache-2.0
#include "core/store/project.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/store/database.h"
#include "core/store/migrations.h"
#include "tests/core/store/store_support.h"

namespace luthier::store {
namespace {

using testing::HasSubstr;

// Names and contents of all files of a folder.
std::map<std::string, std::string> filesOf(const std::string& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files[entry.path().string()] = valueOf(sha256File(entry.path().string()));
    return files;
}

// Refused, and not a byte of the folder is another one afterwards (the lock file, which is empty, does not count).
Error refusalOf(const std::string& folder) {
    auto before = filesOf(folder);
    const auto project = Project::open(folder);
    EXPECT_FALSE(project.has_value());
    auto after = filesOf(folder);
    for (auto* files : {&before, &after}) files->erase(folder + "/luthier.lock");
    EXPECT_EQ(before, after);
    return project ? Error() : project.error();
}

std::string madeProject(const TemporaryFolder& folder, int numRows = 3) {
    const std::string path = folder / "p";
    auto project = opened(path);
    imported(*project, folder, numbered(numRows));
    return path;
}

void changeBytes(const std::string& path, std::size_t offset, const std::string& bytes) {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(offset));
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

TEST(Project, KeepsWhatWasPutIntoIt) {
    const TemporaryFolder folder;
    const std::string file = folder.write("rows.jsonl", chatLine("Hello there", "Hi") + chatLine("Second", "") + "not json\n");
    std::int64_t dataset = 0;
    {
        auto project = opened(folder / "p");
        const auto report = valueOf(project->datasets().import({file, "rows", {}}));
        dataset = report.dataset;
        EXPECT_EQ(report.numRows, 2);
        EXPECT_EQ(report.numRefused, 1);
        EXPECT_OK(project->settings().set("page", {{"name", "datasets"}}));
        EXPECT_OK(project->models().add({.name = "m", .folder = "/m", .notes = {}, .facts = {{"a", 1}}, .createdAt = {}}));
    }
    auto project = opened(folder / "p");
    const auto all = valueOf(project->datasets().all());
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all.front().numRows, 2);
    EXPECT_EQ(all.front().numProblems, 1);
    EXPECT_EQ(all.front().numRefused, 1);
    EXPECT_EQ(all.front().kind, "conversation");
    EXPECT_EQ(all.front().source, file);
    const auto summaries = valueOf(project->examples().summaries(allIds(*project, of(dataset))));
    ASSERT_EQ(summaries.size(), 2u);
    EXPECT_EQ(summaries[0].excerpt, "Hello there");
    EXPECT_EQ(summaries[0].answer, "Hi");
    EXPECT_EQ(summaries[1].problem, "empty answer");
    EXPECT_EQ(summaries[1].line, 2);
    EXPECT_EQ(valueOf(project->settings().get("page")), (Json{{"name", "datasets"}}));
    EXPECT_EQ(valueOf(project->settings().get("none", 5)), 5);
    EXPECT_EQ(valueOf(project->models().all()).front().facts, (Json{{"a", 1}}));
    const auto refusals = valueOf(project->datasets().refusals(dataset, 0, 10));
    ASSERT_EQ(refusals.size(), 1u);
    EXPECT_EQ(refusals[0].source.line, 3);
    EXPECT_EQ(refusals[0].rule, "invalid_json");
    for (const char* name : {"/snapshots", "/runs", "/models", "/adapters"}) EXPECT_TRUE(isFolder(project->folder() + name));
}

TEST(Project, TheSameFolderTwiceIsRefused) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    const Model model{.name = "m", .folder = "/m", .notes = {}, .createdAt = {}};
    const auto id = valueOf(project->models().add(model));
    EXPECT_EQ(project->models().add(model).error().code, ErrorCode::AlreadyExists);
    EXPECT_OK(project->models().remove(id));
    EXPECT_OK(project->models().add(model));
    EXPECT_OK(project->runs().add(runIn("/r")));
    EXPECT_EQ(project->runs().add(runIn("/r")).error().code, ErrorCode::AlreadyExists);
    AdapterEntry adapter;
    adapter.folder = "/a";
    EXPECT_OK(project->adapters().add(adapter));
    EXPECT_EQ(project->adapters().add(adapter).error().code, ErrorCode::AlreadyExists);
}

TEST(Project, ASecondWindowReadsAndSaysWhoWrites) {
    const TemporaryFolder folder;
    const std::string path = madeProject(folder);
    auto first = opened(path);
    auto second = opened(path);
    ASSERT_TRUE(second->isReadOnly());
    EXPECT_EQ(second->holder()->pid, ::getpid());
    EXPECT_FALSE(second->holder()->host.empty());
    EXPECT_FALSE(second->holder()->since.empty());
    const std::int64_t dataset = valueOf(second->datasets().all()).at(0).id;
    const auto ids = allIds(*second, of(dataset));
    for (const Status& status : {second->datasets().rename(dataset, "x"), second->examples().remove(ids), second->settings().set("a", 1),
                                 second->datasets().remove(dataset), second->examples().setTokenCounts(std::vector<Examples::TokenCount>{{ids[0], 1, 1}})}) {
        ASSERT_FALSE(status);
        EXPECT_EQ(status.error().code, ErrorCode::Busy);
        EXPECT_FALSE(status.error().hint.empty());
    }
    EXPECT_EQ(second->datasets().indexSome().error().code, ErrorCode::Busy);
    EXPECT_EQ(second->journal().undo().error().code, ErrorCode::Busy);
    EXPECT_EQ(second->datasets().snapshot(dataset).error().code, ErrorCode::Busy);
    EXPECT_EQ(second->datasets().import({folder / "rows.jsonl", "x", {}}).error().code, ErrorCode::Busy);
    EXPECT_OK(first->datasets().rename(dataset, "renamed"));
    EXPECT_EQ(valueOf(second->datasets().get(dataset)).name, "renamed") << "readers see what was written since";
    auto reader = valueOf(first->reader());
    EXPECT_TRUE(reader->isReadOnly());
    EXPECT_EQ(valueOf(reader->datasets().get(dataset)).name, "renamed");
    first.reset();
    second.reset();
    reader.reset();
    EXPECT_FALSE(opened(path)->isReadOnly());
}

TEST(Project, AReaderReadsWhileTheOtherThreadWrites) {
    const TemporaryFolder folder;
    auto project = opened(madeProject(folder));
    auto reader = valueOf(project->reader());
    std::int64_t seen = 0;
    const auto between = [&] { seen = std::max(seen, static_cast<std::int64_t>(valueOf(reader->datasets().all()).size())); };
    std::string text;
    for (int i = 0; i < 3000; ++i) text += chatLine("q" + std::to_string(i), "a");
    EXPECT_OK(project->datasets().import({folder.write("more.jsonl", text), "more", {}}, {}, between));
    EXPECT_EQ(seen, 1) << "an import shows when it is whole";
    EXPECT_EQ(valueOf(reader->datasets().all()).size(), 2u);
}

TEST(Project, AForeignDatabaseIsLeftAlone) {
    const TemporaryFolder folder;
    const std::string path = folder / "p";
    std::filesystem::create_directory(path);
    { SQLite::Database(path + "/luthier.db", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE t (a)"); }
    const Error error = refusalOf(path);
    EXPECT_EQ(error.code, ErrorCode::InvalidData);
    EXPECT_THAT(error.message, HasSubstr("another program"));
    EXPECT_FALSE(error.hint.empty());
}

TEST(Project, WhatIsNoDatabaseIsLeftAlone) {
    const TemporaryFolder folder;
    const std::string path = folder / "p";
    std::filesystem::create_directory(path);
    folder.write("p/luthier.db", std::string(5000, 'x'));
    EXPECT_EQ(refusalOf(path).code, ErrorCode::InvalidData);
    folder.write("p/luthier.db", "short");
    EXPECT_EQ(refusalOf(path).code, ErrorCode::InvalidData);
}

TEST(Project, ANewerDatabaseIsLeftAlone) {
    const TemporaryFolder folder;
    const std::string path = madeProject(folder);
    { SQLite::Database(path + "/luthier.db", SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 999"); }
    std::filesystem::remove(path + "/luthier.db-wal");
    std::filesystem::remove(path + "/luthier.db-shm");
    const Error error = refusalOf(path);
    EXPECT_EQ(error.code, ErrorCode::InvalidData);
    EXPECT_THAT(error.message, HasSubstr("newer version"));
    EXPECT_THAT(error.hint, HasSubstr("update Luthier"));
    folder.write("p/luthier.db.backup-1", "");
    EXPECT_THAT(refusalOf(path).hint, HasSubstr("luthier.db.backup-1"));
}

TEST(Project, ADamagedDatabaseIsLeftAloneAndSalvaged) {
    const TemporaryFolder folder;
    const std::string path = madeProject(folder, 2000);
    {
        auto project = opened(path);
        const auto dataset = valueOf(project->datasets().all()).at(0).id;
        EXPECT_OK(project->examples().addTag(allIds(*project, of(dataset), 10), "t"));
        EXPECT_OK(project->settings().set("key", "value"));
        EXPECT_OK(project->examples().remove(std::vector<std::int64_t>{allIds(*project, of(dataset), 10)[5]}));
    }
    // Some pages in the middle, where rows lie.
    const auto numPages = static_cast<std::size_t>(valueOf(fileSize(path + "/luthier.db")) / 4096);
    for (std::size_t page : {numPages / 2, numPages / 2 + 1, numPages * 2 / 3}) changeBytes(path + "/luthier.db", page * 4096, std::string(4096, '\x5A'));
    const Error error = refusalOf(path);
    EXPECT_EQ(error.code, ErrorCode::InvalidData);
    EXPECT_THAT(error.hint, HasSubstr("save what can be read"));
    const auto salvaged = valueOf(Project::salvage(path, folder / "saved"));
    EXPECT_GT(salvaged.numRows, 1000);
    EXPECT_LE(salvaged.numRows, 1999);
    auto project = opened(folder / "saved");
    EXPECT_FALSE(project->isReadOnly());
    std::int64_t numRows = 0;
    for (const Dataset& dataset : valueOf(project->datasets().all())) numRows += dataset.numRows;
    EXPECT_EQ(numRows, salvaged.numRows);
    EXPECT_EQ(valueOf(project->settings().get("key")), "value");
    indexEverything(*project);
    EXPECT_EQ(Project::salvage(path, folder / "saved").error().code, ErrorCode::AlreadyExists);
}

// Whatever three pages are hit, salvaging ends, never crashes, and what it saved is a good project.
TEST(Project, SalvageCopesWithDamageAnywhere) {
    const TemporaryFolder folder;
    const std::string path = madeProject(folder, 300);
    const std::string whole = test::contentOf(path + "/luthier.db");
    const std::size_t numPages = whole.size() / 4096;
    for (std::size_t page = 1; page < numPages; page += 1 + numPages / 40) {
        folder.write("p/luthier.db", whole);
        changeBytes(path + "/luthier.db", page * 4096 + (page % 3) * 1000, std::string(1500, static_cast<char>(page * 37)));
        const std::string to = folder / ("saved-" + std::to_string(page));
        const auto salvaged = Project::salvage(path, to);
        if (!salvaged) continue;   // the list of tables itself
        auto project = opened(to);
        ASSERT_TRUE(project);
        std::int64_t numRows = 0;
        for (const Dataset& dataset : valueOf(project->datasets().all())) numRows += static_cast<std::int64_t>(allIds(*project, of(dataset.id), 1000).size());
        EXPECT_EQ(numRows, salvaged->numRows) << page;
        EXPECT_GE(salvaged->numRows + salvaged->numLost, 0);
    }
}

TEST(Project, ATruncatedDatabaseIsRefused) {
    const TemporaryFolder folder;
    const std::string path = madeProject(folder, 500);
    std::filesystem::resize_file(path + "/luthier.db", valueOf(fileSize(path + "/luthier.db")) - 8192);
    const Error error = refusalOf(path);
    EXPECT_EQ(error.code, ErrorCode::InvalidData);
    EXPECT_THAT(error.message, HasSubstr("damaged"));
    EXPECT_THAT(error.hint, HasSubstr("save what can be read"));
}

TEST(Project, AnOlderDatabaseIsBackedUpAndBroughtUpToDate) {
    const TemporaryFolder folder;
    const std::string path = folder / "p";
    std::filesystem::create_directory(path);
    {
        SQLite::Database database(path + "/luthier.db", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec("PRAGMA application_id = " + std::to_string(applicationId) + "; CREATE TABLE of_old (a); INSERT INTO of_old VALUES (5)");
    }
    auto project = opened(path);
    EXPECT_TRUE(valueOf(project->datasets().all()).empty());
    auto backup = valueOf(Database::open(path + "/luthier.db.backup-0", Database::Mode::Read));
    EXPECT_EQ(valueOf(backup->number("SELECT a FROM of_old")), 5);
    EXPECT_EQ(valueOf(backup->number("PRAGMA user_version")), 0);
}

TEST(Project, AMigrationThatFailsLeavesTheOldDatabaseAndItsBackup) {
    const TemporaryFolder folder;
    const std::string path = folder / "p";
    std::filesystem::create_directory(path);
    {
        SQLite::Database database(path + "/luthier.db", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec("PRAGMA application_id = " + std::to_string(applicationId) + "; CREATE TABLE settings (a); INSERT INTO settings VALUES (5)");
    }
    const auto project = Project::open(path);
    ASSERT_FALSE(project);
    EXPECT_THAT(project.error().message, HasSubstr("migration 0001_project"));
    auto database = valueOf(Database::open(path + "/luthier.db", Database::Mode::Read));
    EXPECT_EQ(valueOf(database->number("SELECT a FROM settings")), 5);
    EXPECT_EQ(valueOf(database->number("SELECT count(*) FROM sqlite_schema")), 1) << "nothing of the step stayed";
    EXPECT_TRUE(pathExists(path + "/luthier.db.backup-0"));
}

TEST(Project, AnotherProgramThatHoldsTheDatabaseIsBusyAndNotLost) {
    const TemporaryFolder folder;
    auto project = opened(madeProject(folder));
    SQLite::Database other(project->folder() + "/luthier.db", SQLite::OPEN_READWRITE);
    other.exec("BEGIN IMMEDIATE; UPDATE settings SET value = value");
    const Status status = project->settings().set("a", 1);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Busy);
    EXPECT_FALSE(status.error().hint.empty());
    other.exec("ROLLBACK");
    EXPECT_OK(project->settings().set("a", 1));
}

TEST(Project, OddFolderNames) {
    const TemporaryFolder folder;
    for (const char* name : {"a b", "100%?x=1#y", "ünï/cödé", "-", "file:x"}) {
        auto project = opened(folder / name);
        ASSERT_TRUE(project) << name;
        EXPECT_OK(project->settings().set("a", name));
        project.reset();
        EXPECT_EQ(valueOf(opened(folder / name)->settings().get("a")), name);
        EXPECT_TRUE(pathExists(folder / name + "/luthier.db"));
    }
    folder.write("file", "x");
    EXPECT_FALSE(Project::open(folder / "file").has_value()) << "a file is no folder";
}

TEST(Project, ADatabaseThatWasJustBegunIsBegunAgain) {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "p");
    folder.write("p/luthier.db", "");
    folder.write("p/luthier.db.new", "half");
    auto project = opened(folder / "p");
    ASSERT_TRUE(project);
    EXPECT_OK(project->settings().set("a", 1));
    EXPECT_FALSE(pathExists(folder / "p/luthier.db.new"));
}

}  // namespace
}  // namespace luthier::store
