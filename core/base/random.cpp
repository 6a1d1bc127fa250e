// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"

#include <cmath>
#include <numbers>
#include <utility>

namespace luthier {

namespace {

__extension__ using Wide = unsigned __int128;

std::uint64_t word64(const std::array<std::uint32_t, 4>& block, std::size_t half) {
    return static_cast<std::uint64_t>(block[2 * half]) | static_cast<std::uint64_t>(block[2 * half + 1]) << 32;
}

double unit53(std::uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1.0p-53; }

}  // namespace

std::array<std::uint32_t, 4> philox(std::uint64_t seed, std::uint64_t stream, std::uint64_t index) {
    std::array<std::uint32_t, 4> counter{static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32),
                                         static_cast<std::uint32_t>(stream), static_cast<std::uint32_t>(stream >> 32)};
    std::uint32_t key0 = static_cast<std::uint32_t>(seed);
    std::uint32_t key1 = static_cast<std::uint32_t>(seed >> 32);
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t product0 = std::uint64_t{0xD2511F53U} * counter[0];
        const std::uint64_t product1 = std::uint64_t{0xCD9E8D57U} * counter[2];
        counter = {static_cast<std::uint32_t>(product1 >> 32) ^ counter[1] ^ key0, static_cast<std::uint32_t>(product1),
                   static_cast<std::uint32_t>(product0 >> 32) ^ counter[3] ^ key1, static_cast<std::uint32_t>(product0)};
        key0 += 0x9E3779B9U;
        key1 += 0xBB67AE85U;
    }
    return counter;
}

double uniformAt(std::uint64_t seed, std::uint64_t stream, std::uint64_t index) { return unit53(word64(philox(seed, stream, index), 0)); }

double normalAt(std::uint64_t seed, std::uint64_t stream, std::uint64_t index) {
    const auto block = philox(seed, stream, index);
    // 1 - u is in (0, 1], so the logarithm is finite.
    const double radius = std::sqrt(-2.0 * std::log(1.0 - unit53(word64(block, 0))));
    return radius * std::cos(2.0 * std::numbers::pi * unit53(word64(block, 1)));
}

std::vector<std::int64_t> permutation(std::int64_t count, std::uint64_t seed, std::uint64_t stream) {
    std::vector<std::int64_t> order(static_cast<std::size_t>(count > 0 ? count : 0));
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::int64_t>(i);
    for (std::size_t i = order.size(); i > 1; --i) {
        // High half of a 64 x 64 bit product: uniform on 0..i-1 up to a bias of i / 2^64.
        const std::uint64_t bits = word64(philox(seed, stream, i - 1), 0);
        const auto j = static_cast<std::size_t>((static_cast<Wide>(bits) * static_cast<Wide>(i)) >> 64);
        std::swap(order[i - 1], order[j]);
    }
    return order;
}

}  // namespace luthier
