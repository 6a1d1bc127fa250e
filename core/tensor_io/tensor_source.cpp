// SPDX-License-Identifier: Apache-2.0
#include <set>
#include <string>
#include <utility>

#include <ATen/core/Tensor.h>

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/tensor_io/safetensors.h"

namespace luthier {

namespace {

constexpr const char* singleName = "model.safetensors";
constexpr const char* indexName = "model.safetensors.index.json";

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (const std::int64_t size : shape) text += (text.size() > 1 ? ", " : "") + std::to_string(size);
    return text + "]";
}

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

using WeightMap = std::vector<std::pair<std::string, std::string>>;   // tensor, file

Result<WeightMap> readIndex(const std::string& path) {
    ASSIGN_OR_RETURN(const Json json, readJsonFile(path));
    const auto broken = [&](const std::string& message) { return fail(Error(ErrorCode::InvalidData, message).withHint("download the model again").at(path)); };
    if (!json.is_object() || !json.contains("weight_map") || !json["weight_map"].is_object()) return broken("the index has no \"weight_map\"");
    WeightMap map;
    for (const auto& [tensor, file] : json["weight_map"].items()) {
        if (!file.is_string()) return broken("the file of tensor \"" + excerpt(tensor) + "\" is not a text");
        if (auto status = checkShardName(file.get_ref<const std::string&>()); !status) return broken(status.error().message);
        map.emplace_back(tensor, file.get<std::string>());
    }
    if (map.empty()) return broken("the index names no tensor");
    return map;
}

}  // namespace

Result<TensorSource> TensorSource::openFolder(const std::string& modelFolder) {
    const std::string single = modelFolder + "/" + singleName;
    const std::string index = modelFolder + "/" + indexName;
    WeightMap map;
    std::set<std::string> files = {singleName};
    if (!pathExists(single)) {
        if (!pathExists(index)) return fail(noWeights(modelFolder));
        ASSIGN_OR_RETURN(map, readIndex(index));
        files.clear();
        for (const auto& [tensor, file] : map) files.insert(file);
    }
    TensorSource source;
    std::map<std::string, std::size_t> place;
    for (const std::string& name : files) {
        ASSIGN_OR_RETURN(SafetensorsFile file, SafetensorsFile::open(modelFolder + "/" + name));
        const std::size_t number = source.m_files.size();
        place.emplace(name, number);
        source.m_files.push_back(std::make_shared<SafetensorsFile>(std::move(file)));
        for (const TensorEntry& entry : source.m_files.back()->entries()) {
            const auto [known, isNew] = source.m_where.try_emplace(entry.name, number, &entry);
            if (!isNew)
                return fail(
                    Error(ErrorCode::InvalidData, "the tensor is in two files, " + fileName(source.m_files[known->second.first]->path()) + " and " + name)
                        .withHint("remove the file that does not belong to this model")
                        .at(index)
                        .withKey(entry.name));
        }
    }
    for (const auto& [tensor, file] : map) {
        const auto found = source.m_where.find(tensor);
        if (found == source.m_where.end() || found->second.first != place.at(file))
            return fail(Error(ErrorCode::InvalidData, "the index says that this tensor is in " + file + ", but it is not there")
                            .withHint("download the model again").at(index).withKey(tensor));
    }
    return source;
}

std::vector<std::string> TensorSource::names() const {
    std::vector<std::string> names;
    for (const auto& [name, place] : m_where) names.push_back(name);
    return names;
}

const TensorEntry* TensorSource::find(const std::string& name) const {
    const auto found = m_where.find(name);
    return found == m_where.end() ? nullptr : found->second.second;
}

const SafetensorsFile* TensorSource::fileOf(const std::string& name) const {
    const auto found = m_where.find(name);
    return found == m_where.end() ? nullptr : m_files[found->second.first].get();
}

Result<const SafetensorsFile*> TensorSource::expect(const std::string& name, const std::vector<std::int64_t>& shape) const {
    const auto found = m_where.find(name);
    if (found == m_where.end()) {
        const std::string where = m_files.empty() ? std::string() : parentFolder(m_files.front()->path());
        return fail(Error(ErrorCode::NotFound, "the model has no such tensor")
                        .withHint("the weights do not belong to this config.json, or a file is missing")
                        .at(where)
                        .withKey(name));
    }
    const auto& [number, entry] = found->second;
    if (entry->shape != shape)
        return fail(Error(ErrorCode::InvalidData, "has the shape " + shapeText(entry->shape) + ", config.json asks for " + shapeText(shape))
                        .withHint("the weights do not belong to this config.json").at(m_files[number]->path()).withKey(name));
    return m_files[number].get();
}

Result<at::Tensor> TensorSource::load(const std::string& name, const std::vector<std::int64_t>& shape, at::ScalarType dtype) const {
    ASSIGN_OR_RETURN(const SafetensorsFile* const file, expect(name, shape));
    return file->read(name, dtype);
}

Status TensorSource::loadInto(const std::string& name, const at::Tensor& into) const {
    ASSIGN_OR_RETURN(const SafetensorsFile* const file, expect(name, into.sizes().vec()));
    return file->readInto(name, into);
}

}  // namespace luthier
