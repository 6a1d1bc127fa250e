// SPDX-License-Identifier: Apache-2.0
// `plan`: reads and encodes the rows of a run, measures the machine, and says what the run will need; nothing is written. Thread: one.
#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/recipe/run_config.h"

namespace luthier {

// planToJson (core/plan/plan.h) with "resolved", "rows", "eval_rows"; measure: with "measured", for which the largest micro-batch is trained once.
// Errors: those of the data and the model; OutOfMemory when it is to be measured and does not fit, unless forced.
Result<Json> planRun(RunConfig config, bool measure, bool force, const WorkContext& context);

}  // namespace luthier
