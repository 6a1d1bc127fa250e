// SPDX-License-Identifier: Apache-2.0
// Memory for large blocks (tensors): one reserved stretch of addresses, the smallest free block that fits, neighbours joined when freed. What is freed stays
// ours, so a training step that repeats takes no new pages from the system, and nothing small lies between large blocks to keep them apart.
// Thread: any, one lock. Linux.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <unordered_map>
#include <utility>

namespace luthier {

class BlockHeap {
public:
    static constexpr std::size_t kAlignment = 64;

    // Reserves addresses only; they become memory as they are written to. Where the system refuses so many (ulimit -v, strict overcommit) it is asked for less,
    // at last for nothing: then no block is ever given.
    explicit BlockHeap(std::size_t maxBytes);
    ~BlockHeap();
    BlockHeap(const BlockHeap&) = delete;
    BlockHeap& operator=(const BlockHeap&) = delete;

    // A block on a boundary of kAlignment; nullptr when there is no room, or when the growth was refused.
    void* allocate(std::size_t numBytes);
    // Takes back a block of this heap; false when the block is none of it.
    bool release(void* block);
    // Gives the memory of free blocks back to the system.
    void trim();

    // Asked before the heap holds more than it ever did (since the last trim), in strides of kStride; false refuses the block. Called under the lock.
    static constexpr std::size_t kStride = std::size_t{32} << 20;
    void setGrowthCheck(std::function<bool(std::size_t numBytes)> mayGrow);

    struct Use { std::size_t usedBytes = 0, peakBytes = 0; std::size_t numBlocks = 0; };
    Use use() const;
    void resetPeak();

private:
    void addFree(char* begin, std::size_t size);
    void removeFree(std::map<char*, std::size_t>::iterator free);

    char* m_begin = nullptr;
    std::size_t m_maxBytes = 0;
    mutable std::mutex m_mutex;
    std::map<char*, std::size_t> m_freeByAddress;
    std::set<std::pair<std::size_t, char*>> m_freeBySize;
    std::unordered_map<void*, std::size_t> m_used;
    std::function<bool(std::size_t)> m_mayGrow;
    Use m_use;
    std::size_t m_allowedBytes = 0;   // used bytes up to here need no more asking
};

}  // namespace luthier
