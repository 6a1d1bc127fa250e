// SPDX-License-Identifier: Apache-2.0
// Causal attention of one segment and one key head. A block of queries at a time sees all of its keys, so the softmax is done once and nothing is rescaled;
// probabilities live in the workspace only (kBlock x length floats). Backward makes them again from the saved log-sum-exp (Dao et al. 2022).
#pragma once

#include "core/kernels/cpu/product_kernels.h"

namespace luthier::kernels::LUTHIER_SET {

constexpr int64_t kBlock = 16;                    // queries at a time

// Where the parts of the workspace begin. Keys and values are padded to whole tiles with zeros; so is the width. Elements and floats have one size.
template <class Element>
struct Workspace {
    int64_t keys, width;
    Element *packed, *keyTransposed, *valueTransposed, *key, *value, *query, *gradient, *queryDepth, *gradientDepth, *rows, *depth;
    float *dKey, *dValue, *out, *scores, *slopes, *delta;
    Workspace(float* base, int64_t length, int64_t headWidth) : keys(roundUp(length, kColumns)), width(roundUp(headWidth, kColumns)) {
        Element** const perKey[] = {&packed, &keyTransposed, &valueTransposed, &key, &value};
        for (Element** part : perKey) base = take(part, base, keys * width);
        float** const slopesPerKey[] = {&dKey, &dValue};
        for (float** part : slopesPerKey) base = take(part, base, keys * width);
        Element** const perQuery[] = {&query, &gradient, &queryDepth, &gradientDepth};
        for (Element** part : perQuery) base = take(part, base, kBlock * width);
        base = take(&out, base, kBlock * width);
        Element** const perScore[] = {&rows, &depth};
        for (Element** part : perScore) base = take(part, base, kBlock * keys);
        float** const scorePlanes[] = {&scores, &slopes};
        for (float** part : scorePlanes) base = take(part, base, kBlock * keys);
        take(&delta, base, kBlock);
    }
    template <class Number>
    static float* take(Number** part, float* base, int64_t count) {
        static_assert(sizeof(Number) == sizeof(float));
        *part = reinterpret_cast<Number*>(base);
        return base + count;
    }
};

inline int64_t numWorkspaceFloats(int64_t length, int64_t headWidth) {
    const int64_t keys = roundUp(length, kColumns), width = roundUp(headWidth, kColumns);
    return 7 * keys * width + 5 * kBlock * width + 4 * kBlock * keys + kBlock;
}

// All keys or values as the second operand of products over the width (transposed) and over the keys.
template <class T, class Element>
void packKeys(const T* from, int64_t stride, int64_t length, int64_t headWidth, const Workspace<Element>& w, Element* transposed, Element* overKeys) {
    constexpr int64_t depth = kDepth<Element>;
    if (transposed) {
        packRows(from, stride, length, headWidth, w.packed, w.width / depth, w.keys);
        transpose(w.packed, w.keys, w.width / depth, transposed);
    }
    if (overKeys) packDepth(from, stride, length, headWidth, overKeys, w.width, w.keys);
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

// Queries of the block that begins with query row `first`.
template <class T>
LUTHIER_INLINE int64_t queriesFrom(const AttentionTask<T>& task, int64_t first) {
    const int64_t left = task.length - task.prefix - first;
    return left < kBlock ? left : kBlock;
}

template <class T>
void attention(const AttentionTask<T>& task) {
    using Element = ElementOf<T>;
    constexpr int64_t depth = kDepth<Element>;
    const Workspace<Element> w(task.workspace, task.length, task.width);
    packKeys(task.key, task.keyStride, task.length, task.width, w, w.keyTransposed, static_cast<Element*>(nullptr));
    packKeys(task.value, task.valueStride, task.length, task.width, w, static_cast<Element*>(nullptr), w.value);
    for (int64_t head = 0; head < task.group; ++head)
        for (int64_t first = 0; first < task.length - task.prefix; first += kBlock) {
            const int64_t rows = queriesFrom(task, first), position = task.prefix + first;
            const int64_t begin = keysOf(position, task.window).first / kLanes * kLanes, end = roundUp(position + rows, kLanes), numKeys = end - begin;
            packRows(task.query + first * task.queryStride + head * task.width, task.queryStride, rows, task.width, w.query, w.width / depth, rows);
            product(rows, numKeys, w.width / depth, w.query, ByRows{w.width / depth}, w.keyTransposed + begin, w.keys, w.scores + begin, w.keys, false);
            for (int64_t r = 0; r < rows; ++r)
                task.logSumExp[(first + r) * task.logSumExpStride + head] =
                    softmaxRow(w.scores + r * w.keys, begin, end, keysOf(position + r, task.window), task.scale);
            const Packed<Element> shares = rowsOf(w.scores + begin, w.keys, rows, numKeys, w.rows);
            product(rows, w.width, numKeys / depth, shares.first, ByRows{shares.stride}, w.value + begin / depth * w.width, w.width, w.out, w.width, false);
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

// One block of queries of one head: their gradient, and their part of that of keys and values.
template <class T>
void attentionBlockBackward(const AttentionTask<T>& task, const Workspace<ElementOf<T>>& w, int64_t head, int64_t first) {
    using Element = ElementOf<T>;
    constexpr int64_t depth = kDepth<Element>;
    const int64_t rows = queriesFrom(task, first), position = task.prefix + first, column = head * task.width, paddedRows = roundUp(rows, depth);
    const int64_t begin = keysOf(position, task.window).first / kLanes * kLanes, end = roundUp(position + rows, kLanes), numKeys = end - begin;
    const T *query = task.query + first * task.queryStride + column, *gradient = task.dOut + first * task.dOutStride + column;
    packRows(query, task.queryStride, rows, task.width, w.query, w.width / depth, rows);
    packRows(gradient, task.dOutStride, rows, task.width, w.gradient, w.width / depth, rows);
    packDepth(query, task.queryStride, rows, task.width, w.queryDepth, w.width, paddedRows);
    packDepth(gradient, task.dOutStride, rows, task.width, w.gradientDepth, w.width, paddedRows);
    for (int64_t r = 0; r < rows; ++r) {
        Vec sum{};
        sweep(task.width, [&](int64_t i, int64_t count) {
            sum += load(gradient + r * task.dOutStride + i, count) * load(task.out + (first + r) * task.outStride + column + i, count);
        });
        w.delta[r] = sumOf(sum);
    }
    product(rows, numKeys, w.width / depth, w.query, ByRows{w.width / depth}, w.keyTransposed + begin, w.keys, w.scores + begin, w.keys, false);
    product(rows, numKeys, w.width / depth, w.gradient, ByRows{w.width / depth}, w.valueTransposed + begin, w.keys, w.slopes + begin, w.keys, false);
    for (int64_t r = 0; r < rows; ++r)
        softmaxRowBackward(w.scores + r * w.keys, w.slopes + r * w.keys, begin, end, keysOf(position + r, task.window), task.scale,
                           task.logSumExp[(first + r) * task.logSumExpStride + head], w.delta[r]);
    const Packed<Element> slopes = rowsOf(w.slopes + begin, w.keys, rows, numKeys, w.rows);
    product(rows, w.width, numKeys / depth, slopes.first, ByRows{slopes.stride}, w.key + begin / depth * w.width, w.width, w.out, w.width, false);
    for (int64_t r = 0; r < rows; ++r)
        sweep(task.width, [&](int64_t i, int64_t count) {
            store(task.dQuery + (first + r) * task.dQueryStride + column + i, load(w.out + r * w.width + i, count), count);
        });
    const auto add = [&](const float* weights, const Element* by, float* to) {
        const Packed<Element> over = depthOf(weights + begin, w.keys, rows, numKeys, w.depth);
        product(numKeys, w.width, paddedRows / depth, over.first, ByColumns{over.stride}, by, w.width, to + begin * w.width, w.width, true);
    };
    add(w.scores, w.gradientDepth, w.dValue);
    add(w.slopes, w.queryDepth, w.dKey);
}

template <class T>
void attentionBackward(const AttentionTask<T>& task) {
    const Workspace<ElementOf<T>> w(task.workspace, task.length, task.width);
    packKeys(task.key, task.keyStride, task.length, task.width, w, w.keyTransposed, w.key);
    packKeys(task.value, task.valueStride, task.length, task.width, w, w.valueTransposed, static_cast<ElementOf<T>*>(nullptr));
    for (int64_t i = 0; i < w.keys * w.width; i += kLanes) {
        store(w.dKey + i, Vec{});
        store(w.dValue + i, Vec{});
    }
    for (int64_t head = 0; head < task.group; ++head)
        for (int64_t first = 0; first < task.length - task.prefix; first += kBlock) attentionBlockBackward(task, w, head, first);
    for (int64_t t = 0; t < task.length; ++t)
        sweep(task.width, [&](int64_t i, int64_t count) {
            store(task.dKey + t * task.dKeyStride + i, load(w.dKey + t * w.width + i, count), count);
            store(task.dValue + t * task.dValueStride + i, load(w.dValue + t * w.width + i, count), count);
        });
}

}  // namespace luthier::kernels::LUTHIER_SET
