// SPDX-License-Identifier: Apache-2.0
// Stands in for CUDA's header, so that the C++ compiler reads the .cu files as they are and the kernels run on the processor: every thread of a block is a
// fiber, blocks run one after another (emulator.cpp). What it finds: wrong indices and formulas, reads of shared memory that nobody wrote (it is filled with
// NaN), writes beyond it, barriers that not all threads reach, copies that were not waited for, results that depend on the order of threads.
// What it cannot find: timing, registers, and errors of the compiler. Thread: one.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>

#define __global__
#define __device__
#define __host__
#define __shared__
#define __forceinline__ inline
#define __align__(bytes) __attribute__((aligned(bytes)))
#define __launch_bounds__(...)

struct uint3 { unsigned x, y, z; };
struct dim3 {
    unsigned x, y, z;
    constexpr dim3(unsigned x_ = 1, unsigned y_ = 1, unsigned z_ = 1) : x(x_), y(y_), z(z_) {}
};

enum cudaError_t { cudaSuccess = 0, cudaErrorInvalidValue = 1 };
enum cudaFuncAttribute { cudaFuncAttributeMaxDynamicSharedMemorySize };
enum cudaDeviceAttr { cudaDevAttrComputeCapabilityMajor, cudaDevAttrMaxSharedMemoryPerBlockOptin };

namespace luthier::emulator {

extern uint3 currentThread, currentBlock;
extern dim3 blockSize, gridSize;

// Runs body once for every thread of every block. The order of threads changes from call to call.
void run(dim3 grid, int threads, int sharedBytes, const std::function<void()>& body);

// The machine that is emulated: its compute capability, major number; 7 has no tensor cores for bf16.
void setCapability(int major);
int capability();
int maxSharedBytes();

void blockBarrier();
// All 32 lanes give `count` words, and each gets those of all: words[lane * count + i]. Valid until the next exchange but one of this warp.
const std::uint32_t* warpExchange(const std::uint32_t* mine, int count);

// mma.m16n8k16 on bf16, and ldmatrix.x4 (tensor_cores.h says who holds what). Written after the PTX manual, not after the kernels.
void multiplyAdd(float (&c)[4], const std::uint32_t (&a)[4], std::uint32_t b0, std::uint32_t b1);
void loadMatrices(std::uint32_t (&to)[4], const void* row, bool isTransposed);

// What cp.async does: the bytes arrive when their group is waited for, not before; or at once, which changes from call to call.
void copyLater(void* to, const void* from, int bytes, bool valid);
void commitCopies();
void waitCopies(int groupsLeft);

}  // namespace luthier::emulator

#define threadIdx luthier::emulator::currentThread
#define blockIdx luthier::emulator::currentBlock
#define blockDim luthier::emulator::blockSize
#define gridDim luthier::emulator::gridSize

inline void __syncthreads() { luthier::emulator::blockBarrier(); }

inline float __uint_as_float(std::uint32_t bits) {
    float value;
    std::memcpy(&value, &bits, sizeof(value));
    return value;
}
inline std::uint32_t __float_as_uint(float value) {
    std::uint32_t bits;
    std::memcpy(&bits, &value, sizeof(bits));
    return bits;
}
inline std::uint32_t __umulhi(std::uint32_t a, std::uint32_t b) { return static_cast<std::uint32_t>((static_cast<std::uint64_t>(a) * b) >> 32); }

inline float __shfl_xor_sync(unsigned, float value, int mask) {
    const std::uint32_t bits = __float_as_uint(value);
    const unsigned lane = luthier::emulator::currentThread.x % 32;
    return __uint_as_float(luthier::emulator::warpExchange(&bits, 1)[lane ^ static_cast<unsigned>(mask)]);
}
inline int __shfl_xor_sync(unsigned, int value, int mask) {
    const auto bits = static_cast<std::uint32_t>(value);
    const unsigned lane = luthier::emulator::currentThread.x % 32;
    return static_cast<int>(luthier::emulator::warpExchange(&bits, 1)[lane ^ static_cast<unsigned>(mask)]);
}

inline cudaError_t cudaGetLastError() { return cudaSuccess; }
inline const char* cudaGetErrorString(cudaError_t error) { return error == cudaSuccess ? "no error" : "invalid argument"; }
inline cudaError_t cudaFuncSetAttribute(const void*, cudaFuncAttribute, int bytes) {
    return bytes <= luthier::emulator::maxSharedBytes() ? cudaSuccess : cudaErrorInvalidValue;
}
inline cudaError_t cudaGetDevice(int* device) {
    *device = 0;
    return cudaSuccess;
}
inline cudaError_t cudaDeviceGetAttribute(int* value, cudaDeviceAttr attribute, int) {
    *value = attribute == cudaDevAttrComputeCapabilityMajor ? luthier::emulator::capability() : luthier::emulator::maxSharedBytes();
    return cudaSuccess;
}
