// SPDX-License-Identifier: Apache-2.0
#include "core/models/stored_dtype.h"

#include <set>

#include "core/base/random_access_file.h"
#include "core/weight_files/safetensors_header.h"
#include "core/weight_files/weight_files.h"

namespace luthier {

namespace {

std::string inWords(const std::string& dtype) {
    if (dtype == "F32") return "float32";
    if (dtype == "BF16") return "bfloat16";
    return dtype == "F16" ? "float16" : "";
}

Result<SafetensorsHeader> headerOf(const std::string& path) {
    ASSIGN_OR_RETURN(const RandomAccessFile file, RandomAccessFile::open(path));
    return readSafetensorsHeader(file);
}

}  // namespace

std::optional<std::string> storedDtypeOf(const std::string& modelFolder) {
    const auto files = findWeightFiles(modelFolder);
    if (!files) return {};
    std::set<std::string> found;
    for (const std::string& name : files->names) {
        const auto header = headerOf(modelFolder + "/" + name);
        if (!header) return {};
        for (const TensorEntry& entry : header->entries)
            if (entry.name.ends_with("_proj.weight")) found.insert(inWords(entry.dtype));
    }
    if (found.empty()) return {};
    return found.size() == 1 ? *found.begin() : "";
}

}  // namespace luthier
