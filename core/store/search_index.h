// SPDX-License-Identifier: Apache-2.0
// Full-text search (FTS5). The index is fed a little at a time while the window is idle. Thread: as Database.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/error.h"

namespace luthier::store {

class Database;

// What a person typed, as an expression of FTS5: all words, each also as the beginning of a longer one, "quoted words" as a phrase. "" = nothing to search for.
std::string matchExpression(const std::string& typed);

// Up to `count` rows that are new to the index or have changed. True when there is more.
Result<bool> indexRows(Database& database, std::int64_t count);

}  // namespace luthier::store
