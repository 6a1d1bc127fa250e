// SPDX-License-Identifier: Apache-2.0
#include "core/models/stored_dtype.h"

#include <cstdint>
#include <cstring>
#include <fstream>
#include <set>

#include "core/base/files.h"
#include "core/base/json.h"

namespace luthier {

namespace {

// The JSON in front of a safetensors file's data; null where there is none. Limit of the format's own reader (core/tensor_io/safetensors_header.h).
Json headerOf(const std::string& path) {
    constexpr std::uint64_t maxHeaderBytes = 100'000'000;
    std::ifstream file(path, std::ios::binary);
    char length[8] = {};
    if (!file.read(length, sizeof length)) return {};
    std::uint64_t numBytes = 0;
    std::memcpy(&numBytes, length, sizeof numBytes);   // little-endian, as all machines we run on
    const auto size = fileSize(path);
    if (!size || numBytes > maxHeaderBytes || numBytes > *size - sizeof length) return {};
    std::string text(static_cast<std::size_t>(numBytes), '\0');
    if (!file.read(text.data(), static_cast<std::streamsize>(numBytes))) return {};
    auto json = parseJson(text);
    return json && json->is_object() ? std::move(*json) : Json();
}

// Names of the files with weights, beside each other in the folder.
std::set<std::string> weightFiles(const std::string& folder) {
    if (pathExists(folder + "/model.safetensors")) return {"model.safetensors"};
    std::set<std::string> files;
    const auto index = readJsonFile(folder + "/model.safetensors.index.json");
    if (!index || !index->is_object() || !index->contains("weight_map") || !(*index)["weight_map"].is_object()) return files;
    for (const auto& [tensor, file] : (*index)["weight_map"].items())
        if (file.is_string() && file.get_ref<const std::string&>().find('/') == std::string::npos) files.insert(file.get<std::string>());
    return files;
}

std::string inWords(const std::string& dtype) {
    if (dtype == "F32") return "float32";
    if (dtype == "BF16") return "bfloat16";
    return dtype == "F16" ? "float16" : "";
}

}  // namespace

std::optional<std::string> storedDtypeOf(const std::string& modelFolder) {
    std::set<std::string> found;
    for (const std::string& file : weightFiles(modelFolder)) {
        const Json header = headerOf(modelFolder + "/" + file);
        if (header.is_null()) return {};
        for (const auto& [name, entry] : header.items())
            if (name.ends_with("_proj.weight") && entry.is_object() && entry.contains("dtype") && entry["dtype"].is_string())
                found.insert(inWords(entry["dtype"].get<std::string>()));
    }
    if (found.empty()) return {};
    return found.size() == 1 ? *found.begin() : "";
}

}  // namespace luthier
