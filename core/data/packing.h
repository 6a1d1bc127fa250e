// SPDX-License-Identifier: Apache-2.0
// From lengths to optimizer steps and micro-batches, before anything is computed. Pure functions of their arguments: the number of steps is known at the start.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace luthier {

// rows[s] = rows of optimizer step s, in the order they were chosen; each number is an entry of `order`.
struct StepPlan {
    std::vector<std::vector<std::int64_t>> rows;
    bool operator==(const StepPlan&) const = default;
};

// Fills step after step with rows of `order` up to tokensPerStep tokens. A step begins with the oldest row not yet used and takes rows in order while they fit;
// then the gap is filled with the longest rows that fit among the 64 places of `order` from the oldest unused one, so no row comes more than 63 places early
// and every entry of `order` is used exactly once. A row longer than tokensPerStep has a step of its own.
// A last step of less than a quarter of tokensPerStep is merged into the one before, which then is up to 1.25 times as long.
// lengths: tokens per row (>= 0), indexed by the entries of order; tokensPerStep > 0. O(64 n).
StepPlan planEpoch(std::span<const std::int32_t> lengths, std::span<const std::int64_t> order, std::int64_t tokensPerStep);

// The rows 0..n-1 of one step in bins of at most microTokens tokens: best-fit-decreasing (Johnson 1974), at most 11/9 OPT + 1 bins. A longer row is alone.
// Rows of a bin ascend, bins are in order of their smallest row. O(n log n).
std::vector<std::vector<std::int64_t>> packMicroBatches(std::span<const std::int32_t> lengthsOfStep, std::int64_t microTokens);

}  // namespace luthier
