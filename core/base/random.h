// SPDX-License-Identifier: Apache-2.0
// Counter-based random numbers (Philox4x32-10, Salmon et al. 2011): value = f(seed, stream, index), so order and samples never depend on what ran before.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace luthier {

// Four 32-bit words for counter (index, stream) under key seed.
std::array<std::uint32_t, 4> philox(std::uint64_t seed, std::uint64_t stream, std::uint64_t index);
// Uniform in [0, 1) with 53 bits.
double uniformAt(std::uint64_t seed, std::uint64_t stream, std::uint64_t index);
// Standard normal (Box-Muller on one Philox block).
double normalAt(std::uint64_t seed, std::uint64_t stream, std::uint64_t index);
// A permutation of 0..count-1 (Fisher-Yates on Philox), the same on every machine.
std::vector<std::int64_t> permutation(std::int64_t count, std::uint64_t seed, std::uint64_t stream);

}  // namespace luthier
