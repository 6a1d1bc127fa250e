// SPDX-License-Identifier: Apache-2.0
// Which settings to change when a run does not fit. Thread: pure functions.
#pragma once

#include <vector>

#include "core/plan/plan.h"

namespace luthier {

// A plan as it is, without asking what would fit.
Plan planWithoutChanges(const PlanRequest& request);

// Those that fit, first the ones that change nothing of the result (micro_tokens), then number format, row length, and what is trained; each alone, and at last
// all of them together. When nothing fits, the one that needs the least.
std::vector<PlannedChange> changesThatFit(const PlanRequest& request, const Plan& plan);

}  // namespace luthier
