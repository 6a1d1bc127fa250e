// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace luthier {

std::string engineVersion();     // "0.1.0"
std::string libtorchVersion();   // "2.11.0"

}  // namespace luthier
