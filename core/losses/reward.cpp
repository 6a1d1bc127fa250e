// SPDX-License-Identifier: Apache-2.0
#include "core/losses/reward.h"

#include <ATen/ATen.h>

#include "core/losses/preference.h"

namespace luthier {

at::Tensor bradleyTerryLoss(const at::Tensor& difference, const at::Tensor& margin, double smoothing) { return sigmoidLoss(difference - margin, smoothing); }

at::Tensor tieLoss(const at::Tensor& difference) { return sigmoidLoss(difference, 0.5); }

at::Tensor plackettLuceLoss(const at::Tensor& scores_K) {
    const std::int64_t count = scores_K.size(0);
    // log sum over each place and all worse ones, from the worst to the best.
    const at::Tensor behind_K = scores_K.flip(0).logcumsumexp(0).flip(0);
    return (behind_K - scores_K).narrow(0, 0, count - 1).sum();
}

}  // namespace luthier
