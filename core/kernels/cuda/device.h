// SPDX-License-Identifier: Apache-2.0
// What all kernels share: elements, packs of 16 bytes, sums over a block, launching. Read by nvcc, and by the C++ compiler together with the emulator of
// tests/gpu, whose cuda_runtime.h stands in for CUDA's. All shared memory is dynamic, and comes from sharedMemory().
#pragma once

#include <stdint.h>

#include <cuda_runtime.h>

#include "core/kernels/cuda/tasks.h"

namespace luthier::kernels::cuda {

constexpr int kWarp = 32;

__device__ inline float widen(float value) { return value; }
__device__ inline float widen(Bf16 value) { return __uint_as_float(static_cast<uint32_t>(value.bits) << 16); }

// Round to nearest even; NaN stays NaN.
__device__ inline uint32_t bf16Bits(float value) {
    const uint32_t bits = __float_as_uint(value);
    return value == value ? (bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16 : 0x7FC0U;
}
template <class T>
__device__ T narrow(float value);
template <>
__device__ inline float narrow<float>(float value) { return value; }
template <>
__device__ inline Bf16 narrow<Bf16>(float value) { return {static_cast<uint16_t>(bf16Bits(value))}; }

// The value as it would be read back from memory of this type.
template <class T>
__device__ float rounded(float value) { return widen(narrow<T>(value)); }

template <class T, int kCount>
struct alignas(kCount * sizeof(T)) Pack { T at[kCount]; };

template <int kCount, class T>
__device__ Pack<T, kCount> loadPack(const T* from) { return *reinterpret_cast<const Pack<T, kCount>*>(from); }
template <int kCount, class T>
__device__ void storePack(T* to, const Pack<T, kCount>& pack) { *reinterpret_cast<Pack<T, kCount>*>(to) = pack; }

// Elements of one access of 16 bytes, or 1 where one of the row lengths or addresses does not allow it.
template <class T>
constexpr int kFullPack = static_cast<int>(16 / sizeof(T));

template <class T>
bool packs(int64_t width) { return width % kFullPack<T> == 0; }
template <class T, class... Pointers>
bool packs(int64_t width, const void* first, Pointers... rest) {
    return reinterpret_cast<uintptr_t>(first) % 16 == 0 && packs<T>(width, static_cast<const void*>(rest)...);
}

__device__ inline unsigned char* sharedMemory() {
    extern __shared__ __align__(16) unsigned char luthierShared[];
    return luthierShared;
}

__device__ inline float warpSum(float value) {
    for (int offset = kWarp / 2; offset > 0; offset /= 2) value += __shfl_xor_sync(0xFFFFFFFFU, value, offset);
    return value;
}

// The sum over all threads of a block of whole warps, for each of them. Uses the first 32 floats of shared memory.
__device__ inline float blockSum(float value) {
    float* const parts = reinterpret_cast<float*>(sharedMemory());
    const int warp = static_cast<int>(threadIdx.x) / kWarp, numWarps = static_cast<int>(blockDim.x) / kWarp;
    value = warpSum(value);
    __syncthreads();   // the parts of an earlier sum have been read
    if (threadIdx.x % kWarp == 0) parts[warp] = value;
    __syncthreads();
    float sum = 0;
    for (int i = 0; i < numWarps; ++i) sum += parts[i];
    return sum;
}
constexpr int kSumBytes = kWarp * static_cast<int>(sizeof(float));

inline int64_t ceilDiv(int64_t a, int64_t b) { return (a + b - 1) / b; }

// Threads of a block that sweeps over a row of so many packs.
inline int threadsFor(int64_t numPacks, int most) {
    const int64_t wanted = ceilDiv(numPacks, kWarp) * kWarp;
    return static_cast<int>(wanted < most ? (wanted < kWarp ? kWarp : wanted) : most);
}

struct Grid { int64_t x, y = 1, z = 1; };

// kernel(task...) on the stream. Nothing is launched for an empty grid.
template <class... Parameters>
int launch(void (*kernel)(Parameters...), Grid grid, int threads, int sharedBytes, Stream stream, Parameters... parameters) {
    if (grid.x <= 0 || grid.y <= 0 || grid.z <= 0) return 0;
    constexpr int kWithoutAsking = 48 << 10;
    if (sharedBytes > kWithoutAsking) {
        const cudaError_t error = cudaFuncSetAttribute(reinterpret_cast<const void*>(kernel), cudaFuncAttributeMaxDynamicSharedMemorySize, sharedBytes);
        if (error != cudaSuccess) {
            cudaGetLastError();   // said here; not to be found by who looks next
            return static_cast<int>(error);
        }
    }
    const dim3 blocks(static_cast<unsigned>(grid.x), static_cast<unsigned>(grid.y), static_cast<unsigned>(grid.z));
#ifdef __CUDACC__
    kernel<<<blocks, static_cast<unsigned>(threads), static_cast<unsigned>(sharedBytes), stream>>>(parameters...);
#else
    static_cast<void>(stream);
    luthier::emulator::run(blocks, threads, sharedBytes, [&] { kernel(parameters...); });
#endif
    return static_cast<int>(cudaGetLastError());
}

}  // namespace luthier::kernels::cuda
