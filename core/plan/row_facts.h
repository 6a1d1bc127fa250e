// SPDX-License-Identifier: Apache-2.0
// What of a row a plan needs, whatever the settings: a row is encoded once, and its sizes follow for every longest length, for answers or everything learned,
// and for every mixture. What training makes of the same rows (core/training/training_data.h) comes out of here in sizes. Thread: pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/plan/workload.h"
#include "core/rows/example.h"
#include "core/text/encode_example.h"

namespace luthier {

struct SequenceFacts {
    std::int32_t numTokens = 0;                  // before anything is cut
    std::vector<std::int32_t> answers;           // begin and end, begin and end, ... of the tokens that are trained when answers are learned
    std::vector<std::uint32_t> beginnings;       // core/data/shared_beginnings.h
};

// What a row of answers is to a method that learns from them.
struct PreferenceFacts {
    struct Sequence : SequenceFacts { SegmentPart part = SegmentPart::Whole; std::int32_t numCommon = 0; };   // SequenceSize
    std::vector<Sequence> sequences;
    std::vector<std::pair<std::string, double>> scores;   // that were given, of a row for SampleKind::Scores: by their dimensions, "" = the row's own
    std::string refused = "wrong_kind";          // the rule by which the row is refused whatever its length; "" = it is not
};

struct RowFacts : SequenceFacts {                // itself: as one document
    std::string refusedAnswers, refusedAll;      // as a document, by the rule; "" = it is not
    PreferenceFacts asPair, asAnswers, asScores, asPrompt;   // SampleKind
    std::string contentHash;                     // core/data/split.h
    std::int64_t textBytes = 0;
};
Result<RowFacts> rowFactsOf(const Example& example, const RowEncoder& encoder);

// Bytes of a row's text; of its containers about as much as a few pointers.
std::int64_t textBytesOf(const Example& example);

const PreferenceFacts& preferenceFactsOf(const RowFacts& row, SampleKind kind);   // not Document

// As the encoder would say it with these options. numInputs: numInputsOf() of its weights. refusedBy: a rule of encode_row.h; "" = used.
// sequences: of a row with answers, whose numbers above are then their sums; without their beginnings.
struct RowSize {
    std::int32_t length = 0, numInputs = 0, numTrained = 0;
    bool isTruncated = false;
    std::string refusedBy;
    std::vector<SequenceSize> sequences{};
};
RowSize sizeOf(const RowFacts& row, const EncodeOptions& options);

using RowFactsList = std::vector<std::shared_ptr<const RowFacts>>;
struct FactsOfFile { RowFactsList rows; double weight = 1.0; std::int64_t maxRows = -1; };

struct RunSizes {
    DataSizes data;
    std::int64_t numTruncated = 0;
    std::map<std::string, std::int64_t> refused;   // rows that are not used, by rule
};
// Caps, sets aside, refuses and mixes as training does. Errors: InvalidArgument (a weight).
Result<RunSizes> runSizesOf(std::span<const FactsOfFile> train, std::span<const FactsOfFile> eval, double evalFraction, const EncodeOptions& options,
                            std::uint64_t seed);

}  // namespace luthier
