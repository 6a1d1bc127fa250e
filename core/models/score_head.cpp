// SPDX-License-Identifier: Apache-2.0
#include "core/models/score_head.h"

#include <ATen/ATen.h>

#include "core/base/random.h"

namespace luthier {

ScoreHead ScoreHead::create(std::int64_t hiddenSize, ScoreHeadInfo info, std::uint64_t seed, at::Device device) {
    const auto numScores = static_cast<std::int64_t>(info.dimensions.size());
    at::Tensor weight = at::empty({numScores, hiddenSize}, at::kFloat);
    float* const numbers = weight.data_ptr<float>();
    const double deviation = 1.0 / static_cast<double>(hiddenSize + 1);
    for (std::int64_t i = 0; i < weight.numel(); ++i) numbers[i] = static_cast<float>(deviation * normalAt(seed, 0x5C03E, static_cast<std::uint64_t>(i)));
    return {weight.to(device).set_requires_grad(true), std::move(info)};
}

at::Tensor ScoreHead::raw(const at::Tensor& hidden_SH) const { return at::matmul(hidden_SH.to(at::kFloat), weight_DH.t()); }

}  // namespace luthier
