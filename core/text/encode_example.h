// SPDX-License-Identifier: Apache-2.0
// From a row to what a method learns from: one sequence of tokens, or several that belong together (the two answers of a pair). Training, plan, `tokenize`,
// `check` and the token view all use it. Thread: free functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/rows/example.h"
#include "core/text/encode_row.h"
#include "core/text/segment_part.h"

namespace luthier {

// What is known of a row beside its tokens.
struct RowLabel {
    double margin = 0;               // of a pair: by how much the chosen answer is better, as given; 0 = not said
    std::vector<int> ranks;          // of each sequence that is compared with the others, 0 = best; equal ones are tied. Empty: nothing is compared
    double score = 0;                // of a row with one sequence, as given
    bool lacksScore = false;         // of such a row: it says something of dimensions only
    // One for each of EncodeOptions::dimensions. Of a row with one sequence the number given; of a pair 1 where the first answer is better in it, -1 where the
    // second is, 0 for a tie. Unset: nothing is said of it.
    std::vector<std::optional<double>> dimensions;
    bool operator==(const RowLabel&) const = default;
};

struct EncodedSequence { SegmentPart part = SegmentPart::Whole; EncodedRow row; };

// Rules beside those of encode_row.h. Refusing: tie, no_preference (both good or both bad), chosen_equals_rejected, same_after_truncation, no_score, no_answer,
// not_binary, score_outside.
// Reported only: prompt_differs, ranking_as_pair, pair_as_answers, row_as_prompt, no_label:NAME (nothing is said of that dimension).
struct EncodedExample {
    std::vector<EncodedSequence> sequences;
    RowLabel label;
    std::vector<RowProblem> problems;   // of the row as a whole, and of its sequences, each with the answer it is about in its words
    const RowProblem* refusal() const {   // the first one; nullptr: the row is used
        for (const RowProblem& problem : problems)
            if (problem.refuses) return &problem;
        return nullptr;
    }
    std::int64_t numTruncated() const {
        std::int64_t sum = 0;
        for (const EncodedSequence& sequence : sequences) sum += sequence.row.numTruncated;
        return sum;
    }
};

// As options.samples says. A row of a kind that the method cannot use is refused with what to do about it; one that it can use in part says what is left out.
// Errors: those of RowEncoder::encode.
Result<EncodedExample> encodeExample(const RowEncoder& encoder, const Example& example, const EncodeOptions& options);

// What is wrong with a given score: "6 is above the highest possible one, 5"; empty: nothing.
std::string scoreProblem(double score, const EncodeOptions::ScoreRange& range);

// How many tokens two sequences have in common at their beginning.
std::int64_t numCommonTokens(const std::vector<TokenId>& a, const std::vector<TokenId>& b);

}  // namespace luthier
