// SPDX-License-Identifier: Apache-2.0
#include "core/losses/reward.h"

#include <ATen/ATen.h>

#include "core/losses/preference.h"

namespace luthier {

at::Tensor bradleyTerryLoss(const at::Tensor& difference, const at::Tensor& margin, double smoothing) { return sigmoidLoss(difference - margin, smoothing); }

at::Tensor tieLoss(const at::Tensor& difference) { return sigmoidLoss(difference, 0.5); }

namespace {

// -log [ s(high) - s(low) ] = -log s(high) - log s(-low) - log(1 - exp(low - high)): no difference of numbers that are nearly the same.
at::Tensor betweenLoss(const at::Tensor& low, const at::Tensor& high) {
    return -at::log_sigmoid(high) - at::log_sigmoid(-low) - at::log(-at::expm1(low - high));
}

}  // namespace

at::Tensor raoKupperLoss(const at::Tensor& difference, const at::Tensor& isTie, const at::Tensor& threshold, const at::Tensor& margin, double smoothing) {
    const at::Tensor ahead = difference - margin;
    const at::Tensor decided = -(1 - smoothing) * at::log_sigmoid(ahead - threshold) - smoothing * at::log_sigmoid(-ahead - threshold);
    return (1 - isTie) * decided + isTie * betweenLoss(difference - threshold, difference + threshold);
}

at::Tensor ordinalLoss(const at::Tensor& scores_N, const at::Tensor& level_N, const at::Tensor& cutPoints_NC) {
    const std::int64_t count = cutPoints_NC.size(1);
    const auto cutBelow = [&](const at::Tensor& which_N) {
        return cutPoints_NC.gather(1, (which_N - 1).clamp(0, count - 1).unsqueeze(1)).squeeze(1);
    };
    const at::Tensor low = cutBelow(level_N) - scores_N, high = cutBelow(level_N + 1) - scores_N;
    const at::Tensor isLowest = level_N.le(0), isHighest = level_N.ge(count);
    // Where a side is open, what stands in for its cut point must not make the unused branch infinite: its gradient would be NaN.
    const at::Tensor between = betweenLoss(at::where(isLowest, high - 1, low), at::where(isHighest, low + 1, high));
    return at::where(isLowest, -at::log_sigmoid(high), at::where(isHighest, -at::log_sigmoid(-low), between));
}

at::Tensor expectedLevel(const at::Tensor& scores_N, const at::Tensor& cutPoints_NC) {
    return at::sigmoid(scores_N.unsqueeze(1) - cutPoints_NC).sum(1);
}

at::Tensor plackettLuceLoss(const at::Tensor& scores_K) {
    const std::int64_t count = scores_K.size(0);
    // log sum over each place and all worse ones, from the worst to the best.
    const at::Tensor behind_K = scores_K.flip(0).logcumsumexp(0).flip(0);
    return (behind_K - scores_K).narrow(0, 0, count - 1).sum();
}

}  // namespace luthier
