// SPDX-License-Identifier: Apache-2.0
// Losses of policy gradients, elementwise: pure, differentiable, any shape. ratio: probability now / when the answer was made; A its advantage.
#pragma once

#include <optional>

#include <ATen/core/Tensor.h>

namespace luthier {

// max(-A min(ratio, cap), -A clip(ratio, 1-low, 1+high))      PPO, Schulman et al. 2017, eq. 7; cap: two-sided clipping, INTELLECT-2 2025, eq. 1
struct RatioClip { double low = 0.2, high = 0.2; std::optional<double> cap{}; };
at::Tensor clippedSurrogate(const at::Tensor& ratio, const at::Tensor& advantage, const RatioClip& clip);
// Whether the clip took the gradient away: 1 or 0.
at::Tensor isClipped(const at::Tensor& ratio, const at::Tensor& advantage, const RatioClip& clip);
// -sg(min(ratio, 1+high)) A log p                             CISPO, MiniMax-M1 2025, eq. 4
at::Tensor cispoLoss(const at::Tensor& logp, const at::Tensor& ratio, const at::Tensor& advantage, double high);
// exp(r) - 1 - r, r = log reference - log p                   k3, Schulman 2020: an estimate of KL that is never negative
at::Tensor klK3(const at::Tensor& logp, const at::Tensor& referenceLogp);
// max((V-R)^2, (clip(V, Vold-c, Vold+c)-R)^2) / 2             Schulman et al.'s published code of PPO
at::Tensor clippedValueLoss(const at::Tensor& value, const at::Tensor& oldValue, const at::Tensor& returns, double clip);

}  // namespace luthier
