// SPDX-License-Identifier: Apache-2.0
// The numbered steps from an empty database to today's: resources/migrations/NNNN_name.sql, in order. user_version says how many of them a database has had.
// Thread: as Database. Requires SQLite.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace luthier::store {

class Database;

struct Migration { std::string name; std::string sql; };   // "0001_project"

const std::vector<Migration>& allMigrations();
inline std::int64_t newestVersion() { return static_cast<std::int64_t>(allMigrations().size()); }

// "Luth" in the header of the file: what is not ours is refused.
inline constexpr std::int64_t applicationId = 0x4C757468;

// All that are missing up to `version`, each in one transaction. Errors: DiskFull, Io, InvalidData (a table is not as the step expects it).
Status migrate(Database& database, std::int64_t version);

}  // namespace luthier::store
