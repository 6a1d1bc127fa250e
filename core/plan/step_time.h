// SPDX-License-Identifier: Apache-2.0
// How long a run computes: what there is to compute, over the rates of the machine. Thread: pure functions.
#pragma once

#include "core/plan/model_shape.h"
#include "core/plan/plan.h"

namespace luthier {

// asked: operations that a GPU is asked for, one after the other.
struct WorkAmounts { double matmulFlops = 0, attentionFlops = 0, streamedBytes = 0, asked = 0; };

// Of the training steps of a run, of one evaluation, and of all that a run only looks at.
WorkAmounts trainingAmounts(const ModelShape& shape, const Workload& work, std::int64_t elementBytes);
WorkAmounts evaluationAmounts(const ModelShape& shape, const Workload& work, std::int64_t elementBytes);
WorkAmounts lookedAmounts(const ModelShape& shape, const Workload& work, std::int64_t elementBytes);
double secondsOf(const WorkAmounts& amounts, const MachineRates& rates);

}  // namespace luthier
