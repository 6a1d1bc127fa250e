// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <thread>

#include <gtest/gtest.h>

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/runs/run_attempt.h"
#include "core/runs/run_folder.h"
#include "core/runs/run_lock.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::TemporaryFolder;

TEST(RunFolder, NamesOfCheckpointsLeadBack) {
    EXPECT_EQ(RunFolder::checkpointName(100), "step-000100");
    EXPECT_EQ(RunFolder::checkpointName(12345678), "step-12345678");
    for (const std::int64_t step : {0, 1, 999999, 1000000, 123456789}) EXPECT_EQ(RunFolder::stepOfName(RunFolder::checkpointName(step)), step);
    for (const char* name : {"step-", "step-1", "step-0000100", "step--00001", "step-00010x", ".tmp-step-000100-abc", "best.json", "step-99999999999999999999"})
        EXPECT_FALSE(RunFolder::stepOfName(name)) << name;
}

TEST(RunFolder, OnlyAnEmptyFolderIsTaken) {
    const TemporaryFolder folder;
    EXPECT_TRUE(RunFolder::create(folder / "new"));
    EXPECT_TRUE(RunFolder::create(folder / "new/")) << "empty, and the slash does not matter";
    folder.write("new/notes.txt", "mine");
    EXPECT_EQ(RunFolder::create(folder / "new").error().code, ErrorCode::AlreadyExists);
    folder.write("file", "");
    EXPECT_EQ(RunFolder::create(folder / "file").error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(RunFolder::create("").error().code, ErrorCode::InvalidArgument);
    EXPECT_FALSE(RunFolder::create(folder / "file/run")) << "a file is where a folder is needed";
}

TEST(RunFolder, AFolderOfOnesOwnDataIsNotMistakenForAnAbandonedStart) {
    const TemporaryFolder folder;
    ASSERT_TRUE(makeFolders(folder / "project/data"));
    EXPECT_EQ(RunFolder::create(folder / "project").error().code, ErrorCode::AlreadyExists);
}

TEST(RunFolder, AStartKilledWhileItWroteRunJsonIsBegunAgain) {
    const TemporaryFolder temporary;
    const std::string path = temporary / "run";
    ASSERT_TRUE(RunAttempt::beginNew(path));
    temporary.write("run/.tmp-123-0", "{\"sch");
    auto attempt = RunAttempt::beginNew(path);
    ASSERT_TRUE(attempt) << attempt.error().toString();
    EXPECT_EQ(attempt->number(), 2);
    EXPECT_FALSE(pathExists(path + "/.tmp-123-0")) << "what nobody will finish is gone";
}

TEST(RunFolder, OpenWantsARun) {
    const TemporaryFolder folder;
    EXPECT_EQ(RunFolder::open(folder / "none").error().code, ErrorCode::NotFound);
    EXPECT_EQ(RunFolder::open(folder.path()).error().code, ErrorCode::InvalidData);
    EXPECT_EQ(RunFolder::open(folder.write("file", "x")).error().code, ErrorCode::InvalidData);
    folder.write("run.json", "{}");
    EXPECT_TRUE(RunFolder::open(folder.path()));
}

TEST(RunFolder, AwkwardNamesWork) {
    const TemporaryFolder folder;
    for (const char* name : {"with space", "quote\"'s", "new\nline", "\xc3\xbcml\xc3\xa4ut \xf0\x9f\x8e\xbb", "-dash", "100%s"}) {
        auto attempt = RunAttempt::beginNew(folder / name);
        ASSERT_TRUE(attempt) << name << ": " << attempt.error().toString();
        EXPECT_TRUE(attempt->metrics().append(1, {{"loss", 1}}));
    }
}

TEST(RunLock, ASecondOneIsToldWhoHoldsIt) {
    const TemporaryFolder temporary;
    const auto folder = RunFolder::create(temporary / "run");
    auto lock = RunLock::take(*folder);
    ASSERT_TRUE(lock) << lock.error().toString();
    const auto second = RunLock::take(*folder);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Busy);
    EXPECT_NE(second.error().message.find("process " + std::to_string(::getpid()) + " on "), std::string::npos) << second.error().message;
    const auto holder = lockHolder(*folder);
    ASSERT_TRUE(holder && *holder);
    EXPECT_EQ((*holder)->pid, ::getpid());
    { const RunLock released = std::move(*lock); }
    EXPECT_FALSE(*lockHolder(*folder));
    EXPECT_TRUE(RunLock::take(*folder));
}

