// SPDX-License-Identifier: Apache-2.0
#include "core/generation/row_scores.h"

#include <ATen/ATen.h>

#include "core/generation/row_logps.h"
#include "core/policy/policy.h"

namespace luthier {

Result<std::vector<std::vector<double>>> sequenceScores(CausalModel& model, const Adapter& rewardModel, std::span<const EncodedRow> sequences) {
    const ScoreHead* const head = rewardModel.scoreHead();
    if (!head)
        return fail(Error(ErrorCode::InvalidArgument, "the adapter is no reward model: it has no score head").withHint("train one with the method \"reward\""));
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
    Policy policy(model, rewardModel.slot());
    policy.setScoreHead(head);
    const at::Tensor raw_SD = policy.rawScores(builder.finish().on(model.device())).to(at::kCPU, at::kDouble).contiguous();
    std::vector<std::vector<double>> scores;
    for (std::int64_t s = 0; s < raw_SD.size(0); ++s) {
        std::vector<double> of;
        for (std::int64_t d = 0; d < raw_SD.size(1); ++d)
            of.push_back(head->info.scale * (raw_SD.const_data_ptr<double>()[s * raw_SD.size(1) + d] - head->info.offset));
        scores.push_back(std::move(of));
    }
    return scores;
}

}  // namespace luthier
