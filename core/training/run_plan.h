// SPDX-License-Identifier: Apache-2.0
// The plan of a run on this machine: its rates are measured, its memory is asked for, and what the run needed in the end is compared with what was planned.
// Thread: one.
#pragma once

#include <optional>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/memory.h"
#include "core/kernels/compute_device.h"
#include "core/plan/plan.h"
#include "core/training/training_data.h"

namespace luthier {

// Multiplies, attends and streams in the shapes and the dtype of a run, for some tenths of a second. Run it before asking what the process holds: it brings
// in the code of the matrix library.
MachineRates measureRates(const ModelConfig& model, ComputePrecision precision, std::int64_t microTokens, const ComputeDevice& device);

// The data is encoded and lies in memory, the model is not loaded yet; config is resolved. On a GPU the plan is of the GPU's memory. Errors: those of a model's
// config and an adapter's folder.
Result<PlanRequest> planRequestOf(const RunConfig& config, const TrainingRows& rows, const TrainingData& data, const ComputeDevice& device, bool resumes);

// What was measured beside what was planned: {"planned_peak_memory_bytes","peak_memory_bytes","peak_memory_ratio","planned_tensor_peak_bytes",...}; the ratio
// is measured / planned.
Json comparedWithPlan(const Plan& plan, const ComputeDevice& device);
// The words of a warning when the process (on a GPU: its tensors) holds more than a tenth more than was planned.
std::optional<std::string> beyondPlan(const Plan& plan, const ComputeDevice& device);

// OutOfMemory with what is missing and what would fit.
Error doesNotFit(const Plan& plan);

}  // namespace luthier
