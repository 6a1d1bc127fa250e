// SPDX-License-Identifier: Apache-2.0
// The next token of a row of logits: a block finds the largest, sums the shares of stretches of 1024 tokens, and looks for the token in the stretch in which
// the sum from the begin passes the given number.
#include "core/kernels/cuda/device.h"

namespace luthier::kernels::cuda {

namespace {

constexpr int kThreads = 1024, kWarps = kThreads / kWarp, kStretch = 1024;

struct Best { float value; int token; bool isNumber; };

__device__ inline Best better(const Best& a, const Best& b) {
    const bool first = a.value > b.value || (a.value == b.value && a.token < b.token);
    return {first ? a.value : b.value, first ? a.token : b.token, a.isNumber && b.isNumber};
}

// For every thread. Uses 3 * 32 numbers of shared memory.
__device__ inline Best largest(const float* logits, int count, float* room) {
    Best best{-__uint_as_float(0x7F800000U), count, true};
    for (int i = static_cast<int>(threadIdx.x); i < count; i += kThreads) best = better(best, {logits[i], i, logits[i] == logits[i]});
    for (int offset = kWarp / 2; offset > 0; offset /= 2)
        best = better(best, {__shfl_xor_sync(0xFFFFFFFFU, best.value, offset), __shfl_xor_sync(0xFFFFFFFFU, best.token, offset),
                             __shfl_xor_sync(0xFFFFFFFFU, best.isNumber ? 1 : 0, offset) != 0});
    int* const tokens = reinterpret_cast<int*>(room + kWarps);
    const int warp = static_cast<int>(threadIdx.x) / kWarp;
    if (threadIdx.x % kWarp == 0) {
        room[warp] = best.value;
        tokens[warp] = best.token;
        tokens[kWarps + warp] = best.isNumber ? 1 : 0;
    }
    __syncthreads();
    for (int i = 0; i < kWarps; ++i) best = better(best, {room[i], tokens[i], tokens[kWarps + i] != 0});
    return best;
}

__device__ inline int stretchesOf(int count) { return (count + kStretch - 1) / kStretch; }

// sums[i]: of stretch i.
__device__ inline void sumStretches(const float* logits, int count, float top, float factor, float* sums) {
    const int lane = static_cast<int>(threadIdx.x) % kWarp;
    for (int stretch = static_cast<int>(threadIdx.x) / kWarp; stretch < stretchesOf(count); stretch += kWarps) {
        float sum = 0;
        for (int i = lane; i < kStretch; i += kWarp) {
            const int token = stretch * kStretch + i;
            if (token < count) sum += expf((logits[token] - top) * factor);
        }
        sum = warpSum(sum);
        if (lane == 0) sums[stretch] = sum;
    }
}

__global__ void __launch_bounds__(kThreads) chooseKernel(ChooseTask task) {
    float *const room = reinterpret_cast<float*>(sharedMemory()), *const shares = room + 3 * kWarps, *const sums = shares + kStretch;
    const int64_t row = blockIdx.x;
    const float* const logits = task.logits + row * task.stride;
    const int count = task.numTokens;
    const Best best = largest(logits, count, room);
    const bool isUsable = best.isNumber && best.value - best.value == 0.0F;
    const double temperature = task.temperature[row];
    if (!isUsable || temperature == 0) {
        if (threadIdx.x == 0) task.chosen[row] = isUsable ? best.token : -1;
        return;
    }
    const float factor = static_cast<float>(1.0 / temperature);
    sumStretches(logits, count, best.value, factor, sums);
    __syncthreads();
    // Every thread walks alike.
    double total = 0, before = 0;
    for (int i = 0; i < stretchesOf(count); ++i) total += static_cast<double>(sums[i]);
    const double wanted = task.uniform[row] * total;
    int stretch = 0;
    while (stretch + 1 < stretchesOf(count) && before + static_cast<double>(sums[stretch]) <= wanted) before += static_cast<double>(sums[stretch++]);
    while (sums[stretch] == 0.0F) --stretch;   // beyond the last by rounding; the largest's own is never empty
    const int first = stretch * kStretch, token = first + static_cast<int>(threadIdx.x);
    shares[threadIdx.x] = token < count ? expf((logits[token] - best.value) * factor) : 0.0F;
    __syncthreads();
    if (threadIdx.x > 0) return;
    int chosen = 0;
    for (int i = 0; i < kStretch; ++i) {
        if (shares[i] == 0.0F) continue;
        chosen = first + i;
        before += static_cast<double>(shares[i]);
        if (wanted < before) break;
    }
    task.chosen[row] = chosen;
}

}  // namespace

int chooseTokens(const ChooseTask& task, Stream stream) {
    const int bytes = (3 * kWarps + kStretch + static_cast<int>(ceilDiv(task.numTokens, kStretch))) * static_cast<int>(sizeof(float));
    return launch(chooseKernel, {task.rows}, kThreads, bytes, stream, task);
}

}  // namespace luthier::kernels::cuda
