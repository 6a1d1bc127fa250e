// SPDX-License-Identifier: Apache-2.0
// What decoding needs: products of a few rows with a large weight, and attention of one new token over a cache (vector_kernels.h says what each does). Every
// sum runs in one fixed order, so a row's bits do not depend on what is computed beside it. Included once per instruction set.
#pragma once

#include "core/kernels/cpu/product_kernels.h"

namespace luthier::kernels::LUTHIER_SET {

// Blocks of weights that are called for before their turn, into the second cache, which waits for more lines at once than the first (measured: half as much
// again). Beyond the end it is no access.
constexpr int64_t kAhead = 4;

LUTHIER_INLINE void putRow(const float* sums, int64_t count, float* out) {
    for (int64_t o = 0; o < count; ++o) out[o] = sums[o];
}
LUTHIER_INLINE void putRow(const float* sums, int64_t count, Bf16* out) {
    Vec values{};
    for (int64_t o = 0; o < count; ++o) values[o] = sums[o];
    const VecHalf halves = toBf16(values);
    for (int64_t o = 0; o < count; ++o) out[o].bits = halves[o];
}
template <int numRows, int numOutputs, class Out>
LUTHIER_INLINE void putSums(const Vec (&sums)[numRows][numOutputs], Out* out, int64_t outStride) {
    for (int r = 0; r < numRows; ++r) {
        float row[numOutputs];
        if constexpr (numOutputs == 4) sumsOf(sums[r], row);
        else for (int o = 0; o < numOutputs; ++o) row[o] = sumOf(sums[r][o]);
        putRow(row, numOutputs, out + r * outStride);
    }
}

// numRows rows with numOutputs outputs at once: a vector of weights is read once for all rows. One chain of sums for each (row, output), whatever the block is.
// Weights may be narrower than the rows: they are widened as they are read.
template <int numRows, int numOutputs, class T, class Weight, class Out>
LUTHIER_INLINE void dotBlock(const T* x, const Weight* w, Out* out, int64_t width, int64_t xStride, int64_t wStride, int64_t outStride) {
    Vec sums[numRows][numOutputs] = {};
    sweep(width, [&](int64_t i, int64_t count) {
        Vec weights[numOutputs];
        for (int o = 0; o < numOutputs; ++o) {
            weights[o] = load(w + o * wStride + i, count);
            __builtin_prefetch(w + (o + kAhead * numOutputs) * wStride + i, 0, 2);
        }
        for (int r = 0; r < numRows; ++r) {
            const Vec value = load(x + r * xStride + i, count);
            for (int o = 0; o < numOutputs; ++o) sums[r][o] += value * weights[o];
        }
    });
    putSums(sums, out, outStride);
}

#ifdef LUTHIER_PAIRS
LUTHIER_INLINE VecUint pairsAt(const Bf16* p) { return vectorAt(reinterpret_cast<const Pair*>(p)); }

template <int numRows, int numOutputs, class Out>
LUTHIER_INLINE void dotBlock(const Bf16* x, const Bf16* w, Out* out, int64_t width, int64_t xStride, int64_t wStride, int64_t outStride) {
    constexpr int64_t step = 2 * kLanes;
    Vec sums[numRows][numOutputs] = {};
    const auto add = [&](const Bf16* values, int64_t valueStride, const Bf16* weights, int64_t weightStride) {
        VecUint by[numOutputs];
        for (int o = 0; o < numOutputs; ++o) {
            by[o] = pairsAt(weights + o * weightStride);
            __builtin_prefetch(weights + (o + kAhead * numOutputs) * weightStride, 0, 2);
        }
        for (int r = 0; r < numRows; ++r) {
            const VecUint value = pairsAt(values + r * valueStride);
            for (int o = 0; o < numOutputs; ++o) sums[r][o] = timesPairs(sums[r][o], value, by[o]);
        }
    };
    int64_t i = 0;
    for (; i + step <= width; i += step) add(x + i, xStride, w + i, wStride);
    if (i < width) {
        Bf16 values[numRows * step] = {}, weights[numOutputs * step] = {};
        for (int64_t k = i; k < width; ++k) {
            for (int r = 0; r < numRows; ++r) values[r * step + k - i] = x[r * xStride + k];
            for (int o = 0; o < numOutputs; ++o) weights[o * step + k - i] = w[o * wStride + k];
        }
        add(values, step, weights, step);
    }
    putSums(sums, out, outStride);
}
#endif

template <int numOutputs, class T, class Weight, class Out>
LUTHIER_INLINE void dotOutputs(const T* x, const Weight* w, Out* out, int64_t rows, int64_t width, int64_t xStride, int64_t outStride) {
    int64_t r = 0;
    for (; r + 4 <= rows; r += 4) dotBlock<4, numOutputs>(x + r * xStride, w, out + r * outStride, width, xStride, width, outStride);
    for (; r < rows; ++r) dotBlock<1, numOutputs>(x + r * xStride, w, out + r * outStride, width, xStride, width, outStride);
}

template <class T, class Weight, class Out>
void rowDots(const T* x, const Weight* w, Out* out, int64_t rows, int64_t width, int64_t first, int64_t last, int64_t xStride, int64_t outStride) {
    int64_t o = first;
    for (; o + 4 <= last; o += 4) dotOutputs<4>(x, w + o * width, out + o, rows, width, xStride, outStride);
    for (; o < last; ++o) dotOutputs<1>(x, w + o * width, out + o, rows, width, xStride, outStride);
}

// `vectors` vectors of the width at once, so that a position's value is read in one go.
template <int vectors, class T>
LUTHIER_INLINE void weightedSum(const float* weights, const T* value, T* out, int64_t positions, int64_t stride, float scale) {
    Vec sums[vectors] = {};
    for (int64_t p = 0; p < positions; ++p)
        for (int v = 0; v < vectors; ++v) sums[v] += load(value + p * stride + v * kLanes) * weights[p];
    for (int v = 0; v < vectors; ++v) store(out + v * kLanes, sums[v] * scale);
}

template <class T>
void attendLast(const T* query, const T* key, const T* value, T* out, int64_t positions, int64_t width, int64_t stride, float scale, float* scores) {
    int64_t p = 0;
    for (; p + 4 <= positions; p += 4) dotBlock<1, 4>(query, key + p * stride, scores + p, width, 0, stride, 0);
    for (; p < positions; ++p) dotBlock<1, 1>(query, key + p * stride, scores + p, width, 0, stride, 0);
    float largest = -__builtin_inff();
    for (p = 0; p < positions; ++p) largest = scores[p] > largest ? scores[p] : largest;
    Vec shares{};
    sweep(positions, [&](int64_t i, int64_t count) {
        Vec e = exponential((load(scores + i, count) - largest) * scale);
        store(scores + i, e, count);
        if (count < kLanes) e = load(scores + i, count);   // the lanes beyond are no positions
        shares += e;
    });
    const float whole = 1.0F / sumOf(shares);
    int64_t i = 0;
    for (; i + 4 * kLanes <= width; i += 4 * kLanes) weightedSum<4>(scores, value + i, out + i, positions, stride, whole);
    for (; i + kLanes <= width; i += kLanes) weightedSum<1>(scores, value + i, out + i, positions, stride, whole);
    if (i == width) return;
    Vec sum{};
    for (p = 0; p < positions; ++p) sum += load(value + p * stride + i, width - i) * scores[p];
    store(out + i, sum * whole, width - i);
}

}  // namespace luthier::kernels::LUTHIER_SET
