// SPDX-License-Identifier: Apache-2.0
// Causal attention of one segment and one key head. A block of queries at a time sees all of its keys, so the softmax is done once and nothing is rescaled;
// probabilities live in the workspace only (kBlock x length floats). Backward makes them again from the saved log-sum-exp (Dao et al. 2022).
#pragma once

#include "core/kernels/cpu/simd.h"

namespace luthier::kernels::LUTHIER_SET {

constexpr int64_t kBlock = 16;                    // queries at a time
constexpr int64_t kColumns = 2 * kLanes;          // keys of one tile of scores
constexpr int64_t kTileRows = kLanes == 16 ? 8 : 4;

inline int64_t roundUp(int64_t n, int64_t step) { return (n + step - 1) / step * step; }

// C[rows][2 vectors] (+)= sum over k of A[row][k] B[k][2 vectors]; A by two strides, so that it may be read transposed.
template <int64_t rows>
LUTHIER_INLINE void tile(int64_t depth, const float* a, int64_t rowStride, int64_t depthStride, const float* b, int64_t bStride, float* c, int64_t cStride,
                         bool add) {
    Vec sums[rows][2];
    for (int64_t r = 0; r < rows; ++r)
        for (int64_t v = 0; v < 2; ++v) sums[r][v] = add ? load(c + r * cStride + v * kLanes) : Vec{};
    for (int64_t k = 0; k < depth; ++k) {
        const Vec b0 = load(b + k * bStride), b1 = load(b + k * bStride + kLanes);
        for (int64_t r = 0; r < rows; ++r) {
            const Vec value = splat(a[r * rowStride + k * depthStride]);
            sums[r][0] += value * b0;
            sums[r][1] += value * b1;
        }
    }
    for (int64_t r = 0; r < rows; ++r)
        for (int64_t v = 0; v < 2; ++v) store(c + r * cStride + v * kLanes, sums[r][v]);
}

// The same for any number of rows, and columns that are a multiple of kColumns.
inline void product(int64_t rows, int64_t columns, int64_t depth, const float* a, int64_t rowStride, int64_t depthStride, const float* b, int64_t bStride,
                    float* c, int64_t cStride, bool add) {
    for (int64_t column = 0; column < columns; column += kColumns) {
        int64_t r = 0;
        for (; r + kTileRows <= rows; r += kTileRows)
            tile<kTileRows>(depth, a + r * rowStride, rowStride, depthStride, b + column, bStride, c + r * cStride + column, cStride, add);
        for (; r < rows; ++r) tile<1>(depth, a + r * rowStride, rowStride, depthStride, b + column, bStride, c + r * cStride + column, cStride, add);
    }
}

// Where the parts of the workspace begin. Keys and values are padded to whole tiles with zeros; so is the width.
struct Workspace {
    int64_t keys, width;
    float *key, *keyTransposed, *value, *valueTransposed, *query, *gradient, *out, *scores, *slopes, *dKey, *dValue, *delta;
    Workspace(float* base, int64_t length, int64_t headWidth) : keys(roundUp(length, kColumns)), width(roundUp(headWidth, kColumns)) {
        float** const perKey[] = {&key, &keyTransposed, &value, &valueTransposed, &dKey, &dValue};
        for (float** part : perKey) base = take(part, base, keys * width);
        float** const perQuery[] = {&query, &gradient, &out};
        for (float** part : perQuery) base = take(part, base, kBlock * width);
        base = take(&scores, base, kBlock * keys);
        base = take(&slopes, base, kBlock * keys);
        take(&delta, base, kBlock);
    }
    static float* take(float** part, float* base, int64_t count) {
        *part = base;
        return base + count;
    }
    static int64_t numFloats(int64_t length, int64_t headWidth) {
        const int64_t keys = roundUp(length, kColumns), width = roundUp(headWidth, kColumns);
        return 6 * keys * width + 3 * kBlock * width + 2 * kBlock * keys + kBlock;
    }
};

template <class T>
void unpackRows(const T* from, int64_t stride, int64_t rows, int64_t width, float* to, int64_t toStride, int64_t paddedRows) {
    for (int64_t r = 0; r < paddedRows; ++r) {
        for (int64_t i = 0; i < toStride; i += kLanes) store(to + r * toStride + i, Vec{});
        if (r < rows) sweep(width, [&](int64_t i, int64_t count) { store(to + r * toStride + i, load(from + r * stride + i, count), count); });
    }
}

inline void transpose(const float* from, int64_t rows, int64_t columns, float* to) {
    for (int64_t r = 0; r < rows; r += kLanes)
        for (int64_t c = 0; c < columns; ++c) {
            Vec value;
            for (int64_t lane = 0; lane < kLanes; ++lane) value[lane] = from[(r + lane) * columns + c];
            store(to + c * rows + r, value);
        }
}

struct KeyRange { int64_t first, last; };   // of one query
LUTHIER_INLINE KeyRange keysOf(int64_t query, int64_t window) { return {query >= window ? query - window + 1 : 0, query + 1}; }

// Probabilities of one row of raw scores, zeros where it may not look; returns the log-sum-exp.
inline float softmaxRow(float* row, int64_t begin, int64_t end, KeyRange seen, float scale) {
    Vec top = splat(-__builtin_inff());
    const int64_t count = seen.last - seen.first;
    float* const from = row + seen.first;
    sweep(count, [&](int64_t i, int64_t lanes) {
        Vec value = load(from + i, lanes);
        for (int64_t lane = lanes; lane < kLanes; ++lane) value[lane] = -__builtin_inff();
        top = larger(value, top);
    });
    const float largest = largestOf(top) * scale;
    Vec sums{};
    sweep(count, [&](int64_t i, int64_t lanes) {
        Vec power = exponential(load(from + i, lanes) * scale - largest);
        for (int64_t lane = lanes; lane < kLanes; ++lane) power[lane] = 0;
        store(from + i, power, lanes);
        sums += power;
    });
    const float sum = sumOf(sums), inverse = 1.0F / sum;
    sweep(count, [&](int64_t i, int64_t lanes) { store(from + i, load(from + i, lanes) * inverse, lanes); });
    for (int64_t j = begin; j < seen.first; ++j) row[j] = 0;
    for (int64_t j = seen.last; j < end; ++j) row[j] = 0;
    return largest + __builtin_logf(sum);
}

template <class T>
void attention(const AttentionTask<T>& task) {
    Workspace w(task.workspace, task.length, task.width);
    unpackRows(task.key, task.keyStride, task.length, task.width, w.key, w.width, w.keys);
    transpose(w.key, w.keys, w.width, w.keyTransposed);
    unpackRows(task.value, task.valueStride, task.length, task.width, w.value, w.width, w.keys);
    for (int64_t head = 0; head < task.group; ++head)
        for (int64_t first = 0; first < task.length; first += kBlock) {
            const int64_t rows = task.length - first < kBlock ? task.length - first : kBlock;
            const int64_t begin = keysOf(first, task.window).first / kColumns * kColumns, end = roundUp(first + rows, kColumns);
            unpackRows(task.query + first * task.queryStride + head * task.width, task.queryStride, rows, task.width, w.query, w.width, rows);
            product(rows, end - begin, w.width, w.query, w.width, 1, w.keyTransposed + begin, w.keys, w.scores + begin, w.keys, false);
            for (int64_t r = 0; r < rows; ++r)
                task.logSumExp[(first + r) * task.logSumExpStride + head] =
                    softmaxRow(w.scores + r * w.keys, begin, end, keysOf(first + r, task.window), task.scale);
            product(rows, w.width, end - begin, w.scores + begin, w.keys, 1, w.value + begin * w.width, w.width, w.out, w.width, false);
            for (int64_t r = 0; r < rows; ++r)
                sweep(task.width, [&](int64_t i, int64_t count) {
                    store(task.out + (first + r) * task.outStride + head * task.width + i, load(w.out + r * w.width + i, count), count);
                });
        }
}

// scores: raw scores in, probabilities out; slopes: d loss / d probability in, d loss / d score (times scale) out.
inline void softmaxRowBackward(float* scores, float* slopes, int64_t begin, int64_t end, KeyRange seen, float scale, float logSumExp, float delta) {
    sweep(seen.last - seen.first, [&](int64_t i, int64_t lanes) {
        float *p = scores + seen.first + i, *d = slopes + seen.first + i;
        const Vec probability = exponential(load(p, lanes) * scale - logSumExp);
        store(p, probability, lanes);
        store(d, probability * (load(d, lanes) - delta) * scale, lanes);
    });
    for (int64_t j = begin; j < seen.first; ++j) scores[j] = slopes[j] = 0;
    for (int64_t j = seen.last; j < end; ++j) scores[j] = slopes[j] = 0;
}

template <class T>
void attentionBackward(const AttentionTask<T>& task) {
    Workspace w(task.workspace, task.length, task.width);
    unpackRows(task.key, task.keyStride, task.length, task.width, w.key, w.width, w.keys);
    transpose(w.key, w.keys, w.width, w.keyTransposed);
    unpackRows(task.value, task.valueStride, task.length, task.width, w.value, w.width, w.keys);
    transpose(w.value, w.keys, w.width, w.valueTransposed);
    for (int64_t i = 0; i < w.keys * w.width; i += kLanes) {
        store(w.dKey + i, Vec{});
        store(w.dValue + i, Vec{});
    }
    for (int64_t head = 0; head < task.group; ++head)
        for (int64_t first = 0; first < task.length; first += kBlock) {
            const int64_t rows = task.length - first < kBlock ? task.length - first : kBlock, column = head * task.width;
            const int64_t begin = keysOf(first, task.window).first / kColumns * kColumns, end = roundUp(first + rows, kColumns), numKeys = end - begin;
            unpackRows(task.query + first * task.queryStride + column, task.queryStride, rows, task.width, w.query, w.width, rows);
            unpackRows(task.dOut + first * task.dOutStride + column, task.dOutStride, rows, task.width, w.gradient, w.width, rows);
            for (int64_t r = 0; r < rows; ++r) {
                Vec sum{};
                sweep(task.width, [&](int64_t i, int64_t count) {
                    sum += load(w.gradient + r * w.width + i, count) * load(task.out + (first + r) * task.outStride + column + i, count);
                });
                w.delta[r] = sumOf(sum);
            }
            product(rows, numKeys, w.width, w.query, w.width, 1, w.keyTransposed + begin, w.keys, w.scores + begin, w.keys, false);
            product(rows, numKeys, w.width, w.gradient, w.width, 1, w.valueTransposed + begin, w.keys, w.slopes + begin, w.keys, false);
            for (int64_t r = 0; r < rows; ++r)
                softmaxRowBackward(w.scores + r * w.keys, w.slopes + r * w.keys, begin, end, keysOf(first + r, task.window), task.scale,
                                   task.logSumExp[(first + r) * task.logSumExpStride + head], w.delta[r]);
            product(rows, w.width, numKeys, w.slopes + begin, w.keys, 1, w.key + begin * w.width, w.width, w.out, w.width, false);
            for (int64_t r = 0; r < rows; ++r)
                sweep(task.width, [&](int64_t i, int64_t count) {
                    store(task.dQuery + (first + r) * task.dQueryStride + column + i, load(w.out + r * w.width + i, count), count);
                });
            product(numKeys, w.width, rows, w.scores + begin, 1, w.keys, w.gradient, w.width, w.dValue + begin * w.width, w.width, true);
            product(numKeys, w.width, rows, w.slopes + begin, 1, w.keys, w.query, w.width, w.dKey + begin * w.width, w.width, true);
        }
    for (int64_t t = 0; t < task.length; ++t)
        sweep(task.width, [&](int64_t i, int64_t count) {
            store(task.dKey + t * task.dKeyStride + i, load(w.dKey + t * w.width + i, count), count);
            store(task.dValue + t * task.dValueStride + i, load(w.dValue + t * w.width + i, count), count);
        });
}

}  // namespace luthier::kernels::LUTHIER_SET
