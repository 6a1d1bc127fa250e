// SPDX-License-Identifier: Apache-2.0
// Cross-entropy of one chunk of logits (tasks.h). A block per row: one sweep for the largest, its place and the sum (rescaled as the largest grows, Milakov &
// Gimelshein 2018), one for the gradient in place.
#include "core/kernels/cuda/device.h"

namespace luthier::kernels::cuda {

namespace {

constexpr int kThreads = 256;

// Of a part of a row: the largest, the first place where it stands, and the sum of exp(x - largest).
struct Part { float top, sum; int first; };

__device__ inline Part join(Part a, Part b) {
    if (b.first < 0) return a;
    if (a.first < 0) return b;
    const bool aIsTop = a.top > b.top || (a.top == b.top && a.first < b.first);
    const Part &high = aIsTop ? a : b, &low = aIsTop ? b : a;
    return {high.top, high.sum + (low.top == high.top ? low.sum : low.sum * expf(low.top - high.top)), high.first};
}

__device__ inline void add(Part& part, float value, int place) {
    if (part.first < 0 || value > part.top) {
        part.sum = part.first < 0 ? 1.0F : part.sum * expf(part.top - value) + 1.0F;
        part.top = value;
        part.first = place;
    } else {
        part.sum += value == part.top ? 1.0F : expf(value - part.top);
    }
}

__device__ inline Part joinBlock(Part part) {
    Part* const parts = reinterpret_cast<Part*>(sharedMemory());
    for (int offset = kWarp / 2; offset > 0; offset /= 2)
        part = join(part, {__shfl_xor_sync(0xFFFFFFFFU, part.top, offset), __shfl_xor_sync(0xFFFFFFFFU, part.sum, offset),
                           __shfl_xor_sync(0xFFFFFFFFU, part.first, offset)});
    if (threadIdx.x % kWarp == 0) parts[threadIdx.x / kWarp] = part;
    __syncthreads();
    part = parts[0];
    for (int i = 1; i < kThreads / kWarp; ++i) part = join(part, parts[i]);
    return part;
}

template <class T, int kPack>
__global__ void crossEntropyKernel(CrossEntropyTask<T> task) {
    T* const logits = task.logits + blockIdx.x * task.stride;
    const int vocabulary = static_cast<int>(task.vocabulary), begin = static_cast<int>(threadIdx.x) * kPack, step = kThreads * kPack;
    Part part{0.0F, 0.0F, -1};
    for (int i = begin; i < vocabulary; i += step) {
        const Pack<T, kPack> values = loadPack<kPack>(logits + i);
        for (int j = 0; j < kPack; ++j) add(part, widen(values.at[j]), i + j);
    }
    const int64_t token = task.token[blockIdx.x];
    const bool isKnown = token >= 0 && token < task.vocabulary;
    const float unknown = __uint_as_float(0x7FC00000U), own = isKnown ? widen(logits[token]) : unknown;
    part = joinBlock(part);   // after its barrier nobody reads the token's logit any more
    if (threadIdx.x == 0) {
        task.nll[blockIdx.x] = part.top + logf(part.sum) - own;
        task.first[blockIdx.x] = part.first;
    }
    if (!task.gradient) return;
    const float weight = isKnown ? task.weight[blockIdx.x] : unknown, scale = weight / part.sum;
    for (int i = begin; i < vocabulary; i += step) {
        Pack<T, kPack> values = loadPack<kPack>(logits + i);
        for (int j = 0; j < kPack; ++j) {
            const float probability = expf(widen(values.at[j]) - part.top) * scale;
            values.at[j] = narrow<T>(i + j == token ? probability - weight : probability);
        }
        storePack(logits + i, values);
    }
}

}  // namespace

template <class T>
int crossEntropy(const CrossEntropyTask<T>& task, Stream stream) {
    constexpr int kBytes = kThreads / kWarp * static_cast<int>(sizeof(Part));
    if (packs<T>(task.vocabulary, task.logits) && packs<T>(task.stride))
        return launch(crossEntropyKernel<T, kFullPack<T>>, {task.rows}, kThreads, kBytes, stream, task);
    return launch(crossEntropyKernel<T, 1>, {task.rows}, kThreads, kBytes, stream, task);
}

template int crossEntropy(const CrossEntropyTask<float>&, Stream);
template int crossEntropy(const CrossEntropyTask<Bf16>&, Stream);

}  // namespace luthier::kernels::cuda
