// SPDX-License-Identifier: Apache-2.0
// What a kill or a full disk leaves behind, with real processes.
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include <gtest/gtest.h>

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/base/random.h"
#include "core/runs/checkpoint.h"
#include "core/runs/folder_manifest.h"
#include "core/runs/run_attempt.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::TemporaryFolder;

Status publishOfSize(const RunFolder& run, std::int64_t step, std::size_t numBytes) {
    ASSIGN_OR_RETURN(CheckpointWriter writer, CheckpointWriter::begin(run, step));
    for (const char* name : {"/model.safetensors", "/optimizer.safetensors", "/state.json"})
        RETURN_IF_ERROR(writeFileDurably(writer.folder() + name, std::string(numBytes / 3, static_cast<char>('a' + step % 26))));
    ASSIGN_OR_RETURN(const std::string path, writer.publish());
    return {};
}

// A process that goes on from the newest checkpoint until it is killed; each published step is told on a pipe.
[[noreturn]] void workUntilKilled(const std::string& path, int reportTo) {
    auto attempt = pathExists(path + "/run.json") ? RunAttempt::beginAgain(path) : RunAttempt::beginNew(path);
    if (!attempt || !writeFileDurably(path + "/run.json", "{}")) ::_exit(2);
    const auto found = attempt->findCheckpoint();
    if (!found) ::_exit(3);
    std::int64_t step = *found ? (*found)->step : 0;
    if (!attempt->rewindTo(step)) ::_exit(4);
    while (true) {
        ++step;
        if (!attempt->metrics().append(step, {{"loss", 1.0 / static_cast<double>(step)}})) ::_exit(5);
        if (!publishOfSize(attempt->folder(), step, 60000)) ::_exit(6);
        if (::write(reportTo, &step, sizeof step) != sizeof step) ::_exit(7);
        if (!removeOldCheckpoints(attempt->folder(), 3)) ::_exit(8);
    }
}

std::int64_t lastTold(int from) {
    std::int64_t step = 0, told = 0;
    while (::read(from, &step, sizeof step) == sizeof step) told = step;
    return told;
}

TEST(Kill, NoPublishedCheckpointIsEverLost) {
    const TemporaryFolder temporary;
    const std::string path = temporary / "run";
    std::int64_t promised = 0;
    for (std::uint64_t round = 0; round < 50; ++round) {
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) workUntilKilled(path, ends[1]);
        ::close(ends[1]);
        // A few steps are awaited, however slow the disk is; the kill then comes anywhere in the next one.
        const double start = monotonicSeconds();
        const auto numAwaited = static_cast<std::int64_t>(round % 3);
        std::int64_t step = 0;
        for (std::int64_t i = 0; i < numAwaited && ::read(ends[0], &step, sizeof step) == sizeof step; ++i) promised = step;
        const double secondsPerStep = numAwaited > 0 ? (monotonicSeconds() - start) / static_cast<double>(numAwaited) : 0.01;
        ::usleep(static_cast<useconds_t>(1e6 * 1.5 * std::min(secondsPerStep, 0.3) * uniformAt(1, 2, round)));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status)) << "round " << round << " ended by itself with " << WEXITSTATUS(status);
        promised = std::max(promised, lastTold(ends[0]));
        ::close(ends[0]);
        if (!pathExists(path + "/run.json")) continue;
        const auto run = RunFolder::open(path);
        const auto search = latestCheckpoint(*run);
        ASSERT_TRUE(search);
        ASSERT_TRUE(search->damaged.empty()) << search->damaged.front().error.toString();
        ASSERT_GE(search->latest ? search->latest->step : 0, promised);
    }
    ASSERT_GT(promised, 10) << "the test must have published something";
    const auto attempt = RunAttempt::beginAgain(path);
    ASSERT_TRUE(attempt);
    EXPECT_GT(attempt->number(), 10);
    const auto names = listFolder(path + "/checkpoints");
    for (const std::string& name : *names) EXPECT_FALSE(name.starts_with(".tmp-")) << name;
    for (const char* log : {"/events.jsonl", "/metrics.jsonl"}) EXPECT_TRUE(readWholeLog(path + log)->report.broken.empty()) << log;
    const auto steps = readSteps(path + "/metrics.jsonl");
    ASSERT_TRUE(steps);
    for (std::size_t i = 0; i < steps->size(); ++i) ASSERT_EQ((*steps)[i].first, static_cast<std::int64_t>(i) + 1) << "each step once, none missing";
}

int resultOf(const std::function<int()>& inChild) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(inChild());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Publishing until the limit: DiskFull, and everything from before still verifies with no leftovers.
int publishIntoTooLittleSpace(const RunFolder& run, std::size_t tooLarge) {
    if (!publishOfSize(run, 1, 30000)) return 11;
    const Status second = publishOfSize(run, 2, tooLarge);
    if (second || second.error().code != ErrorCode::DiskFull) return 12;
    const auto search = latestCheckpoint(run);
    if (!search || !search->latest || search->latest->step != 1 || !search->damaged.empty()) return 13;
    if (listFolder(run.checkpoints())->size() != 1) return 14;
    return publishOfSize(run, 3, 30000) ? 0 : 15;
}

TEST(FullDisk, TheFileSizeLimitLeavesTheOldCheckpoint) {
    const TemporaryFolder temporary;
    const auto run = RunFolder::create(temporary / "run");
    EXPECT_EQ(resultOf([&] {
                  std::signal(SIGXFSZ, SIG_IGN);
                  const rlimit limit{50000, 50000};
                  ::setrlimit(RLIMIT_FSIZE, &limit);
                  return publishIntoTooLittleSpace(*run, 600000);
              }),
              0);
}

TEST(FullDisk, AFullFileSystemLeavesTheOldCheckpoint) {
    const TemporaryFolder temporary;
    const std::string disk = temporary / "disk";
    std::filesystem::create_directory(disk);
    constexpr int cannotMount = 77;
    // Sizes in steps of one page, so that the space ends in every phase: in a file, in the manifest, in the folder.
    for (int numPages = 24; numPages < 96; ++numPages) {
        const int result = resultOf([&] {
            if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return cannotMount;
            ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
            const std::string options = "size=" + std::to_string(numPages * 4096);
            if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, options.c_str()) != 0) return cannotMount;
            const auto run = RunFolder::create(disk + "/run");
            return run ? publishIntoTooLittleSpace(*run, static_cast<std::size_t>(numPages) * 4096) : 10;
        });
        if (result == cannotMount) GTEST_SKIP() << "this system does not let the test mount a small file system; the limit on file sizes is tested above";
        ASSERT_EQ(result, 0) << numPages << " pages";
    }
}

}  // namespace
}  // namespace luthier
