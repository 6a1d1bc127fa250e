// SPDX-License-Identifier: Apache-2.0
// What a kill, a full disk or another program leaves behind, with real processes. LUTHIER_KILLS says how often (100).
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/store/database.h"
#include "tests/core/store/store_support.h"

namespace luthier::store {
namespace {

constexpr int numRows = 20;

std::int64_t numberIn(const std::string& text) { return text.starts_with("edit ") ? std::stoll(text.substr(5)) : 0; }

// What a row's last turn says.
std::int64_t editOf(Project& project, std::int64_t id) { return numberIn(std::get<Conversation>(valueOf(project.examples().get(id)).body).turns.back().text); }

// Edit n writes n into row n % numRows, and each is told on the pipe once it is done; now and then one is undone and redone, or everything is indexed.
[[noreturn]] void editUntilKilled(const std::string& path, std::int64_t from, int reportTo) {
    auto project = Project::open(path);
    if (!project || (*project)->isReadOnly()) ::_exit(2);
    auto datasets = (*project)->datasets().all();
    if (!datasets || datasets->empty()) ::_exit(3);
    auto ids = (*project)->examples().ids(of(datasets->front().id), {}, numRows);
    if (!ids || ids->ids.size() != numRows) ::_exit(4);
    if (!(*project)->journal().redo()) ::_exit(9);   // killed between the two
    for (std::int64_t n = from;; ++n) {
        const std::int64_t id = ids->ids[static_cast<std::size_t>(n % numRows)];
        if (!(*project)->examples().replace(id, chat("row", "edit " + std::to_string(n)), "Edit " + std::to_string(n))) ::_exit(5);
        if (::write(reportTo, &n, sizeof n) != sizeof n) ::_exit(6);
        if (n % 5 == 0 && (!(*project)->journal().undo() || !(*project)->journal().redo())) ::_exit(7);
        if (n % 7 == 0 && !(*project)->datasets().indexSome(10)) ::_exit(8);
    }
}

// The newest edit of each row that was told, or the one after it, which was done but not told any more. Undone ones are told by nobody.
void expectAllThatWasTold(const std::string& path, std::int64_t told) {
    auto project = opened(path);
    ASSERT_TRUE(project);
    ASSERT_FALSE(project->isReadOnly()) << "the dead hold no lock";
    const auto dataset = valueOf(project->datasets().all()).at(0);
    const auto ids = allIds(*project, of(dataset.id), 100);
    ASSERT_EQ(ids.size(), static_cast<std::size_t>(numRows));
    const auto next = valueOf(project->journal().nextRedo());
    for (std::int64_t n = std::max<std::int64_t>(told - numRows + 1, 1); n <= told; ++n) {
        const std::int64_t found = editOf(*project, ids[static_cast<std::size_t>(n % numRows)]);
        const bool isUndone = next && next->title == "Edit " + std::to_string(n);
        const bool isThere = found == n || found == n + numRows || (isUndone && found < n);
        EXPECT_TRUE(isThere) << "edit " << n << " was told, the row says " << found;
    }
    std::int64_t newest = 0;
    for (const std::int64_t id : ids) newest = std::max(newest, editOf(*project, id));
    EXPECT_LE(newest, told + 1);
}

TEST(Kill, NothingThatWasToldIsEverLost) {
    const TemporaryFolder folder;
    const std::string path = folder / "p";
    {
        auto project = opened(path);
        imported(*project, folder, numbered(numRows));
    }
    const char* wanted = std::getenv("LUTHIER_KILLS");
    const int numKills = wanted ? std::atoi(wanted) : 100;
    std::int64_t told = 0, numTold = 0;
    for (int round = 0; round < numKills && !testing::Test::HasFailure(); ++round) {
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) editUntilKilled(path, told + 1, ends[1]);
        ::close(ends[1]);
        // One edit is awaited; the kill comes anywhere in the next few, however slow the disk is.
        const double start = monotonicSeconds();
        std::int64_t n = 0;
        for (int i = 0; i <= round % 3 && ::read(ends[0], &n, sizeof n) == sizeof n; ++i) {
            told = n;
            ++numTold;
        }
        const double secondsEach = std::min((monotonicSeconds() - start) / (1.0 + round % 3), 0.05);
        ::usleep(static_cast<useconds_t>(1e6 * secondsEach * uniformAt(3, 4, static_cast<std::uint64_t>(round))));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status)) << "round " << round << " ended by itself with " << WEXITSTATUS(status);
        while (::read(ends[0], &n, sizeof n) == sizeof n) {
            told = n;
            ++numTold;
        }
        ::close(ends[0]);
        expectAllThatWasTold(path, told);
    }
    EXPECT_GE(numTold, numKills);
    auto database = valueOf(Database::open(path + "/luthier.db", Database::Mode::Read));
    EXPECT_EQ(valueOf(database->text("PRAGMA integrity_check")), "ok");
    EXPECT_EQ(valueOf(database->text("PRAGMA foreign_key_check")), "");
    auto project = opened(path);
    indexEverything(*project);
    for (int i = 0; i < 50; ++i) EXPECT_TRUE(valueOf(project->journal().undo()).has_value());
}

