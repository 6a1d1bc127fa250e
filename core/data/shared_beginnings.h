// SPDX-License-Identifier: Apache-2.0
// Which rows of a micro-batch begin alike (a system prompt, the turns before an answer), so that this beginning is computed once. Decided from hashes of a
// row's beginnings at fixed lengths, which a plan can keep where it cannot keep tokens: training and plan come to the same answer. Pure functions of their
// arguments.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace luthier {

// Beginnings are compared at 16, 20, .. 64, 80, .. 256, 320, .. 2048, 2560, .. tokens: what lies between two of these lengths is computed again.
std::int64_t beginningLength(std::size_t mark);
// How many of these lengths a row of so many tokens has.
std::size_t numBeginnings(std::int64_t numTokens);

// The hashes of a row's beginnings, shortest first. O(n).
std::vector<std::uint32_t> beginningsOf(std::span<const std::int32_t> tokens);

// A sequence of a micro-batch: its hashes, and how many of its tokens go through the model. Of several sequences of one row (index 0, 1, ...) the later ones
// know how many tokens they have in common with the first.
struct RowBeginnings { std::span<const std::uint32_t> marks; std::int64_t numInputs = 0, index = 0, numCommon = 0; };
// The first `length` tokens are those of an earlier row; length 0: of none.
struct SharedBeginning { std::int64_t row = -1, length = 0; };

// For each row the longest beginning that an earlier one has too; a token at least is left to the row itself. Equal hashes stand for equal tokens: who has the
// tokens compares them. A row's own first sequence is taken where it gives as much. O(marks).
std::vector<SharedBeginning> sharedBeginnings(std::span<const RowBeginnings> rows);

// The tokens that have to go through the model: nothing after the last trained one, nor that one itself, is needed to predict it. All, if none is trained.
std::int64_t numInputsOf(std::span<const float> weights);

}  // namespace luthier
