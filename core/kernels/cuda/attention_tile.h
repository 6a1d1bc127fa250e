// SPDX-License-Identifier: Apache-2.0
// What all attention kernels agree on: which rows a tile has, who sees whom, and which kernels a task takes.
#pragma once

#include "core/kernels/cuda/device.h"

namespace luthier::kernels::cuda {

constexpr float kLog2E = 1.44269504F, kLn2 = 0.693147181F;

__device__ inline float infinity() { return __uint_as_float(0x7F800000U); }

__device__ inline int least(int a, int b) { return a < b ? a : b; }
__device__ inline int most(int a, int b) { return a > b ? a : b; }

// Positions of keys that a query of this tile may see, the first rounded down to whole steps of a walk over them.
struct Span { int begin, end; };
__device__ inline Span keysOfTile(const AttentionTile& tile, int rows, int window, int step) {
    return {most(0, tile.first - window + 1) / step * step, least(tile.first + rows, tile.length)};
}
// Positions of queries that may see a key of this tile. Its first query is its first key.
__device__ inline Span queriesOfTile(const AttentionTile& tile, int rows, int window) {
    const int lastKey = least(tile.first + rows, tile.length) - 1;
    return {tile.first, window < tile.length - lastKey ? lastKey + window : tile.length};
}

__device__ inline bool sees(int query, int key, int window) { return key <= query && query - key < window; }

constexpr int kTensorCoreRows = 64;
constexpr int kTensorCoreWidth = 128;                  // the widest head that they take
// Queries or keys of a tile of the plain kernels: as many as fit into the 64 KiB of shared memory of compute capability 7.5.
constexpr int kPlainWidth = 96;                        // the widest head that gets 32 rows
constexpr int plainRows(int width) { return width <= kPlainWidth ? 32 : 16; }

int attentionOnTensorCores(const SegmentTask<Bf16>& task, Stream stream);
int attentionBackwardOnTensorCores(const SegmentTask<Bf16>& task, Stream stream);
template <class T>
int plainAttention(const SegmentTask<T>& task, Stream stream);
template <class T>
int plainAttentionBackward(const SegmentTask<T>& task, Stream stream);

}  // namespace luthier::kernels::cuda
