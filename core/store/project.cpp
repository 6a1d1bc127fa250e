// SPDX-License-Identifier: Apache-2.0
#include "core/store/project.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/posix_file.h"
#include "core/store/database.h"
#include "core/store/database_check.h"
#include "core/store/journal_tables.h"
#include "core/store/migrations.h"

namespace luthier::store {

namespace {

std::string thisHost() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string("unknown");
}

ProjectHolder thisProcess() { return {::getpid(), thisHost(), utcNow()}; }

ProjectHolder readHolder(const std::string& path) {
    ProjectHolder holder;
    const auto json = readJsonFile(path, {.maxBytes = 4096, .maxDepth = 4});
    if (!json || !json->is_object()) return holder;
    if (const auto it = json->find("pid"); it != json->end() && it->is_number_integer()) holder.pid = it->get<std::int64_t>();
    if (const auto it = json->find("host"); it != json->end() && it->is_string()) holder.host = it->get<std::string>();
    if (const auto it = json->find("since"); it != json->end() && it->is_string()) holder.since = it->get<std::string>();
    return holder;
}

// Ours, somebody else's, or nobody's because the folder cannot be written to.
struct LockOutcome { int descriptor = -1; std::optional<ProjectHolder> holder; };

Result<LockOutcome> takeLock(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        if (errno == EROFS || errno == EACCES || errno == EPERM) return LockOutcome{-1, ProjectHolder{}};
        return fail(errorFromErrno(errno, "open", path));
    }
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const int reason = errno;
        ::close(descriptor);
        if (reason == EWOULDBLOCK) return LockOutcome{-1, readHolder(path)};
        return fail(errorFromErrno(reason, "lock", path).withHint("put the project on a disk of this computer: this one has no locks"));
    }
    const ProjectHolder self = thisProcess();
    const std::string text = dumpJson({{"pid", self.pid}, {"host", self.host}, {"since", self.since}}) + "\n";
    // Who it is only helps a message: a full disk must not keep anybody from opening a project.
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, text.data(), text.size(), 0) < 0) { /* the lock itself is what counts */ }
    return LockOutcome{descriptor, std::nullopt};
}

// A new database appears whole: one that is half made would look like a stranger's.
Status createDatabase(const std::string& path) {
    const std::string temporary = path + ".new";
    for (const char* ending : {"", "-journal", "-wal", "-shm"}) ::unlink((temporary + ending).c_str());
    {
        ASSIGN_OR_RETURN(auto database, Database::open(temporary, Database::Mode::Write));
        RETURN_IF_ERROR(database->execute("PRAGMA application_id = " + std::to_string(applicationId)));
        RETURN_IF_ERROR(migrate(*database, newestVersion()));
    }
    if (std::rename(temporary.c_str(), path.c_str()) != 0) return fail(errorFromErrno(errno, "create", path));
    return syncFolder(parentFolder(path));
}

Result<std::unique_ptr<Database>> openForWriting(const std::string& path) {
    if (fileSize(path).value_or(0) == 0) RETURN_IF_ERROR(createDatabase(path));
    RETURN_IF_ERROR(checkContent(path));
    ASSIGN_OR_RETURN(auto database, Database::open(path, Database::Mode::Write));
    RETURN_IF_ERROR(database->execute("PRAGMA journal_mode = WAL"));
    RETURN_IF_ERROR(checkVersion(*database));
    RETURN_IF_ERROR(bringUpToDate(*database));
    RETURN_IF_ERROR(startKeepingChanges(*database));
    return database;
}

Result<std::unique_ptr<Database>> openForReading(const std::string& path) {
    auto database = Database::open(path, Database::Mode::Read);
    auto version = database ? (*database)->number("PRAGMA user_version") : Result<std::int64_t>(fail(database.error()));
    // In a folder that cannot be written SQLite has nowhere to keep what readers agree upon, and needs nothing: nobody writes.
    if (!version && version.error().code == ErrorCode::Io) database = Database::open(path, Database::Mode::Untouched);
    if (!database) return database;
    RETURN_IF_ERROR(checkVersion(**database));
    ASSIGN_OR_RETURN(const std::int64_t at, (*database)->number("PRAGMA user_version"));
    if (at < newestVersion())
        return fail(Error(ErrorCode::Busy, "this project was made by an older version and can only be brought up to date where it can be written")
                        .withHint("close it in the other window, or copy its folder to where you may write").at(path));
    return database;
}

