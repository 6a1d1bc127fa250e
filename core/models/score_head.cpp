// SPDX-License-Identifier: Apache-2.0
#include "core/models/score_head.h"

#include <cmath>

#include <ATen/ATen.h>

#include "core/base/random.h"

namespace luthier {

namespace {

// x with softplus(x) = size.
double inverseSoftplus(double size) { return size + std::log(-std::expm1(-size)); }

at::Tensor cutPointsOf(const at::Tensor& steps_RC) {
    const at::Tensor wide = steps_RC.to(at::kDouble);
    return at::cat({wide.narrow(1, 0, 1), at::softplus(wide.narrow(1, 1, wide.size(1) - 1))}, 1).cumsum(1);
}

at::Tensor thresholdsOf(const at::Tensor& sizes_R) { return at::softplus(sizes_R.to(at::kDouble)); }

std::vector<double> onProcessor(const at::Tensor& numbers) {
    const at::Tensor here = numbers.detach().to(at::kCPU, at::kDouble).contiguous();
    return {here.const_data_ptr<double>(), here.const_data_ptr<double>() + here.numel()};
}

}  // namespace

ScoreHead ScoreHead::create(std::int64_t hiddenSize, ScoreHeadInfo info, std::uint64_t seed, at::Device device) {
    const auto numScores = static_cast<std::int64_t>(info.dimensions.size());
    at::Tensor weight = at::empty({numScores, hiddenSize}, at::kFloat);
    float* const numbers = weight.data_ptr<float>();
    const double deviation = 1.0 / static_cast<double>(hiddenSize + 1);
    for (std::int64_t i = 0; i < weight.numel(); ++i) numbers[i] = static_cast<float>(deviation * normalAt(seed, 0x5C03E, static_cast<std::uint64_t>(i)));
    return {weight.to(device).set_requires_grad(true), std::move(info)};
}

at::Tensor ScoreHead::raw(const at::Tensor& hidden_SH) const { return at::matmul(hidden_SH.to(at::kFloat), weight_DH.t()); }

void ScoreHead::beginCuts(std::int64_t numLevels) {
    const auto numReadings = static_cast<std::int64_t>(info.numReadings()), numCuts = numLevels - 1;
    at::Tensor steps = at::empty({numReadings, numCuts}, at::kFloat);
    for (std::int64_t r = 0; r < numReadings; ++r)
        for (std::int64_t c = 0; c < numCuts; ++c) {
            const auto at = [&](std::int64_t cut) {
                if (!info.cutPoints.empty()) return info.cutPoints[static_cast<std::size_t>(r)][static_cast<std::size_t>(cut)];
                return std::log(static_cast<double>(cut + 1) / static_cast<double>(numLevels - cut - 1));   // s(c_k) = k / levels
            };
            steps.data_ptr<float>()[r * numCuts + c] = static_cast<float>(c == 0 ? at(0) : inverseSoftplus(at(c) - at(c - 1)));
        }
    cutSteps_RC = steps.to(weight_DH.device()).set_requires_grad(true);
}

void ScoreHead::beginTies() {
    at::Tensor sizes = at::empty({static_cast<std::int64_t>(info.numReadings())}, at::kFloat);
    for (std::int64_t r = 0; r < sizes.numel(); ++r) {
        const double threshold = info.tieThresholds.empty() ? std::log(5.0 / 3.0) : info.tieThresholds[static_cast<std::size_t>(r)];   // 2 s(t) - 1 = 1/4
        sizes.data_ptr<float>()[r] = static_cast<float>(inverseSoftplus(threshold));
    }
    tieSizes_R = sizes.to(weight_DH.device()).set_requires_grad(true);
}

at::Tensor ScoreHead::cutPoints_RC() const { return cutPointsOf(cutSteps_RC); }

at::Tensor ScoreHead::tieThresholds_R() const { return thresholdsOf(tieSizes_R); }

ScoreHeadInfo ScoreHead::infoWith(const at::Tensor& cutSteps, const at::Tensor& tieSizes) const {
    ScoreHeadInfo all = info;
    if (cutSteps.defined()) {
        all.cutPoints.clear();
        const at::Tensor points = cutPointsOf(cutSteps);
        for (std::int64_t r = 0; r < points.size(0); ++r) all.cutPoints.push_back(onProcessor(points[r]));
    }
    if (tieSizes.defined()) all.tieThresholds = onProcessor(thresholdsOf(tieSizes));
    return all;
}

}  // namespace luthier
