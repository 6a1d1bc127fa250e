// SPDX-License-Identifier: Apache-2.0
// Memory as it is taken and given back, in sizes only: who holds how much now, and who held how much at the highest point. Thread: one.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace luthier {

// What memory is for, in words of somebody who wants to know where it goes.
enum class MemoryPart {
    Program,           // program, libraries, tokenizer
    Data,              // rows and their tokens
    Weights,           // of the model, in the dtype it computes in
    Adapter,           // trained numbers beside the model
    Optimizer,         // two moments, float32 masters of bf16 weights
    Gradients,
    KeptStream,        // kept for the backward pass: sums of the residual stream
    KeptAttention,     // kept for the backward pass: queries, keys, values, results of attention
    KeptFeedForward,   // kept for the backward pass: gate and up
    KeptLowRank,       // kept for the backward pass: inputs in low rank
    Vocabulary,        // logits of a chunk of targets and what is made of them
    Batch,             // token ids, positions and targets of a step
    Temporaries,       // what one layer needs while it computes
    Workspaces,        // of attention
    Library,           // what the matrix library and autograd keep beside tensors
    Cache,             // keys and values of answers that are being written
    Files,             // while weights are read, converted or written
};
inline constexpr std::size_t kNumMemoryParts = static_cast<std::size_t>(MemoryPart::Files) + 1;

const char* memoryPartKey(MemoryPart part);     // "kept_attention"
const char* memoryPartLabel(MemoryPart part);   // "kept for backward: attention"
std::string memoryPartLabel(const std::string& key);   // the key itself when it is not known

using MemoryParts = std::array<std::int64_t, kNumMemoryParts>;

class MemoryTimeline {
public:
    struct Block { MemoryPart part = MemoryPart::Program; std::int64_t bytes = 0; };

    Block take(MemoryPart part, std::int64_t bytes);
    void give(Block& block);   // empty afterwards; giving an empty one does nothing
    // Takes and gives at once: what exists for a moment.
    void touch(MemoryPart part, std::int64_t bytes);

    std::int64_t usedBytes() const { return m_used; }
    std::int64_t peakBytes() const { return m_peak; }
    const MemoryParts& partsAtPeak() const { return m_partsAtPeak; }
    // Of what lies in tensors, over all phases; at its own highest point.
    std::int64_t tensorPeakBytes() const { return m_tensorPeak; }
    // From here on the peak counts anew.
    void beginPhase();
    // Sums went beyond what can be counted: no machine has that much.
    bool overflowed() const { return m_overflowed; }

private:
    MemoryParts m_parts{}, m_partsAtPeak{};
    std::int64_t m_used = 0, m_peak = 0, m_tensors = 0, m_tensorPeak = 0;
    bool m_overflowed = false;
};

}  // namespace luthier
