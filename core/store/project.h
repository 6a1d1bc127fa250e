// SPDX-License-Identifier: Apache-2.0
// A project folder (design 3.5): luthier.db, snapshots/, runs/, models/, adapters/. One Project object has the one connection that writes; other threads read
// through readers, whose connections never write nor checkpoint. Thread: one at a time per object (the window's store thread). Requires SQLite; no LibTorch.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/store/adapters.h"
#include "core/store/datasets.h"
#include "core/store/examples.h"
#include "core/store/journal.h"
#include "core/store/models.h"
#include "core/store/runs.h"
#include "core/store/settings.h"

namespace luthier::store {

class Database;   // core/store/database.h: one SQLite connection; its exceptions become Errors

// Who has the project open for writing. pid 0: nobody, but the folder cannot be written to.
struct ProjectHolder { std::int64_t pid = 0; std::string host, since; };

class Project {
public:
    // Makes the folder and the database where there are none; migrates an older one after a backup (luthier.db.backup-<version>). When another process holds
    // it, it is opened read-only and holder() says who. Errors: InvalidData (damaged, foreign, or made by a newer version; nothing is touched, the hint says
    // the way out: newest backup, or salvage()), Io, DiskFull.
    static Result<std::unique_ptr<Project>> open(const std::string& folder);
    // A copy of all that can be read of a damaged database, in a new folder. Errors: Io, DiskFull, AlreadyExists.
    struct Salvage { std::int64_t numRows = 0, numLost = 0; };
    static Result<Salvage> salvage(const std::string& folder, const std::string& toFolder);
    // The newest backup beside the database, "" when there is none; and going back to it: what was there is set aside in the same folder, whole. Errors:
    // NotFound (no backup), Busy (another process has the project open), Io, DiskFull; then nothing has changed.
    static std::string newestBackup(const std::string& folder);
    static Status goBackToBackup(const std::string& folder);
    ~Project();

    const std::string& folder() const { return m_folder; }
    bool isReadOnly() const { return m_holder.has_value(); }
    const std::optional<ProjectHolder>& holder() const { return m_holder; }

    // Another connection, read-only, for another thread. Its tables refuse to write (ErrorCode::Busy).
    Result<std::unique_ptr<Project>> reader() const;

    Datasets& datasets() { return *m_datasets; }
    Examples& examples() { return *m_examples; }
    Models& models() { return *m_models; }
    Adapters& adapters() { return *m_adapters; }
    Runs& runs() { return *m_runs; }
    Settings& settings() { return *m_settings; }
    Journal& journal() { return *m_journal; }

private:
    Project() = default;
    void makeTables();
    std::string m_folder;
    std::optional<ProjectHolder> m_holder;
    int m_lock = -1;                         // descriptor of the flock on luthier.lock
    std::unique_ptr<Database> m_database;    // before its tables
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Datasets> m_datasets;
    std::unique_ptr<Examples> m_examples;
    std::unique_ptr<Models> m_models;
    std::unique_ptr<Adapters> m_adapters;
    std::unique_ptr<Runs> m_runs;
    std::unique_ptr<Settings> m_settings;
};

}  // namespace luthier::store
