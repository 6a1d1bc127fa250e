// SPDX-License-Identifier: Apache-2.0
// While one of these lives, LibTorch throws where something would wait for the GPU. Files that include this need CUDA's headers.
#pragma once

#include <c10/cuda/CUDAFunctions.h>

namespace luthier::test {

class NobodyWaits {
public:
    NobodyWaits() { c10::cuda::warning_state().set_sync_debug_mode(c10::cuda::SyncDebugMode::L_ERROR); }
    ~NobodyWaits() { c10::cuda::warning_state().set_sync_debug_mode(c10::cuda::SyncDebugMode::L_DISABLED); }
    NobodyWaits(const NobodyWaits&) = delete;
    NobodyWaits& operator=(const NobodyWaits&) = delete;
};

}  // namespace luthier::test
