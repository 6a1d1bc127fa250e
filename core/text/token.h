// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace luthier {

using TokenId = std::int32_t;

}  // namespace luthier
