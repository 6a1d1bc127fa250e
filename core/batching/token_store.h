// SPDX-License-Identifier: Apache-2.0
// The tokens of a whole data set in three flat arrays: 8 bytes a token, whatever the number of rows. Rows are added once and never change.
#pragma once

#include <cstdint>
#include <vector>

#include "core/batching/batch.h"
#include "core/text/encode_row.h"

namespace luthier {

class TokenStore {
public:
    // row: where it comes from, for reports (index into the caller's list of sources).
    void add(const EncodedRow& encoded);
    std::int64_t numRows() const { return static_cast<std::int64_t>(m_starts.size()) - 1; }
    std::int64_t numTokens() const { return static_cast<std::int64_t>(m_ids.size()); }
    std::int64_t numTrained() const { return m_numTrained; }
    Sample sample(std::int64_t row) const;
    const std::vector<std::int32_t>& lengths() const { return m_lengths; }

private:
    std::vector<TokenId> m_ids;
    std::vector<float> m_weights;
    std::vector<std::int64_t> m_starts{0};
    std::vector<std::int32_t> m_lengths;
    std::int64_t m_numTrained = 0;
};

}  // namespace luthier
