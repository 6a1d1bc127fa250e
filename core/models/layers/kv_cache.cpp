// SPDX-License-Identifier: Apache-2.0
#include "core/models/layers/kv_cache.h"

#include <algorithm>
#include <utility>

#include <ATen/ATen.h>

namespace luthier {

KvCache::KvCache(std::int64_t numLayers, std::int64_t numSequences)
    : m_numLayers(numLayers), m_numSequences(numSequences), m_entries(static_cast<std::size_t>(numLayers * numSequences)),
      m_lengths(static_cast<std::size_t>(numSequences), 0) {}

void KvCache::grow(Entry& e, std::int64_t before, std::int64_t after, const at::Tensor& like_KD) {
    if (e.key.defined() && e.key.size(0) >= after) return;
    const std::int64_t capacity = std::max<std::int64_t>({after, 64, e.key.defined() ? 2 * e.key.size(0) : 0});
    for (at::Tensor* const store : {&e.key, &e.value}) {
        at::Tensor grown = at::empty({capacity, like_KD.size(-2), like_KD.size(-1)}, like_KD.options());
        if (before > 0) grown.narrow(0, 0, before).copy_(store->narrow(0, 0, before));
        *store = grown;
    }
}

KvCache::View KvCache::append(std::int64_t layer, std::int64_t sequence, const at::Tensor& key_LKD, const at::Tensor& value_LKD) {
    Entry& e = entry(layer, sequence);
    const std::int64_t before = length(sequence), after = before + key_LKD.size(0);
    grow(e, before, after, key_LKD);
    e.key.narrow(0, before, key_LKD.size(0)).copy_(key_LKD);
    e.value.narrow(0, before, value_LKD.size(0)).copy_(value_LKD);
    return {e.key.narrow(0, 0, after), e.value.narrow(0, 0, after)};
}

std::vector<kernels::CachedSequence> KvCache::appendEach(std::int64_t layer, const std::vector<std::int64_t>& sequences, const at::Tensor& key_SKD,
                                                         const at::Tensor& value_SKD) {
    std::vector<kernels::CachedSequence> caches;
    for (const std::int64_t sequence : sequences) {
        Entry& e = entry(layer, sequence);
        const std::int64_t before = length(sequence);
        grow(e, before, before + 1, key_SKD);
        caches.push_back({e.key, e.value, before});
    }
    kernels::appendToCaches(caches, key_SKD, value_SKD);
    for (kernels::CachedSequence& cache : caches) ++cache.numPositions;
    return caches;
}

at::Tensor KvCache::nextTable(const std::vector<std::int64_t>& sequences) {
    const auto count = static_cast<std::int64_t>(sequences.size());
    at::Tensor table = at::empty({m_numLayers, count, 3}, at::kLong);
    auto* out = table.data_ptr<std::int64_t>();
    const auto note = [&out](const Entry& e, std::int64_t positions) {
        *out++ = reinterpret_cast<std::intptr_t>(e.key.data_ptr());     // NOLINT: an address
        *out++ = reinterpret_cast<std::intptr_t>(e.value.data_ptr());   // NOLINT
        *out++ = positions;
    };
    for (std::int64_t layer = 0; layer < m_numLayers; ++layer)
        for (const std::int64_t sequence : sequences) {
            if (sequence < 0) {
                grow(m_nobody, 0, 1, entry(layer, sequences.front()).key);
                note(m_nobody, 1);
                continue;
            }
            Entry& e = entry(layer, sequence);
            grow(e, length(sequence), length(sequence) + 1, e.key);
            note(e, length(sequence) + 1);
        }
    return table;
}

void KvCache::copyPrefix(std::int64_t from, std::int64_t to, std::int64_t numPositions) {
    for (std::int64_t layer = 0; layer < m_numLayers; ++layer) {
        entry(layer, to).key = entry(layer, from).key.narrow(0, 0, numPositions).clone();
        entry(layer, to).value = entry(layer, from).value.narrow(0, 0, numPositions).clone();
    }
    m_lengths[static_cast<std::size_t>(to)] = numPositions;
}

void KvCache::release(std::int64_t sequence) {
    for (std::int64_t layer = 0; layer < m_numLayers; ++layer) entry(layer, sequence) = {};
    m_lengths[static_cast<std::size_t>(sequence)] = 0;
}

std::int64_t KvCache::numBytes() const {
    std::int64_t bytes = 0;
    for (const Entry& e : m_entries) if (e.key.defined()) bytes += static_cast<std::int64_t>(e.key.nbytes() + e.value.nbytes());
    return bytes;
}

}  // namespace luthier
