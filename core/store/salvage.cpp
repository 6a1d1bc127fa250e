// SPDX-License-Identifier: Apache-2.0
// Project::salvage: what can be read of a damaged database goes into a new one, row by row; a page that cannot be read costs the rows on it and no others.
// The journal stays behind, counts and the full-text index are made anew.
#include <algorithm>
#include <set>

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/store/database.h"
#include "core/store/example_rows.h"
#include "core/store/migrations.h"
#include "core/store/project.h"

namespace luthier::store {

namespace {

constexpr std::int64_t maxGap = 1'000'000;   // ids that are tried one by one behind a damaged place
constexpr std::int64_t pieceRows = 2000;
constexpr int goodAgain = 100;               // so many that can be read one after the other, and reading goes on as usual

struct Columns { std::string table, columns; int count; };

using Row = std::vector<std::optional<std::string>>;

class Rescue {
public:
    Rescue(Database& from, Database& to) : m_from(from), m_to(to) {}

    Status copyAll() {
        RETURN_IF_ERROR(copyTable({"datasets", "id, name, kind, format, source, notes, mapping, created_at, removed", 9}));
        RETURN_IF_ERROR(copyTable({"models", "id, name, folder, notes, facts, created_at, removed", 7}));
        RETURN_IF_ERROR(copyTable({"runs", "id, name, folder, notes, tags, queue_position, model, datasets, config, created_at, removed", 11}));
        RETURN_IF_ERROR(copyTable({"adapters", "id, name, folder, notes, model, run, facts, created_at, removed", 9}));
        RETURN_IF_ERROR(copyTable({"refusals", "id, dataset, line, rule, reason", 5}));
        RETURN_IF_ERROR(copyTable({"settings", "rowid, key, value", 3}));
        RETURN_IF_ERROR(leaveOutRemoved());
        RETURN_IF_ERROR(copyRows());
        RETURN_IF_ERROR(m_to.execute("UPDATE runs SET model = NULL WHERE model NOT IN (SELECT id FROM models)"));
        RETURN_IF_ERROR(m_to.execute("UPDATE adapters SET model = NULL WHERE model NOT IN (SELECT id FROM models)"));
        return m_to.execute("UPDATE adapters SET run = NULL WHERE run NOT IN (SELECT id FROM runs)");
    }
    const Status& failure() const { return m_failure; }
    Project::Salvage report;

private:
    // Calls visit for each id of a table that can be read. Where reading on fails, ids are tried one by one until they can be read again.
    Status forEachId(const std::string& table, const std::string& key, const std::function<void(std::int64_t)>& visit) {
        std::int64_t last = 0;
        const std::int64_t end = highestId(table, key);
        while (last <= end) {
            const Status scanned = m_from.guarded([&]() -> Status {
                Query query(m_from, "SELECT " + key + " FROM " + table + " WHERE " + key + " > ? ORDER BY " + key, last);
                while (query.next()) {
                    last = query.integer(0);
                    visit(last);
                    if (++m_numSincePiece % pieceRows == 0) RETURN_IF_ERROR(nextPiece());
                }
                last = std::max(last, end) + 1;
                return {};
            });
            if (scanned) return {};
            if (scanned.error().code != ErrorCode::InvalidData) return scanned;
            for (int numGood = 0; last < end && numGood < goodAgain;) {
                const auto there = isThere(table, key, ++last);
                numGood = there ? numGood + 1 : 0;
                if (there && *there) visit(last);
                if (!there && table == "contents") ++report.numLost;
            }
            if (last >= end) return {};
        }
        return {};
    }

    Result<bool> isThere(const std::string& table, const std::string& key, std::int64_t id) {
        return m_from.guarded([&]() -> Result<bool> { return Query(m_from, "SELECT 1 FROM " + table + " WHERE " + key + " = ?", id).next(); });
    }

