// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include "core/kernels/cuda/tasks.h"

namespace luthier::kernels::cuda {

// The stream that ATen uses now, in this thread, for the device of this tensor.
Stream currentStream(const at::Tensor& like);

}  // namespace luthier::kernels::cuda
