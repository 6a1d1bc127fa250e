// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/cuda/device.h"

namespace luthier::kernels::cuda {

const char* errorText(int error) { return cudaGetErrorString(static_cast<cudaError_t>(error)); }

}  // namespace luthier::kernels::cuda
