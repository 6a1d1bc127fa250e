// SPDX-License-Identifier: Apache-2.0
// Times each of the GPU's kernels on the shapes of an 8B model, and prints a JSON line for each: milliseconds (median of five rounds of twenty calls, each
// round between two events), and TFLOP/s or GB/s of what has to be computed or moved. ATen's attention on the same shape stands beside ours. Needs a GPU.
#include <algorithm>
#include <cstdio>
#include <functional>

#include <ATen/ATen.h>
#include <c10/cuda/CUDAStream.h>
#include <cuda_runtime_api.h>

#include "core/kernels/tensor_kernels.h"

namespace luthier::kernels {
namespace {

using Call = std::function<void()>;

double medianMilliseconds(const Call& call) {
    constexpr int kRounds = 5, kCalls = 20;
    const cudaStream_t stream = c10::cuda::getCurrentCUDAStream().stream();
    cudaEvent_t begin, end;
    cudaEventCreate(&begin);
    cudaEventCreate(&end);
    for (int i = 0; i < 5; ++i) call();
    std::vector<double> times;
    for (int round = 0; round < kRounds; ++round) {
        cudaEventRecord(begin, stream);
        for (int i = 0; i < kCalls; ++i) call();
        cudaEventRecord(end, stream);
        cudaEventSynchronize(end);
        float milliseconds = 0;
        cudaEventElapsedTime(&milliseconds, begin, end);
        times.push_back(static_cast<double>(milliseconds) / kCalls);
    }
    cudaEventDestroy(begin);
    cudaEventDestroy(end);
    std::sort(times.begin(), times.end());
    return times[kRounds / 2];
}

void report(const char* name, const char* shape, const char* unit, double amount, const Call& call) {
    const double milliseconds = medianMilliseconds(call);
    std::printf("{\"case\":\"%s\",\"shape\":\"%s\",\"ms\":%.4f,\"%s\":%.1f}\n", name, shape, milliseconds, unit, amount / milliseconds);
    std::fflush(stdout);
}
void reportBytes(const char* name, const char* shape, double bytes, const Call& call) { report(name, shape, "gb_per_second", bytes * 1e-6, call); }
void reportFlops(const char* name, const char* shape, double flops, const Call& call) { report(name, shape, "tflops", flops * 1e-9, call); }

at::Tensor values(at::IntArrayRef sizes, at::ScalarType dtype = at::kBFloat16) {
    return at::randn(sizes, at::TensorOptions(at::kFloat).device(at::kCUDA)).to(dtype);   // never zeros: they take less power and run faster
}

void rows() {
    constexpr std::int64_t kRows = 16384, kHidden = 4096, kInner = 14336;
    const double elements = static_cast<double>(kRows * kHidden), inner = static_cast<double>(kRows * kInner);
    const at::Tensor x = values({kRows, kHidden}), delta = values({kRows, kHidden}), weight = values({kHidden}), dy = values({kRows, kHidden});
    reportBytes("copy", "16384x4096 bf16", 4 * elements, [&] { x.clone(); });
    reportBytes("add_rms_norm", "16384x4096 bf16", 8 * elements, [&] { cudaKernels.rmsNorm(x, delta, weight, 1e-5); });
    const Norm norm = cudaKernels.rmsNorm(x, {}, weight, 1e-5);
    reportBytes("rms_norm_backward", "16384x4096 bf16", 8 * elements, [&] { cudaKernels.rmsNormBackward(dy, x, weight, norm.rstd, delta); });
    reportBytes("rms_norm_weight", "16384x4096 bf16", 4 * elements, [&] { cudaKernels.rmsNormWeight(dy, x, norm.rstd); });
    const at::Tensor gateUp = values({kRows, 2 * kInner}), dOut = values({kRows, kInner});
    reportBytes("swiglu", "16384x14336 bf16", 6 * inner, [&] { cudaKernels.swiglu(gateUp); });
    reportBytes("swiglu_backward", "16384x14336 bf16", 10 * inner, [&] { cudaKernels.swigluBackward(dOut, gateUp); });
    const at::Tensor heads = values({kRows, 48 * 128}), angle = values({kRows, 64}, at::kFloat), cosine = angle.cos(), sine = angle.sin();
    reportBytes("rotate", "16384x40x128 bf16", 4.0 * kRows * 40 * 128, [&] { cudaKernels.rotate(heads, 40, cosine, sine, 1.0); });
}

void lossAndOptimizer() {
    constexpr std::int64_t kRows = 512, kVocabulary = 128256, kParameters = std::int64_t{1} << 26;
    const at::Tensor source = values({kRows, kVocabulary}), token = at::randint(kVocabulary, {kRows}, at::TensorOptions(at::kLong).device(at::kCUDA));
    at::Tensor logits = source.clone();
    const at::Tensor weight = at::ones({kRows}, logits.options().dtype(at::kFloat)), nll = at::empty_like(weight), first = at::empty_like(token);
    reportBytes("cross_entropy", "512x128256 bf16", 6.0 * kRows * kVocabulary, [&] { cudaKernels.crossEntropy(logits, token, weight, true, nll, first); });
    at::Tensor p = values({kParameters}, at::kFloat), m = at::zeros_like(p), v = at::zeros_like(p);
    const at::Tensor gradient = values({kParameters}, at::kFloat);
    reportBytes("adamw", "67108864 float32", 28.0 * kParameters, [&] { cudaKernels.adamwStep(p, gradient, m, v, 1, {1e-4, 0.9, 0.999, 1e-8, 0.01}); });
}

// Multiplications and additions of the products under the diagonal: two forward, five backward (though ours computes seven, for a fixed order of sums).
double attentionFlops(const std::vector<std::int64_t>& starts, std::int64_t numHeads, std::int64_t width) {
    double pairs = 0;
    for (std::size_t s = 0; s + 1 < starts.size(); ++s) pairs += 0.5 * static_cast<double>((starts[s + 1] - starts[s]) * (starts[s + 1] - starts[s]));
    return 4 * pairs * static_cast<double>(numHeads * width);
}

void attention(const char* shape, const std::vector<std::int64_t>& starts, std::int64_t numHeads, std::int64_t numKvHeads, std::int64_t width) {
    const std::int64_t numTokens = starts.back();
    const at::Tensor query = values({numTokens, numHeads, width}), key = values({numTokens, numKvHeads, width}), value = values({numTokens, numKvHeads, width});
    const at::Tensor dOut = values({numTokens, numHeads, width}), dQuery = at::empty_like(query), dKey = at::empty_like(key), dValue = at::empty_like(value);
    const AttentionInput in{query, key, value, starts, 1.0 / std::sqrt(static_cast<double>(width)), {}};
    const double flops = attentionFlops(starts, numHeads, width);
    const Attention made = cudaKernels.attention(in);
    reportFlops("attention", shape, flops, [&] { cudaKernels.attention(in); });
    reportFlops("attention_backward", shape, 2.5 * flops, [&] { cudaKernels.attentionBackward(dOut, in, made, dQuery, dKey, dValue); });
}

void atensAttention(std::int64_t batch, std::int64_t length, std::int64_t numHeads, std::int64_t width) {
    const at::Tensor query = values({batch, numHeads, length, width}), key = values(query.sizes()), value = values(query.sizes());
    const double flops = static_cast<double>(batch) * attentionFlops({0, length}, numHeads, width);
    reportFlops("aten_attention", "8x2048 tokens, 32 heads of 128 bf16", flops, [&] { at::scaled_dot_product_attention(query, key, value, {}, 0.0, true); });
}

void decoding() {
    for (const std::int64_t numKeys : {512, 4096, 32768}) {
        const at::Tensor query = values({1, 32, 128}), key = values({numKeys, 8, 128}), value = values({numKeys, 8, 128});
        reportBytes("cached_attention", (std::to_string(numKeys) + " keys, 32/8 heads of 128 bf16").c_str(), 4.0 * static_cast<double>(numKeys) * 8 * 128,
                    [&] { cudaKernels.cachedAttention(query, key, value, 0.088, {}); });
    }
    const at::Tensor query = values({32, 32, 128});
    std::vector<CachedSequence> sequences;
    for (int s = 0; s < 32; ++s) sequences.push_back({values({1024, 8, 128}), values({1024, 8, 128}), 1000});
    reportBytes("cached_attention", "32 sequences of 1000 keys, 32/8 heads of 128 bf16", 4.0 * 32 * 1000 * 8 * 128,
                [&] { cudaKernels.cachedAttentionOfEach(query, sequences, 0.088, {}); });
}

// Several weights in turn, more than the second level of the cache holds.
void rowProducts() {
    for (const auto& [inputs, outputs] : {std::pair<std::int64_t, std::int64_t>{4096, 6144}, {4096, 28672}, {14336, 4096}, {896, 9728}, {896, 1152}}) {
        const std::int64_t copies = std::max<std::int64_t>(1, (std::int64_t{256} << 20) / (2 * inputs * outputs));
        const at::Tensor weights = values({copies, outputs, inputs});
        for (const std::int64_t rows : {1, 8, 16, 32}) {
            const at::Tensor x = values({rows, inputs});
            std::int64_t turn = 0;
            const std::string shape = std::to_string(rows) + "x" + std::to_string(inputs) + " to " + std::to_string(outputs) + " bf16";
            reportBytes("rowwise_linear", shape.c_str(), 2.0 * static_cast<double>(inputs * outputs),
                        [&] { cudaKernels.rowwiseLinear(x, weights.select(0, turn++ % copies), true); });
            reportBytes("aten_linear", shape.c_str(), 2.0 * static_cast<double>(inputs * outputs), [&] { at::mm(x, weights.select(0, turn++ % copies).t()); });
        }
    }
}

int run() {
    if (!at::hasCUDA()) {
        std::fprintf(stderr, "gpu_benchmark: no GPU here: none is visible, or this build has no libtorch_cuda\n");
        return 3;
    }
    const at::NoGradGuard noGradient;
    rows();
    lossAndOptimizer();
    std::vector<std::int64_t> even, ragged{0};
    for (std::int64_t i = 0; i <= 8; ++i) even.push_back(i * 2048);
    for (std::int64_t length = 30; ragged.back() + length < 16384; length = length * 7 % 1021 + 20) ragged.push_back(ragged.back() + length);
    attention("8x2048 tokens, 32/8 heads of 128 bf16", even, 32, 8, 128);
    attention("8x2048 tokens, 14/2 heads of 64 bf16", even, 14, 2, 64);
    attention("16384 tokens in ragged rows, 32/8 heads of 128 bf16", ragged, 32, 8, 128);
    atensAttention(8, 2048, 32, 128);
    decoding();
    rowProducts();
    return 0;
}

}  // namespace
}  // namespace luthier::kernels

int main() { return luthier::kernels::run(); }
