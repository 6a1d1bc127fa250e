// SPDX-License-Identifier: Apache-2.0
// luthier-engine merge --model DIR --adapter DIR[:weight] ... --out DIR: a model folder with the adapters in its weights.
#include <charconv>
#include <memory>

#include "app/engine/command.h"
#include "core/adapters/merge.h"
#include "core/base/files.h"

namespace luthier {

namespace {

struct Options {
    std::string model, out, dtype = "keep";
    std::vector<std::string> adapters;
    bool force = false;
};

// "DIR" or "DIR:weight".
Result<MergeSource> parseSource(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || pathExists(text)) return MergeSource{text, 1.0};
    const std::string number = text.substr(colon + 1);
    MergeSource source{text.substr(0, colon), 1.0};
    const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), source.weight);
    if (error != std::errc() || stop != number.data() + number.size() || source.adapterFolder.empty())
        return fail(Error(ErrorCode::InvalidArgument, "\"" + number + "\" is not a weight, and there is no folder \"" + text + "\"")
                        .withHint("Write a folder, or folder:weight such as out/final:0.5.")
                        .withKey("--adapter"));
    return source;
}

Status merge(const Options& options, CommandContext& context) {
    MergeRequest request;
    request.modelFolder = options.model;
    request.outFolder = options.out;
    request.replace = options.force;
    request.dtype = options.dtype == "f32" ? MergeDtype::F32 : options.dtype == "bf16" ? MergeDtype::Bf16 : MergeDtype::Keep;
    Json adapters = Json::array();
    for (const std::string& text : options.adapters) {
        ASSIGN_OR_RETURN(MergeSource source, parseSource(text));
        adapters.push_back({{"adapter", source.adapterFolder}, {"weight", jsonNumber(source.weight)}});
        request.adapters.push_back(std::move(source));
    }
    ASSIGN_OR_RETURN(const MergeReport report, mergeAdapters(request, context.work()));
    return context.printResult({{"model", options.out}, {"base", options.model}, {"adapters", std::move(adapters)}, {"dtype", options.dtype},
                                {"num_tensors", report.numTensors}, {"num_changed", report.numChanged}, {"fingerprint", report.fingerprint}});
}

CommandRun configure(CLI::App& app) {
    auto options = std::make_shared<Options>();
    app.add_option("--model", options->model, "The base: a model folder")->required();
    app.add_option("--adapter", options->adapters, "Adapter folder, or folder:weight; may be given several times")->required()->allow_extra_args(false);
    app.add_option("--out", options->out, "Model folder to write")->required();
    app.add_option("--dtype", options->dtype, "Of the weights written; keep = as in the base")
        ->check(CLI::IsMember({"keep", "f32", "bf16"}))
        ->capture_default_str();
    app.add_flag("--force", options->force, "Replace a model folder that is there");
    return [options](CommandContext& context) { return merge(*options, context); };
}

}  // namespace

Command mergeCommand() { return {"merge", "Put adapters into the weights of their base, in float32", configure}; }

}  // namespace luthier
