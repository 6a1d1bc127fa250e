// SPDX-License-Identifier: Apache-2.0
#include "app/engine/model_options.h"

#include "core/training/precision.h"

namespace luthier {

void addDeviceOption(CLI::App& app, std::string& device) {
    app.add_option("--device", device, "What computes; auto takes the GPU where this engine can use one")
        ->check(CLI::IsMember({"auto", "cpu", "cuda:0"}))
        ->capture_default_str();
}

void addModelOptions(CLI::App& app, ModelOptions& options, const std::string& adapterHelp) {
    app.add_option("--model", options.model, "Model folder (config.json, tokenizer.json, weights)")->required();
    app.add_option("--adapter", options.adapters, adapterHelp)->allow_extra_args(false);
    app.add_option("--precision", options.precision, "What is computed in; auto measures what is faster here")
        ->check(CLI::IsMember({"auto", "f32", "bf16"}))
        ->capture_default_str();
    addDeviceOption(app, options.device);
}

Result<LoadedModel> loadModel(const ModelOptions& options, const WorkContext& context) {
    ASSIGN_OR_RETURN(const std::vector<AdapterSpec> specs, parseAdapterSpecs(options.adapters));
    LoadedModel loaded;
    ASSIGN_OR_RETURN(loaded.device, ComputeDevice::choose(options.device));
    const bool narrow = options.precision == "bf16" || (options.precision == "auto" && fasterPrecision(loaded.device) == ComputePrecision::Bf16);
    const auto tensors = at::TensorOptions(narrow ? at::kBFloat16 : at::kFloat).device(loaded.device.place());
    ASSIGN_OR_RETURN(loaded.model, CausalModel::load(options.model, tensors, context, NarrowWeights::ForAnswers));
    ASSIGN_OR_RETURN(loaded.adapters, loadNamedAdapters(specs, *loaded.model));
    return loaded;
}

}  // namespace luthier
