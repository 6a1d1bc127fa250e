// SPDX-License-Identifier: Apache-2.0
// Writes a model's weights in pieces of some MB, checked for values that are not finite. Thread: one at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/models/model_config.h"

namespace luthier {

struct WeightPlan {
    TensorSpec spec;
    at::ScalarType dtype = at::kFloat;    // as it is written
    std::int64_t rowMultiple = 1;         // pieces hold a multiple of so many rows (a head whose rows change their order)
};

// numRows rows from firstRow of a tensor (a vector counts as rows of one element), in any floating dtype, contiguous, on the CPU.
using RowReader = std::function<Result<at::Tensor>(const TensorSpec& spec, std::int64_t firstRow, std::int64_t numRows)>;

std::uint64_t weightBytes(const std::vector<WeightPlan>& plan);
// A safetensors file with these tensors. Progress: bytes written of weightBytes(). Errors: those of the reader; InvalidData (a value that is not finite, also
// after conversion); Cancelled; DiskFull; Io.
Status writeWeights(const std::string& path, const std::vector<WeightPlan>& plan, const RowReader& readRows, const WorkContext& context);

}  // namespace luthier
