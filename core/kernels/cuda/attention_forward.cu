// SPDX-License-Identifier: Apache-2.0
// Flash attention's forward pass on tensor cores (Dao 2023, algorithm 1). A block takes a tile of 64 queries of one head, each of its four warps 16 of them,
// and walks over the keys: the scores stay in registers, the softmax is rescaled as larger scores come. The next keys travel while the current are worked on.
#include "core/kernels/cuda/attention_tile.h"
#include "core/kernels/cuda/tensor_cores.h"

namespace luthier::kernels::cuda {

namespace {

constexpr int kThreads = 128, kRows = kTensorCoreRows;

#ifdef LUTHIER_TENSOR_CORES

// The running softmax of the two rows (l/4, l/4 + 8) of a lane, in units of log2.
struct Softmax {
    float top[2] = {-infinity(), -infinity()}, sum[2] = {0, 0};

    // Scores (already times scale log2 e; -inf where hidden) become powers of two; out is rescaled to the new largest.
    template <int kKeyTiles, int kOutTiles>
    __device__ void fold(float (&scores)[kKeyTiles][4], float (&out)[kOutTiles][4]) {
#pragma unroll
        for (int half = 0; half < 2; ++half) {
            float largest = top[half];
#pragma unroll
            for (int tile = 0; tile < kKeyTiles; ++tile) largest = fmaxf(largest, fmaxf(scores[tile][2 * half], scores[tile][2 * half + 1]));
            largest = fmaxf(largest, __shfl_xor_sync(0xFFFFFFFFU, largest, 1));
            largest = fmaxf(largest, __shfl_xor_sync(0xFFFFFFFFU, largest, 2));
            const float base = largest == -infinity() ? 0.0F : largest, factor = exp2f(top[half] - base);   // a row may have seen nothing yet
            top[half] = largest;
            sum[half] *= factor;
#pragma unroll
            for (int tile = 0; tile < kOutTiles; ++tile) {
                out[tile][2 * half] *= factor;
                out[tile][2 * half + 1] *= factor;
            }
#pragma unroll
            for (int tile = 0; tile < kKeyTiles; ++tile)
#pragma unroll
                for (int i = 2 * half; i < 2 * half + 2; ++i) {
                    scores[tile][i] = exp2f(scores[tile][i] - base);
                    sum[half] += scores[tile][i];
                }
        }
    }
    // The sum of a row over the four lanes that share it.
    __device__ float total(int half) const {
        float value = sum[half] + __shfl_xor_sync(0xFFFFFFFFU, sum[half], 1);
        return value + __shfl_xor_sync(0xFFFFFFFFU, value, 2);
    }
};

template <int kTiles>
__device__ void hideScores(float (&scores)[kTiles][4], int row, int key, int window, float scale) {
    const int column = static_cast<int>(threadIdx.x) % 4 * 2;
#pragma unroll
    for (int tile = 0; tile < kTiles; ++tile)
#pragma unroll
        for (int i = 0; i < 4; ++i)
            scores[tile][i] = sees(row + i / 2 * 8, key + tile * 8 + column + i % 2, window) ? scores[tile][i] * scale : -infinity();
}

template <int kWidth>
__device__ void store(const SegmentTask<Bf16>& task, const AttentionTile& tile, int row, int head, const Softmax& softmax, const float (&out)[kWidth / 8][4]) {
    const int lane = static_cast<int>(threadIdx.x) % kWarp;
#pragma unroll
    for (int half = 0; half < 2; ++half) {
        const float sum = softmax.total(half), inverse = 1.0F / sum;
        const int position = row + half * 8;
        if (position >= tile.length) continue;
        const int64_t place = tile.segmentRow + position - task.queryOffset;
        if (task.logSumExp && lane % 4 == 0) task.logSumExp[place * task.numHeads + head] = softmax.top[half] * kLn2 + logf(sum);
        Bf16* const to = task.out + place * task.outStride + head * task.width;
#pragma unroll
        for (int column = 0; column < kWidth; column += 8)
            if (column < task.width)
                *reinterpret_cast<uint32_t*>(to + column + lane % 4 * 2) = packed(out[column / 8][2 * half] * inverse, out[column / 8][2 * half + 1] * inverse);
    }
}

#endif

template <int kWidth, int kKeys>
__global__ void __launch_bounds__(kThreads) forwardKernel(SegmentTask<Bf16> task) {
#ifdef LUTHIER_TENSOR_CORES
    constexpr int kPitch = pitchOf(kWidth);
    Bf16 *const queries = reinterpret_cast<Bf16*>(sharedMemory()), *const keys = queries + kRows * kPitch, *const values = keys + kKeys * kPitch;
    const AttentionTile tile = task.tiles[blockIdx.x];
    const int head = static_cast<int>(blockIdx.y), keyHead = head / (task.numHeads / task.numKvHeads), warp = static_cast<int>(threadIdx.x) / kWarp;
    const int row = tile.first + warp * 16 + static_cast<int>(threadIdx.x) % kWarp / 4;
    const Span span = keysOfTile(tile, kRows, task.window, kKeys);
    const Bf16 *const key = task.key + tile.segmentRow * task.keyStride + keyHead * task.width;
    const Bf16 *const value = task.value + tile.segmentRow * task.valueStride + keyHead * task.width;
    const auto load = [&](Bf16* to, const Bf16* from, int64_t stride, int position) {
        copyRows<kWidth, kKeys, kThreads>(to, from + position * stride, stride, span.end - position, task.width);
    };
    copyRows<kWidth, kRows, kThreads>(queries, task.query + (tile.segmentRow + tile.first - task.queryOffset) * task.queryStride + head * task.width,
                                      task.queryStride, span.end - tile.first, task.width);
    load(keys, key, task.keyStride, span.begin);
    commitCopies();
    Softmax softmax;
    float out[kWidth / 8][4] = {};
    for (int position = span.begin; position < span.end; position += kKeys) {
        load(values, value, task.valueStride, position);
        commitCopies();
        waitForCopies<1>();   // the keys
        __syncthreads();
        float scores[kKeys / 8][4] = {};
        addProductOfRows<kWidth>(scores, queries + warp * 16 * kPitch, keys);
        __syncthreads();
        if (position + kKeys < span.end) load(keys, key, task.keyStride, position + kKeys);
        commitCopies();
        hideScores(scores, row, position, task.window, task.scale * kLog2E);
        softmax.fold(scores, out);
        waitForCopies<1>();   // the values
        __syncthreads();
        addProductOfColumns(out, scores, values);
        __syncthreads();
    }
    store<kWidth>(task, tile, row, head, softmax, out);
#endif
}

template <int kWidth, int kKeys>
int launchForward(const SegmentTask<Bf16>& task, Stream stream) {
    constexpr int kBytes = (kRows + 2 * kKeys) * (kWidth + 8) * static_cast<int>(sizeof(Bf16));
    return launch(forwardKernel<kWidth, kKeys>, {task.numTiles, task.numHeads}, kThreads, kBytes, stream, task);
}

}  // namespace

int attentionOnTensorCores(const SegmentTask<Bf16>& task, Stream stream) {
    return task.width <= 64 ? launchForward<64, 64>(task, stream) : launchForward<128, 64>(task, stream);
}

}  // namespace luthier::kernels::cuda
