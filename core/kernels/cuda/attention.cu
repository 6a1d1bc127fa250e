// SPDX-License-Identifier: Apache-2.0
// Chooses the attention kernels of a task, and computes what both backward passes need: delta = sum over the width of dOut out (Dao et al. 2022, eq. 4).
#include "core/kernels/cuda/attention_tile.h"
#include "core/kernels/cuda/tensor_cores.h"

namespace luthier::kernels::cuda {

namespace {

bool takesTensorCores(const SegmentTask<float>&) { return false; }
bool takesTensorCores(const SegmentTask<Bf16>& task) {
    const auto whole = [](int64_t stride) { return stride % kFullPack<Bf16> == 0; };
    const bool isAligned = packs<Bf16>(task.width, task.query, task.key, task.value, task.out, task.dOut, task.dQuery, task.dKey, task.dValue) &&
                           whole(task.queryStride) && whole(task.keyStride) && whole(task.valueStride) && whole(task.outStride) && whole(task.dOutStride) &&
                           whole(task.dQueryStride) && whole(task.dKeyStride) && whole(task.dValueStride);
    return isAligned && task.width <= kTensorCoreWidth && hasTensorCores();
}

template <class T>
__global__ void deltaKernel(SegmentTask<T> task) {
    const int lane = static_cast<int>(threadIdx.x) % kWarp;
    const int64_t place = static_cast<int64_t>(blockIdx.x) * (blockDim.x / kWarp) + threadIdx.x / kWarp;   // a row and a head for each warp
    if (place >= task.rows * task.numHeads) return;
    const int64_t row = place / task.numHeads, column = place % task.numHeads * task.width;
    const T *dOut = task.dOut + row * task.dOutStride + column, *out = task.out + row * task.outStride + column;
    float sum = 0;
    for (int i = lane; i < task.width; i += kWarp) sum += widen(dOut[i]) * widen(out[i]);
    sum = warpSum(sum);
    if (lane == 0) task.delta[place] = sum;
}

}  // namespace

bool tensorCoresHere() { return hasTensorCores(); }

template <class T>
int32_t tileRows(const SegmentTask<T>& task) {
    return takesTensorCores(task) ? kTensorCoreRows : plainRows(task.width);
}

template <class T>
int attention(const SegmentTask<T>& task, Stream stream) {
    if constexpr (sizeof(T) == sizeof(Bf16))
        if (takesTensorCores(task)) return attentionOnTensorCores(task, stream);
    return plainAttention(task, stream);
}

template <class T>
int attentionBackward(const SegmentTask<T>& task, Stream stream) {
    constexpr int kThreads = 128;
    const int error = launch(deltaKernel<T>, {ceilDiv(task.rows * task.numHeads, kThreads / kWarp)}, kThreads, 0, stream, task);
    if (error != 0) return error;
    if constexpr (sizeof(T) == sizeof(Bf16))
        if (takesTensorCores(task)) return attentionBackwardOnTensorCores(task, stream);
    return plainAttentionBackward(task, stream);
}

template int32_t tileRows(const SegmentTask<float>&);
template int32_t tileRows(const SegmentTask<Bf16>&);
template int attention(const SegmentTask<float>&, Stream);
template int attention(const SegmentTask<Bf16>&, Stream);
template int attentionBackward(const SegmentTask<float>&, Stream);
template int attentionBackward(const SegmentTask<Bf16>&, Stream);

}  // namespace luthier::kernels::cuda
