// SPDX-License-Identifier: Apache-2.0
#include "core/plan/memory_timeline.h"

#include <algorithm>
#include <limits>

namespace luthier {

namespace {

struct PartWords { const char* key; const char* label; };

constexpr std::array<PartWords, kNumMemoryParts> kWords = {{
    {"program", "program, libraries, tokenizer"},
    {"data", "rows and their tokens"},
    {"weights", "model weights"},
    {"adapter", "adapter"},
    {"optimizer", "optimizer state"},
    {"gradients", "gradients"},
    {"kept_stream", "kept for backward: residual stream"},
    {"kept_attention", "kept for backward: attention"},
    {"kept_feed_forward", "kept for backward: feed-forward"},
    {"kept_low_rank", "kept for backward: low-rank terms"},
    {"vocabulary", "output head: logits of a chunk, gradients"},
    {"batch", "token ids and targets of a step"},
    {"temporaries", "temporaries of one layer"},
    {"workspaces", "workspaces of attention"},
    {"library", "matrix library, autograd"},
    {"cache", "key/value cache of answers"},
    {"files", "reading and writing files"},
}};

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

bool isTensors(MemoryPart part) { return part != MemoryPart::Program && part != MemoryPart::Data && part != MemoryPart::Library; }

}  // namespace

const char* memoryPartKey(MemoryPart part) { return kWords[static_cast<std::size_t>(part)].key; }
const char* memoryPartLabel(MemoryPart part) { return kWords[static_cast<std::size_t>(part)].label; }

std::string memoryPartLabel(const std::string& key) {
    for (const PartWords& words : kWords)
        if (key == words.key) return words.label;
    return key;
}

MemoryTimeline::Block MemoryTimeline::take(MemoryPart part, std::int64_t bytes) {
    if (bytes > kMost - m_used) {
        m_overflowed = true;
        bytes = kMost - m_used;
    }
    m_used += bytes;
    m_parts[static_cast<std::size_t>(part)] += bytes;
    if (isTensors(part)) m_tensors += bytes;
    m_tensorPeak = std::max(m_tensorPeak, m_tensors);
    if (m_used > m_peak) {
        m_peak = m_used;
        m_partsAtPeak = m_parts;
    }
    return {part, bytes};
}

void MemoryTimeline::give(Block& block) {
    m_used -= block.bytes;
    m_parts[static_cast<std::size_t>(block.part)] -= block.bytes;
    if (isTensors(block.part)) m_tensors -= block.bytes;
    block.bytes = 0;
}

void MemoryTimeline::touch(MemoryPart part, std::int64_t bytes) {
    Block block = take(part, bytes);
    give(block);
}

void MemoryTimeline::beginPhase() {
    m_peak = m_used;
    m_partsAtPeak = m_parts;
}

}  // namespace luthier
