// SPDX-License-Identifier: Apache-2.0
// What this process holds of the machine's memory, and what is left for it. Linux. Thread: any; each call reads files of the kernel (some 50 microseconds).
#pragma once

#include <cstdint>
#include <string>

namespace luthier {

// The most memory this process has held so far (VmHWM of the kernel); 0 where the system does not say.
std::int64_t peakMemoryBytes();
// What it holds now (VmRSS); 0 where the system does not say.
std::int64_t heldMemoryBytes();

// total: what this process may hold in all; available: what it may still take before the kernel swaps or kills. The smallest of the machine's memory and the
// limits of the control groups (v2 and v1) the process is in. INT64_MAX each where the system does not say.
struct MemoryRoom {
    std::int64_t totalBytes, availableBytes;
    bool limitedByGroup = false;   // a control group (container, service) is the tightest, not the machine
};
MemoryRoom memoryRoom();

// The same, read below another root than "/": for tests.
MemoryRoom memoryRoomBelow(const std::string& root);

}  // namespace luthier
