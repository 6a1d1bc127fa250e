// SPDX-License-Identifier: Apache-2.0
// Rows of several sequences made by a test: pairs, and answers called good or bad.
#pragma once

#include <string>
#include <vector>

#include "tests/support/steps.h"

namespace luthier::test {

using Ids = std::vector<TokenId>;

// A prompt and an answer; only the answer is trained.
inline EncodedSequence answerTo(const Ids& prompt, const Ids& answer, SegmentPart part) {
    EncodedSequence sequence;
    sequence.part = part;
    sequence.row.ids = prompt;
    sequence.row.ids.insert(sequence.row.ids.end(), answer.begin(), answer.end());
    sequence.row.weights.assign(prompt.size(), 0.0F);
    sequence.row.weights.resize(sequence.row.ids.size(), 1.0F);
    return sequence;
}

inline EncodedExample pairOf(const Ids& prompt, const Ids& chosen, const Ids& rejected, double margin = 0) {
    EncodedExample pair;
    pair.sequences = {answerTo(prompt, chosen, SegmentPart::Chosen), answerTo(prompt, rejected, SegmentPart::Rejected)};
    pair.label.margin = margin;
    return pair;
}

inline Ids randomIds(std::int64_t count, std::int64_t vocabulary, std::uint64_t seed, std::uint64_t stream) {
    Ids ids;
    for (std::int64_t i = 0; i < count; ++i)
        ids.push_back(static_cast<TokenId>(uniformAt(seed, stream, static_cast<std::uint64_t>(i)) * static_cast<double>(vocabulary)));
    return ids;
}

// Pairs with ragged prompts and answers.
inline TokenStore randomPairs(std::int64_t numPairs, std::int64_t vocabulary, std::uint64_t seed) {
    TokenStore store;
    for (std::int64_t i = 0; i < numPairs; ++i) {
        const auto stream = static_cast<std::uint64_t>(4 * i);
        const auto length = [&](std::uint64_t which, std::int64_t most) {
            return 1 + static_cast<std::int64_t>(uniformAt(seed + 1, stream + which, 0) * static_cast<double>(most));
        };
        store.add(pairOf(randomIds(2 + length(0, 24), vocabulary, seed, stream), randomIds(length(1, 14), vocabulary, seed, stream + 1),
                         randomIds(length(2, 14), vocabulary, seed, stream + 2)));
    }
    return store;
}

inline std::vector<double> someLogps(std::int64_t count, std::uint64_t seed) {
    std::vector<double> logps;
    for (std::int64_t i = 0; i < count; ++i) logps.push_back(-60.0 * uniformAt(seed, 99, static_cast<std::uint64_t>(i)));
    return logps;
}

}  // namespace luthier::test
