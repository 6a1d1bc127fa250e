// SPDX-License-Identifier: Apache-2.0
#include "core/generation/row_scores.h"

#include <ATen/ATen.h>

#include "core/generation/row_logps.h"
#include "core/policy/policy.h"

namespace luthier {

Result<RewardModel> rewardModelOf(CausalModel& model, const Adapter& adapter) {
    if (adapter.scoreHead()) return RewardModel{&model, adapter.slot(), adapter.scoreHead()};
    return fail(Error(ErrorCode::InvalidArgument, "the adapter is no reward model: it has no score head").withHint("train one with the method \"reward\""));
}

Result<std::vector<std::vector<double>>> sequenceScores(const RewardModel& rewardModel, std::span<const EncodedRow> sequences) {
    CausalModel& model = *rewardModel.model;
    if (sequences.empty()) return std::vector<std::vector<double>>();
    BatchBuilder builder;
    std::vector<Sample> samples;
    for (const EncodedRow& row : sequences) {
        RETURN_IF_ERROR(checkTokens(model.config(), row.ids));
        Sample sample;
        sample.ids = row.ids;
        sample.weights = row.weights;
        sample.readsEnd = true;
        samples.push_back(sample);
    }
    const std::vector<kernels::SharedPrefix> prefixes = sharedPrefixesOf(samples);
    for (std::size_t i = 0; i < samples.size(); ++i) builder.addNeeded(samples[i], prefixes[i]);
    const at::NoGradGuard noGradient;
    Policy policy(model, rewardModel.slot);
    policy.setScoreHead(rewardModel.head);
    const ScoreHeadInfo& info = rewardModel.head->info;
    const at::Tensor raw_SD = policy.rawScores(builder.finish().on(model.device())).to(at::kCPU, at::kDouble).contiguous();
    std::vector<std::vector<double>> scores;
    for (std::int64_t s = 0; s < raw_SD.size(0); ++s) {
        std::vector<double> of;
        for (std::int64_t d = 0; d < raw_SD.size(1); ++d)
            of.push_back(info.scale * (raw_SD.const_data_ptr<double>()[s * raw_SD.size(1) + d] - info.offset));
        scores.push_back(std::move(of));
    }
    return scores;
}

}  // namespace luthier
