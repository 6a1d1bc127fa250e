// SPDX-License-Identifier: Apache-2.0
#include "core/base/processor.h"

#include <atomic>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <thread>
#include <vector>

#include <sched.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace luthier {
namespace {

using testing::HasSubstr;

TEST(Threads, AreThoseAskedForUpToTheNumberOfProcessors) {
    EXPECT_EQ(chooseThreads(nullptr, 8).count, 0) << "LibTorch chooses";
    EXPECT_EQ(chooseThreads("", 8).count, 0);
    for (const auto& [asked, count] : {std::pair{"1", 1}, {"8", 8}, {" 3 ", 3}, {"4,2", 4}}) {
        EXPECT_EQ(chooseThreads(asked, 8).count, count) << asked;
        EXPECT_EQ(chooseThreads(asked, 8).warning, "") << asked;
    }
}

TEST(Threads, TooManyAreNotTakenAndItIsSaid) {
    for (const char* asked : {"9", "1000", "99999999999999999999999999"}) {
        const ThreadChoice choice = chooseThreads(asked, 8);
        EXPECT_EQ(choice.count, 8) << asked;
        EXPECT_THAT(choice.warning, HasSubstr("8 processors")) << asked;
        EXPECT_THAT(choice.hint, HasSubstr("from 1 to 8")) << asked;
    }
}

TEST(Threads, WhatIsNoNumberOfThreadsIsSaid) {
    for (const char* asked : {"0", "-1", "-99999999999999999999999", "many", "2x", "1.5", "\xff\xfe"}) {
        const ThreadChoice choice = chooseThreads(asked, 4);
        EXPECT_EQ(choice.count, 4) << asked;
        EXPECT_THAT(choice.warning, HasSubstr("no number of threads")) << asked;
    }
}

TEST(Processors, ThereIsAtLeastOne) { EXPECT_GE(numProcessors(), 1); }

double ownCpuSeconds() {
    timespec used{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
}

TEST(ProcessorWaiting, CountsWhatThreadsWaitForOneAnother) {
    if (!std::filesystem::exists("/proc/self/schedstat")) GTEST_SKIP() << "this kernel does not say how long threads wait";
    ProcessorWaiting waiting;
    // All on one processor, each for a tenth of a second of it: the others wait meanwhile.
    constexpr double each = 0.1;
    std::atomic<int> numReady = 0;
    std::atomic<bool> isOver = false;
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i)
        threads.emplace_back([&] {
            cpu_set_t all, one;
            CPU_ZERO(&one);
            ASSERT_EQ(::sched_getaffinity(0, sizeof all, &all), 0);
            int first = 0;
            while (!CPU_ISSET(first, &all)) ++first;
            CPU_SET(first, &one);
            ASSERT_EQ(::sched_setaffinity(0, sizeof one, &one), 0);
            ++numReady;
            while (numReady < 3) std::this_thread::yield();
            const double begin = ownCpuSeconds();
            while (ownCpuSeconds() - begin < each) {}
            ++numReady;
            while (!isOver) std::this_thread::sleep_for(std::chrono::milliseconds(1));   // a thread that ends takes its account with it
        });
    while (numReady < 6) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_GT(waiting.secondsSinceLast(), each);
    isOver = true;
    for (std::thread& thread : threads) thread.join();
    EXPECT_GE(waiting.secondsSinceLast(), 0);
}

}  // namespace
}  // namespace luthier
