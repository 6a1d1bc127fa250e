// SPDX-License-Identifier: Apache-2.0
// Losses over pairs of answers, elementwise: pure, differentiable, any shape. c is the chosen answer, w the rejected one; r_c, r_w their rewards, for DPO
// beta (log p(answer) - log p of the reference); D = r_c - r_w; s the logistic function; e a smoothing in [0, 1/2).
#pragma once

#include <ATen/core/Tensor.h>

namespace luthier {

// -(1-e) log s(D) - e log s(-D)                          DPO, Rafailov et al. 2023, eq. 7; e > 0: conservative DPO, Mitchell 2023
at::Tensor sigmoidLoss(const at::Tensor& difference, double smoothing = 0.0);
// max(0, 1 - D)                                          SLiC-HF, Zhao et al. 2023; RSO, Liu et al. 2024
at::Tensor hingeLoss(const at::Tensor& difference);
// (d - 1 / (2 beta))^2, d the difference of log ratios   IPO, Azar et al. 2023, eq. 17
at::Tensor ipoLoss(const at::Tensor& logRatio, double beta);
// KL((s(D), s(-D)) || (1-e, e)), e > 0                   EXO, Ji et al. 2024, eq. 16
at::Tensor exoLoss(const at::Tensor& difference, double smoothing);
// -log s(r_c) - (log s(-r_c) + log s(-r_w)) / 2          NCA, Chen et al. 2024
at::Tensor ncaLoss(const at::Tensor& chosen, const at::Tensor& rejected);
// (-(1-e) log s(D) + e log s(-D)) / (1 - 2e)             robust DPO, Chowdhury et al. 2024, eq. 12
at::Tensor robustLoss(const at::Tensor& difference, double smoothing);
// -log s(r_c) - log s(-r_w)                              BCO, Jung et al. 2024, without the running shift
at::Tensor bcoLoss(const at::Tensor& chosen, const at::Tensor& rejected);
// (l_c - 1 / (2 beta))^2 + (l_w + 1 / (2 beta))^2, l the log ratios   SPPO, Wu et al. 2024, hard labels
at::Tensor sppoLoss(const at::Tensor& chosenRatio, const at::Tensor& rejectedRatio, double beta);
// 1 - s(r_c) + s(r_w);   s(r_c) + 1 - s(D)               APO-zero and APO-down, D'Oosterlinck et al. 2024, eq. 7 and 8
at::Tensor apoZeroLoss(const at::Tensor& chosen, const at::Tensor& rejected);
at::Tensor apoDownLoss(const at::Tensor& chosen, const at::Tensor& rejected);
// (1-m) (-log s(D)) + m exp(-D), m = s(D / tau)          DiscoPOP, Lu et al. 2024
at::Tensor discopopLoss(const at::Tensor& difference, double tau);

// log odds = log p - log(1 - p) of a mean log-probability < 0.        ORPO, Hong et al. 2024, eq. 4
at::Tensor logOdds(const at::Tensor& meanLogp);
// log(1 - exp(x)) for x < 0, without cancellation (Maechler 2012).
at::Tensor logOneMinusExp(const at::Tensor& x);

}  // namespace luthier
