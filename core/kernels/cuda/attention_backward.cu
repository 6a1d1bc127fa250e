// SPDX-License-Identifier: Apache-2.0
// Flash attention's backward pass on tensor cores (Dao 2023, algorithm 2) as two kernels, so that no two blocks add to the same sum and its order is fixed:
// one per tile of keys for their gradients and those of the values, over all query heads that share them; one per tile of queries for theirs.
//   P = exp(scale Q K^T - logSumExp),  dS = scale P (dO V^T - delta),  dV = P^T dO,  dK = dS^T Q,  dQ = dS K
#include "core/kernels/cuda/attention_tile.h"
#include "core/kernels/cuda/tensor_cores.h"

namespace luthier::kernels::cuda {

namespace {

constexpr int kThreads = 128, kRows = kTensorCoreRows;

#ifdef LUTHIER_TENSOR_CORES

// One 16 x 8 kTiles accumulator as rows of the gradient; row: the position of this lane's first.
template <int kWidth>
__device__ void store(Bf16* to, int64_t stride, int row, int length, int width, const float (&sums)[kWidth / 8][4]) {
    const int column = static_cast<int>(threadIdx.x) % 4 * 2;
#pragma unroll
    for (int half = 0; half < 2; ++half) {
        if (row + half * 8 >= length) continue;
#pragma unroll
        for (int i = 0; i < kWidth; i += 8)
            if (i < width) *reinterpret_cast<uint32_t*>(to + (row + half * 8) * stride + i + column) = packed(sums[i / 8][2 * half], sums[i / 8][2 * half + 1]);
    }
}

// Two stages of rows of two tensors that walk past a block together.
template <int kWidth, int kWalk>
struct Walk {
    static constexpr int kTile = kWalk * pitchOf(kWidth);
    Bf16* base;
    __device__ Bf16* first(int turn) const { return base + turn % 2 * 2 * kTile; }
    __device__ Bf16* second(int turn) const { return first(turn) + kTile; }
    static constexpr int kElements = 4 * kTile;
};

// A block holds 64 keys and values; queries and their gradients walk past, transposed: rows of the products are keys, columns queries.
template <int kWidth, int kWalk>
struct KeyBlock {
    static constexpr int kPitch = pitchOf(kWidth);
    const SegmentTask<Bf16>& task;
    const AttentionTile tile;
    const int keyHead, group, warp, column, row;
    const Span span;
    Bf16 *const keys, *const values;
    const Walk<kWidth, kWalk> walk;
    float* const numbers;                              // logSumExp (times log2 e), then delta, of each stage's queries

    __device__ KeyBlock(const SegmentTask<Bf16>& given, Bf16* shared)
        : task(given), tile(given.tiles[blockIdx.x]), keyHead(static_cast<int>(blockIdx.y)), group(given.numHeads / given.numKvHeads),
          warp(static_cast<int>(threadIdx.x) / kWarp), column(static_cast<int>(threadIdx.x) % 4 * 2),
          row(tile.first + warp * 16 + static_cast<int>(threadIdx.x) % kWarp / 4), span(queriesOfTile(tile, kRows, given.window)), keys(shared),
          values(keys + kRows * kPitch), walk{values + kRows * kPitch}, numbers(reinterpret_cast<float*>(walk.base + walk.kElements)) {}

    __device__ int numSteps() const { return (span.end - span.begin + kWalk - 1) / kWalk; }
    __device__ int headOf(int turn) const { return keyHead * group + turn / numSteps(); }
    __device__ int positionOf(int turn) const { return span.begin + turn % numSteps() * kWalk; }

