// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/cuda/stream.h"

#include <c10/cuda/CUDAStream.h>

namespace luthier::kernels::cuda {

Stream currentStream(const at::Tensor& like) { return c10::cuda::getCurrentCUDAStream(like.device().index()).stream(); }

}  // namespace luthier::kernels::cuda
