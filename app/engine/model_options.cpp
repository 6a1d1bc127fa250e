// SPDX-License-Identifier: Apache-2.0
#include "app/engine/model_options.h"

#include "core/training/precision.h"

namespace luthier {

void addModelOptions(CLI::App& app, ModelOptions& options, const std::string& adapterHelp) {
    app.add_option("--model", options.model, "Model folder (config.json, tokenizer.json, weights)")->required();
    app.add_option("--adapter", options.adapters, adapterHelp)->allow_extra_args(false);
    app.add_option("--precision", options.precision, "What is computed in; auto measures what is faster here")
        ->check(CLI::IsMember({"auto", "f32", "bf16"}))
        ->capture_default_str();
}

Result<LoadedModel> loadModel(const ModelOptions& options, const WorkContext& context) {
    ASSIGN_OR_RETURN(const std::vector<AdapterSpec> specs, parseAdapterSpecs(options.adapters));
    const bool narrow = options.precision == "bf16" || (options.precision == "auto" && probePrecision().best == ComputePrecision::Bf16);
    LoadedModel loaded;
    ASSIGN_OR_RETURN(loaded.model, CausalModel::load(options.model, narrow ? at::kBFloat16 : at::kFloat, context));
    ASSIGN_OR_RETURN(loaded.adapters, loadNamedAdapters(specs, *loaded.model));
    return loaded;
}

}  // namespace luthier
