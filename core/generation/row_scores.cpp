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

Result<std::vector<AnswerScore>> sequenceScores(const RewardModel& rewardModel, std::span<const EncodedRow> sequences) {
    CausalModel& model = *rewardModel.model;
    if (sequences.empty()) return std::vector<AnswerScore>();
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
    const at::Tensor raw_SD = policy.rawScores(builder.finish().on(model.device())).to(at::kCPU, at::kDouble).contiguous();
    const auto numDimensions = static_cast<std::size_t>(raw_SD.size(1));
    std::vector<AnswerScore> scores;
    for (std::size_t s = 0; s < sequences.size(); ++s)
        scores.push_back(answerScore(rewardModel.head->info, {raw_SD.const_data_ptr<double>() + s * numDimensions, numDimensions}));
    return scores;
}

}  // namespace luthier
