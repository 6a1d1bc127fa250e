// SPDX-License-Identifier: Apache-2.0
#include <bit>

#include <ATen/ATen.h>

#include "core/base/random.h"
#include "core/kernels/ops.h"
#include "core/kernels/profile.h"
#include "core/kernels/reference/reference.h"
#include "core/kernels/vector_call.h"

namespace luthier::kernels {

namespace {

// Adding a number below the last kept bit's unit and cutting rounds up exactly as often as the part that is cut is large. Infinity and NaN stay what they are.
std::uint16_t roundedBits(float value, std::uint32_t random) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    if ((bits & 0x7F800000U) == 0x7F800000U) return static_cast<std::uint16_t>((bits >> 16) | ((bits & 0xFFFFU) != 0 ? 0x40U : 0U));
    return static_cast<std::uint16_t>((bits + (random & 0xFFFFU)) >> 16);
}

}  // namespace

void reference::roundStochastically(const at::Tensor& from, at::Tensor& to, std::uint64_t seed, std::uint64_t stream) {
    TORCH_CHECK(from.is_cpu(), "roundStochastically: there is no kernel for ", from.device());
    const float* const in = elements<float>(from);
    Bf16* const out = elements<Bf16>(to);
    constexpr std::int64_t perBlock = 8;   // a block of Philox has four words, each good for two elements
    const std::int64_t count = from.numel();
    parallelFor((count + perBlock - 1) / perBlock, 2048, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t block = begin; block < end; ++block) {
            const std::array<std::uint32_t, 4> words = philox(seed, stream, static_cast<std::uint64_t>(block));
            const std::int64_t first = block * perBlock, last = std::min(first + perBlock, count);
            for (std::int64_t i = first; i < last; ++i) {
                const std::uint32_t word = words[static_cast<std::size_t>(i - first) / 2];
                out[i].bits = roundedBits(in[i], (i - first) % 2 == 0 ? word : word >> 16);
            }
        }
    });
}

void roundStochastically(const at::Tensor& from, at::Tensor& to, std::uint64_t seed, std::uint64_t stream) {
    TORCH_CHECK(
        from.sizes() == to.sizes() && from.scalar_type() == at::kFloat && to.scalar_type() == at::kBFloat16 && from.is_contiguous() && to.is_contiguous(),
        "roundStochastically: from is ", from.sizes(), " ", from.scalar_type(), ", to is ", to.sizes(), " ", to.scalar_type());
    const ProfileScope scope(Phase::Optimizer, 0, 1.5 * bytesOf(from));
    tensorKernelsFor(from).roundStochastically(from, to, seed, stream);
}

}  // namespace luthier::kernels
