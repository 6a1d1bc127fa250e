// SPDX-License-Identifier: Apache-2.0
// What the batches of all methods have in common. Legend: S segments, M targets. Thread: free functions.
#pragma once

#include <span>
#include <vector>

#include "core/methods/method.h"

namespace luthier {

// The rows of these samples packed by their lengths; the sequences of a row stay together, in their order.
std::vector<Batch> microBatchesOf(std::span<const Sample> samples, const BatchOptions& options);

// Sums of the targets of each segment, differentiable; 0 where there is none.   [M] -> [S]
at::Tensor sumsOfSegments(const Batch& batch, const at::Tensor& values_M);
// Batch::referenceLogps -> [S] float64 on the batch's device
at::Tensor referenceLogpsOf(const Batch& batch);

// What each segment's row lost: sums_S [S], without gradient. A row of several segments is reported once for each.
void reportRows(const Batch& batch, const at::Tensor& sums_S, BatchReport& report);

}  // namespace luthier
