// SPDX-License-Identifier: Apache-2.0
// From the settings of a run to the objects they name: what training, planning and measuring share. Thread: one.
#pragma once

#include <functional>
#include <memory>

#include "core/adapters/adapter.h"
#include "core/kernels/compute_device.h"
#include "core/methods/method.h"
#include "core/models/causal_model.h"
#include "core/recipe/run_config.h"

namespace luthier {

// Gives every "auto" its value. numSteps: of the whole run. probe: which precision is faster on that device; asked when it is "auto", and measured when there
// is none.
Result<std::vector<Resolved>> resolveHere(RunConfig& config, std::int64_t numSteps, const ComputeDevice& device,
                                          const std::function<ComputePrecision()>& probe = {});
// config.model.precision must be resolved.
Result<std::unique_ptr<CausalModel>> loadModelOf(const RunConfig& config, const ComputeDevice& device, const WorkContext& context);
// Freezes what is not trained. With config.model.adapter, that adapter. Errors: InvalidConfig, those of an adapter folder.
Result<std::unique_ptr<Adapter>> makeAdapter(const RunConfig& config, CausalModel& model);
Result<std::unique_ptr<Adapter>> makeAdapter(const AdapterOptions& options, CausalModel& model, std::uint64_t seed);
Result<std::unique_ptr<Method>> makeMethod(const MethodOptions& options);
// training.micro_tokens must be resolved.
BatchOptions batchOptionsOf(const RunConfig& config, const Adapter& adapter);

}  // namespace luthier
