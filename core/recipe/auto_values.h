// SPDX-License-Identifier: Apache-2.0
// The learning rate that "auto" becomes, for each method x adapter. A new method or adapter adds its line in learning_rates.cpp; a test asks for every pair.
#pragma once

#include <cstdint>
#include <optional>

#include "core/recipe/run_config.h"

namespace luthier {

struct DefaultRate { double rate = 0; const char* reason = ""; };

// numParameters: of the base model; 0 = not known. nullopt: a pair without a default, which a test excludes.
std::optional<DefaultRate> defaultLearningRate(const RunConfig& config, std::int64_t numParameters);

}  // namespace luthier
