// SPDX-License-Identifier: Apache-2.0
// Attention without tensor cores: float32, bf16 before compute capability 8.0, and heads that the other kernels do not take. The same walks and formulas
// (attention_forward.cu, attention_backward.cu) with everything in float32: tiles of kRows rows in shared memory, a row of the result with 128 / kRows threads.
#include "core/kernels/cuda/attention_tile.h"

namespace luthier::kernels::cuda {

namespace {

constexpr int kThreads = 128;

template <int kRows>
struct Place {
    static constexpr int kShare = kThreads / kRows, kColumns = kRows / kShare;                  // threads of a row; scores of each
    static constexpr int kSums = (kRows == 32 ? kPlainWidth : kMaxWidth) / kShare;              // and elements of the result
    const int row = static_cast<int>(threadIdx.x) / kShare, part = static_cast<int>(threadIdx.x) % kShare;
};

// One float more per row than it needs, so that the rows' first elements lie in different banks.
__device__ inline int pitchOf(int width) { return width + 1; }

template <int kRows, class T>
__device__ void loadRows(float* tile, const T* from, int64_t stride, int numRows, int width) {
    for (int i = static_cast<int>(threadIdx.x); i < kRows * width; i += kThreads) {
        const int row = i / width, column = i % width;
        tile[row * pitchOf(width) + column] = row < numRows ? widen(from[row * stride + column]) : 0.0F;
    }
}

// This thread's part of a row of A B^T.
template <int kRows>
__device__ void products(float (&sums)[Place<kRows>::kColumns], const Place<kRows>& me, const float* a, const float* b, int width) {
    const float* const left = a + me.row * pitchOf(width);
    for (float& sum : sums) sum = 0;
    for (int k = 0; k < width; ++k)
#pragma unroll
        for (int j = 0; j < Place<kRows>::kColumns; ++j) sums[j] += left[k] * b[(me.part + j * Place<kRows>::kShare) * pitchOf(width) + k];
}

// This thread's part of a row of C += P B; p: kRows x kRows.
template <int kRows>
__device__ void addProducts(float (&sums)[Place<kRows>::kSums], const Place<kRows>& me, const float* p, const float* b, int width) {
    for (int k = 0; k < kRows; ++k) {
        const float left = p[me.row * pitchOf(kRows) + k];
#pragma unroll
        for (int j = 0; j < Place<kRows>::kSums; ++j)
            if (me.part + j * Place<kRows>::kShare < width) sums[j] += left * b[k * pitchOf(width) + me.part + j * Place<kRows>::kShare];
    }
}

template <int kRows, class T>
__device__ void storeRow(T* to, const Place<kRows>& me, int width, const float (&sums)[Place<kRows>::kSums], float factor) {
#pragma unroll
    for (int j = 0; j < Place<kRows>::kSums; ++j)
        if (me.part + j * Place<kRows>::kShare < width) to[me.part + j * Place<kRows>::kShare] = narrow<T>(sums[j] * factor);
}

template <class T, int kRows>
__global__ void __launch_bounds__(kThreads) forwardKernel(SegmentTask<T> task) {
    constexpr int kShare = Place<kRows>::kShare, kColumns = Place<kRows>::kColumns;
    const Place<kRows> me;
    float *const queries = reinterpret_cast<float*>(sharedMemory()), *const keys = queries + kRows * pitchOf(task.width);
    float *const values = keys + kRows * pitchOf(task.width), *const scores = values + kRows * pitchOf(task.width);
    const AttentionTile tile = task.tiles[blockIdx.x];
    const int head = static_cast<int>(blockIdx.y), keyHead = head / (task.numHeads / task.numKvHeads), query = tile.first + me.row;
    const Span span = keysOfTile(tile, kRows, task.window, kRows);
    const int64_t segment = tile.segmentRow, offset = segment - task.queryOffset;
    loadRows<kRows>(queries, task.query + (offset + tile.first) * task.queryStride + head * task.width, task.queryStride, span.end - tile.first, task.width);
    float top = -infinity(), sum = 0, out[Place<kRows>::kSums] = {};
    for (int position = span.begin; position < span.end; position += kRows) {
        __syncthreads();
        loadRows<kRows>(keys, task.key + (segment + position) * task.keyStride + keyHead * task.width, task.keyStride, span.end - position, task.width);
        loadRows<kRows>(values, task.value + (segment + position) * task.valueStride + keyHead * task.width, task.valueStride, span.end - position, task.width);
        __syncthreads();
        float mine[kColumns], largest = top;
        products<kRows>(mine, me, queries, keys, task.width);
        for (int j = 0; j < kColumns; ++j) {
            mine[j] = sees(query, position + me.part + j * kShare, task.window) ? mine[j] * task.scale : -infinity();
            largest = fmaxf(largest, mine[j]);
        }
        for (int offsetOfLane = kShare / 2; offsetOfLane > 0; offsetOfLane /= 2) largest = fmaxf(largest, __shfl_xor_sync(0xFFFFFFFFU, largest, offsetOfLane));
        const float base = largest == -infinity() ? 0.0F : largest, factor = expf(top - base);
        top = largest;
        sum *= factor;
        for (float& value : out) value *= factor;
        for (int j = 0; j < kColumns; ++j) {
            const float power = expf(mine[j] - base);
            sum += power;
            scores[me.row * pitchOf(kRows) + me.part + j * kShare] = power;
        }
        __syncthreads();
        addProducts<kRows>(out, me, scores, values, task.width);
    }
    for (int offsetOfLane = kShare / 2; offsetOfLane > 0; offsetOfLane /= 2) sum += __shfl_xor_sync(0xFFFFFFFFU, sum, offsetOfLane);
    if (query >= span.end) return;
    if (task.logSumExp && me.part == 0) task.logSumExp[(offset + query) * task.numHeads + head] = top + logf(sum);
    storeRow<kRows>(task.out + (offset + query) * task.outStride + head * task.width, me, task.width, out, 1.0F / sum);
}

template <class T, int kRows>
__global__ void __launch_bounds__(kThreads) keyValueKernel(SegmentTask<T> task) {
    constexpr int kShare = Place<kRows>::kShare, kColumns = Place<kRows>::kColumns;
    const Place<kRows> me;
    const int pitch = pitchOf(task.width);
    float *const keys = reinterpret_cast<float*>(sharedMemory()), *const values = keys + kRows * pitch, *const queries = values + kRows * pitch;
    float *const slopes = queries + kRows * pitch, *const probabilities = slopes + kRows * pitch, *const changes = probabilities + kRows * pitchOf(kRows);
    const AttentionTile tile = task.tiles[blockIdx.x];
    const int keyHead = static_cast<int>(blockIdx.y), group = task.numHeads / task.numKvHeads, key = tile.first + me.row;
    const Span span = queriesOfTile(tile, kRows, task.window);
    const int64_t segment = tile.segmentRow, column = keyHead * task.width;
    loadRows<kRows>(keys, task.key + (segment + tile.first) * task.keyStride + column, task.keyStride, tile.length - tile.first, task.width);
    loadRows<kRows>(values, task.value + (segment + tile.first) * task.valueStride + column, task.valueStride, tile.length - tile.first, task.width);
    float dKey[Place<kRows>::kSums] = {}, dValue[Place<kRows>::kSums] = {};
    for (int head = keyHead * group; head < (keyHead + 1) * group; ++head)
        for (int position = span.begin; position < span.end; position += kRows) {
            const int64_t from = segment + position;
            __syncthreads();
            loadRows<kRows>(queries, task.query + from * task.queryStride + head * task.width, task.queryStride, span.end - position, task.width);
            loadRows<kRows>(slopes, task.dOut + from * task.dOutStride + head * task.width, task.dOutStride, span.end - position, task.width);
            __syncthreads();
            float score[kColumns], slope[kColumns];
            products<kRows>(score, me, keys, queries, task.width);
            products<kRows>(slope, me, values, slopes, task.width);
            for (int j = 0; j < kColumns; ++j) {
                const int query = position + me.part + j * kShare;
                const int64_t number = (segment + query) * task.numHeads + head;
                const bool isSeen = query < span.end && sees(query, key, task.window);
                const float probability = isSeen ? expf(score[j] * task.scale - task.logSumExp[number]) : 0.0F;
                probabilities[me.row * pitchOf(kRows) + me.part + j * kShare] = probability;
                changes[me.row * pitchOf(kRows) + me.part + j * kShare] = isSeen ? probability * (slope[j] - task.delta[number]) * task.scale : 0.0F;
            }
            __syncthreads();
            addProducts<kRows>(dValue, me, probabilities, slopes, task.width);
            addProducts<kRows>(dKey, me, changes, queries, task.width);
        }
    if (key >= tile.length) return;
    storeRow<kRows>(task.dKey + (segment + key) * task.dKeyStride + column, me, task.width, dKey, 1.0F);
    storeRow<kRows>(task.dValue + (segment + key) * task.dValueStride + column, me, task.width, dValue, 1.0F);
}

template <class T, int kRows>
__global__ void __launch_bounds__(kThreads) queryKernel(SegmentTask<T> task) {
    constexpr int kShare = Place<kRows>::kShare, kColumns = Place<kRows>::kColumns;
    const Place<kRows> me;
    const int pitch = pitchOf(task.width);
    float *const queries = reinterpret_cast<float*>(sharedMemory()), *const slopes = queries + kRows * pitch, *const keys = slopes + kRows * pitch;
    float *const values = keys + kRows * pitch, *const changes = values + kRows * pitch;
    const AttentionTile tile = task.tiles[blockIdx.x];
    const int head = static_cast<int>(blockIdx.y), keyHead = head / (task.numHeads / task.numKvHeads), query = tile.first + me.row;
    const Span span = keysOfTile(tile, kRows, task.window, kRows);
    const int64_t segment = tile.segmentRow, first = segment + tile.first;
    loadRows<kRows>(queries, task.query + first * task.queryStride + head * task.width, task.queryStride, span.end - tile.first, task.width);
    loadRows<kRows>(slopes, task.dOut + first * task.dOutStride + head * task.width, task.dOutStride, span.end - tile.first, task.width);
    const int64_t number = (segment + least(query, span.end - 1)) * task.numHeads + head;
    const float logSumExp = task.logSumExp[number], delta = task.delta[number];
    float dQuery[Place<kRows>::kSums] = {};
    for (int position = span.begin; position < span.end; position += kRows) {
        __syncthreads();
        loadRows<kRows>(keys, task.key + (segment + position) * task.keyStride + keyHead * task.width, task.keyStride, span.end - position, task.width);
        loadRows<kRows>(values, task.value + (segment + position) * task.valueStride + keyHead * task.width, task.valueStride, span.end - position, task.width);
        __syncthreads();
        float score[kColumns], slope[kColumns];
        products<kRows>(score, me, queries, keys, task.width);
        products<kRows>(slope, me, slopes, values, task.width);
        for (int j = 0; j < kColumns; ++j) {
            const bool isSeen = sees(query, position + me.part + j * kShare, task.window);
            const float probability = isSeen ? expf(score[j] * task.scale - logSumExp) : 0.0F;
            changes[me.row * pitchOf(kRows) + me.part + j * kShare] = probability * (slope[j] - delta) * task.scale;
        }
        __syncthreads();
        addProducts<kRows>(dQuery, me, changes, keys, task.width);
    }
    if (query < span.end) storeRow<kRows>(task.dQuery + (segment + query) * task.dQueryStride + head * task.width, me, task.width, dQuery, 1.0F);
}

// Shared memory of so many tiles of rows, and of so many of scores.
int bytesOf(int rows, int width, int numTiles, int numScores) {
    return rows * (numTiles * (width + 1) + numScores * (rows + 1)) * static_cast<int>(sizeof(float));
}

template <class T, int kRows>
int launchBackward(const SegmentTask<T>& task, Stream stream) {
    const int error = launch(keyValueKernel<T, kRows>, {task.numTiles, task.numKvHeads}, kThreads, bytesOf(kRows, task.width, 4, 2), stream, task);
    if (error != 0) return error;
    return launch(queryKernel<T, kRows>, {task.numTiles, task.numHeads}, kThreads, bytesOf(kRows, task.width, 4, 1), stream, task);
}

}  // namespace

template <class T>
int plainAttention(const SegmentTask<T>& task, Stream stream) {
    const Grid grid{task.numTiles, task.numHeads};
    if (plainRows(task.width) == 32) return launch(forwardKernel<T, 32>, grid, kThreads, bytesOf(32, task.width, 3, 1), stream, task);
    return launch(forwardKernel<T, 16>, grid, kThreads, bytesOf(16, task.width, 3, 1), stream, task);
}

template <class T>
int plainAttentionBackward(const SegmentTask<T>& task, Stream stream) {
    return plainRows(task.width) == 32 ? launchBackward<T, 32>(task, stream) : launchBackward<T, 16>(task, stream);
}

template int plainAttention(const SegmentTask<float>&, Stream);
template int plainAttention(const SegmentTask<Bf16>&, Stream);
template int plainAttentionBackward(const SegmentTask<float>&, Stream);
template int plainAttentionBackward(const SegmentTask<Bf16>&, Stream);

}  // namespace luthier::kernels::cuda
