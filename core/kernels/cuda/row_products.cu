// SPDX-License-Identifier: Apache-2.0
// y = x W^T for the few rows of a decoding step, bound by reading W once. Which order the products of a row are summed in depends on the length of a row
// alone, so a row has the same bits whatever comes with it. On tensor cores 16 outputs are the rows of A and 8 rows of x the columns of B; a dot product may be
// summed in any order, so each lane reads 16 bytes that lie together and no operand goes through shared memory.
#include "core/kernels/cuda/device.h"
#include "core/kernels/cuda/tensor_cores.h"

namespace luthier::kernels::cuda {

namespace {

constexpr int kThreads = 256, kWarps = kThreads / kWarp;
constexpr int kOutputs = 16, kRows = 8;   // of a block on tensor cores; of one product there

template <class T>
__device__ void storeProduct(const RowProductTask<T>& task, int64_t row, int64_t output, float value) {
    if (row >= task.rows || output >= task.outputs) return;
    if (task.wide) task.wide[row * task.outputs + output] = value;
    else task.narrow[row * task.outputs + output] = narrow<T>(value);
}

#ifdef LUTHIER_TENSOR_CORES

constexpr int kDepth = 32;   // elements of a row that a warp reads at a time
constexpr int kAhead = 4;    // such pieces on their way at once

using Words = Pack<uint32_t, 4>;

// What is read once and by one block only; in the emulator a plain read.
__device__ inline Words loadOnce(const Bf16* from) {
#ifdef __CUDACC__
    const uint4 words = __ldcs(reinterpret_cast<const uint4*>(from));
    return {{words.x, words.y, words.z, words.w}};
#else
    return loadPack<4>(reinterpret_cast<const uint32_t*>(from));
#endif
}

#endif

// Warps take pieces of kDepth in turns; their sums are added in their order.
template <int kGroups>
__global__ void __launch_bounds__(kThreads) tensorCoreKernel(RowProductTask<Bf16> task) {
#ifdef LUTHIER_TENSOR_CORES
    const int lane = static_cast<int>(threadIdx.x) % kWarp, warp = static_cast<int>(threadIdx.x) / kWarp;
    const int64_t firstOutput = static_cast<int64_t>(blockIdx.x) * kOutputs, firstRow = static_cast<int64_t>(blockIdx.y) * kGroups * kRows;
    const int64_t numPieces = task.inputs / kDepth, last = task.outputs - 1;
    const int64_t wantedOutput = firstOutput + lane / 4, upperOutput = wantedOutput < last ? wantedOutput : last;
    const int64_t lowerOutput = wantedOutput + 8 < last ? wantedOutput + 8 : last;   // what is beyond is computed again, and not stored
    const int column = lane % 4 * 8;
    float sums[kGroups][4] = {};
    for (int64_t piece = warp; piece < numPieces; piece += kWarps * kAhead) {
        Words upper[kAhead], lower[kAhead];
#pragma unroll
        for (int i = 0; i < kAhead; ++i) {
            // Without a branch, so that all are on their way at once: where the row ends, its begin, which meets zeros below.
            const int64_t wanted = (piece + i * kWarps) * kDepth + column, place = wanted < task.inputs ? wanted : column;
            upper[i] = loadOnce(task.weight + upperOutput * task.inputs + place);
            lower[i] = loadOnce(task.weight + lowerOutput * task.inputs + place);
        }
#pragma unroll
        for (int i = 0; i < kAhead; ++i) {
            const int64_t place = (piece + i * kWarps) * kDepth + column;
#pragma unroll
            for (int group = 0; group < kGroups; ++group) {
                const int64_t row = firstRow + group * kRows + lane / 4;
                const auto* const from = reinterpret_cast<const uint32_t*>(task.x + row * task.inputs + place);
                const Words x = place < task.inputs && row < task.rows ? loadPack<4>(from) : Words{};
                multiplyAdd(sums[group], {{upper[i].at[0], lower[i].at[0], upper[i].at[1], lower[i].at[1]}}, x.at[0], x.at[1]);
                multiplyAdd(sums[group], {{upper[i].at[2], lower[i].at[2], upper[i].at[3], lower[i].at[3]}}, x.at[2], x.at[3]);
            }
        }
    }
    constexpr int kValues = kGroups * 4 * kWarp;
    float* const parts = reinterpret_cast<float*>(sharedMemory());
#pragma unroll
    for (int group = 0; group < kGroups; ++group)
#pragma unroll
        for (int i = 0; i < 4; ++i) parts[warp * kValues + (group * 4 + i) * kWarp + lane] = sums[group][i];
    __syncthreads();
    for (int value = static_cast<int>(threadIdx.x); value < kValues; value += kThreads) {
        float sum = 0;
        for (int part = 0; part < kWarps; ++part) sum += parts[part * kValues + value];
        const int of = value % kWarp, i = value / kWarp % 4, group = value / (4 * kWarp);
        storeProduct(task, firstRow + group * kRows + of % 4 * 2 + i % 2, firstOutput + of / 4 + i / 2 * 8, sum);
    }
#endif
}

template <int kGroups>
int launchOnTensorCores(const RowProductTask<Bf16>& task, Stream stream) {
    const Grid grid{ceilDiv(task.outputs, kOutputs), ceilDiv(task.rows, kGroups * kRows)};
    return launch(tensorCoreKernel<kGroups>, grid, kThreads, kWarps * kGroups * 4 * kWarp * static_cast<int>(sizeof(float)), stream, task);
}

// A warp for each output, eight rows of x at a time.
template <class T, int kPack>
__global__ void __launch_bounds__(kThreads) plainKernel(RowProductTask<T> task) {
    constexpr int kAtATime = 8;
    const int lane = static_cast<int>(threadIdx.x) % kWarp;
    const int64_t output = static_cast<int64_t>(blockIdx.x) * kWarps + static_cast<int>(threadIdx.x) / kWarp;
    const int64_t first = static_cast<int64_t>(blockIdx.y) * kAtATime;
    if (output >= task.outputs) return;
    float sums[kAtATime] = {};
    for (int64_t column = lane * kPack; column < task.inputs; column += kWarp * kPack) {
        const Pack<T, kPack> weights = loadPack<kPack>(task.weight + output * task.inputs + column);
#pragma unroll
        for (int row = 0; row < kAtATime; ++row) {
            if (first + row >= task.rows) continue;
            const Pack<T, kPack> x = loadPack<kPack>(task.x + (first + row) * task.inputs + column);
            for (int i = 0; i < kPack; ++i) sums[row] += widen(x.at[i]) * widen(weights.at[i]);
        }
    }
#pragma unroll
    for (int row = 0; row < kAtATime; ++row) {
        const float sum = warpSum(sums[row]);
        if (lane == row) storeProduct(task, first + row, output, sum);
    }
}

template <class T>
int launchPlain(const RowProductTask<T>& task, Stream stream) {
    const Grid grid{ceilDiv(task.outputs, kWarps), ceilDiv(task.rows, 8)};
    if (packs<T>(task.inputs, task.x, task.weight)) return launch(plainKernel<T, kFullPack<T>>, grid, kThreads, 0, stream, task);
    return launch(plainKernel<T, 1>, grid, kThreads, 0, stream, task);
}

bool takesTensorCores(const RowProductTask<Bf16>& task) { return hasTensorCores() && task.inputs % 32 == 0 && packs<Bf16>(0, task.x, task.weight); }

}  // namespace

template <>
int rowwiseLinear(const RowProductTask<float>& task, Stream stream) { return launchPlain(task, stream); }

template <>
int rowwiseLinear(const RowProductTask<Bf16>& task, Stream stream) {
    if (!takesTensorCores(task)) return launchPlain(task, stream);
    if (task.rows <= 8) return launchOnTensorCores<1>(task, stream);
    return task.rows <= 16 ? launchOnTensorCores<2>(task, stream) : launchOnTensorCores<4>(task, stream);
}

}  // namespace luthier::kernels::cuda
