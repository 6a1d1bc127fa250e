// SPDX-License-Identifier: Apache-2.0
#include "app/engine/inspect/inspect.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/recipe/run_config.h"
#include "core/runs/run_folder.h"

namespace luthier {

namespace {

const std::string knownThings =
    "it knows a model folder (config.json), an adapter folder (adapter_config.json), a run folder (run.json), a checkpoint (manifest.json), a .gguf or "
    ".safetensors file, "
    "a run.json, or a data set (JSON, JSON lines, text)";

std::string firstBytes(const std::string& path, std::size_t numBytes) {
    std::string bytes(numBytes, '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(bytes.data(), static_cast<std::streamsize>(numBytes));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
    return bytes;
}

bool isRunConfig(const std::string& path) {
    const auto json = readJsonFile(path, {.maxBytes = std::size_t{4} << 20, .maxDepth = 32});
    return json && json->is_object() && json->contains("model") && json->contains("data") &&
           (json->contains("method") || json->contains("training") || json->contains("adapter"));
}

Result<Json> inspectFolder(const InspectOptions& options, const WorkContext& context) {
    const auto has = [&](const char* name) { return pathExists(options.path + "/" + name); };
    if (RunFolder::looksLikeOne(options.path)) return inspectRun(options, context);
    if (RunFolder::stepOfName(fileName(options.path)) && has("manifest.json")) return inspectCheckpoint(options, context);
    if (has("adapter_config.json")) return inspectAdapter(options, context);
    if (has("config.json")) return inspectModel(options, context);
    if (has("manifest.json")) return inspectCheckpoint(options, context);
    return fail(Error(ErrorCode::InvalidData, "this folder holds nothing that Luthier knows").withHint(knownThings).at(options.path));
}

Result<Json> inspectFile(const InspectOptions& options, const WorkContext& context) {
    // A pipe or a device could block for ever.
    if (!std::filesystem::is_regular_file(options.path)) return fail(Error(ErrorCode::InvalidArgument, "this is neither a file nor a folder").at(options.path));
    ASSIGN_OR_RETURN(const std::uint64_t numBytes, fileSize(options.path));
    if (numBytes == 0) return fail(Error(ErrorCode::InvalidData, "the file is empty").at(options.path));
    if (firstBytes(options.path, 4) == "GGUF") return inspectGguf(options, context);
    if (options.path.ends_with(".safetensors")) return inspectTensorsFile(options, context);
    if (options.path.ends_with(".json") && isRunConfig(options.path)) return inspectRunConfig(options);
    return inspectDataset(options, context);
}

}  // namespace

void Findings::add(const Error& error) {
    Json entry{{"message", error.message},
               {"hint", error.hint},
               {"file", error.file},
               {"line", error.line >= 0 ? Json(error.line) : Json(nullptr)},
               {"key", error.key}};
    if (error.problems.size() < 2) {
        m_list.push_back(std::move(entry));
        return;
    }
    for (const Problem& problem : error.problems) {
        entry["message"] = problem.message;
        entry["hint"] = problem.hint;
        entry["key"] = problem.key;
        m_list.push_back(entry);
    }
}

void Findings::add(std::string message, std::string file, std::string key) {
    add(Error(ErrorCode::InvalidData, std::move(message)).at(std::move(file)).withKey(std::move(key)));
}

Json inspectRunConfig(const InspectOptions& options) {
    Findings findings;
    Json json{{"kind", "run_config"}, {"path", options.path}};
    const auto config = loadRunConfig(options.path);
    if (config) json["run"] = runConfigToJson(*config);
    else findings.add(config.error());
    json["problems"] = findings.toJson();
    return json;
}

Result<Json> listFiles(const std::string& folder, bool quick, const WorkContext& context) {
    ASSIGN_OR_RETURN(const auto names, listFolder(folder));
    Json files = Json::array();
    std::int64_t done = 0;
    for (const std::string& name : names) {
        RETURN_IF_ERROR(context.checkpoint());
        context.progress({"hashing", done++, static_cast<std::int64_t>(names.size()), "files"});
        const std::string path = folder + "/" + name;
        if (isFolder(path)) continue;
        Json file{{"name", name}};
        const auto numBytes = fileSize(path);
        file["bytes"] = numBytes ? Json(*numBytes) : Json(nullptr);
        if (!quick) {
            const auto hash = sha256File(path);
            file["sha256"] = hash ? Json(*hash) : Json(nullptr);
        }
        files.push_back(std::move(file));
    }
    return files;
}

Result<Json> inspectPath(const InspectOptions& options, const WorkContext& context) {
    InspectOptions clean = options;
    while (clean.path.size() > 1 && clean.path.back() == '/') clean.path.pop_back();
    if (clean.path.empty()) return fail(Error(ErrorCode::InvalidArgument, "the path is empty").withHint("name a file or a folder").withKey("path"));
    if (isFolder(clean.path)) return inspectFolder(clean, context);
    if (!pathExists(clean.path)) return fail(Error(ErrorCode::NotFound, "there is nothing at this path").withHint("check the path").at(clean.path));
    return inspectFile(clean, context);
}

}  // namespace luthier
