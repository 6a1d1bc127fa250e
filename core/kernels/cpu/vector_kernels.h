// SPDX-License-Identifier: Apache-2.0
// The CPU's own kernels behind one table of functions, compiled once for each instruction set and chosen at run time. Raw pointers only: the files behind this
// header are built for instruction sets that the rest must not be built for, so they share no inline function with it. Callers split the work among threads.
// Elements are float or bf16 (Bf16, upper half of a float); sums, norms, softmax in float32. Strides count elements. Nothing here allocates.
#pragma once

#include <stdint.h>

namespace luthier::kernels {

struct Bf16 { uint16_t bits; };

// One segment and one key head of causal attention, with all `group` query heads that share it. Row t of a tensor starts at t * stride; heads of the group lie
// next to one another in query, out and their gradients. width is a multiple of the lanes. Keys and values are those of positions 0 .. length - 1; queries,
// and what is made of them, those of positions prefix .. length - 1 only, row 0 being position prefix.
template <class T>
struct AttentionTask {
    const T *query, *key, *value;
    T* out;
    float* logSumExp;                                  // row t, head h of the group: logSumExp[t * logSumExpStride + h]
    int64_t queryStride, keyStride, valueStride, outStride, logSumExpStride;
    int64_t length, prefix, group, width, window;      // window: positions seen, at least 1; length or more: all
    float scale;
    const T* dOut;                                     // backward only
    T *dQuery, *dKey, *dValue;
    int64_t dOutStride, dQueryStride, dKeyStride, dValueStride;
    float* workspace;                                  // attentionWorkspace(length, width) floats, 64-byte aligned
};

template <class T>
struct RowKernels {
    // out = x + delta (delta and out may be null: out is x), y = out / sqrt(mean(out^2) + eps) rounded to T, times weight; rstd: one float per row
    void (*rmsNorm)(const T* x, const T* delta, const T* weight, T* out, T* y, float* rstd, int64_t rows, int64_t width, float eps);
    // dx = rstd (g - x rstd^2 mean(g x)) + residual, g = dy weight; residual may be null
    void (*rmsNormBackward)(const T* dy, const T* x, const T* weight, const float* rstd, const T* residual, T* dx, int64_t rows, int64_t width);
    // dWeight[c] = sum over rows of dy x rstd, for c in [first, last)
    void (*rmsNormWeight)(const T* dy, const T* x, const float* rstd, float* dWeight, int64_t rows, int64_t width, int64_t first, int64_t last);
    // out = silu(gate) up
    void (*swiglu)(const T* gate, const T* up, T* out, int64_t rows, int64_t width, int64_t inStride, int64_t outStride);
    void (*swigluBackward)(const T* dOut, const T* gate, const T* up, T* dGate, T* dUp, int64_t rows, int64_t width, int64_t inStride, int64_t outStride,
                           int64_t gradientStride);
    // Half-split rotation of `heads` heads of each row; sign -1 turns back; in place when y is x. cosine, sine [rows, width / 2]
    void (*rope)(const T* x, T* y, const float* cosine, const float* sine, int64_t rows, int64_t heads, int64_t width, int64_t xStride, int64_t yStride,
                 float sign);
    // nll = log sum exp(logits) - logits[token]; first is the index of the first largest; with gradient: logits = weight (softmax - one hot), in place
    void (*crossEntropy)(T* logits, int64_t vocabulary, int64_t token, float weight, bool gradient, float* nll, int64_t* first);
    void (*attention)(const AttentionTask<T>& task);
    void (*attentionBackward)(const AttentionTask<T>& task);
    // out[r][o] = x[r] . w[o], o in [first, last), w [.,width] dense: each sum in the same order whatever the rows and the range are
    void (*rowDots)(const T* x, const T* w, float* out, int64_t rows, int64_t width, int64_t first, int64_t last, int64_t xStride, int64_t outStride);
    void (*rowDotsRounded)(const T* x, const T* w, T* out, int64_t rows, int64_t width, int64_t first, int64_t last, int64_t xStride, int64_t outStride);
    // One head of one query over `positions` keys and values, rows of which are stride apart; scores: room for positions floats
    void (*attendLast)(const T* query, const T* key, const T* value, T* out, int64_t positions, int64_t width, int64_t stride, float scale, float* scores);
    // A factor [rows,columns], stride between rows, as the second operand of the next two: rounded to T; an even number of rows of panelStride 32-bit words
    void (*packPanel)(const float* factor, void* panel, int64_t rows, int64_t columns, int64_t stride, int64_t panelStride);
    // c = a b, or c += a b: a [rows,depth]; b a panel [depth,columns]. Narrow in depth or in columns: a low-rank adapter's.
    void (*timesPanel)(const T* a, const void* b, T* c, int64_t rows, int64_t columns, int64_t depth, int64_t aStride, int64_t panelStride, int64_t cStride,
                       bool add);
    // c[i] = sum over the rows of a[row][i] b[row], i in [first, last): a^T b; a [rows,width], b a panel [rows,columns], columns in whole vectors
    void (*transposedTimesPanel)(const T* a, const void* b, float* c, int64_t rows, int64_t columns, int64_t first, int64_t last, int64_t aStride,
                                 int64_t panelStride, int64_t cStride);
};

struct AdamwStep { float gradientScale, decay, beta1, beta2, rate, rootCorrection2, epsilon; };   // decay = 1 - lr wd, rate = lr / (1 - beta1^t)

constexpr int64_t kSumBlock = 512;

struct VectorKernels {
    const char* name;                                  // "avx2", "avx512", "avx512_bf16"
    int64_t lanes;
    RowKernels<float> f32;
    RowKernels<Bf16> bf16;
    // As RowKernels<float>::rowDots, to the bit, of weights that are kept in bf16.
    void (*narrowRowDots)(const float* x, const Bf16* w, float* out, int64_t rows, int64_t width, int64_t first, int64_t last, int64_t xStride,
                          int64_t outStride);
    void (*adamw)(float* parameter, const float* gradient, float* first, float* second, int64_t count, const AdamwStep& step);
    // Where the largest is first; -1 where one is not a number, or the largest is not finite.
    int64_t (*firstLargest)(const float* row, int64_t count);
    // weights = exp((row - top) / temperature), below e^-87 none; sums: one for each kSumBlock of them.
    void (*softWeights)(const float* row, float* weights, double* sums, int64_t count, float top, float inverseTemperature);
    int64_t (*attentionWorkspace)(int64_t length, int64_t width);
};

extern const VectorKernels avx2Kernels, avx512Kernels, avx512Bf16Kernels;

}  // namespace luthier::kernels
