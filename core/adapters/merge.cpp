// SPDX-License-Identifier: Apache-2.0
#include "core/adapters/merge.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>

#include <unistd.h>

#include <ATen/ATen.h>

#include "core/adapters/adapter.h"
#include "core/base/files.h"
#include "core/tensor_io/safetensors.h"

namespace luthier {

namespace {

constexpr double maxWeight = 1e6;

bool isSamePlace(const std::string& a, const std::string& b) {
    std::error_code ignored;
    return std::filesystem::weakly_canonical(a, ignored) == std::filesystem::weakly_canonical(b, ignored);
}

Status checkRequest(const MergeRequest& request) {
    if (request.adapters.empty())
        return fail(Error(ErrorCode::InvalidArgument, "there is no adapter to merge").withHint("Give at least one: --adapter DIR").withKey("--adapter"));
    for (const MergeSource& source : request.adapters) {
        if (!(std::abs(source.weight) <= maxWeight))   // false for NaN too
            return fail(Error(ErrorCode::InvalidArgument, "an adapter's weight must be a number from -1e6 to 1e6")
                            .withHint("1 is the adapter as it was trained.")
                            .at(source.adapterFolder)
                            .withKey("--adapter"));
        if (isSamePlace(source.adapterFolder, request.outFolder))
            return fail(Error(ErrorCode::InvalidArgument, "the result would replace an adapter it is made of")
                            .withHint("Give another --out.")
                            .at(request.outFolder)
                            .withKey("--out"));
    }
    if (isSamePlace(request.modelFolder, request.outFolder))
        return fail(Error(ErrorCode::InvalidArgument, "the result would replace the base model")
                        .withHint("Give another --out.")
                        .at(request.outFolder)
                        .withKey("--out"));
    if (!pathExists(request.outFolder)) return {};
    if (!request.replace)
        return fail(Error(ErrorCode::AlreadyExists, "the output folder exists already")
                        .withHint("Choose another, or replace it with --force.")
                        .at(request.outFolder)
                        .withKey("--out"));
    if (!pathExists(request.outFolder + "/config.json") &&
        !(isFolder(request.outFolder) && listFolder(request.outFolder).value_or(std::vector<std::string>{""}).empty()))
        return fail(Error(ErrorCode::AlreadyExists, "what is there is not a model folder, so it is not replaced")
                        .withHint("Choose another --out, or remove it yourself.")
                        .at(request.outFolder)
                        .withKey("--out"));
    return {};
}

// Shapes without memory: adapters are fitted to the layers of this, and the weights then pass through one by one.
Result<std::unique_ptr<CausalModel>> shapesOnly(ModelConfig config) {
    return CausalModel::fromTensors(std::move(config), at::TensorOptions(at::kFloat).device(at::kMeta),
                                    [](const TensorSpec&, const at::Tensor&) { return Status(); });
}

struct LoadedAdapter { std::unique_ptr<Adapter> adapter; double weight; };

// One parameter of the result, in the dtype it is written in.
Result<at::Tensor> mergedTensor(const TensorSource& source, const TensorEntry& entry, const std::vector<LoadedAdapter>& adapters, std::int64_t& numChanged) {
    ASSIGN_OR_RETURN(const at::ScalarType dtype, scalarTypeFromName(entry.dtype));
    const bool changed = std::any_of(adapters.begin(), adapters.end(), [&](const LoadedAdapter& loaded) { return loaded.adapter->changes(entry.name); });
    if (!changed) return source.load(entry.name, entry.shape, dtype);
    ASSIGN_OR_RETURN(const at::Tensor base, source.load(entry.name, entry.shape, at::kFloat));
    at::Tensor sum = base.clone();
    for (const LoadedAdapter& loaded : adapters) loaded.adapter->addChange(entry.name, base, sum, loaded.weight);
    ++numChanged;
    at::Tensor written = sum.to(dtype);
    if (!at::isfinite(written).all().item<bool>())
        return fail(Error(ErrorCode::InvalidData, "a merged weight is NaN, infinite or too large for " + entry.dtype)
                        .withHint("Use a smaller weight for the adapter, or --dtype f32.")
                        .withKey(entry.name));
    return written;
}

Status writeConfig(const ModelConfig& config, MergeDtype dtype, const std::string& folder) {
    Json json = config.raw;
    if (dtype != MergeDtype::Keep) {
        json.erase("dtype");
        json["torch_dtype"] = dtype == MergeDtype::F32 ? "float32" : "bfloat16";
    }
    return writeFileDurably(folder + "/config.json", dumpJsonPretty(json));
}

// Sorted by name: that is the order of a fingerprint.
Result<std::vector<TensorEntry>> plannedTensors(const TensorSource& source, const ModelConfig& config, MergeDtype dtype) {
    std::vector<TensorEntry> entries;
    for (const TensorSpec& spec : expectedTensors(config)) {
        const TensorEntry* stored = source.find(spec.name);
        if (!stored)
            return fail(
                Error(ErrorCode::InvalidData, "the model lacks a weight").withHint("Import it again: import-model says what is wrong.").withKey(spec.name));
        entries.push_back({spec.name, dtype == MergeDtype::Keep ? stored->dtype : dtype == MergeDtype::F32 ? "F32" : "BF16", spec.shape, 0, 0});
    }
    std::sort(entries.begin(), entries.end(), [](const TensorEntry& a, const TensorEntry& b) { return a.name < b.name; });
    return entries;
}

Result<MergeReport> writeMerged(const MergeRequest& request, const ModelConfig& config, const std::vector<LoadedAdapter>& adapters, const std::string& folder,
                                const WorkContext& context) {
    ASSIGN_OR_RETURN(const TensorSource source, TensorSource::openFolder(request.modelFolder));
    ASSIGN_OR_RETURN(const std::vector<TensorEntry> entries, plannedTensors(source, config, request.dtype));
    ASSIGN_OR_RETURN(SafetensorsWriter writer, SafetensorsWriter::create(folder + "/model.safetensors", entries));
    MergeReport report;
    WeightsHash hash;
    for (const TensorEntry& entry : entries) {
        RETURN_IF_ERROR(context.checkpoint());
        ASSIGN_OR_RETURN(const at::Tensor tensor, mergedTensor(source, entry, adapters, report.numChanged));
        RETURN_IF_ERROR(writer.write(entry.name, tensor));
        hash.add(entry.name, tensor);
        context.progress({"merge", ++report.numTensors, static_cast<std::int64_t>(entries.size()), "tensors"});
    }
    RETURN_IF_ERROR(writer.finish());
    RETURN_IF_ERROR(writeConfig(config, request.dtype, folder));
    RETURN_IF_ERROR(copyModelSidecars(request.modelFolder, folder));
    report.fingerprint = hash.hex();
    return report;
}

}  // namespace

Result<MergeReport> mergeAdapters(const MergeRequest& request, const WorkContext& context) {
    const at::NoGradGuard noGradient;
    RETURN_IF_ERROR(checkRequest(request));
    ASSIGN_OR_RETURN(const ModelConfig config, loadModelConfig(request.modelFolder));
    ASSIGN_OR_RETURN(const std::unique_ptr<CausalModel> shapes, shapesOnly(config));
    std::vector<LoadedAdapter> adapters;
    for (const MergeSource& source : request.adapters) {
        ASSIGN_OR_RETURN(std::unique_ptr<Adapter> adapter, loadAdapter(source.adapterFolder, *shapes, at::kCPU));
        if (adapter->scoreHead())
            return fail(Error(ErrorCode::InvalidArgument, "this adapter is a reward model, and a merged model would lose its score head")
                            .withHint("score with the adapter as it is: `score --model DIR --adapter DIR`")
                            .at(source.adapterFolder)
                            .withKey("--adapter"));
        adapters.push_back({std::move(adapter), source.weight});
    }
    const std::string unfinished = parentFolder(request.outFolder) + "/.tmp-merge-" + std::to_string(::getpid());
    RETURN_IF_ERROR(makeFolders(unfinished));
    Result<MergeReport> report = writeMerged(request, config, adapters, unfinished, context);
    Status published = report ? Status() : Status(tl::unexpected<Error>(report.error()));
    if (published && pathExists(request.outFolder)) published = removeFolder(request.outFolder);
    if (published) published = publishFolder(unfinished, request.outFolder);
    if (!published) {
        if (pathExists(unfinished)) (void)removeFolder(unfinished);
        return tl::unexpected<Error>(published.error());
    }
    return report;
}

}  // namespace luthier
