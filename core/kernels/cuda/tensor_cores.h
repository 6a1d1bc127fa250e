// SPDX-License-Identifier: Apache-2.0
// What the tensor cores of compute capability 8.0 and later do with a warp, for bf16 with float32 sums: C[16x8] += A[16x16] B[16x8] (mma.m16n8k16), how their
// operands come out of shared memory (ldmatrix), and how that is filled from global memory meanwhile (cp.async). Of a 16x8 C, lane l holds row l/4, columns
// 2(l%4) and +1, and the same of row l/4 + 8: c[0..1], c[2..3]. Two C side by side are, packed to bf16, an A.
#pragma once

#include "core/kernels/cuda/device.h"

namespace luthier::kernels::cuda {

// The parts of this file that need the hardware; the emulator has them too.
#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 800
#define LUTHIER_TENSOR_CORES 1
#endif

// Whether the current device has them.
inline bool hasTensorCores() {
    int device = 0, major = 0;
    return cudaGetDevice(&device) == cudaSuccess && cudaDeviceGetAttribute(&major, cudaDevAttrComputeCapabilityMajor, device) == cudaSuccess && major >= 8;
}

struct Words4 { uint32_t at[4]; };

#ifdef __CUDACC__

#ifdef LUTHIER_TENSOR_CORES
__device__ inline void multiplyAdd(float (&c)[4], const Words4& a, uint32_t b0, uint32_t b1) {
    asm volatile("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};\n"
                 : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
                 : "r"(a.at[0]), "r"(a.at[1]), "r"(a.at[2]), "r"(a.at[3]), "r"(b0), "r"(b1));
}
__device__ inline uint32_t packed(float low, float high) {
    uint32_t both;
    asm("cvt.rn.bf16x2.f32 %0, %1, %2;\n" : "=r"(both) : "f"(high), "f"(low));
    return both;
}
// Four 8x8 matrices; lanes 8i..8i+7 name the rows of the i-th. Lane l gets row l/4, columns 2(l%4) and +1 of each; transposed: of its transpose.
__device__ inline Words4 loadMatrices(const Bf16* row) {
    Words4 words;
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0,%1,%2,%3}, [%4];\n"
                 : "=r"(words.at[0]), "=r"(words.at[1]), "=r"(words.at[2]), "=r"(words.at[3])
                 : "r"(static_cast<uint32_t>(__cvta_generic_to_shared(row))) : "memory");
    return words;
}
__device__ inline Words4 loadTransposed(const Bf16* row) {
    Words4 words;
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {%0,%1,%2,%3}, [%4];\n"
                 : "=r"(words.at[0]), "=r"(words.at[1]), "=r"(words.at[2]), "=r"(words.at[3])
                 : "r"(static_cast<uint32_t>(__cvta_generic_to_shared(row))) : "memory");
    return words;
}
// 16 bytes, or zeros. They are there after waitForCopies() has counted their group, and a barrier.
__device__ inline void copyAsync(Bf16* to, const Bf16* from, bool valid) {
    asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;\n" ::"r"(static_cast<uint32_t>(__cvta_generic_to_shared(to))), "l"(from), "r"(valid ? 16 : 0)
                 : "memory");
}
__device__ inline void commitCopies() { asm volatile("cp.async.commit_group;\n" ::: "memory"); }
template <int kGroupsLeft>
__device__ void waitForCopies() { asm volatile("cp.async.wait_group %0;\n" ::"n"(kGroupsLeft) : "memory"); }
#endif

#else
inline void multiplyAdd(float (&c)[4], const Words4& a, uint32_t b0, uint32_t b1) { emulator::multiplyAdd(c, a.at, b0, b1); }
inline uint32_t packed(float low, float high) { return bf16Bits(low) | bf16Bits(high) << 16; }
inline Words4 loadMatrices(const Bf16* row) {
    Words4 words;
    emulator::loadMatrices(words.at, row, false);
    return words;
}
inline Words4 loadTransposed(const Bf16* row) {
    Words4 words;
    emulator::loadMatrices(words.at, row, true);
    return words;
}
inline void copyAsync(Bf16* to, const Bf16* from, bool valid) { emulator::copyLater(to, from, 16, valid); }
inline void commitCopies() { emulator::commitCopies(); }
template <int kGroupsLeft>
void waitForCopies() { emulator::waitCopies(kGroupsLeft); }
#endif

