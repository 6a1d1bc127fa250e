// SPDX-License-Identifier: Apache-2.0
#include "core/weight_files/weight_files.h"

#include <utility>

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/utf8.h"

namespace luthier {

namespace {

constexpr const char* singleName = "model.safetensors";
constexpr const char* indexName = "model.safetensors.index.json";

Error noWeights(const std::string& folder) {
    Error error(ErrorCode::NotFound, "there is neither model.safetensors nor model.safetensors.index.json in the folder");
    std::string hint = "name a folder with a Hugging Face model";
    if (const auto names = listFolder(folder)) {
        for (const std::string& name : *names) {
            if (name.ends_with(".gguf")) hint = "this folder holds a GGUF file; run import-model on " + name + " first";
            else if (name.ends_with(".bin") || name.ends_with(".pt") || name.ends_with(".pth"))
                hint = name + " is a pickle, which may hold code and is never read; get the model as safetensors";
        }
    }
    return std::move(error).withHint(hint).at(folder);
}

// Shards lie beside their index, so anything but a plain file name is refused. A symbolic link is fine: Hugging Face's cache stores models as links.
Status checkShardName(const std::string& name) {
    if (name.empty() || name == "." || name == ".." || name.find('/') != std::string::npos || name.find('\\') != std::string::npos ||
        name.find('\0') != std::string::npos)
        return fail(ErrorCode::InvalidData, "the index names a file outside the folder: \"" + excerpt(name) + "\"");
    return {};
}

Result<std::vector<IndexedTensor>> readIndex(const std::string& path) {
    ASSIGN_OR_RETURN(const Json json, readJsonFile(path));
    const auto broken = [&](const std::string& message) { return fail(Error(ErrorCode::InvalidData, message).withHint("download the model again").at(path)); };
    if (!json.is_object() || !json.contains("weight_map") || !json["weight_map"].is_object()) return broken("the index has no \"weight_map\"");
    std::vector<IndexedTensor> tensors;
    for (const auto& [tensor, file] : json["weight_map"].items()) {
        if (!file.is_string()) return broken("the file of tensor \"" + excerpt(tensor) + "\" is not a text");
        if (auto status = checkShardName(file.get_ref<const std::string&>()); !status) return broken(status.error().message);
        tensors.push_back({tensor, file.get<std::string>()});
    }
    if (tensors.empty()) return broken("the index names no tensor");
    return tensors;
}

}  // namespace

Result<WeightFiles> findWeightFiles(const std::string& modelFolder) {
    WeightFiles files;
    if (pathExists(modelFolder + "/" + singleName)) {
        files.names.insert(singleName);
        return files;
    }
    files.indexPath = modelFolder + "/" + indexName;
    if (!pathExists(files.indexPath)) return fail(noWeights(modelFolder));
    ASSIGN_OR_RETURN(files.index, readIndex(files.indexPath));
    for (const IndexedTensor& tensor : files.index) files.names.insert(tensor.file);
    return files;
}

}  // namespace luthier
