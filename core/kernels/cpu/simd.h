// SPDX-License-Identifier: Apache-2.0
// Vectors of kLanes floats for the kernels of one instruction set. Included by one .cpp per set, which names the namespace LUTHIER_SET and the width
// LUTHIER_LANES. The compiler's own vector types, so that the same source serves every set.
#pragma once

#include <stdint.h>
#ifdef LUTHIER_PAIRS   // the set multiplies pairs of bf16 (AVX512_BF16), which the compiler has no types for
#include <immintrin.h>
#endif

#include "core/kernels/cpu/vector_kernels.h"

namespace luthier::kernels::LUTHIER_SET {

constexpr int64_t kLanes = LUTHIER_LANES;
typedef float Vec __attribute__((vector_size(4 * LUTHIER_LANES)));
typedef int32_t VecInt __attribute__((vector_size(4 * LUTHIER_LANES)));
typedef uint32_t VecUint __attribute__((vector_size(4 * LUTHIER_LANES)));
typedef uint16_t VecHalf __attribute__((vector_size(2 * LUTHIER_LANES)));
typedef float VecAnywhere __attribute__((vector_size(4 * LUTHIER_LANES), aligned(4), may_alias));
typedef uint32_t VecUintAnywhere __attribute__((vector_size(4 * LUTHIER_LANES), aligned(4), may_alias));
typedef uint16_t VecHalfAnywhere __attribute__((vector_size(2 * LUTHIER_LANES), aligned(2), may_alias));

#define LUTHIER_INLINE inline __attribute__((always_inline))

LUTHIER_INLINE Vec splat(float value) { return value - Vec{}; }   // not +: -0 + 0 is 0, so that sum would have to be computed
LUTHIER_INLINE Vec select(VecInt mask, Vec yes, Vec no) { return mask ? yes : no; }

LUTHIER_INLINE Vec load(const float* p) { return *reinterpret_cast<const VecAnywhere*>(p); }
LUTHIER_INLINE Vec load(const Bf16* p) {
    const VecHalf half = *reinterpret_cast<const VecHalfAnywhere*>(p);
    return reinterpret_cast<Vec>(__builtin_convertvector(half, VecUint) << 16);
}

LUTHIER_INLINE float numberAt(const float* p) { return *p; }
LUTHIER_INLINE float numberAt(const Bf16* p) {
    const uint32_t bits = static_cast<uint32_t>(p->bits) << 16;
    float value;
    __builtin_memcpy(&value, &bits, sizeof value);
    return value;
}

// Round to nearest even; NaN stays NaN.
#ifdef LUTHIER_PAIRS
LUTHIER_INLINE VecHalf toBf16(Vec value) { return reinterpret_cast<VecHalf>(_mm512_cvtneps_pbh(value)); }
LUTHIER_INLINE VecUint toBf16Bits(Vec value) { return __builtin_convertvector(toBf16(value), VecUint); }
// sum + the products of both halves of each pair; denormal numbers count as 0.
LUTHIER_INLINE Vec timesPairs(Vec sum, VecUint a, VecUint b) { return _mm512_dpbf16_ps(sum, reinterpret_cast<__m512bh>(a), reinterpret_cast<__m512bh>(b)); }
#else
LUTHIER_INLINE VecUint toBf16Bits(Vec value) {
    const VecUint bits = reinterpret_cast<VecUint>(value);
    const VecUint rounded = (bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16;
    return (value == value) ? rounded : (VecUint{} + 0x7FC0U);
}
LUTHIER_INLINE VecHalf toBf16(Vec value) { return __builtin_convertvector(toBf16Bits(value), VecHalf); }
#endif
LUTHIER_INLINE void store(float* p, Vec value) { *reinterpret_cast<VecAnywhere*>(p) = value; }
LUTHIER_INLINE void store(Bf16* p, Vec value) { *reinterpret_cast<VecHalfAnywhere*>(p) = toBf16(value); }

// The value as it would be read back from memory of this type.
LUTHIER_INLINE Vec rounded(const float*, Vec value) { return value; }
LUTHIER_INLINE Vec rounded(const Bf16*, Vec value) { return reinterpret_cast<Vec>(toBf16Bits(value) << 16); }

// The first `count` lanes; the others are 0, and are not written.
template <class T>
LUTHIER_INLINE Vec load(const T* p, int64_t count) {
    if (count == kLanes) return load(p);
    T part[kLanes] = {};
    for (int64_t i = 0; i < count; ++i) part[i] = p[i];
    return load(part);
}
template <class T>
LUTHIER_INLINE void store(T* p, Vec value, int64_t count) {
    if (count == kLanes) return store(p, value);
    T part[kLanes];
    store(part, value);
    for (int64_t i = 0; i < count; ++i) p[i] = part[i];
}

// body(index, count) for all of n: whole vectors, then what is left.
template <class Body>
LUTHIER_INLINE void sweep(int64_t n, Body body) {
    int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes) body(i, kLanes);
    if (i < n) body(i, n - i);
}

// Every lane with the one `distance` further on, in a ring.
template <int64_t distance>
LUTHIER_INLINE Vec turned(Vec value) {
    VecInt from;
    for (int32_t lane = 0; lane < kLanes; ++lane) from[lane] = static_cast<int32_t>((lane + distance) % kLanes);
    return __builtin_shuffle(value, from);
}
// Neighbours first, then neighbouring pairs, and so on; sumsOf adds in the same order.
template <int64_t distance = 1>
LUTHIER_INLINE float sumOf(Vec value) {
    value += turned<distance>(value);
    if constexpr (2 * distance < kLanes) return sumOf<2 * distance>(value);
    else return value[0];
}
// Of each two vectors: groups of `size` lanes in turn, `part` 0 the even ones, 1 the odd ones.
template <int64_t size, int64_t part>
LUTHIER_INLINE Vec everyOther(Vec a, Vec b) {
    VecInt from;
    for (int64_t lane = 0; lane < kLanes; ++lane) {
        const int64_t group = lane / size / 2 * 2 + part, isSecond = lane / size % 2;
        from[lane] = static_cast<int32_t>(isSecond * kLanes + group * size + lane % size);
    }
    return __builtin_shuffle(a, b, from);
}
template <int64_t size>
LUTHIER_INLINE Vec addedPairs(Vec a, Vec b) { return everyOther<size, 0>(a, b) + everyOther<size, 1>(a, b); }
// The sums of four vectors into four floats: a third of the work of four times sumOf.
LUTHIER_INLINE void sumsOf(const Vec* four, float* to) {
    Vec sums = addedPairs<2>(addedPairs<1>(four[0], four[1]), addedPairs<1>(four[2], four[3]));
    sums += turned<4>(sums);
    if constexpr (kLanes == 16) sums += turned<8>(sums);
    typedef float Quad __attribute__((vector_size(16)));
    typedef float QuadAnywhere __attribute__((vector_size(16), aligned(4), may_alias));
    *reinterpret_cast<QuadAnywhere*>(to) = Quad{sums[0], sums[1], sums[2], sums[3]};
}
LUTHIER_INLINE Vec larger(Vec a, Vec b) { return a > b ? a : b; }
template <int64_t width = kLanes / 2>
LUTHIER_INLINE float largestOf(Vec value) {
    value = larger(turned<width>(value), value);
    if constexpr (width > 1) return largestOf<width / 2>(value);
    else return value[0];
}

// e^x to about 2 units in the last place: x = n ln 2 + r, a polynomial of degree 6 in r (Cephes' expf), 2^n by its exponent. Below -87.3: 1.2e-38.
LUTHIER_INLINE Vec exponential(Vec x) {
    x = x < -87.33654F ? splat(-87.33654F) : x;
    x = x > 88.37626F ? splat(88.37626F) : x;
    const Vec shifted = x * 1.44269504F + 12582912.0F, n = shifted - 12582912.0F;   // 1.5 * 2^23: the sum has no fraction
    const Vec r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
    Vec p = splat(1.9875691500e-4F);
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * (r * r) + r + 1.0F;
    const VecInt power = (__builtin_convertvector(n, VecInt) + 127) << 23;
    return p * reinterpret_cast<Vec>(power);
}

LUTHIER_INLINE Vec sigmoid(Vec x) { return 1.0F / (1.0F + exponential(-x)); }

}  // namespace luthier::kernels::LUTHIER_SET
