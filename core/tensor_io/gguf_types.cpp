// SPDX-License-Identifier: Apache-2.0
// Compiled with -ffp-contract=off: a fused multiply-add would round differently from the format's reference.
#include "core/tensor_io/gguf_types.h"

#include <array>
#include <bit>
#include <cstring>
#include <utility>

#include <c10/util/Half.h>

namespace luthier {

static_assert(std::endian::native == std::endian::little, "GGUF files are read as they lie on disk");

namespace {

float half(const std::uint8_t* bytes) {
    std::uint16_t bits;
    std::memcpy(&bits, bytes, 2);
    return c10::detail::fp16_ieee_to_fp32_value(bits);
}

std::uint32_t word(const std::uint8_t* bytes) {
    std::uint32_t bits;
    std::memcpy(&bits, bytes, 4);
    return bits;
}

float asFloat(int value) { return static_cast<float>(value); }

void fromF32(const std::uint8_t* block, std::int64_t count, float* out) { std::memcpy(out, block, static_cast<std::size_t>(count) * 4); }

void fromF16(const std::uint8_t* block, std::int64_t count, float* out) {
    for (std::int64_t i = 0; i < count; ++i) out[i] = half(block + 2 * i);
}

void fromBf16(const std::uint8_t* block, std::int64_t count, float* out) {
    for (std::int64_t i = 0; i < count; ++i) {
        std::uint16_t bits;
        std::memcpy(&bits, block + 2 * i, 2);
        out[i] = std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
    }
}

// f16 scale, 32 signed bytes
void fromQ8_0(const std::uint8_t* block, std::int64_t count, float* out) {
    for (; count > 0; --count, block += 34, out += 32) {
        const float d = half(block);
        for (int i = 0; i < 32; ++i) out[i] = asFloat(static_cast<std::int8_t>(block[2 + i])) * d;
    }
}

// f16 scale, 16 bytes: the low halves are elements 0..15, the high ones 16..31
void fromQ4_0(const std::uint8_t* block, std::int64_t count, float* out) {
    for (; count > 0; --count, block += 18, out += 32) {
        const float d = half(block);
        for (int i = 0; i < 16; ++i) {
            out[i] = asFloat((block[2 + i] & 0x0F) - 8) * d;
            out[i + 16] = asFloat((block[2 + i] >> 4) - 8) * d;
        }
    }
}

// f16 scale, f16 minimum, 16 bytes
void fromQ4_1(const std::uint8_t* block, std::int64_t count, float* out) {
    for (; count > 0; --count, block += 20, out += 32) {
        const float d = half(block), m = half(block + 2);
        for (int i = 0; i < 16; ++i) {
            out[i] = asFloat(block[4 + i] & 0x0F) * d + m;
            out[i + 16] = asFloat(block[4 + i] >> 4) * d + m;
        }
    }
}

// The fifth bits of 32 elements lie in one word; offset is what a quant of zero means.
void fromFiveBits(const std::uint8_t* quants, std::uint32_t high, float d, float m, int offset, float* out) {
    for (int i = 0; i < 16; ++i) {
        const int low = (quants[i] & 0x0F) | static_cast<int>((high >> i) & 1U) << 4;
        const int upper = (quants[i] >> 4) | static_cast<int>((high >> (i + 16)) & 1U) << 4;
        out[i] = asFloat(low - offset) * d + m;
        out[i + 16] = asFloat(upper - offset) * d + m;
    }
}

void fromQ5_0(const std::uint8_t* block, std::int64_t count, float* out) {
    // -0.0 + 0.0 would lose the sign of a zero, so the missing minimum is -0.0.
    for (; count > 0; --count, block += 22, out += 32) fromFiveBits(block + 6, word(block + 2), half(block), -0.0F, 16, out);
}

void fromQ5_1(const std::uint8_t* block, std::int64_t count, float* out) {
    for (; count > 0; --count, block += 24, out += 32) fromFiveBits(block + 8, word(block + 4), half(block), half(block + 2), 0, out);
}

// Eight pairs of 6-bit scale and minimum in 12 bytes.
std::pair<float, float> scaleAndMin(const std::uint8_t* packed, int index) {
    if (index < 4) return {asFloat(packed[index] & 63), asFloat(packed[index + 4] & 63)};
    return {asFloat((packed[index + 4] & 0x0F) | (packed[index - 4] >> 6) << 4), asFloat((packed[index + 4] >> 4) | (packed[index] >> 6) << 4)};
}

// f16 scale, f16 scale of the minima, 12 bytes of scales, 128 bytes
void fromQ4_K(const std::uint8_t* block, std::int64_t count, float* out) {
    for (; count > 0; --count, block += 144) {
        const float d = half(block), dmin = half(block + 2);
        const std::uint8_t* quants = block + 16;
        for (int group = 0; group < 8; group += 2, quants += 32) {
            for (int part = 0; part < 2; ++part, out += 32) {
                const auto [scale, minimum] = scaleAndMin(block + 4, group + part);
                const float step = d * scale, base = dmin * minimum;
                for (int i = 0; i < 32; ++i) out[i] = step * asFloat(part == 0 ? quants[i] & 0x0F : quants[i] >> 4) - base;
            }
        }
    }
}

// as Q4_K, with the fifth bits of all groups in 32 bytes before the quants
void fromQ5_K(const std::uint8_t* block, std::int64_t count, float* out) {
    for (; count > 0; --count, block += 176) {
        const float d = half(block), dmin = half(block + 2);
        const std::uint8_t* high = block + 16;
        const std::uint8_t* quants = block + 48;
        for (int group = 0; group < 8; group += 2, quants += 32) {
            for (int part = 0; part < 2; ++part, out += 32) {
                const auto [scale, minimum] = scaleAndMin(block + 4, group + part);
                const float step = d * scale, base = dmin * minimum;
                for (int i = 0; i < 32; ++i) {
                    const int low = part == 0 ? quants[i] & 0x0F : quants[i] >> 4;
                    out[i] = step * asFloat(low + (((high[i] >> (group + part)) & 1) << 4)) - base;
                }
            }
        }
    }
}

// 128 bytes of low halves, 64 of high quarters, 16 signed scales, f16 scale
void fromQ6_K(const std::uint8_t* block, std::int64_t count, float* out) {
    for (; count > 0; --count, block += 210, out += 256) {
        const float d = half(block + 208);
        for (int i = 0; i < 256; ++i) {
            const int side = i / 128, column = i % 32, quarter = i % 128 / 32;
            const std::uint8_t packed = block[side * 64 + column + (quarter % 2) * 32];
            const int low = quarter < 2 ? packed & 0x0F : packed >> 4;
            const int high = (block[128 + side * 32 + column] >> (2 * quarter)) & 3;
            const auto scale = static_cast<std::int8_t>(block[192 + i / 16]);
            out[i] = d * asFloat(scale) * asFloat((low | high << 4) - 32);
        }
    }
}

constexpr std::array<GgufType, 11> types = {{
    {"F32", 0, 1, 4, fromF32}, {"F16", 1, 1, 2, fromF16}, {"BF16", 30, 1, 2, fromBf16}, {"Q4_0", 2, 32, 18, fromQ4_0}, {"Q4_1", 3, 32, 20, fromQ4_1},
    {"Q5_0", 6, 32, 22, fromQ5_0}, {"Q5_1", 7, 32, 24, fromQ5_1}, {"Q8_0", 8, 32, 34, fromQ8_0}, {"Q4_K", 12, 256, 144, fromQ4_K},
    {"Q5_K", 13, 256, 176, fromQ5_K}, {"Q6_K", 14, 256, 210, fromQ6_K}}};

constexpr std::array<std::pair<std::uint32_t, const char*>, 22> otherTypes = {{
    {9, "Q8_1"}, {10, "Q2_K"}, {11, "Q3_K"}, {15, "Q8_K"}, {16, "IQ2_XXS"}, {17, "IQ2_XS"}, {18, "IQ3_XXS"}, {19, "IQ1_S"}, {20, "IQ4_NL"}, {21, "IQ3_S"},
    {22, "IQ2_S"}, {23, "IQ4_XS"}, {24, "I8"}, {25, "I16"}, {26, "I32"}, {27, "I64"}, {28, "F64"}, {29, "IQ1_M"}, {34, "TQ1_0"}, {35, "TQ2_0"}, {39, "MXFP4"},
    {40, "NVFP4"}}};

}  // namespace

Result<const GgufType*> findGgufType(std::uint32_t id) {
    for (const GgufType& type : types)
        if (type.id == id) return &type;
    std::string name = "number " + std::to_string(id);
    for (const auto& [known, otherName] : otherTypes)
        if (known == id) name = otherName;
    return fail(Error(ErrorCode::InvalidData, "tensor type " + name + " is not read")
                    .withHint("take a file of type F32, F16, BF16, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K or Q6_K"));
}

}  // namespace luthier
