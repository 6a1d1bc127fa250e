// SPDX-License-Identifier: Apache-2.0
#include "core/training/tensor_memory.h"

#include <algorithm>
#include <cstring>
#include <new>

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <c10/util/Exception.h>

#include "core/base/block_heap.h"
#include "core/base/memory.h"

namespace luthier {

namespace {

constexpr std::size_t kLarge = std::size_t{16} << 10;

// Never destroyed: tensors of static storage may outlive everything.
BlockHeap& heap() {
    static BlockHeap* const one = new BlockHeap(static_cast<std::size_t>(std::min(memoryRoom().totalBytes, std::int64_t{1} << 44)));
    return *one;
}

std::string megabytes(std::size_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

void freeBlock(void* block) { heap().release(block); }

// LibTorch's raw interface has pointers only, which do not say who made them.
c10::DeleterFnPtr freeSmall = nullptr;
void freeAny(void* block) {
    if (!heap().release(block)) freeSmall(block);
}

class TensorMemory : public c10::Allocator {
public:
    explicit TensorMemory(c10::Allocator& small) : m_small(small) { freeSmall = small.raw_deleter(); }

    c10::DataPtr allocate(std::size_t numBytes) override {
        if (numBytes < kLarge) return m_small.allocate(numBytes);
        void* const block = heap().allocate(numBytes);
        if (block) return {block, block, &freeBlock, at::Device(at::DeviceType::CPU)};
        const MemoryRoom room = memoryRoom();
        TORCH_CHECK_WITH(OutOfMemoryError, false, "memory runs out: a tensor of ", megabytes(numBytes), " is wanted, tensors hold ",
                         megabytes(heap().use().usedBytes), ", and ", room.limitedByGroup ? "the process's control group" : "the machine", " has ",
                         megabytes(static_cast<std::size_t>(room.availableBytes)), " left");
    }
    c10::DeleterFnPtr raw_deleter() const override { return &freeAny; }
    void copy_data(void* to, const void* from, std::size_t numBytes) const override { std::memcpy(to, from, numBytes); }

private:
    c10::Allocator& m_small;
};

bool underSanitizer() {
#ifdef __SANITIZE_ADDRESS__
    return true;
#else
    return false;
#endif
}

}  // namespace

void installTensorMemory() {
    static const bool installed = [] {
        if (underSanitizer()) return false;
        static TensorMemory* const memory = new TensorMemory(*c10::GetCPUAllocator());
        c10::SetCPUAllocator(memory, 1);
        return true;
    }();
    static_cast<void>(installed);
}

TensorMemoryUse tensorMemoryUse() {
    const BlockHeap::Use use = heap().use();
    return {static_cast<std::int64_t>(use.usedBytes), static_cast<std::int64_t>(use.peakBytes), static_cast<std::int64_t>(use.numBlocks)};
}

std::optional<std::string> outOfMemoryWords(const std::exception& exception) {
    if (dynamic_cast<const std::bad_alloc*>(&exception)) return "memory ran out";
    const auto* const error = dynamic_cast<const c10::Error*>(&exception);
    if (!error) return std::nullopt;
    std::string words = error->what_without_backtrace();
    if (dynamic_cast<const c10::OutOfMemoryError*>(error)) return words.substr(0, words.find(" If reserved but"));   // what follows is for programmers
    // LibTorch's own allocator says it by words only.
    for (const char* const sign : {"can't allocate memory", "not enough memory", "out of memory"})
        if (words.find(sign) != std::string::npos) return words;
    return std::nullopt;
}

void resetTensorMemoryPeak() { heap().resetPeak(); }

void trimTensorMemory() { heap().trim(); }

void keepMemoryFree(std::int64_t reserveBytes) {
    if (reserveBytes <= 0) return heap().setGrowthCheck({});
    heap().setGrowthCheck([reserveBytes](std::size_t numBytes) { return memoryRoom().availableBytes - static_cast<std::int64_t>(numBytes) >= reserveBytes; });
}

}  // namespace luthier
