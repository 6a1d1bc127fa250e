// SPDX-License-Identifier: Apache-2.0
// `plan`: reads and encodes the rows of a run, measures the machine, and says what the run will need; nothing is written. Thread: one at a time.
#pragma once

#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/recipe/run_config.h"
#include "core/training/run_plan.h"

namespace luthier {

// planToJson (core/plan/plan.h) with "resolved", "rows", "eval_rows"; measure: with "measured", for which the largest micro-batch is trained once.
// Errors: those of the data and the model; OutOfMemory when it is to be measured and does not fit, unless forced.
Result<Json> planRun(RunConfig config, bool measure, bool force, const WorkContext& context);

// The same for a run that another process will do, for whoever has others to answer meanwhile: in three parts, each of which can be done on the thread where
// it holds up nobody.
class RunPlanner {
public:
    // Reads and encodes the rows and keeps their lengths: takes long, computes nothing. Errors: those of the data and the model; Cancelled.
    static Result<RunPlanner> read(RunConfig config, const WorkContext& context);
    // Gives "auto" its values and measures what `machine` does not know yet: some tenths of a second of computing, best when nothing else computes.
    Status measure(MeasuredMachine& machine);
    // planToJson with "resolved", "rows", "eval_rows", after measure(). Up to some seconds for a million rows.
    Json plan() const;

private:
    RunConfig m_config;
    ComputeDevice m_device;
    DataSizes m_data;
    std::int64_t m_numSteps = 0;
    std::vector<Resolved> m_resolved;
    PlanRequest m_request;
};

}  // namespace luthier