#ifdef LUTHIER_TENSOR_CORES

// Tiles in shared memory are row-major with 16 bytes more than they need per row, so that the eight rows of a matrix lie in different banks.
__host__ __device__ constexpr int pitchOf(int width) { return width + 8; }

// c (16 x 8 kTiles) += A B^T. a: 16 rows of kDepth, b: 8 kTiles rows of kDepth.
template <int kDepth, int kTiles>
__device__ void addProductOfRows(float (&c)[kTiles][4], const Bf16* a, const Bf16* b) {
    constexpr int kPitch = pitchOf(kDepth);
    const int lane = static_cast<int>(threadIdx.x) % kWarp;
    const Bf16* const rowOfA = a + lane % 16 * kPitch + lane / 16 * 8;
    const Bf16* const rowOfB = b + (lane % 8 + lane / 16 * 8) * kPitch + lane / 8 % 2 * 8;
#pragma unroll
    for (int k = 0; k < kDepth; k += 16) {
        const Words4 left = loadMatrices(rowOfA + k);
#pragma unroll
        for (int tile = 0; tile < kTiles; tile += 2) {
            const Words4 right = loadMatrices(rowOfB + tile * 8 * kPitch + k);
            multiplyAdd(c[tile], left, right.at[0], right.at[1]);
            multiplyAdd(c[tile + 1], left, right.at[2], right.at[3]);
        }
    }
}

// c (16 x 8 kTiles) += P B. p: 16 x 8 kDepthTiles as it came out of a product, rounded to bf16 here; b: 8 kDepthTiles rows of 8 kTiles.
template <int kDepthTiles, int kTiles>
__device__ void addProductOfColumns(float (&c)[kTiles][4], const float (&p)[kDepthTiles][4], const Bf16* b) {
    constexpr int kPitch = pitchOf(8 * kTiles);
    const int lane = static_cast<int>(threadIdx.x) % kWarp;
    const Bf16* const rowOfB = b + lane % 16 * kPitch + lane / 16 * 8;
#pragma unroll
    for (int depth = 0; depth < kDepthTiles; depth += 2) {
        const Words4 left{{packed(p[depth][0], p[depth][1]), packed(p[depth][2], p[depth][3]), packed(p[depth + 1][0], p[depth + 1][1]),
                           packed(p[depth + 1][2], p[depth + 1][3])}};
#pragma unroll
        for (int tile = 0; tile < kTiles; tile += 2) {
            const Words4 right = loadTransposed(rowOfB + depth * 8 * kPitch + tile * 8);
            multiplyAdd(c[tile], left, right.at[0], right.at[1]);
            multiplyAdd(c[tile + 1], left, right.at[2], right.at[3]);
        }
    }
}

// Starts to fill kRows rows of a tile with rows of global memory; zeros beyond numRows and width. Both are 16-byte aligned, width a multiple of 8.
template <int kWidth, int kRows, int kThreads>
__device__ void copyRows(Bf16* tile, const Bf16* from, int64_t stride, int numRows, int width) {
    constexpr int kPacks = kWidth / 8;
#pragma unroll 4
    for (int i = static_cast<int>(threadIdx.x); i < kRows * kPacks; i += kThreads) {
        const int row = i / kPacks, column = i % kPacks * 8;
        const bool valid = row < numRows && column < width;
        copyAsync(tile + row * pitchOf(kWidth) + column, valid ? from + row * stride + column : from, valid);
    }
}

#endif

}  // namespace luthier::kernels::cuda
