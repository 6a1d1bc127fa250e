// SPDX-License-Identifier: Apache-2.0
#include "core/store/dataset_rows.h"

#include "core/base/clock.h"
#include "core/store/database.h"
#include "core/store/example_rows.h"

namespace luthier::store {

namespace {

constexpr double pieceSeconds = 0.012;
constexpr std::int64_t pieceRows = 500;
constexpr std::int64_t maxEntries = 1000;
constexpr std::int64_t maxChanges = 2'000'000;

// Repeats a statement that touches a few rows until it touches none or the time is over. True when there may be more.
Result<bool> repeat(Database& database, const std::string& sql, const std::vector<std::int64_t>& values) {
    bool more = false;
    RETURN_IF_ERROR(database.transaction([&]() -> Status {
        const double end = monotonicSeconds() + pieceSeconds;
        Query query(database, sql);
        do {
            query.reset();
            for (const std::int64_t value : values) query.bind(value);
            query.run();
            more = database.numChanged() > 0;
        } while (more && monotonicSeconds() < end);
        return {};
    }, false));
    return more;
}

Result<std::int64_t> deadDataset(Database& database, std::int64_t importing) {
    return database.guarded([&]() -> Result<std::int64_t> {
        Query query(database, "SELECT id FROM datasets d WHERE removed = 1 AND id <> ? AND NOT EXISTS "
                              "(SELECT 1 FROM journal_changes WHERE target = 'datasets' AND row = d.id) LIMIT 1", importing);
        return query.next() ? query.integer(0) : 0;
    });
}

Result<bool> deleteSomeOfDataset(Database& database, std::int64_t dataset) {
    const std::string rows = "DELETE FROM examples WHERE id IN (SELECT id FROM examples WHERE dataset = ? LIMIT 200)";
    ASSIGN_OR_RETURN(const bool moreRows, repeat(database, rows, {dataset}));
    if (moreRows) return true;
    ASSIGN_OR_RETURN(const bool moreRefusals, repeat(database, "DELETE FROM refusals WHERE id IN (SELECT id FROM refusals WHERE dataset = ? LIMIT 200)", {dataset}));
    if (moreRefusals) return true;
    RETURN_IF_ERROR(database.transaction([&]() -> Status {
        Query(database, "DELETE FROM datasets WHERE id = ?", dataset).run();
        return {};
    }));
    return false;
}

// Entries that were undone and then overtaken, and those that are too old to be undone by anybody.
Result<bool> trimJournal(Database& database) {
    std::int64_t entry = 0;
    RETURN_IF_ERROR(database.guarded([&]() -> Status {
        Query dead(database, "SELECT id FROM journal WHERE undone = 2 LIMIT 1");
        if (dead.next()) entry = dead.integer(0);
        Query size(database, "SELECT count(*), sum(num_changes), min(id) FROM journal WHERE undone < 2");
        if (entry == 0 && size.next() && size.integer(0) > 1 && (size.integer(0) > maxEntries || size.integer(1) > maxChanges)) entry = size.integer(2);
        return {};
    }));
    if (entry == 0) return false;
    ASSIGN_OR_RETURN(const bool more, repeat(database, "DELETE FROM journal_changes WHERE id IN (SELECT id FROM journal_changes WHERE entry = ? LIMIT 500)", {entry}));
    if (more) return true;
    RETURN_IF_ERROR(database.transaction([&]() -> Status {
        Query(database, "DELETE FROM journal WHERE id = ?", entry).run();
        return {};
    }));
    return true;
}

}  // namespace

Status forEachStoredRow(Database& database, std::int64_t dataset, const std::function<Status(StoredRow&&)>& visit) {
    return database.guarded([&]() -> Status {
        Query rows(database, "SELECT e.id, c.body FROM examples e INDEXED BY examples_by_position JOIN contents c ON c.id = e.id "
                             "WHERE e.dataset = ? AND e.removed = 0 ORDER BY e.position, e.id", dataset);
        while (rows.next()) RETURN_IF_ERROR(visit({rows.integer(0), rows.text(1), tagsOf(database, rows.integer(0))}));
        return {};
    });
}

Status deleteDataset(Database& database, std::int64_t dataset) {
    while (true) {
        ASSIGN_OR_RETURN(const bool more, deleteSomeOfDataset(database, dataset));
        if (!more) return {};
    }
}

Result<bool> tidy(Database& database, std::int64_t importing) {
    RETURN_IF_ERROR(database.requireWritable());
    ASSIGN_OR_RETURN(const bool moreJournal, trimJournal(database));
    if (moreJournal) return true;
    ASSIGN_OR_RETURN(const std::int64_t dataset, deadDataset(database, importing));
    if (dataset != 0) {
        RETURN_IF_ERROR(deleteSomeOfDataset(database, dataset));
        return true;
    }
    return repeat(database, "DELETE FROM examples WHERE id IN (SELECT e.id FROM examples e INDEXED BY examples_removed WHERE e.removed = 1 AND NOT EXISTS "
                            "(SELECT 1 FROM journal_changes WHERE target = 'examples' AND row = e.id) LIMIT 200)", {});
}

}  // namespace luthier::store
