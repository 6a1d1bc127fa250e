// SPDX-License-Identifier: Apache-2.0
// Every way to adapt a model. A new one = one unit (x.h, x_info.cpp, x.cpp) + one line here + one test.
#pragma once

#include <variant>

#include "core/adapters/full.h"
#include "core/adapters/last_layers.h"
#include "core/adapters/lora.h"
#include "core/config/type_list.h"

namespace luthier {

using AllAdapters = TypeList<Lora, Full, LastLayers>;
using AdapterOptions = std::variant<LoraOptions, FullOptions, LastLayersOptions>;   // in the order of AllAdapters

}  // namespace luthier
