// SPDX-License-Identifier: Apache-2.0
// The GPU's kernels behind plain functions: what each is given, and its launch. Raw device pointers only, so that nvcc reads no ATen header, and its callers
// no CUDA header. Every launch goes to the given stream, waits for nothing and allocates nothing; it returns 0 or the CUDA error (errorText says it in words).
// Elements are float or bf16 (Bf16, upper half of a float); sums, norms, softmax in float32. Strides count elements. No float atomics and a fixed order of
// every sum: the same input gives the same bits. Thread: any, with the device of the pointers current. Semantics as of the CPU's (cpu/vector_kernels.h).
#pragma once

#include <stdint.h>

#include "core/kernels/cpu/vector_kernels.h"

struct CUstream_st;

namespace luthier::kernels::cuda {

using Stream = CUstream_st*;

const char* errorText(int error);
// Whether the current device multiplies bf16 on tensor cores.
bool tensorCoresHere();

// sum = x + delta (delta null: sum is x, and may be null), y = sum / sqrt(mean(sum^2) + eps) rounded to T, times weight; one rstd per row
template <class T>
struct NormTask {
    const T *x, *delta, *weight;
    T *sum, *y;
    float* rstd;
    int64_t rows, width;
    float eps;
};
template <class T>
int rmsNorm(const NormTask<T>& task, Stream stream);

// dx = rstd (g - x rstd^2 mean(g x)) + residual, g = dy weight; residual may be null
template <class T>
struct NormBackwardTask {
    const T *dy, *x, *weight;
    const float* rstd;
    const T* residual;
    T* dx;
    int64_t rows, width;
};
template <class T>
int rmsNormBackward(const NormBackwardTask<T>& task, Stream stream);

// dWeight[c] = sum over rows of dy x rstd. partial: numNormParts(rows) * width floats
template <class T>
struct NormWeightTask {
    const T *dy, *x;
    const float* rstd;
    float *partial, *dWeight;
    int64_t rows, width;
};
int64_t numNormParts(int64_t rows);
template <class T>
int rmsNormWeight(const NormWeightTask<T>& task, Stream stream);

// gate | up [rows, 2 width]; forward: out [rows, width]; backward: gradient [rows, 2 width]
template <class T>
struct SwigluTask {
    const T *gateUp, *dOut;
    T *out, *gradient;
    int64_t rows, width;
};
template <class T>
int swiglu(const SwigluTask<T>& task, Stream stream);
template <class T>
int swigluBackward(const SwigluTask<T>& task, Stream stream);

// Half-split rotation of the first `heads` heads of each row, in place; sign -1 turns back. cosine, sine [rows, width / 2]
template <class T>
struct RotationTask {
    T* x;
    const float *cosine, *sine;
    int64_t rows, heads, width, stride;
    float sign;
};
template <class T>
int rotate(const RotationTask<T>& task, Stream stream);

// One row of logits per target. nll is NaN where the token is not in the vocabulary; so is its gradient. weight may be null without gradient.
template <class T>
struct CrossEntropyTask {
    T* logits;
    const int64_t* token;
    const float* weight;
    float* nll;
    int64_t* first;
    int64_t rows, vocabulary, stride;
    bool gradient;
};
template <class T>
int crossEntropy(const CrossEntropyTask<T>& task, Stream stream);

// The next token of each row of logits (core/kernels/choose.h).
struct ChooseTask {
    const float* logits;
    const double *temperature, *uniform;
    int64_t* chosen;
    int64_t rows, stride;
    int32_t numTokens;
};
int chooseTokens(const ChooseTask& task, Stream stream);

// out = x * factor[0], multiplied in float32
template <class T>
int scale(const T* x, const float* factor, T* out, int64_t count, Stream stream);

// 1 / (1 - dropout) where a value is kept, 0 elsewhere: element i from word i % 4 of Philox(seed, stream 0, i / 4)
template <class T>
int dropoutMask(T* mask, int64_t count, float dropout, uint64_t seed, Stream stream);

// Each float up or down at random to bf16, as core/kernels/ops.h says: elements 8i .. 8i + 7 from Philox(seed, stream, i).
int roundStochastically(const float* from, Bf16* to, int64_t count, uint64_t seed, uint64_t stream, Stream on);

// One step of several tensors at once. `narrow` gets the parameter rounded to bf16; may be null.
struct AdamwTensor { float* parameter; const float* gradient; float *first, *second; Bf16* narrow; int64_t count; bool decays; };
constexpr int kMostTensors = 64;                                      // they travel as an argument of the kernel
struct AdamwTensors { AdamwTensor at[kMostTensors]; int32_t number; };
int adamw(const AdamwTensors& tensors, const AdamwStep& step, Stream stream);

int adamw(float* parameter, const float* gradient, float* first, float* second, int64_t count, const AdamwStep& step, Stream stream);

// A tile of queries (or, for the gradients of keys and values, of keys): positions first .. first + tileRows - 1 of a segment of `length` tokens that begins at
// row segmentRow.
struct AttentionTile { int32_t segmentRow, length, first, unused; };

// Causal attention inside each segment; a query sees keys with 0 <= i - j < window. Row t of a tensor starts at t * stride, its heads lie next to one another.
// Positions whose queries lie elsewhere than their keys: query row = segmentRow + position - queryOffset (queries that are the last of a cache).
template <class T>
struct SegmentTask {
    const T *query, *key, *value;
    T* out;
    float* logSumExp;                                  // [rows, numHeads]; may be null
    int64_t queryStride, keyStride, valueStride, outStride, queryOffset;
    const AttentionTile* tiles;                        // on the device
    int32_t numTiles, numHeads, numKvHeads, width, window;
    float scale;
    const T* dOut;                                     // backward only
    float* delta;                                      // [rows, numHeads] room
    T *dQuery, *dKey, *dValue;
    int64_t rows, dOutStride, dQueryStride, dKeyStride, dValueStride;
};
constexpr int32_t kMaxWidth = 256;
// Rows of a tile for a task: the tensor cores' 64, or those of the plain kernels, which take any element type, width and alignment.
template <class T>
int32_t tileRows(const SegmentTask<T>& task);
template <class T>
int attention(const SegmentTask<T>& task, Stream stream);
template <class T>
int attentionBackward(const SegmentTask<T>& task, Stream stream);

// Where the keys and values [numKeys,K,D] of a sequence lie. The views of a call travel as arguments of the kernel, of at most 4 KB; or they lie on the device,
// so that the same call can be made again with others (`table`).
constexpr int kMostCaches = 64;
template <class T>
struct CacheView { T *key, *value; int64_t numKeys; };
template <class T>
struct CacheViews { CacheView<T> given[kMostCaches]; const CacheView<T>* table; };

// Some new tokens, each over the cache of its own sequence: query [L,N,D]; the l-th is the last of the numKeys positions of its view. Several tokens of one
// sequence name the same cache with more keys each. The keys are cut into parts at fixed positions, so that a result does not depend on what runs beside it.
// partial: parts.count * L * N * (width + 2) floats
struct CacheParts { int64_t first, count; };                          // all that any of the queries sees, and perhaps more
template <class T>
struct CacheTask {
    CacheViews<T> caches;
    const T* query;
    T* out;
    float* partial;
    int64_t queryStride, keyStride, valueStride, numQueries, window;   // strides of rows; out is dense
    CacheParts parts;
    int32_t numHeads, numKvHeads, width;
    float scale;
};
CacheParts cacheParts(const int64_t* numKeys, int64_t numQueries, int64_t window);
template <class T>
int cachedAttention(const CacheTask<T>& task, Stream stream);

// Row s of key and of value [S,width] becomes the last position of view s.
template <class T>
struct AppendTask {
    CacheViews<T> caches;
    const T *key, *value;
    int64_t keyStride, valueStride, rows, width;
};
template <class T>
int appendToCaches(const AppendTask<T>& task, Stream stream);

// y = x W^T, x [rows,inputs], W [outputs,inputs]; either float32 to `wide` or rounded to `narrow`, the other is null. A row decides its own bits.
template <class T>
struct RowProductTask {
    const T *x, *weight;
    float* wide;
    T* narrow;
    int64_t rows, inputs, outputs;
};
template <class T>
int rowwiseLinear(const RowProductTask<T>& task, Stream stream);

}  // namespace luthier::kernels::cuda