TEST(Kill, AnImportThatWasKilledLeavesNothing) {
    const TemporaryFolder folder;
    const std::string path = folder / "p";
    { auto project = opened(path); }
    std::string text;
    for (int i = 0; i < 20000; ++i) text += chatLine("q" + std::to_string(i), "a");
    const std::string file = folder.write("rows.jsonl", text);
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        auto project = Project::open(path);
        int numPieces = 0;
        const auto between = [&] {
            if (++numPieces == 3 && ::write(ends[1], "x", 1) == 1) ::pause();
        };
        if (project) (void)(*project)->datasets().import({file, "rows", {}}, {}, between);
        ::_exit(1);
    }
    ::close(ends[1]);
    char told = 0;
    ASSERT_EQ(::read(ends[0], &told, 1), 1);
    ::close(ends[0]);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    auto project = opened(path);
    EXPECT_TRUE(valueOf(project->datasets().all()).empty());
    indexEverything(*project);
    project.reset();
    auto database = valueOf(Database::open(path + "/luthier.db", Database::Mode::Read));
    for (const char* table : {"datasets", "examples", "contents", "refusals", "dataset_counts"})
        EXPECT_EQ(valueOf(database->number(std::string("SELECT count(*) FROM ") + table)), 0) << table;
}

int resultOf(const std::function<int()>& inChild) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(inChild());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Edits until there is no room: the error says so, what was done before stays, and what cannot be done is not half done. Room again: it goes on.
int editIntoTooLittleSpace(const std::string& path, const std::string& file, const std::function<void()>& makeRoom) {
    auto project = Project::open(path);
    if (!project) return 20;
    auto report = (*project)->datasets().import({file, "rows", {}});
    if (!report) return 21;
    const auto id = (*project)->examples().ids(of(report->dataset), {}, 1)->ids.at(0);
    std::int64_t done = 0;
    Status last;
    for (int n = 1; n < 5000 && last; ++n) {
        last = (*project)->examples().replace(id, chat("row " + std::string(20000, 'x'), "edit " + std::to_string(n)), "Edit");
        if (last) done = n;
    }
    if (last || last.error().code != ErrorCode::DiskFull || last.error().hint.empty()) return 22;
    if (done == 0 || editOf(**project, id) != done) return 23;
    const auto imported = (*project)->datasets().import({file, "again", {}});
    if (!imported && (*project)->datasets().all()->size() != 1) return 24;
    makeRoom();
    if (!(*project)->examples().replace(id, chat("row", "edit 9999"), "Edit")) return 25;
    project->reset();
    auto again = Project::open(path);
    if (!again || editOf(**again, id) != 9999) return 26;
    auto undone = (*again)->journal().undo();
    return undone && editOf(**again, id) == done ? 0 : 27;
}

