// SPDX-License-Identifier: Apache-2.0
// The held-out part of a data set. A row's side depends on its content alone: equal rows fall on the same side, and rows added later move no others.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/rows/example.h"

namespace luthier {

// SHA-256 (hex) of what a row says: its body, without id, source line, tags and extra columns.
std::string contentHash(const Example& example);

struct Split { std::vector<std::int64_t> train, eval; };   // ascending indices

// A row is held out if the hash of seed and content, as a number in [0, 1), is below evalFraction. When that leaves a side empty although there are two
// different rows and 0 < evalFraction < 1, the row nearest to the border (with its duplicates) changes sides. 0 or less: nothing held out; 1 or more:
// everything.
Split splitByContent(std::span<const Example> rows, double evalFraction, std::uint64_t seed);
// The same from their content hashes.
Split splitByHash(std::span<const std::string> hashes, double evalFraction, std::uint64_t seed);

}  // namespace luthier
