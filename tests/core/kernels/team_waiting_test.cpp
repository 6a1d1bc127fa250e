// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/team_waiting.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "core/kernels/parallel.h"

namespace luthier::kernels {
namespace {

auto numThreadsNow() { return std::distance(std::filesystem::directory_iterator("/proc/self/task"), {}); }

void checkALoop() {
    std::vector<std::int64_t> squares(1 << 16);
    parallelFor(static_cast<std::int64_t>(squares.size()), 64, [&squares](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) squares[static_cast<std::size_t>(i)] = i * i;
    });
    for (std::size_t i = 0; i < squares.size(); ++i) ASSERT_EQ(squares[i], static_cast<std::int64_t>(i * i));
}

TEST(WaitingChoice, SleepsAtOnceAndSpinsAgainAfterAWhileOfQuiet) {
    WaitingChoice choice;
    for (const double share : {0.0, 0.006, 0.04, 0.09}) EXPECT_FALSE(choice.sleeps(share)) << share;
    EXPECT_TRUE(choice.sleeps(0.25));
    for (int i = 0; i < 4; ++i) EXPECT_TRUE(choice.sleeps(0.006)) << i;
    EXPECT_TRUE(choice.sleeps(0.05)) << "quiet is counted anew";
    for (int i = 0; i < 4; ++i) EXPECT_TRUE(choice.sleeps(0.006)) << i;
    EXPECT_FALSE(choice.sleeps(0.006));
}

TEST(TeamWaiting, KeepsAnIdleTeamWhileItSleepsAndLoopsStayRight) {
    checkALoop();   // which makes the threads of this one
    std::atomic<double> share = 0;
    const TeamWaiting waiting([&share] { return share.load(); });
    const auto numBefore = numThreadsNow();
    const auto becomes = [&waiting](bool sleeps) {
        for (int round = 0; round < 3000 && waiting.sleeps() != sleeps; ++round) {   // only ends what fails
            checkALoop();
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return waiting.sleeps() == sleeps;
    };
    for (int again = 0; again < 2; ++again) {
        share = 0.5;
        ASSERT_TRUE(becomes(true));
        EXPECT_GT(numThreadsNow(), numBefore);
        share = 0;
        ASSERT_TRUE(becomes(false));
        for (int round = 0; round < 3000 && numThreadsNow() != numBefore; ++round) std::this_thread::sleep_for(std::chrono::milliseconds(10));
        EXPECT_EQ(numThreadsNow(), numBefore) << "the team is given back";
    }
}

TEST(TeamWaiting, MayEndAtAnyMoment) {
    for (int i = 0; i < 20; ++i) {
        const TeamWaiting waiting([] { return 1.0; });
        std::this_thread::sleep_for(std::chrono::milliseconds(10 * i));
    }
    const TeamWaiting measured;
    checkALoop();
}

}  // namespace
}  // namespace luthier::kernels
