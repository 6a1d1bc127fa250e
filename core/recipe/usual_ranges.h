// SPDX-License-Identifier: Apache-2.0
// Values that are allowed and seldom meant: a learning rate of another method, a temperature far from 1. A form says so beside the field and refuses nothing.
// Thread: free functions.
#pragma once

#include <vector>

#include "core/config/problems.h"
#include "core/recipe/run_config.h"

namespace luthier {

// Each at its key, with why it is unusual and what is usual instead. numParameters: of the base model; 0: not known.
std::vector<Problem> unusualValues(const RunConfig& config, std::int64_t numParameters = 0);

}  // namespace luthier
