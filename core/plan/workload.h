// SPDX-License-Identifier: Apache-2.0
// What a run computes, from the lengths of its rows alone: its steps and micro-batches are packed here as training will pack them.
// Thread: pure functions.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "core/methods/online_options.h"
#include "core/recipe/run_config.h"
#include "core/text/segment_part.h"

namespace luthier {

using Beginnings = std::shared_ptr<const std::vector<std::uint32_t>>;   // core/data/shared_beginnings.h; nullptr: begins like no other

// One sequence of a row that has several.
struct SequenceSize {
    SegmentPart part = SegmentPart::Whole;
    std::int32_t length = 0, numInputs = 0, numTrained = 0;
    std::int32_t numCommon = 0;             // tokens at its beginning that are those of the row's first sequence
    Beginnings beginnings;
};

// Of a sequence that is read at its end (a reward model's score): its last trained token goes through the model as well, and no logits are made.
inline SequenceSize readAtItsEnd(SequenceSize size) {
    size.numInputs = std::min(size.numInputs + 1, size.length);
    size.numTrained = 0;
    return size;
}

// One entry per row.
struct RowSizes {
    std::vector<std::int32_t> lengths;      // tokens, of all its sequences
    std::vector<std::int32_t> numTrained;   // of them trained
    std::vector<std::int32_t> numInputs{};    // of them go through the model (core/data/shared_beginnings.h); empty: all
    std::vector<Beginnings> beginnings{};     // empty: no row begins like another
    std::vector<std::vector<SequenceSize>> sequences{};   // where rows have several; what is above are then their sums. Empty: every row has one
};

struct DataSizes {
    RowSizes train, eval;
    // The rows of an epoch in the order they are met; empty: each row once, in order.
    std::function<std::vector<std::int64_t>(std::int64_t epoch)> orderOf;
    std::int64_t textBytes = 0;             // the rows themselves, as far as they stay in memory beside their tokens
};

// The same data with no row longer than this.
DataSizes shortened(const DataSizes& data, std::int64_t maxLength);

// Sizes of a micro-batch; of several: the largest of each, or their sums.
struct MicroBatch {
    std::int64_t numTokens = 0, numTargets = 0, longestRow = 0, numRows = 0;   // numTokens: that go through the model
    std::int64_t numRowTokens = 0;          // that the rows have
    std::int64_t numShared = 0;             // of them lie in another row of the batch
    double attendedPairs = 0;               // query and key that meet: half the square of each row's length, less with a sliding window
};

struct Workload {
    std::int64_t numSteps = 0, numMicroBatches = 0;      // of the whole run
    MicroBatch all;                                      // sums over the whole run
    MicroBatch worst;                                    // the largest of each in any micro-batch that keeps what its backward pass needs
    MicroBatch worstAgain;                               // and in any that computes part of it again
    std::int64_t numTokensAgain = 0;                     // of those, of the whole run
    std::int64_t largestMicroBatch() const { return std::max(worst.numTokens, worstAgain.numTokens); }
    std::int64_t longestRow() const { return std::max(worst.longestRow, worstAgain.longestRow); }
    std::int64_t largestStepTokens = 0, largestStepTargets = 0;
    bool accumulates = false;                            // a step has several micro-batches
    std::int64_t numEvalBatches = 0;                     // of one evaluation
    MicroBatch eval, worstEval;
    std::int64_t numDecoded = 0;                         // tokens of answers that the policy writes itself, of the whole run
    std::int64_t decodedAtOnce = 0, longestDecoded = 0;  // answers, and the tokens of one with its prompt
    std::int64_t numLookedBatches = 0;                   // of the whole run: forward only, for a reference's numbers or an estimate of KL
    MicroBatch looked, worstLooked;
};

// Steps of the whole run; needs no training.microTokens.
std::int64_t numStepsOf(const DataSizes& data, const RunConfig& config);

// training.microTokens must be resolved; sharesBeginnings: BatchOptions. training.recompute says which micro-batches compute again. Rows of length 0 count as
// rows. A micro-batch holds at least one row, however long. O(64 n) per epoch; of very many epochs the later ones are taken to be like the first.
// looksAtReference: every row once beforehand, by the method's reference.
Workload workloadOf(const DataSizes& data, const TrainingConfig& training, std::optional<std::int64_t> attentionWindow = {},
                    bool sharesBeginnings = false, bool looksAtReference = false);
// Of a run whose policy answers prompts (the rows): every answer taken to be as long as it may be.
Workload onlineWorkloadOf(const DataSizes& prompts, const TrainingConfig& training, const OnlineOptions& online,
                          std::optional<std::int64_t> attentionWindow = {}, bool sharesBeginnings = false);

}  // namespace luthier