// A copy of the backup becomes the database; what was there keeps all of its parts under another name. There is a database at every moment.
Status putInPlace(const std::string& backup, const std::string& path) {
    std::string aside;
    for (int number = 1; aside.empty() || pathExists(aside); ++number) aside = path + ".set-aside-" + std::to_string(number);
    const std::string copy = path + ".new";
    std::error_code problem;
    std::filesystem::copy_file(backup, copy, std::filesystem::copy_options::overwrite_existing, problem);
    if (problem) return fail(errorFromErrno(problem.value(), "write", copy));
    ASSIGN_OR_RETURN(PosixFile file, PosixFile::openForReading(copy));
    RETURN_IF_ERROR(file.sync());
    if (::link(path.c_str(), aside.c_str()) != 0) return fail(errorFromErrno(errno, "write", aside));
    // Before the backup takes its place: a log of another database must not be read into it.
    if (::rename((path + "-wal").c_str(), (aside + "-wal").c_str()) != 0 && errno != ENOENT) return fail(errorFromErrno(errno, "write", aside + "-wal"));
    ::unlink((path + "-shm").c_str());
    if (std::rename(copy.c_str(), path.c_str()) != 0) return fail(errorFromErrno(errno, "write", path));
    return syncFolder(parentFolder(path));
}

}  // namespace

Result<std::unique_ptr<Project>> Project::open(const std::string& folder) {
    RETURN_IF_ERROR(makeFolders(folder));
    const std::string path = folder + "/luthier.db";
    if (fileSize(path).value_or(0) > 0) RETURN_IF_ERROR(checkOwner(path));
    ASSIGN_OR_RETURN(const LockOutcome lock, takeLock(folder + "/luthier.lock"));
    std::unique_ptr<Project> project(new Project());
    project->m_folder = folder;
    project->m_lock = lock.descriptor;
    project->m_holder = lock.holder;
    ASSIGN_OR_RETURN(project->m_database, lock.holder ? openForReading(path) : openForWriting(path));
    project->makeTables();
    if (!lock.holder) {
        for (const char* name : {"/snapshots", "/runs", "/models", "/adapters"}) RETURN_IF_ERROR(makeFolders(folder + name));
    }
    return project;
}

std::string Project::newestBackup(const std::string& folder) { return store::newestBackup(folder + "/luthier.db"); }

Status Project::goBackToBackup(const std::string& folder) {
    const std::string path = folder + "/luthier.db", backup = newestBackup(folder);
    if (backup.empty()) return fail(Error(ErrorCode::NotFound, "there is no backup of this project").at(folder));
    ASSIGN_OR_RETURN(const LockOutcome lock, takeLock(folder + "/luthier.lock"));
    if (lock.holder) return fail(Error(ErrorCode::Busy, "another window has this project open").withHint("close it there first").at(folder));
    Status done = putInPlace(backup, path);
    ::close(lock.descriptor);
    return done;
}

void Project::makeTables() {
    Database& database = *m_database;
    m_journal = std::make_unique<Journal>(database);
    m_datasets = std::make_unique<Datasets>(database, *m_journal);
    m_examples = std::make_unique<Examples>(database, *m_journal);
    m_models = std::make_unique<Models>(database, *m_journal);
    m_adapters = std::make_unique<Adapters>(database, *m_journal);
    m_runs = std::make_unique<Runs>(database, *m_journal);
    m_settings = std::make_unique<Settings>(database);
}

Result<std::unique_ptr<Project>> Project::reader() const {
    std::unique_ptr<Project> project(new Project());
    project->m_folder = m_folder;
    project->m_holder = m_holder ? m_holder : thisProcess();
    ASSIGN_OR_RETURN(project->m_database, openForReading(m_folder + "/luthier.db"));
    project->m_database->isBesideWriter = !m_holder;
    project->makeTables();
    return project;
}

Project::~Project() {
    m_datasets.reset();
    m_database.reset();
    if (m_lock < 0) return;
    // The file stays: removing a locked file would let two processes lock two files of one name. Empty says that nobody died here.
    if (::ftruncate(m_lock, 0) != 0) { /* the lock itself is what counts */ }
    ::close(m_lock);
}

}  // namespace luthier::store
