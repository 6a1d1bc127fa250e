// SPDX-License-Identifier: Apache-2.0
#include "core/batching/token_store.h"

namespace luthier {

void TokenStore::add(const EncodedRow& encoded) {
    addSequence(SegmentPart::Whole, encoded, 0);
    endRow({});
}

void TokenStore::add(const EncodedExample& encoded) {
    for (const EncodedSequence& sequence : encoded.sequences) {
        const bool isFirst = &sequence == &encoded.sequences.front();
        addSequence(sequence.part, sequence.row, isFirst ? 0 : numCommonTokens(encoded.sequences.front().row.ids, sequence.row.ids));
    }
    endRow(encoded.label);
}

void TokenStore::addSequence(SegmentPart part, const EncodedRow& encoded, std::int64_t numCommon) {
    m_ids.insert(m_ids.end(), encoded.ids.begin(), encoded.ids.end());
    m_weights.insert(m_weights.end(), encoded.weights.begin(), encoded.weights.end());
    m_starts.push_back(static_cast<std::int64_t>(m_ids.size()));
    m_facts.push_back({numRows(), part, numCommon});
    m_numTrained += encoded.numTrained();
}

void TokenStore::endRow(const RowLabel& label) {
    const auto first = static_cast<std::size_t>(m_rowStarts.back());
    m_rowStarts.push_back(numSequences());
    m_lengths.push_back(static_cast<std::int32_t>(m_starts.back() - m_starts[first]));
    m_labels.push_back(label);
}

Sample TokenStore::sequence(std::int64_t sequence) const {
    const auto at = static_cast<std::size_t>(sequence);
    const auto begin = static_cast<std::size_t>(m_starts[at]), count = static_cast<std::size_t>(m_starts[at + 1]) - begin;
    const SequenceFacts& facts = m_facts[at];
    Sample sample;
    sample.row = facts.row;
    sample.ids = std::span(m_ids).subspan(begin, count);
    sample.weights = std::span(m_weights).subspan(begin, count);
    sample.part = facts.part;
    sample.index = sequence - firstSequence(facts.row);
    sample.numCommon = facts.numCommon;
    sample.label = &m_labels[static_cast<std::size_t>(facts.row)];
    if (!m_referenceLogps.empty()) sample.referenceLogp = m_referenceLogps[at];
    return sample;
}

void TokenStore::appendSamples(std::int64_t row, std::vector<Sample>& samples) const {
    for (std::int64_t s = firstSequence(row); s < firstSequence(row + 1); ++s) samples.push_back(sequence(s));
}

}  // namespace luthier
