// SPDX-License-Identifier: Apache-2.0
#include "core/losses/preference.h"

#include <cmath>

#include <ATen/ATen.h>

namespace luthier {

at::Tensor sigmoidLoss(const at::Tensor& difference, double smoothing) {
    const at::Tensor loss = -at::log_sigmoid(difference);
    return smoothing == 0.0 ? loss : (1 - smoothing) * loss - smoothing * at::log_sigmoid(-difference);
}

at::Tensor hingeLoss(const at::Tensor& difference) { return at::relu(1 - difference); }

at::Tensor ipoLoss(const at::Tensor& logRatio, double beta) { return at::square(logRatio - 0.5 / beta); }

at::Tensor exoLoss(const at::Tensor& difference, double smoothing) {
    const at::Tensor logChosen = at::log_sigmoid(difference), logRejected = at::log_sigmoid(-difference);
    return logChosen.exp() * (logChosen - std::log1p(-smoothing)) + logRejected.exp() * (logRejected - std::log(smoothing));
}

at::Tensor ncaLoss(const at::Tensor& chosen, const at::Tensor& rejected) {
    return -at::log_sigmoid(chosen) - 0.5 * at::log_sigmoid(-chosen) - 0.5 * at::log_sigmoid(-rejected);
}

at::Tensor robustLoss(const at::Tensor& difference, double smoothing) {
    return (smoothing * at::log_sigmoid(-difference) - (1 - smoothing) * at::log_sigmoid(difference)) / (1 - 2 * smoothing);
}

at::Tensor bcoLoss(const at::Tensor& chosen, const at::Tensor& rejected) { return -at::log_sigmoid(chosen) - at::log_sigmoid(-rejected); }

at::Tensor sppoLoss(const at::Tensor& chosenRatio, const at::Tensor& rejectedRatio, double beta) {
    return at::square(chosenRatio - 0.5 / beta) + at::square(rejectedRatio + 0.5 / beta);
}

at::Tensor apoZeroLoss(const at::Tensor& chosen, const at::Tensor& rejected) { return 1 - at::sigmoid(chosen) + at::sigmoid(rejected); }

at::Tensor apoDownLoss(const at::Tensor& chosen, const at::Tensor& rejected) { return at::sigmoid(chosen) + 1 - at::sigmoid(chosen - rejected); }

at::Tensor discopopLoss(const at::Tensor& difference, double tau) {
    const at::Tensor share = at::sigmoid(difference / tau);
    return (share - 1) * at::log_sigmoid(difference) + share * at::exp(-difference);
}

at::Tensor logOneMinusExp(const at::Tensor& x) {
    // Each branch where it is exact; the other one's input is kept where its gradient is finite.
    const at::Tensor isNear = x > -std::log(2.0), half = at::full_like(x, -std::log(2.0));
    return at::where(isNear, at::log(-at::expm1(at::where(isNear, x, half))), at::log1p(-at::exp(at::where(isNear, half, x))));
}

at::Tensor logOdds(const at::Tensor& meanLogp) { return meanLogp - logOneMinusExp(meanLogp); }

}  // namespace luthier
