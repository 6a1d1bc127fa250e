// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace luthier {

// The most memory this process has held so far (VmHWM of the kernel); 0 where the system does not say.
std::int64_t peakMemoryBytes();

}  // namespace luthier
