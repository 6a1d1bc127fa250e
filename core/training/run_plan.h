// SPDX-License-Identifier: Apache-2.0
// The plan of a run on this machine: its rates are measured, its memory is asked for, and what the run needed in the end is compared with what was planned.
// Thread: one.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/memory.h"
#include "core/kernels/compute_device.h"
#include "core/plan/plan.h"
#include "core/plan/plan_request.h"
#include "core/training/training_data.h"

namespace luthier {

// Multiplies, attends and streams in the shapes and the dtype of a run, for some tenths of a second. Run it before asking what the process holds: it brings
// in the code of the matrix library.
MachineRates measureRates(const ModelConfig& model, ComputePrecision precision, std::int64_t microTokens, const ComputeDevice& device);

// What was measured of this machine, kept for those who plan again and again. Thread: one.
class MeasuredMachine {
public:
    // Measured at the first call, and not at all where bf16 would only be emulated, which takes seconds to see.
    ComputePrecision fasterPrecision(const ComputeDevice& device);
    // As measureRates; the same shapes are measured once.
    MachineRates rates(const ModelConfig& model, ComputePrecision precision, std::int64_t microTokens, const ComputeDevice& device);
    // Program and libraries as they are in this process, without its tensors; at most what a plan would take them for otherwise. After rates(), which brings in
    // the code that computes.
    std::int64_t programBytes();

private:
    std::optional<ComputePrecision> m_faster[2];   // of the processor, of the GPU
    std::optional<std::int64_t> m_programBytes;
    std::vector<std::pair<std::vector<std::int64_t>, MachineRates>> m_rates;   // by what measureRates depends on
};

// What of the rows a plan needs. Errors: none.
DataSizes dataSizesOf(const TrainingRows& rows, const TrainingData& data, SampleKind kind);
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