    __device__ void load(int turn) const {
        const int head = headOf(turn), position = positionOf(turn), count = span.end - position;
        const int64_t place = tile.segmentRow + position;
        copyRows<kWidth, kWalk, kThreads>(walk.first(turn), task.query + place * task.queryStride + head * task.width, task.queryStride, count, task.width);
        copyRows<kWidth, kWalk, kThreads>(walk.second(turn), task.dOut + place * task.dOutStride + head * task.width, task.dOutStride, count, task.width);
        const int i = static_cast<int>(threadIdx.x);
        if (i < kWalk) {
            float* const stage = numbers + turn % 2 * 2 * kWalk;
            stage[i] = i < count ? task.logSumExp[(place + i) * task.numHeads + head] * kLog2E : infinity();   // beyond the end: probability 0
            stage[kWalk + i] = i < count ? task.delta[(place + i) * task.numHeads + head] : 0.0F;
        }
    }

    __device__ void compute(int turn, float (&dKey)[kWidth / 8][4], float (&dValue)[kWidth / 8][4]) const {
        const float* const stage = numbers + turn % 2 * 2 * kWalk;
        const int position = positionOf(turn);
        const float scale = task.scale * kLog2E;
        float probability[kWalk / 8][4] = {}, slope[kWalk / 8][4] = {};
        addProductOfRows<kWidth>(probability, keys + warp * 16 * kPitch, walk.first(turn));
        addProductOfRows<kWidth>(slope, values + warp * 16 * kPitch, walk.second(turn));
#pragma unroll
        for (int t = 0; t < kWalk / 8; ++t)
#pragma unroll
            for (int i = 0; i < 4; ++i) {
                const int query = t * 8 + column + i % 2;
                const bool isSeen = sees(position + query, row + i / 2 * 8, task.window);
                probability[t][i] = isSeen ? exp2f(probability[t][i] * scale - stage[query]) : 0.0F;
                slope[t][i] = probability[t][i] * (slope[t][i] - stage[kWalk + query]) * task.scale;
            }
        addProductOfColumns(dValue, probability, walk.second(turn));
        addProductOfColumns(dKey, slope, walk.first(turn));
    }
};

#endif

template <int kWidth, int kWalk>
__global__ void __launch_bounds__(kThreads) keyValueKernel(SegmentTask<Bf16> task) {
#ifdef LUTHIER_TENSOR_CORES
    const KeyBlock<kWidth, kWalk> block(task, reinterpret_cast<Bf16*>(sharedMemory()));
    const AttentionTile& tile = block.tile;
    const int64_t place = tile.segmentRow + tile.first, column = block.keyHead * task.width;
    copyRows<kWidth, kRows, kThreads>(block.keys, task.key + place * task.keyStride + column, task.keyStride, tile.length - tile.first, task.width);
    copyRows<kWidth, kRows, kThreads>(block.values, task.value + place * task.valueStride + column, task.valueStride, tile.length - tile.first, task.width);
    block.load(0);
    commitCopies();
    float dKey[kWidth / 8][4] = {}, dValue[kWidth / 8][4] = {};
    const int numTurns = block.group * block.numSteps();
    for (int turn = 0; turn < numTurns; ++turn) {
        if (turn + 1 < numTurns) block.load(turn + 1);
        commitCopies();
        waitForCopies<1>();
        __syncthreads();
        block.compute(turn, dKey, dValue);
        __syncthreads();
    }
    store<kWidth>(task.dKey + tile.segmentRow * task.dKeyStride + column, task.dKeyStride, block.row, tile.length, task.width, dKey);
    store<kWidth>(task.dValue + tile.segmentRow * task.dValueStride + column, task.dValueStride, block.row, tile.length, task.width, dValue);
#endif
}

template <int kWidth, int kWalk>
__global__ void __launch_bounds__(kThreads) queryKernel(SegmentTask<Bf16> task) {
#ifdef LUTHIER_TENSOR_CORES
    constexpr int kPitch = pitchOf(kWidth);
    Bf16 *const queries = reinterpret_cast<Bf16*>(sharedMemory()), *const slopes = queries + kRows * kPitch;
    const Walk<kWidth, kWalk> walk{slopes + kRows * kPitch};
    const AttentionTile tile = task.tiles[blockIdx.x];
    const int head = static_cast<int>(blockIdx.y), keyHead = head / (task.numHeads / task.numKvHeads), warp = static_cast<int>(threadIdx.x) / kWarp;
    const int row = tile.first + warp * 16 + static_cast<int>(threadIdx.x) % kWarp / 4, column = static_cast<int>(threadIdx.x) % 4 * 2;
    const Span span = keysOfTile(tile, kRows, task.window, kWalk);
    const int64_t place = tile.segmentRow + tile.first;
    const auto load = [&](int turn) {
        const int position = span.begin + turn * kWalk;
        const int64_t from = tile.segmentRow + position;
        copyRows<kWidth, kWalk, kThreads>(walk.first(turn), task.key + from * task.keyStride + keyHead * task.width, task.keyStride, span.end - position,
                                          task.width);
        copyRows<kWidth, kWalk, kThreads>(walk.second(turn), task.value + from * task.valueStride + keyHead * task.width, task.valueStride,
                                          span.end - position, task.width);
    };
    copyRows<kWidth, kRows, kThreads>(queries, task.query + place * task.queryStride + head * task.width, task.queryStride, span.end - tile.first, task.width);
    copyRows<kWidth, kRows, kThreads>(slopes, task.dOut + place * task.dOutStride + head * task.width, task.dOutStride, span.end - tile.first, task.width);
    load(0);
    commitCopies();
    float logSumExp[2], delta[2];
    for (int half = 0; half < 2; ++half) {
        const bool isThere = row + half * 8 < tile.length;
        const int64_t number = (tile.segmentRow + row + half * 8) * static_cast<int64_t>(task.numHeads) + head;
        logSumExp[half] = isThere ? task.logSumExp[number] * kLog2E : infinity();
        delta[half] = isThere ? task.delta[number] : 0.0F;
    }
    float dQuery[kWidth / 8][4] = {};
    const int numTurns = (span.end - span.begin + kWalk - 1) / kWalk;
    for (int turn = 0; turn < numTurns; ++turn) {
        if (turn + 1 < numTurns) load(turn + 1);
        commitCopies();
        waitForCopies<1>();
        __syncthreads();
        float scores[kWalk / 8][4] = {}, slope[kWalk / 8][4] = {};
        addProductOfRows<kWidth>(scores, queries + warp * 16 * kPitch, walk.first(turn));
        addProductOfRows<kWidth>(slope, slopes + warp * 16 * kPitch, walk.second(turn));
#pragma unroll
        for (int t = 0; t < kWalk / 8; ++t)
#pragma unroll
            for (int i = 0; i < 4; ++i) {
                const bool isSeen = sees(row + i / 2 * 8, span.begin + turn * kWalk + t * 8 + column + i % 2, task.window);
                const float probability = isSeen ? exp2f(scores[t][i] * (task.scale * kLog2E) - logSumExp[i / 2]) : 0.0F;
                slope[t][i] = probability * (slope[t][i] - delta[i / 2]) * task.scale;
            }
        addProductOfColumns(dQuery, slope, walk.first(turn));
        __syncthreads();
    }
    store<kWidth>(task.dQuery + tile.segmentRow * task.dQueryStride + head * task.width, task.dQueryStride, row, tile.length, task.width, dQuery);
#endif
}

template <int kWidth, int kWalk>
int launchBackward(const SegmentTask<Bf16>& task, Stream stream) {
    constexpr int kTiles = (2 * kRows + 4 * kWalk) * (kWidth + 8) * static_cast<int>(sizeof(Bf16)), kNumbers = 4 * kWalk * static_cast<int>(sizeof(float));
    const int error = launch(keyValueKernel<kWidth, kWalk>, {task.numTiles, task.numKvHeads}, kThreads, kTiles + kNumbers, stream, task);
    if (error != 0) return error;
    return launch(queryKernel<kWidth, kWalk>, {task.numTiles, task.numHeads}, kThreads, kTiles, stream, task);
}

}  // namespace

int attentionBackwardOnTensorCores(const SegmentTask<Bf16>& task, Stream stream) {
    return task.width <= 64 ? launchBackward<64, 64>(task, stream) : launchBackward<128, 32>(task, stream);
}

}  // namespace luthier::kernels::cuda
