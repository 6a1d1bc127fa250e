// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>

#include <ATen/core/Tensor.h>

#include "core/base/files.h"
#include "core/tensor_io/safetensors.h"
#include "core/weight_files/weight_files.h"

namespace luthier {

namespace {

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (const std::int64_t size : shape) text += (text.size() > 1 ? ", " : "") + std::to_string(size);
    return text + "]";
}

}  // namespace

Result<TensorSource> TensorSource::openFolder(const std::string& modelFolder) {
    ASSIGN_OR_RETURN(const WeightFiles weights, findWeightFiles(modelFolder));
    TensorSource source;
    std::map<std::string, std::size_t> place;
    for (const std::string& name : weights.names) {
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
                        .at(weights.indexPath)
                        .withKey(entry.name));
        }
    }
    for (const auto& [tensor, file] : weights.index) {
        const auto found = source.m_where.find(tensor);
        if (found == source.m_where.end() || found->second.first != place.at(file))
            return fail(Error(ErrorCode::InvalidData, "the index says that this tensor is in " + file + ", but it is not there")
                            .withHint("download the model again").at(weights.indexPath).withKey(tensor));
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
