// SPDX-License-Identifier: Apache-2.0
#include "core/training/memory.h"

#include <fstream>
#include <string>

namespace luthier {

std::int64_t peakMemoryBytes() {
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word)
        if (std::int64_t kib = 0; word == "VmHWM:" && status >> kib) return kib * 1024;
    return 0;
}

}  // namespace luthier
