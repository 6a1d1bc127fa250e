// SPDX-License-Identifier: Apache-2.0
// A loss is a list of sums, each to be divided by a total of the whole optimizer step that is known beforehand. A mean is never returned, so packing,
// accumulation and data parallelism cannot change the result.
#pragma once

#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

namespace luthier {

struct LossTerm {
    std::string name;            // "loss", "nll_loss", ...
    at::Tensor sum;              // scalar float32, differentiable
    double denominator = 1;      // of the whole step, > 0
};

struct LossParts {
    std::vector<LossTerm> terms;
    at::Tensor total() const;    // sum of sum / denominator
};

}  // namespace luthier
