// SPDX-License-Identifier: Apache-2.0
// Data sets of a project: what was imported from where, as what, and what of it could not be used. Thread: as Project.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/data/reader.h"

namespace luthier::store {

class Database;
class Journal;

struct Dataset {
    std::int64_t id = 0;
    std::string name, kind, format, source, notes;      // kind: rowKindName; source: the file it came from, "" when pasted
    Json mapping = Json::object();
    std::int64_t numRows = 0, numProblems = 0, numRefused = 0;   // kept by triggers; problems: rows with a problem
    std::int64_t numIndexed = 0;                        // rows that the full-text search knows already
    std::string createdAt;                              // UTC, ISO 8601
};

struct ImportRequest { std::string path, name; ReadOptions read; };
struct ImportReport { std::int64_t dataset = 0, numRows = 0, numRefused = 0; };

class Datasets {
public:
    Datasets(Database& database, Journal& journal);

    Result<std::vector<Dataset>> all();
    Result<Dataset> get(std::int64_t id);
    // Streams the file into the project: transactions of at most 20 ms, so that an edit in between never waits; 50,000 rows a second or more; memory stays
    // flat. Rows that cannot be read are kept as refusals. A cancelled or failed import leaves nothing behind. `between` runs between two transactions (on this
    // thread): the window answers waiting edits there.
    Result<ImportReport> import(const ImportRequest& request, const WorkContext& context = {}, const std::function<void()>& between = {});
    // Through the journal, so undo brings it back.
    Status rename(std::int64_t id, const std::string& name);
    Status setNotes(std::int64_t id, const std::string& notes);
    Status remove(std::int64_t id);
    Result<std::vector<Refusal>> refusals(std::int64_t id, std::int64_t from, std::int64_t count);
    // Writes all rows in a format (core/data/reader.h); streaming. The file appears whole, in place of one of that name, or not at all. Errors: AlreadyExists
    // when there is one and it is to be kept; DiskFull, Io, Cancelled.
    enum class Existing { Replace, Keep };
    Result<WriteReport> exportTo(std::int64_t id, const std::string& path, const std::string& format, const WorkContext& context = {},
                                 Existing existing = Existing::Replace);
    // snapshots/<sha256>.jsonl of the rows as they are now, for a run; the same rows give the same file. Seconds for a large set, so ask a reader: nothing in
    // the database is written.
    struct Snapshot { std::string path, sha256; std::int64_t numRows = 0; };
    Result<Snapshot> snapshot(std::int64_t id, const WorkContext& context = {});
    // Feeds up to `count` rows into the full-text index (some 25 ms at most), then takes out for good what was removed and cannot come back; true when there is
    // more to do. The window calls it while idle.
    Result<bool> indexSome(std::int64_t count = 2000);

private:
    Database& m_database;
    Journal& m_journal;
    std::int64_t m_importing = 0;   // the data set that is being filled, so that tidying in between leaves it alone
};

}  // namespace luthier::store
