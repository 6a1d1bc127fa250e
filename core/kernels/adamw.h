// SPDX-License-Identifier: Apache-2.0
// One AdamW step of many tensors, and the numbers of a step that are the same for all elements.
#pragma once

#include <vector>

#include "core/kernels/cpu/vector_kernels.h"
#include "core/kernels/ops.h"

namespace luthier::kernels {

// As adamwStep of each, without weight decay where `decays` is false. narrow: the parameter in another type, written anew; undefined where there is none. On a
// GPU a few launches, however many tensors.
struct AdamwItem { at::Tensor parameter, gradient, firstMoment, secondMoment, narrow; bool decays = true; };
void adamwSteps(std::vector<AdamwItem>& items, std::int64_t step, const AdamwOptions& options);

AdamwStep adamwNumbers(std::int64_t step, const AdamwOptions& options);

}  // namespace luthier::kernels
