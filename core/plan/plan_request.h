// SPDX-License-Identifier: Apache-2.0
// What a plan is made of, from the settings of a run. Thread: any; reads the model's and the adapter's config.
#pragma once

#include "core/base/error.h"
#include "core/plan/plan.h"

namespace luthier {

// The settings with the rank and layers of the adapter that training goes on with, if there is one; and the model's shape. Errors: those of their files.
Result<PlanRequest> planRequestOf(const RunConfig& config, DataSizes data, bool resumes);

}  // namespace luthier
