// SPDX-License-Identifier: Apache-2.0
#include "core/batching/batch.h"

#include <ATen/ATen.h>

#include "core/kernels/compute_device.h"

namespace luthier {

void BatchBuilder::addSegment(const Sample& sample, SegmentPart part, std::int64_t index) {
    TORCH_CHECK(sample.ids.size() == sample.weights.size() && !sample.ids.empty(), "row ", sample.row, " has ", sample.ids.size(), " tokens and ",
                sample.weights.size(), " weights");
    const std::int64_t begin = m_layout.numTokens(), segment = m_layout.numSegments(), targetsBefore = static_cast<std::int64_t>(m_targetToken.size());
    for (std::size_t i = 0; i < sample.ids.size(); ++i) {
        m_tokens.push_back(sample.ids[i]);
        m_positions.push_back(static_cast<std::int64_t>(i));
        if (i == 0 || sample.weights[i] == 0.0F) continue;
        m_targetPosition.push_back(begin + static_cast<std::int64_t>(i) - 1);
        m_targetToken.push_back(sample.ids[i]);
        m_targetWeight.push_back(sample.weights[i]);
        m_targetSegment.push_back(segment);
    }
    m_numTargetsOf.push_back(static_cast<std::int64_t>(m_targetToken.size()) - targetsBefore);
    m_layout.add(static_cast<std::int64_t>(sample.ids.size()), {sample.row, part, index});
}

Batch Batch::on(at::Device device) const {
    Batch there = *this;
    for (at::Tensor* const tensor : {&there.tokens_T, &there.positions_T, &there.targets.position_M, &there.targets.token_M, &there.targets.weight_M,
                                     &there.targets.segment_M})
        *tensor = onDevice(*tensor, device);
    return there;
}

Batch BatchBuilder::finish() {
    Batch batch;
    batch.tokens_T = at::tensor(m_tokens, at::kLong);
    batch.positions_T = at::tensor(m_positions, at::kLong);
    batch.targets = {at::tensor(m_targetPosition, at::kLong), at::tensor(m_targetToken, at::kLong), at::tensor(m_targetWeight, at::kFloat),
                     at::tensor(m_targetSegment, at::kLong)};
    batch.layout = std::move(m_layout);
    batch.numTargetsOf = std::move(m_numTargetsOf);
    *this = {};
    return batch;
}

}  // namespace luthier
