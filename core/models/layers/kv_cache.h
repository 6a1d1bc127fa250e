// SPDX-License-Identifier: Apache-2.0
// Keys and values of sequences that are being generated, per layer and sequence. Grows by doubling. Thread: one at a time.
#pragma once

#include <cstdint>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/kernels/ops.h"

namespace luthier {

class KvCache {
public:
    KvCache(std::int64_t numLayers, std::int64_t numSequences);

    struct View { at::Tensor key_PKD, value_PKD; };
    // Appends [L,K,D] of new positions of one sequence in one layer and returns all of them. The length of the sequence grows when commit() is called,
    // after every layer has appended.
    View append(std::int64_t layer, std::int64_t sequence, const at::Tensor& key_LKD, const at::Tensor& value_LKD);
    // One new position of each of the sequences, [S,K,D] -> what each of them then has.
    std::vector<kernels::CachedSequence> appendEach(std::int64_t layer, const std::vector<std::int64_t>& sequences, const at::Tensor& key_SKD,
                                                    const at::Tensor& value_SKD);
    // The same without writing anything: what kernels::attendOverTable reads at the next step, [L,S,3] int64 on the processor, with room made for it. -1: a
    // place that nobody looks at.
    at::Tensor nextTable(const std::vector<std::int64_t>& sequences);
    void commit(std::int64_t sequence, std::int64_t numNew) { m_lengths[static_cast<std::size_t>(sequence)] += numNew; }

    std::int64_t length(std::int64_t sequence) const { return m_lengths[static_cast<std::size_t>(sequence)]; }
    // Copies the first numPositions of one sequence to another (several answers to one prompt).
    void copyPrefix(std::int64_t from, std::int64_t to, std::int64_t numPositions);
    void release(std::int64_t sequence);
    std::int64_t numBytes() const;

private:
    struct Entry { at::Tensor key, value; };
    void grow(Entry& entry, std::int64_t before, std::int64_t after, const at::Tensor& like);
    Entry& entry(std::int64_t layer, std::int64_t sequence) { return m_entries[static_cast<std::size_t>(layer * m_numSequences + sequence)]; }
    std::int64_t m_numLayers, m_numSequences;
    std::vector<Entry> m_entries;
    Entry m_nobody;                     // one position, for rows that only fill up a batch
    std::vector<std::int64_t> m_lengths;
};

}  // namespace luthier
