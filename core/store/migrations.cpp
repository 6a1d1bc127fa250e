// SPDX-License-Identifier: Apache-2.0
#include "core/store/migrations.h"

#include <algorithm>

#include "core/store/database.h"

namespace luthier::store {

Status migrate(Database& database, std::int64_t version) {
    ASSIGN_OR_RETURN(std::int64_t at, database.number("PRAGMA user_version"));
    for (const std::int64_t end = std::min(version, newestVersion()); at < end; ++at) {
        const Migration& step = allMigrations()[static_cast<std::size_t>(at)];
        auto done = database.transaction([&]() -> Status {
            RETURN_IF_ERROR(database.execute(step.sql));
            return database.execute("PRAGMA user_version = " + std::to_string(at + 1));
        });
        if (!done) {
            done.error().message = "migration " + step.name + ": " + done.error().message;
            return done;
        }
    }
    return {};
}

}  // namespace luthier::store
