// SPDX-License-Identifier: Apache-2.0
#include "core/base/block_heap.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace luthier {

namespace {

std::size_t roundUp(std::size_t size, std::size_t unit) { return (size + unit - 1) / unit * unit; }

std::size_t pageSize() { return static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }

}  // namespace

BlockHeap::BlockHeap(std::size_t maxBytes) {
    for (m_maxBytes = maxBytes / kStride * kStride; m_maxBytes > 0; m_maxBytes = m_maxBytes / 2 / kStride * kStride) {
        m_begin = static_cast<char*>(std::aligned_alloc(pageSize(), m_maxBytes));
        if (!m_begin) continue;
        addFree(m_begin, m_maxBytes);
        return;
    }
}

BlockHeap::~BlockHeap() { std::free(m_begin); }

void BlockHeap::addFree(char* begin, std::size_t size) {
    m_freeByAddress.emplace(begin, size);
    m_freeBySize.emplace(size, begin);
}

void BlockHeap::removeFree(std::map<char*, std::size_t>::iterator free) {
    m_freeBySize.erase({free->second, free->first});
    m_freeByAddress.erase(free);
}

void* BlockHeap::allocate(std::size_t numBytes) {
    const std::size_t size = roundUp(std::max<std::size_t>(numBytes, 1), kAlignment);
    const std::lock_guard lock(m_mutex);
    if (size < numBytes) return nullptr;   // wrapped around
    const auto smallest = m_freeBySize.lower_bound({size, nullptr});
    if (smallest == m_freeBySize.end()) return nullptr;
    if (m_mayGrow && m_use.usedBytes + size > m_allowedBytes) {
        const std::size_t wanted = roundUp(m_use.usedBytes + size, kStride);
        if (!m_mayGrow(wanted - m_allowedBytes)) return nullptr;
        m_allowedBytes = wanted;
    }
    const auto [freeSize, begin] = *smallest;
    removeFree(m_freeByAddress.find(begin));
    if (freeSize > size) addFree(begin + size, freeSize - size);
    m_used.emplace(begin, size);
    m_use.usedBytes += size;
    m_use.peakBytes = std::max(m_use.peakBytes, m_use.usedBytes);
    ++m_use.numBlocks;
    return begin;
}

bool BlockHeap::release(void* block) {
    const std::lock_guard lock(m_mutex);
    const auto used = m_used.find(block);
    if (used == m_used.end()) return false;
    char* begin = static_cast<char*>(block);
    std::size_t size = used->second;
    m_use.usedBytes -= size;
    m_used.erase(used);
    auto next = m_freeByAddress.lower_bound(begin);
    if (next != m_freeByAddress.end() && begin + size == next->first) {
        size += next->second;
        const auto joined = next++;
        removeFree(joined);
    }
    if (next != m_freeByAddress.begin()) {
        const auto before = std::prev(next);
        if (before->first + before->second == begin) {
            begin = before->first;
            size += before->second;
            removeFree(before);
        }
    }
    addFree(begin, size);
    return true;
}

void BlockHeap::trim() {
    const std::lock_guard lock(m_mutex);
    const std::size_t page = pageSize();
    for (const auto& [begin, size] : m_freeByAddress) {
        const std::size_t offset = static_cast<std::size_t>(begin - m_begin), first = roundUp(offset, page), end = (offset + size) / page * page;
        if (end > first) madvise(m_begin + first, end - first, MADV_DONTNEED);
    }
    m_allowedBytes = m_use.usedBytes;
}

void BlockHeap::setGrowthCheck(std::function<bool(std::size_t)> mayGrow) {
    const std::lock_guard lock(m_mutex);
    m_mayGrow = std::move(mayGrow);
    m_allowedBytes = m_use.usedBytes;
}

BlockHeap::Use BlockHeap::use() const {
    const std::lock_guard lock(m_mutex);
    return m_use;
}

void BlockHeap::resetPeak() {
    const std::lock_guard lock(m_mutex);
    m_use.peakBytes = m_use.usedBytes;
}

}  // namespace luthier
