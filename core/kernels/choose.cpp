// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/choose.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <ATen/ATen.h>

#include "core/kernels/select.h"
#include "core/kernels/tensor_kernels.h"

namespace luthier::kernels {

namespace {

std::int64_t firstLargest(const float* logits, std::int64_t count) {
    if (const VectorKernels* const kernels = vectorKernels()) return kernels->firstLargest(logits, count);
    std::int64_t best = 0;
    bool sawNan = false;
    for (std::int64_t i = 0; i < count; ++i) {
        sawNan |= std::isnan(logits[i]);
        if (logits[i] > logits[best]) best = i;
    }
    return sawNan || !std::isfinite(logits[best]) ? -1 : best;
}

// weights and the sums of their blocks, as the kernels give them.
void softWeights(const float* logits, float* weights, double* sums, std::int64_t count, float top, float inverseTemperature) {
    if (const VectorKernels* const kernels = vectorKernels()) return kernels->softWeights(logits, weights, sums, count, top, inverseTemperature);
    for (std::int64_t first = 0; first < count; first += kSumBlock) {
        double sum = 0;
        for (std::int64_t i = first; i < std::min(first + kSumBlock, count); ++i) {
            const float power = (logits[i] - top) * inverseTemperature;
            weights[i] = power < -87.0F ? 0.0F : std::exp(power);
            sum += weights[i];
        }
        *sums++ = sum;
    }
}

}  // namespace

std::int64_t chooseToken(const float* logits_V, std::int64_t numTokens, double temperature, double uniform) {
    constexpr double kSteepest = 1e30;           // 0 times it is 0
    const std::int64_t best = numTokens > 0 ? firstLargest(logits_V, numTokens) : -1;
    if (best < 0 || temperature == 0) return best;
    thread_local std::vector<float> weights;
    thread_local std::vector<double> sums;
    weights.resize(static_cast<std::size_t>(numTokens));
    sums.resize(static_cast<std::size_t>((numTokens + kSumBlock - 1) / kSumBlock));
    softWeights(logits_V, weights.data(), sums.data(), numTokens, logits_V[best], static_cast<float>(std::min(1 / temperature, kSteepest)));
    double total = 0;
    for (const double sum : sums) total += sum;
    // The block it is in, and there the token; where the sums of both ways fall short of one another by rounding, the last one with any weight.
    double left = uniform * total;
    std::size_t block = 0;
    while (block + 1 < sums.size() && left >= sums[block]) left -= sums[block++];
    std::int64_t last = best;
    const auto begin = static_cast<std::int64_t>(block) * kSumBlock;
    for (std::int64_t i = begin, end = std::min(begin + kSumBlock, numTokens); i < end; ++i) {
        const float weight = weights[static_cast<std::size_t>(i)];
        if (weight == 0) continue;
        last = i;
        left -= static_cast<double>(weight);
        if (left < 0) break;
    }
    return last;
}

at::Tensor chooseTokens(const at::Tensor& logits_SV, std::int64_t numTokens, const at::Tensor& temperature_S, const at::Tensor& uniform_S) {
    TORCH_CHECK(logits_SV.dim() == 2 && logits_SV.scalar_type() == at::kFloat && logits_SV.stride(1) == 1 && numTokens >= 1 && numTokens <= logits_SV.size(1) &&
                    temperature_S.sizes() == uniform_S.sizes() && temperature_S.sizes() == at::IntArrayRef({logits_SV.size(0)}) &&
                    temperature_S.scalar_type() == at::kDouble && uniform_S.scalar_type() == at::kDouble && temperature_S.is_contiguous() &&
                    uniform_S.is_contiguous(),
                "chooseTokens: logits are ", logits_SV.sizes(), " ", logits_SV.scalar_type(), ", temperatures ", temperature_S.sizes(), ", numbers ",
                uniform_S.sizes());
    return tensorKernelsFor(logits_SV).chooseTokens(logits_SV, numTokens, temperature_S, uniform_S);
}

}  // namespace luthier::kernels
