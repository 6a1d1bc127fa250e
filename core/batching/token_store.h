// SPDX-License-Identifier: Apache-2.0
// The tokens of a whole data set in flat arrays: 8 bytes a token, whatever the number of rows. A row has one sequence or several. Rows are added once and never
// change.
#pragma once

#include <cstdint>
#include <vector>

#include "core/batching/batch.h"
#include "core/text/encode_example.h"

namespace luthier {

class TokenStore {
public:
    void add(const EncodedRow& encoded);                  // a row of one sequence
    void add(const EncodedExample& encoded);
    std::int64_t numRows() const { return static_cast<std::int64_t>(m_rowStarts.size()) - 1; }
    std::int64_t numSequences() const { return static_cast<std::int64_t>(m_starts.size()) - 1; }
    std::int64_t numTokens() const { return static_cast<std::int64_t>(m_ids.size()); }
    std::int64_t numTrained() const { return m_numTrained; }
    const std::vector<std::int32_t>& lengths() const { return m_lengths; }   // of the rows: all of their sequences together
    std::int64_t firstSequence(std::int64_t row) const { return m_rowStarts[static_cast<std::size_t>(row)]; }   // of row numRows(): numSequences()
    // All sequences of a row, in order.
    void appendSamples(std::int64_t row, std::vector<Sample>& samples) const;
    Sample sequence(std::int64_t sequence) const;
    // Of a row with one sequence.
    Sample sample(std::int64_t row) const { return sequence(firstSequence(row)); }
    // One for each sequence.
    void setReferenceLogps(std::vector<double> logps) { m_referenceLogps = std::move(logps); }

private:
    void addSequence(SegmentPart part, const EncodedRow& encoded, std::int64_t numCommon);
    void endRow(const RowLabel& label);

    std::vector<TokenId> m_ids;
    std::vector<float> m_weights;
    std::vector<std::int64_t> m_starts{0}, m_rowStarts{0};
    struct SequenceFacts { std::int64_t row; SegmentPart part; std::int64_t numCommon; };
    std::vector<SequenceFacts> m_facts;
    std::vector<RowLabel> m_labels;
    std::vector<double> m_referenceLogps;                 // empty, or one for each sequence
    std::vector<std::int32_t> m_lengths;
    std::int64_t m_numTrained = 0;
};

}  // namespace luthier
