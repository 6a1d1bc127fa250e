// SPDX-License-Identifier: Apache-2.0
// SwiGLU and the rotary embedding (tasks.h). A thread takes one pack of a row.
#include "core/kernels/cuda/device.h"

namespace luthier::kernels::cuda {

namespace {

constexpr int kThreads = 128;

__device__ inline float sigmoid(float x) { return 1.0F / (1.0F + expf(-x)); }

// The first column of this thread's pack; the row is blockIdx.x.
template <int kPack>
__device__ int64_t columnOf() {
    return (static_cast<int64_t>(blockIdx.y) * kThreads + threadIdx.x) * kPack;
}

template <class T, int kPack>
__global__ void swigluKernel(SwigluTask<T> task) {
    const int64_t column = columnOf<kPack>(), row = blockIdx.x;
    if (column >= task.width) return;
    const T* const in = task.gateUp + row * 2 * task.width + column;
    const Pack<T, kPack> gate = loadPack<kPack>(in), up = loadPack<kPack>(in + task.width);
    Pack<T, kPack> out;
    for (int j = 0; j < kPack; ++j) {
        const float g = widen(gate.at[j]);
        out.at[j] = narrow<T>(rounded<T>(g * sigmoid(g)) * widen(up.at[j]));
    }
    storePack(task.out + row * task.width + column, out);
}

template <class T, int kPack>
__global__ void swigluBackwardKernel(SwigluTask<T> task) {
    const int64_t column = columnOf<kPack>(), row = blockIdx.x;
    if (column >= task.width) return;
    const int64_t place = row * 2 * task.width + column;
    const Pack<T, kPack> gate = loadPack<kPack>(task.gateUp + place), up = loadPack<kPack>(task.gateUp + place + task.width);
    const Pack<T, kPack> dOut = loadPack<kPack>(task.dOut + row * task.width + column);
    Pack<T, kPack> dGate, dUp;
    for (int j = 0; j < kPack; ++j) {
        const float g = widen(gate.at[j]), d = widen(dOut.at[j]), s = sigmoid(g);
        dGate.at[j] = narrow<T>(d * widen(up.at[j]) * (s * (1.0F + g * (1.0F - s))));
        dUp.at[j] = narrow<T>(d * (g * s));
    }
    storePack(task.gradient + place, dGate);
    storePack(task.gradient + place + task.width, dUp);
}

template <class T, int kPack>
__global__ void rotationKernel(RotationTask<T> task) {
    const int64_t half = task.width / 2, column = columnOf<kPack>(), row = blockIdx.x;   // columns of all heads' first halves, one after another
    if (column >= task.heads * half) return;
    const int64_t i = column % half;
    T* const x = task.x + row * task.stride + column / half * task.width + i;
    const float *cosine = task.cosine + row * half + i, *sine = task.sine + row * half + i;
    Pack<T, kPack> a = loadPack<kPack>(x), b = loadPack<kPack>(x + half);
    for (int j = 0; j < kPack; ++j) {
        const float first = widen(a.at[j]), second = widen(b.at[j]), s = sine[j] * task.sign;
        a.at[j] = narrow<T>(first * cosine[j] - second * s);
        b.at[j] = narrow<T>(second * cosine[j] + first * s);
    }
    storePack(x, a);
    storePack(x + half, b);
}

}  // namespace

template <class T>
int swiglu(const SwigluTask<T>& task, Stream stream) {
    constexpr int kPack = kFullPack<T>;
    if (packs<T>(task.width, task.gateUp, task.out))
        return launch(swigluKernel<T, kPack>, {task.rows, ceilDiv(task.width, kPack * kThreads)}, kThreads, 0, stream, task);
    return launch(swigluKernel<T, 1>, {task.rows, ceilDiv(task.width, kThreads)}, kThreads, 0, stream, task);
}

template <class T>
int swigluBackward(const SwigluTask<T>& task, Stream stream) {
    constexpr int kPack = kFullPack<T>;
    if (packs<T>(task.width, task.gateUp, task.dOut, task.gradient))
        return launch(swigluBackwardKernel<T, kPack>, {task.rows, ceilDiv(task.width, kPack * kThreads)}, kThreads, 0, stream, task);
    return launch(swigluBackwardKernel<T, 1>, {task.rows, ceilDiv(task.width, kThreads)}, kThreads, 0, stream, task);
}

template <class T>
int rotate(const RotationTask<T>& task, Stream stream) {
    constexpr int kPack = kFullPack<T>;
    const int64_t columns = task.heads * (task.width / 2);
    if (packs<T>(task.width / 2, task.x) && packs<T>(task.stride))
        return launch(rotationKernel<T, kPack>, {task.rows, ceilDiv(columns, kPack * kThreads)}, kThreads, 0, stream, task);
    return launch(rotationKernel<T, 1>, {task.rows, ceilDiv(columns, kThreads)}, kThreads, 0, stream, task);
}

template int swiglu(const SwigluTask<float>&, Stream);
template int swiglu(const SwigluTask<Bf16>&, Stream);
template int swigluBackward(const SwigluTask<float>&, Stream);
template int swigluBackward(const SwigluTask<Bf16>&, Stream);
template int rotate(const RotationTask<float>&, Stream);
template int rotate(const RotationTask<Bf16>&, Stream);

}  // namespace luthier::kernels::cuda
