// SPDX-License-Identifier: Apache-2.0
#include "core/store/database_check.h"

#include <cerrno>
#include <charconv>
#include <cstdio>

#include <unistd.h>

#include "core/base/files.h"
#include "core/base/posix_file.h"
#include "core/store/database.h"
#include "core/store/migrations.h"

namespace luthier::store {

namespace {

// A check of everything reads everything: only what is read within some 50 ms.
constexpr std::uint64_t maxCheckedBytes = std::uint64_t{16} << 20;

std::string wayOut(const std::string& path) {
    const std::string backup = newestBackup(path);
    const std::string salvage = "save what can be read into a new project";
    return backup.empty() ? salvage : "go back to the backup " + fileName(backup) + " beside it, or " + salvage;
}

tl::unexpected<Error> damaged(const std::string& path, const std::string& what) {
    return fail(Error(ErrorCode::InvalidData, "the project's database is damaged: " + what + "; nothing was changed").withHint(wayOut(path)).at(path));
}

Status backUp(Database& database, std::int64_t version) {
    const std::string path = database.path() + ".backup-" + std::to_string(version);
    const std::string temporary = path + ".new";
    ::unlink(temporary.c_str());
    auto copied = database.guarded([&]() -> Status {
        Query(database, "VACUUM INTO ?", temporary).run();
        return {};
    });
    if (copied) {
        ASSIGN_OR_RETURN(PosixFile file, PosixFile::openForReading(temporary));
        copied = file.sync();
    }
    if (copied && std::rename(temporary.c_str(), path.c_str()) != 0) copied = fail(errorFromErrno(errno, "write", path));
    if (copied) return syncFolder(parentFolder(path));
    ::unlink(temporary.c_str());
    copied.error().message = "the project could not be backed up before it is brought up to date: " + copied.error().message;
    return copied;
}

}  // namespace

std::string newestBackup(const std::string& path) {
    const auto names = listFolder(parentFolder(path));
    if (!names) return "";
    const std::string beginning = fileName(path) + ".backup-";
    std::int64_t newest = -1;
    for (const std::string& name : *names) {
        std::int64_t version = 0;
        if (!name.starts_with(beginning)) continue;
        const auto [end, problem] = std::from_chars(name.data() + beginning.size(), name.data() + name.size(), version);
        if (problem == std::errc() && end == name.data() + name.size() && version > newest) newest = version;
    }
    return newest < 0 ? "" : path + ".backup-" + std::to_string(newest);
}

Status checkOwner(const std::string& path) {
    const auto opened = Database::open(path, Database::Mode::Untouched);
    if (!opened && opened.error().code == ErrorCode::InvalidData) return damaged(path, "it is no whole database");
    if (!opened) return fail(opened.error());
    const std::unique_ptr<Database>& database = *opened;
    const auto owner = database->number("PRAGMA application_id");
    if (!owner) return damaged(path, "it does not begin like a database");
    if (*owner == applicationId) return {};
    return fail(Error(ErrorCode::InvalidData, "luthier.db in this folder was made by another program; nothing was changed")
                    .withHint("choose another folder for the project").at(path));
}

Status checkContent(const std::string& path) {
    ASSIGN_OR_RETURN(const auto database, Database::open(path, Database::Mode::Untouched));
    const auto numPages = database->number("PRAGMA page_count");
    const auto pageBytes = database->number("PRAGMA page_size");
    const auto numTables = database->number("SELECT count(*) FROM sqlite_schema");
    if (!numPages || !pageBytes || !numTables) return damaged(path, "its list of tables cannot be read");
    ASSIGN_OR_RETURN(const std::uint64_t size, fileSize(path));
    if (size < static_cast<std::uint64_t>(*numPages * *pageBytes)) return damaged(path, "a part of the file is missing");
    // With a log beside it the file alone is not yet the whole.
    if (size > maxCheckedBytes || fileSize(path + "-wal").value_or(0) > 0) return {};
    const auto verdict = database->text("PRAGMA quick_check(1)");
    if (!verdict) return damaged(path, verdict.error().message);
    if (*verdict != "ok") return damaged(path, *verdict);
    return {};
}

Status checkVersion(Database& database) {
    const auto version = database.number("PRAGMA user_version");
    if (!version) return damaged(database.path(), version.error().message);
    if (*version <= newestVersion()) return {};
    return fail(Error(ErrorCode::InvalidData, "this project was made by a newer version of Luthier (its database has version " + std::to_string(*version) +
                                                  ", this program knows up to " + std::to_string(newestVersion()) + "); nothing was changed")
                    .withHint(newestBackup(database.path()).empty()
                                  ? "update Luthier, or choose another project"
                                  : "update Luthier, or go back to the backup " + fileName(newestBackup(database.path())) + " beside it").at(database.path()));
}

Status bringUpToDate(Database& database) {
    ASSIGN_OR_RETURN(const std::int64_t version, database.number("PRAGMA user_version"));
    if (version >= newestVersion()) return {};
    RETURN_IF_ERROR(backUp(database, version));
    RETURN_IF_ERROR(migrate(database, newestVersion()));
    return database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace luthier::store
