// SPDX-License-Identifier: Apache-2.0
#include <ATen/ATen.h>

#include "core/kernels/ops.h"

namespace luthier::kernels {

void adamwStep(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& firstMoment, at::Tensor& secondMoment, std::int64_t step,
               const AdamwOptions& options) {
    const at::NoGradGuard noGradient;
    const double correction1 = 1.0 - std::pow(options.beta1, static_cast<double>(step));
    const double correction2 = 1.0 - std::pow(options.beta2, static_cast<double>(step));
    if (options.weightDecay != 0) parameter.mul_(1.0 - options.learningRate * options.weightDecay);
    firstMoment.lerp_(gradient, 1.0 - options.beta1);
    secondMoment.mul_(options.beta2).addcmul_(gradient, gradient, 1.0 - options.beta2);
    const at::Tensor denominator = secondMoment.sqrt().div_(std::sqrt(correction2)).add_(options.epsilon);
    parameter.addcdiv_(firstMoment, denominator, -options.learningRate / correction1);
}

}  // namespace luthier::kernels
