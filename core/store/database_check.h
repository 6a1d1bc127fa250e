// SPDX-License-Identifier: Apache-2.0
// Whether a database is ours, whole and not newer than this program, before anything is written; and bringing an older one up to date after a backup.
// Thread: as Database. Requires SQLite.
#pragma once

#include <string>

#include "core/base/error.h"

namespace luthier::store {

class Database;

// By the header only, so that it may be asked while another process writes. Errors: InvalidData (no database, or another program's).
Status checkOwner(const std::string& path);
// Ours alone now (the lock is held): cheap checks of the whole, all of them for a small one. Errors: InvalidData with the way out.
Status checkContent(const std::string& path);
// Errors: InvalidData when a newer version of Luthier made it.
Status checkVersion(Database& database);
// Backs up to luthier.db.backup-<version> and migrates. Errors: DiskFull, Io, InvalidData; the database is what it was then.
Status bringUpToDate(Database& database);
// The newest backup beside a database, "" when there is none.
std::string newestBackup(const std::string& path);

}  // namespace luthier::store