TEST(FullDisk, EditsFailWholeAndGoOnWhenThereIsRoom) {
    const TemporaryFolder folder;
    const std::string disk = folder / "disk";
    std::filesystem::create_directory(disk);
    const std::string file = folder.write("rows.jsonl", chatLine("a", "b"));
    constexpr int cannotMount = 77;
    for (int numPages = 300; numPages < 340; numPages += 7) {
        const int result = resultOf([&] {
            if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return cannotMount;
            ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
            const std::string options = "size=" + std::to_string(numPages * 4096);
            if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, options.c_str()) != 0) return cannotMount;
            return editIntoTooLittleSpace(disk + "/p", file, [&] { ::mount("tmpfs", disk.c_str(), "tmpfs", MS_REMOUNT, "size=64m"); });
        });
        if (result == cannotMount) GTEST_SKIP() << "this system does not let the test mount a small file system; the limit on file sizes is tested below";
        ASSERT_EQ(result, 0) << numPages << " pages";
    }
}

TEST(FullDisk, TheFileSizeLimit) {
    const TemporaryFolder folder;
    const std::string file = folder.write("rows.jsonl", chatLine("a", "b"));
    EXPECT_EQ(resultOf([&] {
                  std::signal(SIGXFSZ, SIG_IGN);
                  { auto project = Project::open(folder / "p"); }
                  const rlimit limit{1000000, RLIM_INFINITY};
                  ::setrlimit(RLIMIT_FSIZE, &limit);
                  auto project = Project::open(folder / "p");
                  if (!project) return 30;
                  const auto report = (*project)->datasets().import({file, "rows", {}});
                  if (!report) return 31;
                  Status last;
                  const Example large = chat(std::string(20000, 'x'), "a");
                  for (int n = 1; n < 5000 && last; ++n) last = (*project)->examples().add(report->dataset, large).map([](std::int64_t) {});
                  if (last) return 32;
                  if (last.error().code != ErrorCode::DiskFull && last.error().code != ErrorCode::Io) return 33;
                  project->reset();
                  const rlimit none{RLIM_INFINITY, RLIM_INFINITY};
                  ::setrlimit(RLIMIT_FSIZE, &none);
                  auto again = Project::open(folder / "p");
                  return again && (*again)->datasets().all()->size() == 1 ? 0 : 34;
              }),
              0);
}

TEST(ReadOnlyFolder, IsOpenedForReading) {
    const TemporaryFolder folder;
    {
        auto project = opened(folder / "p");
        imported(*project, folder, numbered(3));
    }
    constexpr int cannotMount = 77;
    const int result = resultOf([&] {
        if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return cannotMount;
        ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
        const std::string path = folder / "p";
        if (::mount(path.c_str(), path.c_str(), nullptr, MS_BIND, nullptr) != 0) return cannotMount;
        if (::mount(path.c_str(), path.c_str(), nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY, nullptr) != 0) return cannotMount;
        auto project = Project::open(path);
        if (!project) return 40;
        if (!(*project)->isReadOnly() || (*project)->holder()->pid != 0) return 41;
        const auto datasets = (*project)->datasets().all();
        if (!datasets || datasets->size() != 1 || datasets->front().numRows != 3) return 42;
        const Status renamed = (*project)->datasets().rename(datasets->front().id, "x");
        if (renamed || renamed.error().code != ErrorCode::Busy) return 43;
        auto other = (*project)->reader();
        if (!other || !(*other)->datasets().all()) return 44;
        const auto fresh = Project::open(path + "/inside");
        return !fresh && fresh.error().code == ErrorCode::Io ? 0 : 45;
    });
    if (result == cannotMount) GTEST_SKIP() << "this system does not let the test mount a folder read-only";
    EXPECT_EQ(result, 0);
}

}  // namespace
}  // namespace luthier::store
