// SPDX-License-Identifier: Apache-2.0
#include "core/batching/batch.h"

#include <algorithm>

#include <ATen/ATen.h>

#include "core/data/shared_beginnings.h"
#include "core/kernels/compute_device.h"

namespace luthier {

std::int64_t numInputsOf(const Sample& sample) {
    const std::int64_t predicting = numInputsOf(sample.weights);
    return sample.readsEnd ? std::min<std::int64_t>(predicting + 1, static_cast<std::int64_t>(sample.ids.size())) : predicting;
}

std::vector<kernels::SharedPrefix> sharedPrefixesOf(std::span<const Sample> samples) {
    std::vector<std::vector<std::uint32_t>> marks;
    for (const Sample& sample : samples) marks.push_back(beginningsOf(sample.ids));
    std::vector<RowBeginnings> rows;
    for (std::size_t i = 0; i < samples.size(); ++i) rows.push_back({marks[i], numInputsOf(samples[i]), samples[i].index, samples[i].numCommon});
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

void BatchBuilder::addSegment(const Sample& sample) { add(sample, static_cast<std::int64_t>(sample.ids.size()), {}); }

void BatchBuilder::addNeeded(const Sample& sample, kernels::SharedPrefix prefix) { add(sample, numInputsOf(sample), prefix); }

void BatchBuilder::add(const Sample& sample, std::int64_t numInputs, kernels::SharedPrefix prefix) {
    TORCH_CHECK(sample.ids.size() == sample.weights.size() && !sample.ids.empty(), "row ", sample.row, " has ", sample.ids.size(), " tokens and ",
                sample.weights.size(), " weights");
    const std::int64_t segment = m_layout.numSegments();
    const auto targetsBefore = static_cast<std::int64_t>(m_targetToken.size());
    TORCH_CHECK(prefix.length < numInputs, "row ", sample.row, " has ", numInputs, " tokens, of which ", prefix.length, " are shared");
    m_layout.add(numInputs - prefix.length, {sample.row, sample.part, sample.index}, prefix);
    for (std::int64_t i = prefix.length; i < numInputs; ++i) {
        m_tokens.push_back(sample.ids[static_cast<std::size_t>(i)]);
        m_positions.push_back(i);
    }
    if (sample.readsEnd) m_ends.push_back(rowOf(segment, numInputsOf(sample) - 1));
    for (std::size_t i = 1; i < sample.ids.size(); ++i) {
        if (sample.weights[i] == 0.0F || sample.readsEnd) continue;
        m_targetPosition.push_back(rowOf(segment, static_cast<std::int64_t>(i) - 1));
        m_targetToken.push_back(sample.ids[i]);
        m_targetWeight.push_back(sample.weights[i]);
        m_targetSegment.push_back(segment);
    }
    const auto numTargets = static_cast<std::int64_t>(m_targetToken.size()) - targetsBefore;
    m_numTargetsOf.push_back(numTargets);
    const std::array<std::span<const float>, 5> known = {sample.known.logps, sample.known.referenceLogps, sample.known.advantages, sample.known.returns,
                                                         sample.known.values};
    for (std::size_t i = 0; i < known.size(); ++i) {
        TORCH_CHECK(known[i].empty() || static_cast<std::int64_t>(known[i].size()) == numTargets, "row ", sample.row, " has ", numTargets, " targets and ",
                    known[i].size(), " numbers of them");
        m_known[i].insert(m_known[i].end(), known[i].begin(), known[i].end());
    }
    TORCH_CHECK(sample.logpsInto.empty() || static_cast<std::int64_t>(sample.logpsInto.size()) == numTargets, "row ", sample.row, " has ", numTargets,
                " targets and room for ", sample.logpsInto.size());
    m_logpsInto.push_back(sample.logpsInto);
    m_referenceLogps.push_back(sample.referenceLogp);
    m_labels.push_back(sample.label);
    m_numRowTokens += static_cast<std::int64_t>(sample.ids.size());
}

Batch Batch::on(at::Device device) const {
    Batch there = *this;
    for (at::Tensor* const tensor : {&there.tokens_T, &there.positions_T, &there.targets.position_M, &there.targets.token_M, &there.targets.weight_M,
                                     &there.targets.segment_M})
        *tensor = onDevice(*tensor, device);
    for (at::Tensor* const tensor :
         {&there.known.logp_M, &there.known.referenceLogp_M, &there.known.advantage_M, &there.known.return_M, &there.known.value_M})
        if (tensor->defined()) *tensor = onDevice(*tensor, device);
    if (there.ends_S.defined()) there.ends_S = onDevice(there.ends_S, device);
    return there;
}

Batch BatchBuilder::finish() {
    Batch batch;
    batch.tokens_T = at::tensor(m_tokens, at::kLong);
    batch.positions_T = at::tensor(m_positions, at::kLong);
    batch.targets = {at::tensor(m_targetPosition, at::kLong), at::tensor(m_targetToken, at::kLong), at::tensor(m_targetWeight, at::kFloat),
                     at::tensor(m_targetSegment, at::kLong)};
    at::Tensor* const known[] = {&batch.known.logp_M, &batch.known.referenceLogp_M, &batch.known.advantage_M, &batch.known.return_M, &batch.known.value_M};
    for (std::size_t i = 0; i < m_known.size(); ++i) {
        TORCH_CHECK(m_known[i].empty() || m_known[i].size() == m_targetToken.size(), "of some sequences of a batch more is known than of others");
        if (!m_known[i].empty()) *known[i] = at::tensor(m_known[i], at::kFloat);
    }
    batch.layout = std::move(m_layout);
    batch.numTargetsOf = std::move(m_numTargetsOf);
    batch.referenceLogps = std::move(m_referenceLogps);
    batch.labels = std::move(m_labels);
    batch.logpsInto = std::move(m_logpsInto);
    if (!m_ends.empty()) batch.ends_S = at::tensor(m_ends, at::kLong);
    batch.numRowTokens = m_numRowTokens;
    *this = {};
    return batch;
}

}  // namespace luthier
