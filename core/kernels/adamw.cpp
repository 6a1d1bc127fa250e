// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/adamw.h"

#include <cmath>

#include <ATen/ATen.h>

#include "core/kernels/profile.h"
#include "core/kernels/tensor_kernels.h"
#include "core/kernels/vector_call.h"

namespace luthier::kernels {

AdamwStep adamwNumbers(std::int64_t step, const AdamwOptions& options) {
    const double correction1 = 1.0 - std::pow(options.beta1, static_cast<double>(step)), correction2 = 1.0 - std::pow(options.beta2, static_cast<double>(step));
    return {static_cast<float>(options.gradientScale),
            static_cast<float>(1.0 - options.learningRate * options.weightDecay),
            static_cast<float>(options.beta1),
            static_cast<float>(options.beta2),
            static_cast<float>(options.learningRate / correction1),
            static_cast<float>(std::sqrt(correction2)),
            static_cast<float>(options.epsilon)};
}

void adamwStep(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& firstMoment, at::Tensor& secondMoment, std::int64_t step,
               const AdamwOptions& options) {
    const at::NoGradGuard noGradient;
    const ProfileScope scope(Phase::Optimizer, 0, 7 * bytesOf(parameter));   // parameter, both moments read and written; gradient read
    const VectorKernels* const kernels = vectorKernelsFor(parameter);
    const bool isDense = parameter.is_contiguous() && gradient.is_contiguous() && gradient.scalar_type() == at::kFloat && parameter.scalar_type() == at::kFloat;
    if (!kernels || !isDense) return tensorKernelsFor(parameter).adamwStep(parameter, gradient, firstMoment, secondMoment, step, options);
    const AdamwStep plan = adamwNumbers(step, options);
    float *p = elements<float>(parameter), *m = elements<float>(firstMoment), *v = elements<float>(secondMoment);
    const float* const g = elements<float>(gradient);
    // In whole vectors, so that where the threads meet does not decide which elements are computed alone.
    const std::int64_t lanes = kernels->lanes, count = parameter.numel();
    parallelFor((count + lanes - 1) / lanes, 1024, [&](std::int64_t begin, std::int64_t end) {
        const std::int64_t first = begin * lanes, last = std::min(end * lanes, count);
        kernels->adamw(p + first, g + first, m + first, v + first, last - first, plan);
    });
}

void adamwSteps(std::vector<AdamwItem>& items, std::int64_t step, const AdamwOptions& options) {
    const at::NoGradGuard noGradient;
    if (!items.empty()) tensorKernelsFor(items.front().parameter).adamwSteps(items, step, options);
}

}  // namespace luthier::kernels
