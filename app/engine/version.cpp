// SPDX-License-Identifier: Apache-2.0
#include "app/engine/version.h"

#include <torch/version.h>

namespace luthier {

std::string engineVersion() { return LUTHIER_VERSION; }
std::string libtorchVersion() { return TORCH_VERSION; }

}  // namespace luthier
