// SPDX-License-Identifier: Apache-2.0
// The numbers of one AdamW step that are the same for all elements.
#pragma once

#include "core/kernels/cpu/vector_kernels.h"
#include "core/kernels/ops.h"

namespace luthier::kernels {

AdamwStep adamwNumbers(std::int64_t step, const AdamwOptions& options);

}  // namespace luthier::kernels
