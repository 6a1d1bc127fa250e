// SPDX-License-Identifier: Apache-2.0
// One flat batch: the documents of a micro-batch one after another, and what is to be predicted where. Made on the processor; on() takes it to where the
// model computes. Legend: T tokens, S segments, M targets.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/models/layers/segment_layout.h"
#include "core/text/encode_example.h"

namespace luthier {

// Predict token_M from the hidden state at position_M (an index into the T rows); weight_M scales its loss; nothing else costs logits.
struct TokenTargets { at::Tensor position_M, token_M, weight_M, segment_M; };   // int64, int64, float32, int64

// What was known of each target when its answer was made (core/methods/rollout.h), float32; undefined where nothing is known.
struct TargetNumbers { at::Tensor logp_M, referenceLogp_M, advantage_M, return_M, value_M; };

struct Batch {
    at::Tensor tokens_T, positions_T;        // int64
    SegmentLayout layout;
    TokenTargets targets;
    TargetNumbers known;
    std::vector<std::int64_t> numTargetsOf;  // each of the S segments
    std::vector<double> referenceLogps;      // the same; Sample::referenceLogp
    std::vector<const RowLabel*> labels;     // the same; Sample::label
    std::vector<std::span<float>> logpsInto; // the same; Sample::logpsInto
    at::Tensor ends_S;                       // int64: where a sequence's last trained token lies, of sequences that are read there (Sample::readsEnd)
    bool recomputes = false;                 // too large to keep all that its backward pass needs (ModelInput)
    std::int64_t numTokens() const { return layout.numTokens(); }
    std::int64_t numRowTokens = 0;           // of the rows behind it: shared beginnings count once for each, and so do tokens that predict nothing
    std::int64_t numTargets() const { return targets.token_M.defined() ? targets.token_M.size(0) : 0; }
    // The same with its tensors on a device; waits for nothing.
    Batch on(at::Device device) const;
};

// One number for each target of a sequence, in their order; empty where nothing is known.
struct SampleNumbers { std::span<const float> logps, referenceLogps, advantages, returns, values; };

// One sequence of a row, with the loss weight of each token; weights[0] is never used (nothing comes before it).
struct Sample {
    std::int64_t row = -1;
    std::span<const TokenId> ids;
    std::span<const float> weights;
    SegmentPart part = SegmentPart::Whole;
    std::int64_t index = 0;                  // of the row's sequences; where it is 0, a row begins
    std::int64_t numCommon = 0;              // tokens at its beginning that are those of the row's first sequence
    const RowLabel* label = nullptr;         // of the row; nullptr: nothing is known of it
    bool readsEnd = false;                   // its last trained token is read as a whole, and nothing is predicted (a reward model's score)
    double referenceLogp = 0;                // sum of weight * log-probability under the reference model (core/training/reference_logps.h)
    SampleNumbers known{};
    std::span<float> logpsInto{};            // the step that learns it writes log p of each target here; empty: nobody asks
};

// The tokens that have to go through the model (core/data/shared_beginnings.h).
std::int64_t numInputsOf(const Sample& sample);

// Which of these samples, all in one batch in this order, begin like an earlier one.
std::vector<kernels::SharedPrefix> sharedPrefixesOf(std::span<const Sample> samples);

// Collects segments, then makes the tensors.
class BatchBuilder {
public:
    void addSegment(const Sample& sample);
    // Without the tokens that no target needs (those from the last target on), and without the first ones where these are those of an earlier segment of this
    // batch and lie there; at least one token is left to the segment itself.
    void addNeeded(const Sample& sample, kernels::SharedPrefix prefix);
    bool empty() const { return m_tokens.empty(); }
    Batch finish();   // the builder is empty afterwards

private:
    std::vector<std::int64_t> m_tokens, m_positions, m_targetPosition, m_targetToken, m_targetSegment, m_numTargetsOf;
    void add(const Sample& sample, std::int64_t numInputs, kernels::SharedPrefix prefix);
    // Where a position of a segment lies.
    std::int64_t rowOf(std::int64_t segment, std::int64_t position) const;
    std::vector<float> m_targetWeight;
    std::array<std::vector<float>, 5> m_known;   // SampleNumbers
    std::vector<double> m_referenceLogps;
    std::vector<const RowLabel*> m_labels;
    std::vector<std::span<float>> m_logpsInto;
    std::vector<std::int64_t> m_ends;
    std::int64_t m_numRowTokens = 0;
    SegmentLayout m_layout;
};

}  // namespace luthier
