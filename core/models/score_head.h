// SPDX-License-Identifier: Apache-2.0
// Reads a score, or one for each of several dimensions, from a hidden state: a linear layer without bias, the `score` of Hugging Face's
// AutoModelForSequenceClassification. It belongs to an adapter, so several reward models share one base. Thread: that of its model.
#pragma once

#include <ATen/core/Tensor.h>

#include "core/models/score_head_info.h"

namespace luthier {

struct ScoreHead {
    at::Tensor weight_DH;               // float32, a leaf
    ScoreHeadInfo info;
    // In training with a loss that needs them, float32 leaves: how the cut points between levels and the tie thresholds are found, for each of the R readings
    // (ScoreHeadInfo). Undefined otherwise.
    at::Tensor cutSteps_RC{}, tieSizes_R{};

    // Small normal numbers, the same on every device: at first all answers score about the same.
    static ScoreHead create(std::int64_t hiddenSize, ScoreHeadInfo info, std::uint64_t seed, at::Device device);
    // hidden [S,H] of the model's dtype -> [S,D] float32, differentiable; without offset and scale.
    at::Tensor raw(const at::Tensor& hidden_SH) const;

    // Makes cutSteps or tieSizes: from what the info holds, else levels alike in size, and a tie for a quarter of the answers that are as good.
    void beginCuts(std::int64_t numLevels);
    void beginTies();
    // From cutSteps and tieSizes, in float64, differentiable. Each cut point is the one before it and a softplus: they increase whatever is learnt.
    at::Tensor cutPoints_RC() const;
    at::Tensor tieThresholds_R() const;
    // The info with the cut points and thresholds of other values of cutSteps and tieSizes (undefined: none).
    ScoreHeadInfo infoWith(const at::Tensor& cutSteps, const at::Tensor& tieSizes) const;
};

}  // namespace luthier
