// SPDX-License-Identifier: Apache-2.0
#include "core/batching/token_store.h"

namespace luthier {

void TokenStore::add(const EncodedRow& encoded) {
    m_ids.insert(m_ids.end(), encoded.ids.begin(), encoded.ids.end());
    m_weights.insert(m_weights.end(), encoded.weights.begin(), encoded.weights.end());
    m_starts.push_back(static_cast<std::int64_t>(m_ids.size()));
    m_lengths.push_back(static_cast<std::int32_t>(encoded.ids.size()));
    m_numTrained += encoded.numTrained();
}

Sample TokenStore::sample(std::int64_t row) const {
    const auto begin = static_cast<std::size_t>(m_starts[static_cast<std::size_t>(row)]);
    const auto count = static_cast<std::size_t>(m_lengths[static_cast<std::size_t>(row)]);
    return {row, std::span(m_ids).subspan(begin, count), std::span(m_weights).subspan(begin, count)};
}

}  // namespace luthier
