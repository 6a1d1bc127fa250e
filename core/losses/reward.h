// SPDX-License-Identifier: Apache-2.0
// Losses of reward models: what scores of answers cost, given which is better or what they should be. Pure, differentiable.
#pragma once

#include <ATen/core/Tensor.h>

namespace luthier {

// -(1-e) log s(D - m) - e log s(m - D), D = score of the better less that of the worse answer, m a margin, elementwise.     Bradley & Terry 1952; Ouyang et al.
// 2022, eq. 1; the margin Touvron et al. 2023, eq. 2
at::Tensor bradleyTerryLoss(const at::Tensor& difference, const at::Tensor& margin, double smoothing = 0.0);
// -(log s(D) + log s(-D)) / 2 of two tied answers: least where both score the same.
at::Tensor tieLoss(const at::Tensor& difference);
// - sum_k [ s_(k) - log sum_{j >= k} exp s_(j) ] over all but the last place, s from the best to the worst.                 Luce 1959; Plackett 1975
// scores_K [K], best first -> scalar. For K = 2 it is Bradley-Terry's.
at::Tensor plackettLuceLoss(const at::Tensor& scores_K);
// -log P, elementwise, with ties as an outcome of their own: P(better) = s(D - t - m), P(tied) = s(D + t) - s(D - t), threshold t > 0.
// smoothing e: of a comparison that is no tie, -(1-e) log s(D - t - m) - e log s(m - t - D).                                  Rao & Kupper 1967, in logits
at::Tensor raoKupperLoss(const at::Tensor& difference, const at::Tensor& isTie, const at::Tensor& threshold, const at::Tensor& margin, double smoothing = 0.0);
// -log [ s(c_(y+1) - r) - s(c_y - r) ], elementwise: r is in the level y of C + 1 that C increasing cut points make, c_0 = -inf, c_(C+1) = inf.
// scores r [N], level y [N] whole numbers from 0, cutPoints [N,C], float64.                              ordered logit: McCullagh 1980
at::Tensor ordinalLoss(const at::Tensor& scores_N, const at::Tensor& level_N, const at::Tensor& cutPoints_NC);
// Mean of the level under the same probabilities, from 0: sum over the cut points of s(r - c).
at::Tensor expectedLevel(const at::Tensor& scores_N, const at::Tensor& cutPoints_NC);

}  // namespace luthier
