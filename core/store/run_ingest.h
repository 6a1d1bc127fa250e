// SPDX-License-Identifier: Apache-2.0
// Brings a row of runs up to its folder, reading only what was appended. Thread: as Database.
#pragma once

#include <cstdint>

#include "core/base/error.h"

namespace luthier::store {

class Database;

Result<bool> ingestRun(Database& database, std::int64_t id);

}  // namespace luthier::store
