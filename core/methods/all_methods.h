// SPDX-License-Identifier: Apache-2.0
// Every training method. A new one = one unit (x.h, x_info.cpp, x.cpp) + one line here + one test.
#pragma once

#include <variant>

#include "core/config/type_list.h"
#include "core/methods/sft.h"

namespace luthier {

using AllMethods = TypeList<Sft>;
using MethodOptions = std::variant<SftOptions>;   // in the order of AllMethods

}  // namespace luthier
