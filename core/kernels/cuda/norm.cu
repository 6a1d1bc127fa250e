// SPDX-License-Identifier: Apache-2.0
// RMSNorm with the residual sum in front of it (tasks.h). A block per row; the row is read twice, the second time from cache.
#include "core/kernels/cuda/device.h"

namespace luthier::kernels::cuda {

namespace {

template <class T, int kPack>
__global__ void normKernel(NormTask<T> task) {
    const int64_t start = blockIdx.x * task.width;
    const int step = static_cast<int>(blockDim.x) * kPack, begin = static_cast<int>(threadIdx.x) * kPack, width = static_cast<int>(task.width);
    float squares = 0;
    for (int i = begin; i < width; i += step) {
        Pack<T, kPack> values = loadPack<kPack>(task.x + start + i);
        if (task.delta) {
            const Pack<T, kPack> delta = loadPack<kPack>(task.delta + start + i);
            for (int j = 0; j < kPack; ++j) values.at[j] = narrow<T>(widen(values.at[j]) + widen(delta.at[j]));
            storePack(task.sum + start + i, values);
        }
        for (int j = 0; j < kPack; ++j) squares += widen(values.at[j]) * widen(values.at[j]);
    }
    const float scale = 1.0F / sqrtf(blockSum(squares) / static_cast<float>(width) + task.eps);
    if (threadIdx.x == 0) task.rstd[blockIdx.x] = scale;
    const T* const from = (task.delta ? task.sum : task.x) + start;
    for (int i = begin; i < width; i += step) {
        Pack<T, kPack> values = loadPack<kPack>(from + i);
        const Pack<T, kPack> weight = loadPack<kPack>(task.weight + i);
        for (int j = 0; j < kPack; ++j) values.at[j] = narrow<T>(rounded<T>(widen(values.at[j]) * scale) * widen(weight.at[j]));
        storePack(task.y + start + i, values);
    }
}

template <class T, int kPack>
__global__ void normBackwardKernel(NormBackwardTask<T> task) {
    const int64_t start = blockIdx.x * task.width;
    const int step = static_cast<int>(blockDim.x) * kPack, begin = static_cast<int>(threadIdx.x) * kPack, width = static_cast<int>(task.width);
    const float scale = task.rstd[blockIdx.x];
    float products = 0;
    for (int i = begin; i < width; i += step) {
        const Pack<T, kPack> dy = loadPack<kPack>(task.dy + start + i), x = loadPack<kPack>(task.x + start + i), weight = loadPack<kPack>(task.weight + i);
        for (int j = 0; j < kPack; ++j) products += widen(dy.at[j]) * widen(weight.at[j]) * widen(x.at[j]);
    }
    const float projection = blockSum(products) / static_cast<float>(width) * scale * scale;
    for (int i = begin; i < width; i += step) {
        const Pack<T, kPack> dy = loadPack<kPack>(task.dy + start + i), x = loadPack<kPack>(task.x + start + i), weight = loadPack<kPack>(task.weight + i);
        Pack<T, kPack> residual, dx;
        if (task.residual) residual = loadPack<kPack>(task.residual + start + i);
        for (int j = 0; j < kPack; ++j) {
            float value = (widen(dy.at[j]) * widen(weight.at[j]) - widen(x.at[j]) * projection) * scale;
            if (task.residual) value += widen(residual.at[j]);
            dx.at[j] = narrow<T>(value);
        }
        storePack(task.dx + start + i, dx);
    }
}

constexpr int kPartRows = 128;                         // rows of one part of the sum over rows
constexpr int kLines = 8;                              // of them at a time

// A block sums 32 columns of one part: 8 lines of threads, then their sums in order.
template <class T>
__global__ void normWeightKernel(NormWeightTask<T> task) {
    float* const lines = reinterpret_cast<float*>(sharedMemory());
    const int lane = static_cast<int>(threadIdx.x) % kWarp, line = static_cast<int>(threadIdx.x) / kWarp;
    const int64_t column = static_cast<int64_t>(blockIdx.x) * kWarp + lane, first = static_cast<int64_t>(blockIdx.y) * kPartRows;
    const int64_t last = first + kPartRows < task.rows ? first + kPartRows : task.rows;
    float sum = 0;
    if (column < task.width)
        for (int64_t row = first + line; row < last; row += kLines)
            sum += widen(task.dy[row * task.width + column]) * widen(task.x[row * task.width + column]) * task.rstd[row];
    lines[threadIdx.x] = sum;
    __syncthreads();
    if (line > 0 || column >= task.width) return;
    for (int i = 1; i < kLines; ++i) sum += lines[i * kWarp + lane];
    task.partial[blockIdx.y * task.width + column] = sum;
}

__global__ void sumPartsKernel(const float* partial, float* out, int64_t parts, int64_t width) {
    const int64_t column = static_cast<int64_t>(blockIdx.x) * blockDim.x + threadIdx.x;
    if (column >= width) return;
    float sum = 0;
    for (int64_t part = 0; part < parts; ++part) sum += partial[part * width + column];
    out[column] = sum;
}

}  // namespace

template <class T>
int rmsNorm(const NormTask<T>& task, Stream stream) {
    if (packs<T>(task.width, task.x, task.delta, task.weight, task.sum, task.y))
        return launch(normKernel<T, kFullPack<T>>, {task.rows}, threadsFor(task.width / kFullPack<T>, 256), kSumBytes, stream, task);
    return launch(normKernel<T, 1>, {task.rows}, threadsFor(task.width, 256), kSumBytes, stream, task);
}

template <class T>
int rmsNormBackward(const NormBackwardTask<T>& task, Stream stream) {
    if (packs<T>(task.width, task.dy, task.x, task.weight, task.residual, task.dx))
        return launch(normBackwardKernel<T, kFullPack<T>>, {task.rows}, threadsFor(task.width / kFullPack<T>, 256), kSumBytes, stream, task);
    return launch(normBackwardKernel<T, 1>, {task.rows}, threadsFor(task.width, 256), kSumBytes, stream, task);
}

int64_t numNormParts(int64_t rows) { return rows > 0 ? ceilDiv(rows, kPartRows) : 1; }

template <class T>
int rmsNormWeight(const NormWeightTask<T>& task, Stream stream) {
    const int64_t parts = numNormParts(task.rows);
    const int error = launch(normWeightKernel<T>, {ceilDiv(task.width, kWarp), parts}, kWarp * kLines,
                             kWarp * kLines * static_cast<int>(sizeof(float)), stream, task);
    if (error != 0) return error;
    return launch(sumPartsKernel, {ceilDiv(task.width, 128)}, 128, 0, stream, static_cast<const float*>(task.partial), task.dWeight, parts, task.width);
}

template int rmsNorm(const NormTask<float>&, Stream);
template int rmsNorm(const NormTask<Bf16>&, Stream);
template int rmsNormBackward(const NormBackwardTask<float>&, Stream);
template int rmsNormBackward(const NormBackwardTask<Bf16>&, Stream);
template int rmsNormWeight(const NormWeightTask<float>&, Stream);
template int rmsNormWeight(const NormWeightTask<Bf16>&, Stream);

}  // namespace luthier::kernels::cuda
