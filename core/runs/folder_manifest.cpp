// SPDX-License-Identifier: Apache-2.0
#include "core/runs/folder_manifest.h"

#include <algorithm>
#include <filesystem>

#include <fcntl.h>

#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/base/posix_file.h"

namespace luthier {

namespace {

constexpr const char* manifestName = "manifest.json";
constexpr std::size_t maxFiles = 100000;

// Names of the files below folder, relative to it. Folders are fsynced on the way back up.
Status collect(const std::string& folder, const std::string& prefix, std::vector<std::string>& names) {
    ASSIGN_OR_RETURN(const auto entries, listFolder(folder));
    for (const std::string& entry : entries) {
        const std::string path = folder + "/" + entry;
        std::error_code problem;
        const auto kind = std::filesystem::symlink_status(path, problem).type();
        if (kind == std::filesystem::file_type::directory) {
            RETURN_IF_ERROR(collect(path, prefix + entry + "/", names));
        } else if (kind == std::filesystem::file_type::regular) {
            if (prefix.empty() && entry == manifestName) return fail(Error(ErrorCode::Internal, "the folder has a manifest already").at(path));
            names.push_back(prefix + entry);
        } else {
            return fail(Error(ErrorCode::Internal, "only files and folders can be published").at(path));
        }
    }
    return prefix.empty() ? Status() : syncFolder(folder);
}

Status syncFile(const std::string& path) {
    ASSIGN_OR_RETURN(PosixFile file, PosixFile::open(path, O_RDONLY));
    return file.sync();
}

Json manifestToJson(const FolderManifest& manifest) {
    Json files = Json::array();
    for (const auto& file : manifest.files) files.push_back({{"name", file.name}, {"bytes", file.numBytes}, {"sha256", file.sha256}});
    return {{"schema", 1}, {"step", manifest.step}, {"files", std::move(files)}};
}

Result<FolderManifest::File> fileFromJson(const Json& json) {
    const auto broken = [] { return fail(ErrorCode::InvalidData, "an entry of the manifest is broken"); };
    if (!json.is_object()) return broken();
    const auto name = json.find("name"), bytes = json.find("bytes"), hash = json.find("sha256");
    if (name == json.end() || !name->is_string() || bytes == json.end() || !bytes->is_number_unsigned() || hash == json.end() || !hash->is_string())
        return broken();
    return FolderManifest::File{name->get<std::string>(), bytes->get<std::uint64_t>(), hash->get<std::string>()};
}

Result<FolderManifest> manifestFromJson(const Json& json) {
    if (!json.is_object() || !json.contains("schema") || json["schema"] != 1)
        return fail(Error(ErrorCode::InvalidData, "the manifest is not of a schema this version knows").withHint("it may come from a newer version"));
    const auto step = json.find("step"), files = json.find("files");
    if (step == json.end() || !step->is_number_unsigned() || files == json.end() || !files->is_array() || files->empty() || files->size() > maxFiles)
        return fail(ErrorCode::InvalidData, "the manifest has no step or no files");
    FolderManifest manifest;
    manifest.step = step->get<std::int64_t>();
    for (const Json& entry : *files) {
        ASSIGN_OR_RETURN(auto file, fileFromJson(entry));
        manifest.files.push_back(std::move(file));
    }
    return manifest;
}

Status verifyFile(const std::string& folder, const FolderManifest::File& file) {
    ASSIGN_OR_RETURN(const std::string path, safeJoin(folder, file.name));
    const auto damaged = [&](const std::string& what) {
        return fail(Error(ErrorCode::InvalidData, "the file \"" + file.name + "\" " + what).withHint("the file was damaged after it was written").at(path));
    };
    if (!pathExists(path)) return damaged("is missing");
    ASSIGN_OR_RETURN(const std::uint64_t numBytes, fileSize(path));
    if (numBytes != file.numBytes) return damaged("has " + std::to_string(numBytes) + " bytes instead of " + std::to_string(file.numBytes));
    ASSIGN_OR_RETURN(const std::string hash, sha256File(path));
    if (hash != file.sha256) return damaged("does not have the SHA-256 of the manifest");
    return {};
}

}  // namespace

Result<FolderManifest> sealFolder(const std::string& folder, std::int64_t step) {
    FolderManifest manifest;
    manifest.step = step;
    std::vector<std::string> names;
    RETURN_IF_ERROR(collect(folder, "", names));
    if (names.empty()) return fail(Error(ErrorCode::Internal, "there is nothing in the folder to publish").at(folder));
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
        const std::string path = folder + "/" + name;
        RETURN_IF_ERROR(syncFile(path));
        ASSIGN_OR_RETURN(const std::uint64_t numBytes, fileSize(path));
        ASSIGN_OR_RETURN(std::string hash, sha256File(path));
        manifest.files.push_back({name, numBytes, std::move(hash)});
    }
    RETURN_IF_ERROR(writeFileDurably(folder + "/" + manifestName, dumpJsonPretty(manifestToJson(manifest)) + "\n"));
    return manifest;
}

Result<FolderManifest> readFolderManifest(const std::string& folder) {
    const std::string path = folder + "/" + manifestName;
    ASSIGN_OR_RETURN(const Json json, readJsonFile(path, {.maxBytes = std::size_t{64} << 20, .maxDepth = 8}));
    auto manifest = manifestFromJson(json);
    if (!manifest) return fail(std::move(manifest.error()).at(path));
    return manifest;
}

Result<FolderManifest> verifyFolder(const std::string& folder) {
    ASSIGN_OR_RETURN(FolderManifest manifest, readFolderManifest(folder));
    for (const auto& file : manifest.files) RETURN_IF_ERROR(verifyFile(folder, file));
    return manifest;
}

}  // namespace luthier