    std::int64_t highestId(const std::string& table, const std::string& key) {
        const auto highest = m_from.number("SELECT max(" + key + ") FROM " + table);
        const auto given = m_from.number("SELECT seq FROM sqlite_sequence WHERE name = '" + (table == "contents" ? std::string("examples") : table) + "'");
        const std::int64_t known = std::max(highest.value_or(0), given.value_or(0));
        return highest || given ? known : maxGap;
    }

    Result<Row> readRow(const Columns& columns, const std::string& key, std::int64_t id) {
        return m_from.guarded([&]() -> Result<Row> {
            Query query(m_from, "SELECT " + columns.columns + " FROM " + columns.table + " WHERE " + key + " = ?", id);
            if (!query.next()) return fail(ErrorCode::NotFound, "gone");
            Row row;
            for (int i = 0; i < columns.count; ++i) row.push_back(query.isNull(i) ? std::nullopt : std::optional<std::string>(query.text(i)));
            return row;
        });
    }

    Status copyTable(const Columns& columns) {
        const std::string key = columns.columns.substr(0, columns.columns.find(','));
        return forEachId(columns.table, key, [&](std::int64_t id) {
            const auto row = readRow(columns, key, id);
            if (!row) return;
            if (columns.table == "refusals" && !ensureDataset(std::stoll(row->at(1).value_or("0")))) return;
            std::string places = "?";
            for (int i = 1; i < columns.count; ++i) places += ", ?";
            const Status copied = m_to.guarded([&]() -> Status {
                Query insert(m_to, "INSERT OR IGNORE INTO " + columns.table + " (" + columns.columns + ") VALUES (" + places + ")");
                for (const auto& value : *row) {
                    if (value) insert.bind(*value);   // a column of whole numbers makes one of a text that is one
                    else insert.bind(nullptr);
                }
                insert.run();
                return {};
            });
            noteFailure(copied);
        });
    }

    // What a person had removed stays so: nothing is there to bring it back with.
    Status leaveOutRemoved() {
        const Status noted = m_to.guarded([&]() -> Status {
            Query query(m_to, "SELECT id FROM datasets WHERE removed = 1");
            while (query.next()) m_removedDatasets.insert(query.integer(0));
            return {};
        });
        RETURN_IF_ERROR(noted);
        RETURN_IF_ERROR(m_to.execute("DELETE FROM refusals WHERE dataset IN (SELECT id FROM datasets WHERE removed = 1)"));
        RETURN_IF_ERROR(m_to.execute("DELETE FROM dataset_counts WHERE dataset IN (SELECT id FROM datasets WHERE removed = 1)"));
        for (const char* table : {"datasets", "models", "runs", "adapters"})
            RETURN_IF_ERROR(m_to.execute(std::string("DELETE FROM ") + table + " WHERE removed = 1"));
        return {};
    }

    struct Place { std::int64_t dataset = 0, position = 0, tokens = -1, trained = -1; bool removed = false; };
    std::optional<Place> placeOf(std::int64_t id) {
        const auto place = m_from.guarded([&]() -> Result<std::optional<Place>> {
            Query query(m_from, "SELECT dataset, position, num_tokens, num_trained, removed FROM examples WHERE id = ?", id);
            if (!query.next()) return std::optional<Place>();
            return std::optional<Place>({query.integer(0), query.integer(1), query.integer(2), query.integer(3), query.integer(4) != 0});
        });
        return place.value_or(std::nullopt);
    }

    // A row whose place was lost goes into a data set of its own, one whose data set was lost into one of that number.
    bool ensureDataset(std::int64_t id) {
        if (m_datasets.contains(id)) return true;
        const std::string name = id == m_orphans ? "Salvaged rows" : "Salvaged data set " + std::to_string(id);
        const Status made = m_to.guarded([&]() -> Status {
            Query(m_to, "INSERT OR IGNORE INTO datasets VALUES (?, ?, 'conversation', 'messages', '', '', '{}', ?, 0)", id, name, utcNow()).run();
            return {};
        });
        noteFailure(made);
        if (made) m_datasets.insert(id);
        return made.has_value();
    }

