// SPDX-License-Identifier: Apache-2.0
// What formats of rankings have in common: places out of scores or of ranks that count from 0 or from 1.
// Thread: free functions, no shared state. Errors: InvalidData with the key's path.
#pragma once

#include <string>
#include <vector>

#include "core/data/formats/format.h"

namespace luthier {

// The best score has place 0, equal scores share one.
std::vector<int> placesByScore(const std::vector<double>& scores);

// Whole numbers of which the smallest is 0 or 1: the best place. Errors: anything else.
Result<std::vector<int>> placesByRank(const Json& list, const std::string& keyPath);

Result<std::vector<double>> numberList(const Json& list, const std::string& keyPath);

// The row's ranking. Errors: InvalidArgument: another kind of row, no responses, or places that do not belong to them.
Result<const Ranking*> rankingToWrite(const Example& example, const FormatInfo& info);

}  // namespace luthier