TEST(RunLock, AKilledHolderLeavesItFree) {
    const TemporaryFolder temporary;
    const auto folder = RunFolder::create(temporary / "run");
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const auto lock = RunLock::take(*folder);
        if (lock) ::kill(::getpid(), SIGKILL);
        ::_exit(1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    EXPECT_TRUE(RunLock::take(*folder));
}

TEST(RunLock, ALivingHolderOnAnotherHostCounts) {
    const TemporaryFolder temporary;
    const auto folder = RunFolder::create(temporary / "run");
    temporary.write("run/run.lock", R"({"pid":42,"host":"another.example","since":"2026-01-01T00:00:00.000Z"})");
    ASSERT_TRUE(touchHeartbeat(folder->heartbeat()));
    const auto lock = RunLock::take(*folder);
    ASSERT_FALSE(lock);
    EXPECT_NE(lock.error().message.find("process 42 on another.example"), std::string::npos);
    std::filesystem::last_write_time(folder->heartbeat(), std::filesystem::file_time_type::clock::now() - std::chrono::seconds(60));
    EXPECT_TRUE(RunLock::take(*folder));
}

// A touch of tomorrow: the clock was put back since. Only whether the time still changes tells a dead holder from a living one.
TEST(RunLock, AHeartbeatOfTheFutureCountsAsLongAsItBeats) {
    const TemporaryFolder temporary;
    const auto folder = RunFolder::create(temporary / "run");
    temporary.write("run/run.lock", R"({"pid":42,"host":"another.example","since":"2026-01-01T00:00:00.000Z"})");
    ASSERT_TRUE(touchHeartbeat(folder->heartbeat()));
    const auto tomorrow = std::filesystem::file_time_type::clock::now() + std::chrono::hours(24);
    std::filesystem::last_write_time(folder->heartbeat(), tomorrow);
    EXPECT_EQ(*heartbeatAge(folder->heartbeat()), 0);
    std::thread living([&] {
        for (int beat = 1; beat <= 3; ++beat) {
            ::usleep(200000);
            std::filesystem::last_write_time(folder->heartbeat(), tomorrow + std::chrono::seconds(beat));
        }
    });
    EXPECT_FALSE(RunLock::take(*folder));
    living.join();
    EXPECT_TRUE(RunLock::take(*folder)) << "it beats no more";
}

TEST(RunLock, EightProcessesOneWinner) {
    const TemporaryFolder temporary;
    const auto folder = RunFolder::create(temporary / "run");
    std::vector<pid_t> children;
    for (int i = 0; i < 8; ++i) {
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            const auto lock = RunLock::take(*folder);
            if (lock) ::usleep(700000);
            ::_exit(lock ? 0 : 1);
        }
        children.push_back(child);
    }
    int numWinners = 0;
    for (const pid_t child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        numWinners += status == 0;
    }
    EXPECT_EQ(numWinners, 1);
}

TEST(Heartbeat, IsTouchedAgainAndAgain) {
    const TemporaryFolder folder;
    EXPECT_FALSE(heartbeatAge(folder / "heartbeat"));
    auto heartbeat = Heartbeat::start(folder / "heartbeat", 0.01);
    ASSERT_TRUE(heartbeat);
    std::filesystem::last_write_time(folder / "heartbeat", std::filesystem::file_time_type::clock::now() - std::chrono::seconds(600));
    const double start = monotonicSeconds();
    while (*heartbeatAge(folder / "heartbeat") > 5 && monotonicSeconds() - start < 20) ::usleep(5000);
    EXPECT_LT(*heartbeatAge(folder / "heartbeat"), 5.0);
    EXPECT_FALSE(Heartbeat::start(folder / "no/such/folder"));
}

TEST(RunAttempt, CountsAndSaysWhoIsThere) {
    const TemporaryFolder folder;
    const std::string path = folder / "run";
    {
        auto first = RunAttempt::beginNew(path);
        ASSERT_TRUE(first) << first.error().toString();
        EXPECT_EQ(first->number(), 1);
        folder.write("run/run.json", "{}");
        EXPECT_EQ(RunAttempt::beginAgain(path).error().code, ErrorCode::Busy);
        EXPECT_EQ(RunAttempt::beginNew(path).error().code, ErrorCode::Busy);
    }
    auto second = RunAttempt::beginAgain(path);
    ASSERT_TRUE(second) << second.error().toString();
    EXPECT_EQ(second->number(), 2);
    { const RunAttempt gone = std::move(*second); }
    EXPECT_EQ(RunAttempt::beginNew(path).error().code, ErrorCode::AlreadyExists);
    const auto events = readWholeLog(path + "/events.jsonl");
    ASSERT_EQ(events->lines.size(), 2U);
    EXPECT_EQ(events->lines[1].attempt, 2);
    EXPECT_EQ(events->lines[1].fields["kind"], "started");
}

TEST(RunAttempt, AStartKilledBeforeRunJsonCanBeRepeated) {
    const TemporaryFolder folder;
    { ASSERT_TRUE(RunAttempt::beginNew(folder / "run")); }
    const auto again = RunAttempt::beginNew(folder / "run");
    ASSERT_TRUE(again) << again.error().toString();
    EXPECT_EQ(again->number(), 2);
}

TEST(RunAttempt, AnUnwritableFolderIsAnError) {
    const auto attempt = RunAttempt::beginNew("/proc/luthier-run");
    ASSERT_FALSE(attempt);
    EXPECT_FALSE(attempt.error().message.empty());
}

}  // namespace
}  // namespace luthier
