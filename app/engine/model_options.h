// SPDX-License-Identifier: Apache-2.0
// Loading a model for commands that run it: the dtype to compute in, and adapters by name.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "core/base/progress.h"
#include "core/generation/named_adapters.h"
#include "core/kernels/compute_device.h"
#include "core/models/causal_model.h"

namespace luthier {

struct ModelOptions {
    std::string model;
    std::vector<std::string> adapters;   // "DIR" or "name=DIR"
    std::string precision = "auto";
    std::string device = "auto";
};
// --device, for every command that computes.
void addDeviceOption(CLI::App& app, std::string& device);
// --model, --precision, --device; --adapter with this help.
void addModelOptions(CLI::App& app, ModelOptions& options, const std::string& adapterHelp);

struct LoadedModel {
    ComputeDevice device;
    std::unique_ptr<CausalModel> model;
    std::vector<NamedAdapter> adapters;   // destroyed before the model
};
// precision auto: bf16 where it is measured to be clearly faster here, else float32. Errors: those of the device and of loading.
Result<LoadedModel> loadModel(const ModelOptions& options, const WorkContext& context);

}  // namespace luthier
