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

    // Small normal numbers, the same on every device: at first all answers score about the same.
    static ScoreHead create(std::int64_t hiddenSize, ScoreHeadInfo info, std::uint64_t seed, at::Device device);
    // hidden [S,H] of the model's dtype -> [S,D] float32, differentiable; without offset and scale.
    at::Tensor raw(const at::Tensor& hidden_SH) const;
};

}  // namespace luthier
