// SPDX-License-Identifier: Apache-2.0
// luthier-engine describe [PART]                                        every method, adapter, family, format, option and preset, as one JSON document
// luthier-engine describe --preset ID --model DIR --data FILE           a run.json to begin with
// luthier-engine describe --diff A.json B.json                          what differs between two runs, in words
#include <memory>

#include "app/engine/command.h"
#include "app/engine/version.h"
#include "core/config/field_info.h"
#include "core/kernels/compute_device.h"
#include "core/recipe/presets.h"
#include "core/recipe/run_config.h"

namespace luthier {

namespace {

struct Options {
    std::string part;
    std::string preset;
    std::string model;
    std::string data;
    std::vector<std::string> diff;
};

std::string inOneLine(const std::vector<std::string>& names) {
    std::string line;
    for (const std::string& name : names) line += (line.empty() ? "" : ", ") + name;
    return line;
}

// Where it can compute; the first is what "auto" takes.
Json devices() {
    Json list = Json::array();
    if (const Result<ComputeDevice> gpu = ComputeDevice::choose("cuda:0")) list.push_back({{"name", gpu->name()}, {"hardware", gpu->hardware()}});
    list.push_back({{"name", "cpu"}});
    return list;
}

Status describePart(const std::string& part, CommandContext& context) {
    Json catalogue = describeCatalogue();
    catalogue["engine"]["libtorch"] = libtorchVersion();
    catalogue["engine"]["cuda"] = gpuFacts().isBuilt;
    catalogue["engine"]["devices"] = devices();
    if (part.empty()) return context.printResult(catalogue);
    if (catalogue.contains(part)) return context.printResult(catalogue[part]);
    std::vector<std::string> parts;
    for (const auto& [key, value] : catalogue.items()) parts.push_back(key);
    return fail(Error(ErrorCode::InvalidArgument, "there is no part \"" + part + "\" to describe").withHint("one of " + inOneLine(parts)));
}

Status describePreset(const Options& options, CommandContext& context) {
    const Preset* preset = findPreset(options.preset);
    if (preset == nullptr) {
        std::vector<std::string> ids;
        for (const Preset& known : allPresets()) ids.push_back(known.id);
        const std::string near = nearestName(options.preset, ids);
        return fail(Error(ErrorCode::NotFound, "there is no preset \"" + options.preset + "\"")
                        .withHint(near.empty() ? "one of " + inOneLine(ids) : "did you mean \"" + near + "\"?"));
    }
    if (options.model.empty() || options.data.empty())
        return fail(Error(ErrorCode::InvalidArgument, "a run needs a model and data").withHint("add --model DIR --data FILE"));
    Json run = {{"schema", 1}, {"model", {{"path", options.model}}}, {"data", {{"train", options.data}}}};
    run = applyPreset(*preset, run);
    ASSIGN_OR_RETURN(const RunConfig config, parseRunConfig(run));
    return context.printResult(runConfigToJson(config));
}

Status describeDifferences(const std::vector<std::string>& files, CommandContext& context) {
    ASSIGN_OR_RETURN(const RunConfig before, loadRunConfig(files.at(0)));
    ASSIGN_OR_RETURN(const RunConfig after, loadRunConfig(files.at(1)));
    return context.printResult({{"differences", diffInWords(before, after)}});
}

CommandRun configure(CLI::App& app) {
    auto options = std::make_shared<Options>();
    auto* part = app.add_option("part", options->part, "Only this part: engine, methods, adapters, families, formats, run, presets");
    auto* preset = app.add_option("--preset", options->preset, "Print a run.json made from this preset")->excludes(part);
    app.add_option("--model", options->model, "With --preset: the folder of the model")->needs(preset);
    app.add_option("--data", options->data, "With --preset: the training data")->needs(preset);
    app.add_option("--diff", options->diff, "Compare two run.json files in words")->expected(2)->excludes(part)->excludes(preset);
    return [options](CommandContext& context) -> Status {
        if (!options->diff.empty()) return describeDifferences(options->diff, context);
        if (!options->preset.empty()) return describePreset(*options, context);
        return describePart(options->part, context);
    };
}

}  // namespace

Command describeCommand() { return {"describe", "Every method, adapter, family, format, option and preset, as JSON", configure}; }

}  // namespace luthier
