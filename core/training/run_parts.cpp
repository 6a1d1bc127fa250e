// SPDX-License-Identifier: Apache-2.0
#include "core/training/run_parts.h"

#include <ATen/ATen.h>

#include "core/plan/weight_storage.h"
#include "core/training/precision.h"

namespace luthier {

Result<std::vector<Resolved>> resolveHere(RunConfig& config, std::int64_t numSteps, const ComputeDevice& device,
                                          const std::function<ComputePrecision()>& probe) {
    ASSIGN_OR_RETURN(const ModelConfig model, loadModelConfig(config.model.path));
    ResolveFacts facts{numSteps, numParameters(model), ComputePrecision::F32, device.name(), device.reason()};
    if (config.model.precision.isAuto()) facts.probedPrecision = probe ? probe() : fasterPrecision(device);
    return resolveAuto(config, facts);
}

Result<std::unique_ptr<CausalModel>> loadModelOf(const RunConfig& config, const ComputeDevice& device, const WorkContext& context) {
    const at::ScalarType dtype = *config.model.precision == ComputePrecision::Bf16 ? at::kBFloat16 : at::kFloat;
    ASSIGN_OR_RETURN(const ModelConfig model, loadModelConfig(config.model.path));
    const NarrowWeights kept = keepsLinearsNarrow(config, model, !device.isProcessor()) ? NarrowWeights::Linears : NarrowWeights::None;
    return CausalModel::load(config.model.path, at::TensorOptions(dtype).device(device.place()), context, kept);
}

Result<std::unique_ptr<Adapter>> makeAdapter(const RunConfig& config, CausalModel& model) {
    if (config.model.adapter) {
        model.setRequiresGrad([](const NamedParameter&) { return false; });
        return loadAdapter(*config.model.adapter, model);   // the settings were checked: this run trains an adapter
    }
    return makeAdapter(config.adapter, model, static_cast<std::uint64_t>(config.seed));
}

Result<std::unique_ptr<Adapter>> makeAdapter(const AdapterOptions& options, CausalModel& model, std::uint64_t seed) {
    Result<std::unique_ptr<Adapter>> adapter = fail(ErrorCode::Internal, "no adapter for these options");
    AllAdapters::forEach([&]<class Unit>() {
        if (const auto* own = std::get_if<typename Unit::Options>(&options)) adapter = Unit::create(*own, model, seed);
    });
    return adapter;
}

Result<std::unique_ptr<Method>> makeMethod(const MethodOptions& options) {
    Result<std::unique_ptr<Method>> method = fail(ErrorCode::Internal, "no method for these options");
    AllMethods::forEach([&]<class Unit>() {
        if (const auto* own = std::get_if<typename Unit::Options>(&options)) method = Unit::create(*own);
    });
    return method;
}

BatchOptions batchOptionsOf(const RunConfig& config, const Adapter& adapter) {
    return {*config.training.microTokens, config.training.sharePrefixes && !adapter.hasDropout(), config.training.recompute};
}

}  // namespace luthier
