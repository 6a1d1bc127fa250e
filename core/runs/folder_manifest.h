// SPDX-License-Identifier: Apache-2.0
// manifest.json inside a published folder (a checkpoint, final/): every file with its size and SHA-256, so that damage is found before anything is loaded.
//   {"schema":1,"step":100,"files":[{"name":"model.safetensors","bytes":123,"sha256":"..."}, ...]}     names relative, "/" between folders, sorted
// Thread: free functions. Requires nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace luthier {

struct FolderManifest {
    struct File { std::string name; std::uint64_t numBytes = 0; std::string sha256; bool operator==(const File&) const = default; };
    std::int64_t step = 0;
    std::vector<File> files;
    bool operator==(const FolderManifest&) const = default;
};

// Hashes every file below folder, fsyncs each and every sub-folder, and writes manifest.json durably. Links and devices are refused.
// Errors: Io, DiskFull, InvalidData (nothing in it).
Result<FolderManifest> sealFolder(const std::string& folder, std::int64_t step);

Result<FolderManifest> readFolderManifest(const std::string& folder);

// Reads every file of the manifest again. Errors: NotFound (no manifest), InvalidData (file missing, other size, other hash; names the first), Io.
Result<FolderManifest> verifyFolder(const std::string& folder);

}  // namespace luthier
