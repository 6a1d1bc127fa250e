// SPDX-License-Identifier: Apache-2.0
// AdamW, stochastic rounding, a scaling by a number that lies on the device, and the mask of dropout (tasks.h).
#include "core/kernels/cuda/device.h"

namespace luthier::kernels::cuda {

namespace {

constexpr int kThreads = 256;

__device__ inline int64_t placeOf(int perThread) { return (static_cast<int64_t>(blockIdx.x) * kThreads + threadIdx.x) * perThread; }

__device__ inline void adamwElement(float& p, float g, float& m, float& v, const AdamwStep& step) {
    g *= step.gradientScale;
    p *= step.decay;
    m += (g - m) * (1.0F - step.beta1);
    v = v * step.beta2 + g * g * (1.0F - step.beta2);
    p -= step.rate * m / (sqrtf(v) / step.rootCorrection2 + step.epsilon);
}

template <int kPack>
__global__ void adamwKernel(float* parameter, const float* gradient, float* first, float* second, int64_t count, AdamwStep step) {
    const int64_t i = placeOf(kPack);
    if (i + kPack <= count) {
        Pack<float, kPack> p = loadPack<kPack>(parameter + i), m = loadPack<kPack>(first + i), v = loadPack<kPack>(second + i);
        const Pack<float, kPack> g = loadPack<kPack>(gradient + i);
        for (int j = 0; j < kPack; ++j) adamwElement(p.at[j], g.at[j], m.at[j], v.at[j], step);
        storePack(parameter + i, p);
        storePack(first + i, m);
        storePack(second + i, v);
    } else {
        for (int64_t j = i; j < count; ++j) adamwElement(parameter[j], gradient[j], first[j], second[j], step);
    }
}

__global__ void adamwTensorsKernel(AdamwTensors tensors, AdamwStep step) {
    const AdamwTensor own = tensors.at[blockIdx.y];
    if (!own.decays) step.decay = 1.0F;
    for (int64_t i = placeOf(1); i < own.count; i += static_cast<int64_t>(gridDim.x) * kThreads) {
        float p = own.parameter[i], m = own.first[i], v = own.second[i];
        adamwElement(p, own.gradient[i], m, v, step);
        own.parameter[i] = p;
        own.first[i] = m;
        own.second[i] = v;
        if (own.narrow) own.narrow[i] = narrow<Bf16>(p);
    }
}

template <class T>
__global__ void scaleKernel(const T* x, const float* factor, T* out, int64_t count) {
    const int64_t i = placeOf(1);
    if (i < count) out[i] = narrow<T>(widen(x[i]) * *factor);
}

struct Words { uint32_t at[4]; };

// Philox4x32-10 (Salmon et al. 2011), as core/base/random.h.
__device__ inline Words philox(uint64_t seed, uint64_t stream, uint64_t index) {
    Words counter{{static_cast<uint32_t>(index), static_cast<uint32_t>(index >> 32), static_cast<uint32_t>(stream), static_cast<uint32_t>(stream >> 32)}};
    uint32_t key0 = static_cast<uint32_t>(seed), key1 = static_cast<uint32_t>(seed >> 32);
    for (int round = 0; round < 10; ++round) {
        const uint32_t low0 = 0xD2511F53U * counter.at[0], low1 = 0xCD9E8D57U * counter.at[2];
        counter = {{__umulhi(0xCD9E8D57U, counter.at[2]) ^ counter.at[1] ^ key0, low1, __umulhi(0xD2511F53U, counter.at[0]) ^ counter.at[3] ^ key1, low0}};
        key0 += 0x9E3779B9U;
        key1 += 0xBB67AE85U;
    }
    return counter;
}

template <class T>
__global__ void dropoutKernel(T* mask, int64_t count, uint32_t limit, float kept, uint64_t seed) {
    const int64_t i = placeOf(4);
    if (i >= count) return;
    const Words words = philox(seed, 0, static_cast<uint64_t>(i / 4));
    for (int j = 0; j < 4 && i + j < count; ++j) mask[i + j] = narrow<T>(words.at[j] < limit ? 0.0F : kept);
}

// A block of Philox has four words, each good for two elements.
__global__ void roundKernel(const float* from, Bf16* to, int64_t count, uint64_t seed, uint64_t stream) {
    const int64_t i = placeOf(8);
    if (i >= count) return;
    const Words words = philox(seed, stream, static_cast<uint64_t>(i / 8));
    for (int j = 0; j < 8 && i + j < count; ++j) {
        const uint32_t bits = __float_as_uint(from[i + j]), word = words.at[j / 2], random = (j % 2 == 0 ? word : word >> 16) & 0xFFFFU;
        const bool isFinite = (bits & 0x7F800000U) != 0x7F800000U;   // infinity and NaN stay what they are
        to[i + j].bits = static_cast<uint16_t>(isFinite ? (bits + random) >> 16 : (bits >> 16) | ((bits & 0xFFFFU) != 0 ? 0x40U : 0U));
    }
}

}  // namespace

int roundStochastically(const float* from, Bf16* to, int64_t count, uint64_t seed, uint64_t stream, Stream on) {
    return launch(roundKernel, {ceilDiv(count, kThreads * 8)}, kThreads, 0, on, from, to, count, seed, stream);
}

int adamw(const AdamwTensors& tensors, const AdamwStep& step, Stream stream) {
    int64_t longest = 0;
    for (int i = 0; i < tensors.number; ++i) longest = tensors.at[i].count > longest ? tensors.at[i].count : longest;
    constexpr int64_t kMostBlocks = 2048;
    const int64_t blocks = ceilDiv(longest, kThreads);
    return launch(adamwTensorsKernel, {blocks < kMostBlocks ? blocks : kMostBlocks, tensors.number}, kThreads, 0, stream, tensors, step);
}

int adamw(float* parameter, const float* gradient, float* first, float* second, int64_t count, const AdamwStep& step, Stream stream) {
    constexpr int kPack = kFullPack<float>;
    if (packs<float>(0, parameter, gradient, first, second))
        return launch(adamwKernel<kPack>, {ceilDiv(count, kThreads * kPack)}, kThreads, 0, stream, parameter, gradient, first, second, count, step);
    return launch(adamwKernel<1>, {ceilDiv(count, kThreads)}, kThreads, 0, stream, parameter, gradient, first, second, count, step);
}

template <class T>
int scale(const T* x, const float* factor, T* out, int64_t count, Stream stream) {
    return launch(scaleKernel<T>, {ceilDiv(count, kThreads)}, kThreads, 0, stream, x, factor, out, count);
}

template <class T>
int dropoutMask(T* mask, int64_t count, float dropout, uint64_t seed, Stream stream) {
    const double limit = static_cast<double>(dropout) * 4294967296.0;
    return launch(dropoutKernel<T>, {ceilDiv(count, kThreads * 4)}, kThreads, 0, stream, mask, count,
                  limit >= 4294967295.0 ? 0xFFFFFFFFU : static_cast<uint32_t>(limit), 1.0F / (1.0F - dropout), seed);
}

template int scale(const float*, const float*, float*, int64_t, Stream);
template int scale(const Bf16*, const float*, Bf16*, int64_t, Stream);
template int dropoutMask(float*, int64_t, float, uint64_t, Stream);
template int dropoutMask(Bf16*, int64_t, float, uint64_t, Stream);

}  // namespace luthier::kernels::cuda
