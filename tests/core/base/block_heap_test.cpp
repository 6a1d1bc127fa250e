// SPDX-License-Identifier: Apache-2.0
#include "core/base/block_heap.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstring>
#include <vector>

namespace luthier {

namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20;

TEST(BlockHeap, WhatIsFreedIsGivenAgainWithoutGrowing) {
    BlockHeap heap(64 * kMiB);
    std::vector<void*> blocks;
    for (int i = 0; i < 8; ++i) blocks.push_back(heap.allocate(4 * kMiB));
    for (void* const block : blocks) EXPECT_TRUE(heap.release(block));
    EXPECT_EQ(heap.allocate(32 * kMiB), blocks.front()) << "neighbours are joined";
    EXPECT_EQ(heap.use().usedBytes, 32 * kMiB);
    EXPECT_EQ(heap.use().peakBytes, 32 * kMiB);
    EXPECT_EQ(heap.use().numBlocks, 9U);
}

TEST(BlockHeap, TakesTheSmallestFreeBlockThatFits) {
    BlockHeap heap(64 * kMiB);
    void* const large = heap.allocate(8 * kMiB);
    void* const wall = heap.allocate(64);
    void* const small = heap.allocate(2 * kMiB);
    void* const end = heap.allocate(64);
    EXPECT_TRUE(wall && end);
    heap.release(large);
    heap.release(small);
    EXPECT_EQ(heap.allocate(kMiB), small);
    EXPECT_EQ(heap.allocate(3 * kMiB), large);
}

TEST(BlockHeap, RefusesWhatDoesNotFitAndForeignBlocks) {
    BlockHeap heap(32 * kMiB);
    EXPECT_EQ(heap.allocate(33 * kMiB), nullptr);
    EXPECT_EQ(heap.allocate(~std::size_t{0}), nullptr);
    int other = 0;
    EXPECT_FALSE(heap.release(&other));
    void* const block = heap.allocate(1);
    EXPECT_TRUE(heap.release(block));
    EXPECT_FALSE(heap.release(block)) << "twice";
    EXPECT_NE(heap.allocate(32 * kMiB), nullptr) << "nothing was lost";
}

// A limit of addresses (ulimit -v) leaves less, or nothing; never a crash.
TEST(BlockHeap, AsksForLessWhereTheSystemRefuses) {
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP() << "the sanitizer ends the program where malloc would say no";
#endif
    BlockHeap heap(std::size_t{1} << 62);
    void* const block = heap.allocate(kMiB);
    ASSERT_NE(block, nullptr);
    std::memset(block, 1, kMiB);
}

TEST(BlockHeap, AsksBeforeItGrowsAndOnlyThen) {
    BlockHeap heap(512 * kMiB);
    std::vector<std::size_t> asked;
    bool allowed = true;
    heap.setGrowthCheck([&](std::size_t numBytes) {
        asked.push_back(numBytes);
        return allowed;
    });
    void* const first = heap.allocate(kMiB);
    void* const second = heap.allocate(40 * kMiB);
    EXPECT_EQ(asked, (std::vector<std::size_t>{BlockHeap::kStride, BlockHeap::kStride}));
    heap.release(second);
    allowed = false;
    EXPECT_NE(heap.allocate(40 * kMiB), nullptr) << "it held as much before";
    EXPECT_EQ(heap.allocate(40 * kMiB), nullptr);
    EXPECT_EQ(asked.size(), 3U);
    heap.release(first);
    EXPECT_EQ(heap.use().usedBytes, 40 * kMiB);
}

TEST(BlockHeap, TrimmedMemoryReadsAsZeroAndIsAskedForAgain) {
    BlockHeap heap(64 * kMiB);
    auto* block = static_cast<char*>(heap.allocate(8 * kMiB));
    std::memset(block, 7, 8 * kMiB);
    auto* const kept = static_cast<char*>(heap.allocate(kMiB));
    std::memset(kept, 9, kMiB);
    heap.release(block);
    heap.trim();
    block = static_cast<char*>(heap.allocate(8 * kMiB));
    EXPECT_EQ(block[kMiB], 0);
    EXPECT_EQ(kept[kMiB - 1], 9);
}

RC_GTEST_PROP(BlockHeapProperty, BlocksNeverOverlapAndNothingIsLost, ()) {
    BlockHeap heap(32 * kMiB);
    std::vector<std::pair<unsigned char*, std::size_t>> held;
    const int numSteps = *rc::gen::inRange(1, 60);
    for (int step = 0; step < numSteps; ++step) {
        if (!held.empty() && *rc::gen::inRange(0, 3) == 0) {
            const auto at = static_cast<std::ptrdiff_t>(*rc::gen::inRange<std::size_t>(0, held.size()));
            const auto [block, size] = held[static_cast<std::size_t>(at)];
            for (std::size_t i = 0; i < size; i += 61) RC_ASSERT(block[i] == static_cast<unsigned char>(size % 251));
            RC_ASSERT(heap.release(block));
            held.erase(held.begin() + at);
        } else {
            const std::size_t size = *rc::gen::inRange<std::size_t>(1, 300000);
            auto* const block = static_cast<unsigned char*>(heap.allocate(size));
            RC_ASSERT(!!block);
            RC_ASSERT(reinterpret_cast<std::uintptr_t>(block) % BlockHeap::kAlignment == 0U);
            std::memset(block, static_cast<int>(size % 251), size);
            held.emplace_back(block, size);
        }
    }
    for (const auto& [block, size] : held) {
        for (std::size_t i = 0; i < size; i += 61) RC_ASSERT(block[i] == static_cast<unsigned char>(size % 251));
        RC_ASSERT(heap.release(block));
    }
    RC_ASSERT(heap.use().usedBytes == 0U);
    const bool isWholeAgain = heap.allocate(32 * kMiB) != nullptr;
    RC_ASSERT(isWholeAgain);
}

}  // namespace

}  // namespace luthier
