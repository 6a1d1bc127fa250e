// SPDX-License-Identifier: Apache-2.0
// Which rows of several data sets one epoch takes, and in which order. A pure function of counts, seed and epoch: no state, the same on every machine.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/error.h"

namespace luthier {

struct MixInput {
    std::int64_t numRows = 0;
    double weight = 1.0;          // 0..1000: how often each row comes in an epoch, on average
    std::int64_t maxRows = -1;    // -1 = no cap
};

struct MixedRow {
    std::int32_t dataset = 0;
    std::int64_t row = 0;
    bool operator==(const MixedRow&) const = default;
};

// The rows of a data set that remain under a cap, ascending: the first maxRows of a permutation by seed and data set. All rows if maxRows is negative.
std::vector<std::int64_t> keptRows(std::int64_t numRows, std::int64_t maxRows, std::uint64_t seed, std::int32_t dataset);

// The rule, per data set: first the cap leaves n rows (keptRows). With weight w = k + f (k whole, 0 <= f < 1) each of them comes k times and round(f n) of them
// once more; those are a window of a permutation by seed and data set that moves on from epoch to epoch, so after 1/f epochs every row had its extra turn.
// A data set with w > 0 and n > 0 gives at least one row. Then everything is shuffled by seed and epoch.
// Errors: InvalidArgument (weight negative, not finite or over 1000).
Result<std::vector<MixedRow>> mixEpoch(std::span<const MixInput> inputs, std::uint64_t seed, std::int64_t epoch);

}  // namespace luthier
