// SPDX-License-Identifier: Apache-2.0
// What decoding needs: products of a few rows with a large weight, and attention of one new token over a cache (vector_kernels.h says what each does). Every
// sum runs in one fixed order, so a row's bits do not depend on what is computed beside it. Included once per instruction set.
#pragma once

#include "core/kernels/cpu/product_kernels.h"

namespace luthier::kernels::LUTHIER_SET {

// numRows rows with numOutputs outputs at once: a vector of weights is read once for all rows. One chain of sums for each (row, output), whatever the block is.
template <int numRows, int numOutputs, class T>
LUTHIER_INLINE void dotBlock(const T* x, const T* w, float* out, int64_t width, int64_t xStride, int64_t outStride) {
    Vec sums[numRows][numOutputs] = {};
    sweep(width, [&](int64_t i, int64_t count) {
        Vec weights[numOutputs];
        for (int o = 0; o < numOutputs; ++o) weights[o] = load(w + o * width + i, count);
        for (int r = 0; r < numRows; ++r) {
            const Vec value = load(x + r * xStride + i, count);
            for (int o = 0; o < numOutputs; ++o) sums[r][o] += value * weights[o];
        }
    });
    for (int r = 0; r < numRows; ++r)
        for (int o = 0; o < numOutputs; ++o) out[r * outStride + o] = sumOf(sums[r][o]);
}

#ifdef LUTHIER_PAIRS
LUTHIER_INLINE VecUint pairsAt(const Bf16* p) { return vectorAt(reinterpret_cast<const Pair*>(p)); }

template <int numRows, int numOutputs>
LUTHIER_INLINE void dotBlock(const Bf16* x, const Bf16* w, float* out, int64_t width, int64_t xStride, int64_t outStride) {
    constexpr int64_t step = 2 * kLanes;
    Vec sums[numRows][numOutputs] = {};
    const auto add = [&](const Bf16* values, int64_t valueStride, const Bf16* weights, int64_t weightStride) {
        VecUint by[numOutputs];
        for (int o = 0; o < numOutputs; ++o) by[o] = pairsAt(weights + o * weightStride);
        for (int r = 0; r < numRows; ++r) {
            const VecUint value = pairsAt(values + r * valueStride);
            for (int o = 0; o < numOutputs; ++o) sums[r][o] = timesPairs(sums[r][o], value, by[o]);
        }
    };
    int64_t i = 0;
    for (; i + step <= width; i += step) add(x + i, xStride, w + i, width);
    if (i < width) {
        Bf16 values[numRows * step] = {}, weights[numOutputs * step] = {};
        for (int64_t k = i; k < width; ++k) {
            for (int r = 0; r < numRows; ++r) values[r * step + k - i] = x[r * xStride + k];
            for (int o = 0; o < numOutputs; ++o) weights[o * step + k - i] = w[o * width + k];
        }
        add(values, step, weights, step);
    }
    for (int r = 0; r < numRows; ++r)
        for (int o = 0; o < numOutputs; ++o) out[r * outStride + o] = sumOf(sums[r][o]);
}
#endif

template <int numOutputs, class T>
LUTHIER_INLINE void dotOutputs(const T* x, const T* w, float* out, int64_t rows, int64_t width, int64_t xStride, int64_t outStride) {
    int64_t r = 0;
    for (; r + 4 <= rows; r += 4) dotBlock<4, numOutputs>(x + r * xStride, w, out + r * outStride, width, xStride, outStride);
    for (; r < rows; ++r) dotBlock<1, numOutputs>(x + r * xStride, w, out + r * outStride, width, xStride, outStride);
}

template <class T>
void rowDots(const T* x, const T* w, float* out, int64_t rows, int64_t width, int64_t first, int64_t last, int64_t xStride, int64_t outStride) {
    int64_t o = first;
    for (; o + 4 <= last; o += 4) dotOutputs<4>(x, w + o * width, out + o, rows, width, xStride, outStride);
    for (; o < last; ++o) dotOutputs<1>(x, w + o * width, out + o, rows, width, xStride, outStride);
}

template <class T>
void attendLast(const T* query, const T* key, const T* value, T* out, int64_t positions, int64_t width, int64_t stride, float scale, float* scores) {
    float largest = -__builtin_inff();
    for (int64_t p = 0; p < positions; ++p) {
        Vec sum{};
        sweep(width, [&](int64_t i, int64_t count) { sum += load(query + i, count) * load(key + p * stride + i, count); });
        scores[p] = scale * sumOf(sum);
        largest = scores[p] > largest ? scores[p] : largest;
    }
    Vec shares{};
    sweep(positions, [&](int64_t p, int64_t count) {
        Vec e = exponential(load(scores + p, count) - largest);
        store(scores + p, e, count);
        if (count < kLanes) e = load(scores + p, count);   // the lanes beyond are no positions
        shares += e;
    });
    const float whole = 1.0F / sumOf(shares);
    sweep(width, [&](int64_t i, int64_t count) {
        Vec sum{};
        for (int64_t p = 0; p < positions; ++p) sum += load(value + p * stride + i, count) * scores[p];
        store(out + i, sum * whole, count);
    });
}

}  // namespace luthier::kernels::LUTHIER_SET
