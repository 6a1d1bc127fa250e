// SPDX-License-Identifier: Apache-2.0
// Attention of a few new tokens over a cache (decoding), which is bound by reading the cache once: the keys are cut into parts of 128 at fixed positions, a
// block takes one part of one key head for the query heads that share it, and a second kernel joins the parts in order (Dao et al. 2023, Flash-Decoding).
#include "core/kernels/cuda/attention_tile.h"

namespace luthier::kernels::cuda {

namespace {

constexpr int kThreads = 128, kPart = 128;
constexpr int kHeads = 4;                              // query heads at a time: their sums stay in registers
constexpr int kShare = 8;                              // threads that read one key together

template <class T>
__device__ CacheView<T> viewOf(const CacheViews<T>& caches, int64_t i) { return caches.table ? caches.table[i] : caches.given[i]; }

struct Range { int64_t begin, end; };
// The parts that a query sees as the last of so many keys.
__host__ __device__ inline Range partsOf(int64_t numKeys, int64_t window) {
    return {numKeys > window ? (numKeys - window) / kPart : 0, (numKeys + kPart - 1) / kPart};
}
// The keys of this block's part that its query sees.
__device__ inline Range keysOfPart(int64_t numKeys, int64_t window, int64_t part) {
    const int64_t oldest = numKeys - window, begin = part * kPart, end = begin + kPart < numKeys ? begin + kPart : numKeys;
    return {begin > oldest ? begin : oldest, end};
}

// scores[head][i]: score of the part's key i; -inf where it is not seen.
template <class T, int kPack>
__device__ void scoreKeys(const CacheTask<T>& task, const T* keys, const float* queries, float* scores, Range range, int64_t begin, int numHeads) {
    const int share = static_cast<int>(threadIdx.x) % kShare;
#pragma unroll 4
    for (int i = static_cast<int>(threadIdx.x) / kShare; i < kPart; i += kThreads / kShare) {
        const bool isSeen = begin + i >= range.begin && begin + i < range.end;
        float sums[kHeads] = {};
        const T* const key = keys + (begin + i) * task.keyStride + blockIdx.y * task.width;
        if (isSeen)
            for (int column = share * kPack; column < task.width; column += kShare * kPack) {
                const Pack<T, kPack> values = loadPack<kPack>(key + column);
                for (int j = 0; j < kPack; ++j)
                    for (int head = 0; head < kHeads; ++head) sums[head] += widen(values.at[j]) * queries[head * task.width + column + j];
            }
        for (int head = 0; head < kHeads; ++head) {
            for (int offset = kShare / 2; offset > 0; offset /= 2) sums[head] += __shfl_xor_sync(0xFFFFFFFFU, sums[head], offset);
            if (share == 0 && head < numHeads) scores[head * kPart + i] = isSeen ? sums[head] * task.scale : -infinity();
        }
    }
}

// A warp for each head: its largest score and the sum of the powers, which take the scores' place.
__device__ inline void softmaxOfPart(float* scores, float* partial, int width, int64_t stride, int numHeads) {
    const int lane = static_cast<int>(threadIdx.x) % kWarp;
    for (int head = static_cast<int>(threadIdx.x) / kWarp; head < numHeads; head += kThreads / kWarp) {
        float top = -infinity(), sum = 0;
        for (int i = lane; i < kPart; i += kWarp) top = fmaxf(top, scores[head * kPart + i]);
        for (int offset = kWarp / 2; offset > 0; offset /= 2) top = fmaxf(top, __shfl_xor_sync(0xFFFFFFFFU, top, offset));
        for (int i = lane; i < kPart; i += kWarp) {
            const float power = top == -infinity() ? 0.0F : expf(scores[head * kPart + i] - top);
            scores[head * kPart + i] = power;
            sum += power;
        }
        sum = warpSum(sum);
        if (lane > 0) continue;
        partial[head * stride + width] = top;
        partial[head * stride + width + 1] = sum;
    }
}

// partial of query l, head h, part p: at ((l N + h) parts + p) (width + 2): the sum of powers times values, the largest score, the sum of powers.
template <class T, int kPack>
__global__ void __launch_bounds__(kThreads) partKernel(CacheTask<T> task) {
    const int64_t query = blockIdx.z, part = task.parts.first + blockIdx.x, begin = part * kPart, stride = gridDim.x * static_cast<int64_t>(task.width + 2);
    const CacheView<T> cache = viewOf(task.caches, query);
    const int group = task.numHeads / task.numKvHeads;
    const Range range = keysOfPart(cache.numKeys, task.window, part);
    if (range.begin >= range.end) return;   // another query's part; joinKernel does not ask for it
    float *const queries = reinterpret_cast<float*>(sharedMemory()), *const scores = queries + kHeads * task.width;
    for (int firstHead = 0; firstHead < group; firstHead += kHeads) {
        const int head = static_cast<int>(blockIdx.y) * group + firstHead, numHeads = least(kHeads, group - firstHead);
        float* const partial = task.partial + ((query * task.numHeads + head) * gridDim.x + blockIdx.x) * (task.width + 2);
        __syncthreads();
        for (int i = static_cast<int>(threadIdx.x); i < kHeads * task.width; i += kThreads)
            queries[i] = i < numHeads * task.width ? widen(task.query[query * task.queryStride + head * task.width + i]) : 0.0F;
        __syncthreads();
        scoreKeys<T, kPack>(task, cache.key, queries, scores, range, begin, numHeads);
        __syncthreads();
        softmaxOfPart(scores, partial, task.width, stride, numHeads);
        __syncthreads();
        for (int column = static_cast<int>(threadIdx.x); column < task.width; column += kThreads) {
            float sums[kHeads] = {};
#pragma unroll 8
            for (int64_t i = range.begin; i < range.end; ++i) {
                const float value = widen(cache.value[i * task.valueStride + blockIdx.y * task.width + column]);
                for (int j = 0; j < kHeads; ++j) sums[j] += (j < numHeads ? scores[j * kPart + (i - begin)] : 0.0F) * value;
            }
            for (int j = 0; j < numHeads; ++j) partial[j * stride + column] = sums[j];
        }
    }
}

template <class T>
__global__ void joinKernel(CacheTask<T> task) {
    const int64_t place = blockIdx.x;                  // query and head
    const Range seen = partsOf(viewOf(task.caches, place / task.numHeads).numKeys, task.window);
    const int64_t parts = seen.end - seen.begin;
    const float* const partial = task.partial + (place * task.parts.count + seen.begin - task.parts.first) * (task.width + 2);
    float top = -infinity(), sum = 0;
    for (int64_t part = 0; part < parts; ++part) top = fmaxf(top, partial[part * (task.width + 2) + task.width]);
    for (int64_t part = 0; part < parts; ++part) {
        const float* const numbers = partial + part * (task.width + 2) + task.width;
        sum += numbers[1] * expf(numbers[0] - top);
    }
    for (int column = static_cast<int>(threadIdx.x); column < task.width; column += static_cast<int>(blockDim.x)) {
        float value = 0;
        for (int64_t part = 0; part < parts; ++part) {
            const float* const numbers = partial + part * (task.width + 2);
            value += numbers[column] * expf(numbers[task.width] - top);
        }
        task.out[place * task.width + column] = narrow<T>(value / sum);
    }
}

// A block for each sequence and each of key and value.
template <class T>
__global__ void appendKernel(AppendTask<T> task) {
    const int64_t row = blockIdx.x;
    const CacheView<T> cache = viewOf(task.caches, row);
    T* const to = (blockIdx.y == 0 ? cache.key : cache.value) + (cache.numKeys - 1) * task.width;
    const T* const from = blockIdx.y == 0 ? task.key + row * task.keyStride : task.value + row * task.valueStride;
    for (int64_t i = threadIdx.x; i < task.width; i += blockDim.x) to[i] = from[i];
}

}  // namespace

CacheParts cacheParts(const int64_t* numKeys, int64_t numQueries, int64_t window) {
    Range all = partsOf(numKeys[0], window);
    for (int64_t query = 1; query < numQueries; ++query) {
        const Range own = partsOf(numKeys[query], window);
        all = {own.begin < all.begin ? own.begin : all.begin, own.end > all.end ? own.end : all.end};
    }
    return {all.begin, all.end - all.begin};
}

template <class T>
int cachedAttention(const CacheTask<T>& task, Stream stream) {
    const Grid grid{task.parts.count, task.numKvHeads, task.numQueries};
    const int bytes = kHeads * (task.width + kPart) * static_cast<int>(sizeof(float));
    bool isPacked = packs<T>(task.width) && packs<T>(task.keyStride);
    // A cache of its own begins where memory does; only views given one by one may begin elsewhere.
    for (int64_t query = 0; !task.caches.table && query < task.numQueries; ++query) isPacked = isPacked && packs<T>(0, task.caches.given[query].key);
    const int error = isPacked ? launch(partKernel<T, kFullPack<T>>, grid, kThreads, bytes, stream, task)
                               : launch(partKernel<T, 1>, grid, kThreads, bytes, stream, task);
    if (error != 0) return error;
    return launch(joinKernel<T>, {task.numQueries * task.numHeads}, kThreads, 0, stream, task);
}

template <class T>
int appendToCaches(const AppendTask<T>& task, Stream stream) {
    return launch(appendKernel<T>, {task.rows, 2}, threadsFor(task.width, 256), 0, stream, task);
}

template int cachedAttention(const CacheTask<float>&, Stream);
template int cachedAttention(const CacheTask<Bf16>&, Stream);
template int appendToCaches(const AppendTask<float>&, Stream);
template int appendToCaches(const AppendTask<Bf16>&, Stream);

}  // namespace luthier::kernels::cuda
