// SPDX-License-Identifier: Apache-2.0
// Where LibTorch's CPU tensors live: large ones in a BlockHeap, so what they take is counted, repeats without asking the system, and can be refused before
// the kernel kills. Thread: any; install before the first large tensor is made.
#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <string>

namespace luthier {

// Idempotent. Without effect in a build with sanitizers, which watch LibTorch's own allocator instead.
void installTensorMemory();

// Of tensors of 16 KiB and more. numTaken: blocks taken since the start.
struct TensorMemoryUse { std::int64_t usedBytes = 0, peakBytes = 0, numTaken = 0; };
TensorMemoryUse tensorMemoryUse();
void resetTensorMemoryPeak();

// Gives what is free back to the system: between phases that need different sizes.
void trimTensorMemory();

// The exception's words when it says that memory ran out (ours, LibTorch's on any device, the standard library's); nothing for any other exception.
std::optional<std::string> outOfMemoryWords(const std::exception& exception);

// With a reserve, a tensor that would leave the machine (or the process's control group) less than this many bytes is refused with c10::OutOfMemoryError.
// 0: nothing is asked.
void keepMemoryFree(std::int64_t reserveBytes);

// Guards the machine's memory while a run works.
struct MemoryGuard {
    explicit MemoryGuard(std::int64_t reserveBytes) { keepMemoryFree(reserveBytes); }
    ~MemoryGuard() { keepMemoryFree(0); }
    MemoryGuard(const MemoryGuard&) = delete;
    MemoryGuard& operator=(const MemoryGuard&) = delete;
};

}  // namespace luthier
