// SPDX-License-Identifier: Apache-2.0
// The frozen rows of a run: one exampleToJson line per row, whole or not there.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/rows/example.h"

namespace luthier {

struct Snapshot {
    std::string sha256;           // of the file's bytes, hex
    std::int64_t numRows = 0;
};

// Written beside path, fsynced, renamed; an existing file is replaced. Errors: DiskFull, Io, NotFound (no such folder).
Result<Snapshot> writeSnapshot(const std::string& path, std::span<const Example> rows);

// Errors: of the file; InvalidData with the line for a row that is not one, or when expectedSha256 is given and differs.
Result<std::vector<Example>> readSnapshot(const std::string& path, const std::string& expectedSha256 = "");

}  // namespace luthier