    Status copyRows() {
        m_orphans = highestId("datasets", "id") + 1;
        return forEachId("contents", "id", [&](std::int64_t id) {
            const auto body = readRow({"contents", "body", 1}, "id", id);
            const auto example = body ? exampleFromBody(body->front().value_or("")) : Result<Example>(fail(body.error()));
            if (!example) {
                ++report.numLost;
                return;
            }
            const Place place = placeOf(id).value_or(Place{m_orphans, id * positionStep});
            if (place.removed || m_removedDatasets.contains(place.dataset) || !ensureDataset(place.dataset)) return;
            PreparedRow row = preparedRow(*example);
            row.tags = m_from.guarded([&]() -> Result<std::vector<std::string>> { return tagsOf(m_from, id); }).value_or(std::vector<std::string>());
            const Status copied = m_to.guarded([&]() -> Status {
                const std::int64_t copy = insertRow(m_to, place.dataset, place.position, row);
                if (place.tokens >= 0) Query(m_to, "UPDATE examples SET num_tokens = ?, num_trained = ? WHERE id = ?", place.tokens, place.trained, copy).run();
                return {};
            });
            noteFailure(copied);
            if (copied) ++report.numRows;
        });
    }

    // What the new database cannot take (a full disk) ends it all; what the old one cannot give does not.
    void noteFailure(const Status& status) {
        if (status || !m_failure) return;
        const ErrorCode code = status.error().code;
        if (code == ErrorCode::DiskFull || code == ErrorCode::Io || code == ErrorCode::Busy) m_failure = status;
    }
    Status nextPiece() {
        RETURN_IF_ERROR(m_failure);
        RETURN_IF_ERROR(m_to.execute("COMMIT"));
        return m_to.execute("BEGIN IMMEDIATE");
    }

    Database& m_from;
    Database& m_to;
    std::set<std::int64_t> m_datasets, m_removedDatasets;
    std::int64_t m_orphans = 0, m_numSincePiece = 0;
    Status m_failure;
};

Result<std::unique_ptr<Database>> openDamaged(const std::string& path) {
    auto database = Database::open(path, Database::Mode::Read);
    if (database && (*database)->number("SELECT count(*) FROM sqlite_schema")) return database;
    return Database::open(path, Database::Mode::Untouched);
}

}  // namespace

Result<Project::Salvage> Project::salvage(const std::string& folder, const std::string& toFolder) {
    if (pathExists(toFolder + "/luthier.db"))
        return fail(Error(ErrorCode::AlreadyExists, "there is a project in this folder already").withHint("choose an empty folder").at(toFolder));
    ASSIGN_OR_RETURN(const auto from, openDamaged(folder + "/luthier.db"));
    const auto numTables = from->number("SELECT count(*) FROM sqlite_schema WHERE name IN ('datasets', 'contents', 'examples')");
    if (!numTables || *numTables < 3)
        return fail(Error(ErrorCode::InvalidData, "nothing can be read of this database").withHint("go back to a backup of it").at(folder + "/luthier.db"));
    ASSIGN_OR_RETURN(const auto project, open(toFolder));
    RETURN_IF_ERROR(project->m_database->requireWritable());
    Rescue rescue(*from, *project->m_database);
    // What refers to something that was lost is mended at the end.
    RETURN_IF_ERROR(project->m_database->execute("PRAGMA foreign_keys = OFF"));
    RETURN_IF_ERROR(project->m_database->execute("BEGIN IMMEDIATE"));
    Status done = rescue.copyAll();
    if (done) done = rescue.failure();
    if (done) done = project->m_database->execute("COMMIT");
    if (!done) return fail(std::move(done.error()));
    return rescue.report;
}

}  // namespace luthier::store
