// SPDX-License-Identifier: Apache-2.0
#include "core/batching/batch.h"

#include <algorithm>

#include <ATen/ATen.h>

#include "core/data/shared_beginnings.h"
#include "core/kernels/compute_device.h"

namespace luthier {

std::vector<kernels::SharedPrefix> sharedPrefixesOf(std::span<const Sample> samples) {
    std::vector<std::vector<std::uint32_t>> marks;
    for (const Sample& sample : samples) marks.push_back(beginningsOf(sample.ids));
    std::vector<RowBeginnings> rows;
    for (std::size_t i = 0; i < samples.size(); ++i) rows.push_back({marks[i], numInputsOf(samples[i].weights)});
    std::vector<kernels::SharedPrefix> prefixes;
    for (const SharedBeginning& shared : sharedBeginnings(rows)) {
        const Sample& sample = samples[prefixes.size()];
        const auto beginning = [&](const Sample& of) { return of.ids.first(static_cast<std::size_t>(shared.length)); };
        const bool isEqual = shared.length > 0 && std::ranges::equal(beginning(sample), beginning(samples[static_cast<std::size_t>(shared.row)]));
        prefixes.push_back(isEqual ? kernels::SharedPrefix{shared.row, shared.length} : kernels::SharedPrefix());
    }
    return prefixes;
}

std::int64_t BatchBuilder::rowOf(std::int64_t segment, std::int64_t position) const {
    while (position < m_layout.prefixLength(segment)) segment = m_layout.prefixes[static_cast<std::size_t>(segment)].segment;
    return m_layout.starts[static_cast<std::size_t>(segment)] + position - m_layout.prefixLength(segment);
}

void BatchBuilder::addSegment(const Sample& sample, SegmentPart part, std::int64_t index) {
    add(sample, static_cast<std::int64_t>(sample.ids.size()), {}, {sample.row, part, index});
}

void BatchBuilder::addNeeded(const Sample& sample, kernels::SharedPrefix prefix, SegmentPart part, std::int64_t index) {
    add(sample, numInputsOf(sample.weights), prefix, {sample.row, part, index});
}

void BatchBuilder::add(const Sample& sample, std::int64_t numInputs, kernels::SharedPrefix prefix, const Segment& facts) {
    TORCH_CHECK(sample.ids.size() == sample.weights.size() && !sample.ids.empty(), "row ", sample.row, " has ", sample.ids.size(), " tokens and ",
                sample.weights.size(), " weights");
    const std::int64_t segment = m_layout.numSegments();
    const auto targetsBefore = static_cast<std::int64_t>(m_targetToken.size());
    TORCH_CHECK(prefix.length < numInputs, "row ", sample.row, " has ", numInputs, " tokens, of which ", prefix.length, " are shared");
    m_layout.add(numInputs - prefix.length, facts, prefix);
    for (std::int64_t i = prefix.length; i < numInputs; ++i) {
        m_tokens.push_back(sample.ids[static_cast<std::size_t>(i)]);
        m_positions.push_back(i);
    }
    for (std::size_t i = 1; i < sample.ids.size(); ++i) {
        if (sample.weights[i] == 0.0F) continue;
        m_targetPosition.push_back(rowOf(segment, static_cast<std::int64_t>(i) - 1));
        m_targetToken.push_back(sample.ids[i]);
        m_targetWeight.push_back(sample.weights[i]);
        m_targetSegment.push_back(segment);
    }
    m_numTargetsOf.push_back(static_cast<std::int64_t>(m_targetToken.size()) - targetsBefore);
    m_numRowTokens += static_cast<std::int64_t>(sample.ids.size());
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
    batch.numRowTokens = m_numRowTokens;
    *this = {};
    return batch;
}

}  // namespace luthier
