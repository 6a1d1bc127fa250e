// SPDX-License-Identifier: Apache-2.0
#include "core/store/dataset_rows.h"

#include <algorithm>
#include <optional>

#include "core/base/clock.h"
#include "core/store/database.h"
#include "core/store/example_rows.h"

namespace luthier::store {

namespace {

constexpr double pieceSeconds = 0.012;
constexpr std::int64_t maxEntries = 1000;
constexpr std::int64_t maxChanges = 2'000'000;

// Repeats a step that touches a few rows until it touches none or the time is over. True when it touched any.
Result<bool> repeat(Database& database, const std::function<bool()>& step) {
    bool any = false;
    const Status done = database.transaction([&]() -> Status {
        const double end = monotonicSeconds() + pieceSeconds;
        while (step()) {
            any = true;
            if (monotonicSeconds() > end) break;
        }
        return {};
    }, false);
    RETURN_IF_ERROR(done);
    return any;
}

// A statement that deletes rows of what `id` names.
Result<bool> deleteSome(Database& database, const std::string& sql, std::int64_t id) {
    return repeat(database, [&] {
        Query(database, sql, id).run();
        return database.numChanged() > 0;
    });
}

Result<std::int64_t> deadDataset(Database& database, std::int64_t importing) {
    return database.guarded([&]() -> Result<std::int64_t> {
        Query query(database, "SELECT id FROM datasets d WHERE removed = 1 AND id <> ? AND NOT EXISTS "
                              "(SELECT 1 FROM journal_changes WHERE target = 'datasets' AND row = d.id) LIMIT 1", importing);
        return query.next() ? query.integer(0) : 0;
    });
}

Result<bool> deleteSomeOfDataset(Database& database, std::int64_t dataset) {
    const std::string some = " WHERE dataset = ? LIMIT 100)";
    ASSIGN_OR_RETURN(const bool anyRow, deleteSome(database, "DELETE FROM examples WHERE id IN (SELECT id FROM examples" + some, dataset));
    if (anyRow) return true;
    ASSIGN_OR_RETURN(const bool anyRefusal, deleteSome(database, "DELETE FROM refusals WHERE id IN (SELECT id FROM refusals" + some, dataset));
    if (anyRefusal) return true;
    const Status done = database.transaction([&]() -> Status {
        Query(database, "DELETE FROM datasets WHERE id = ?", dataset).run();
        return {};
    });
    RETURN_IF_ERROR(done);
    return false;
}

struct OldEntry { std::int64_t id = 0, first = 0, last = 0; bool wasUndone = false; };

// One that was undone and then overtaken, or that is too old to be undone by anybody.
Result<std::optional<OldEntry>> oldEntry(Database& database) {
    return database.guarded([&]() -> Result<std::optional<OldEntry>> {
        const std::string select = "SELECT id, first_change, last_change FROM journal ";
        Query overtaken(database, select + "WHERE undone = 2 LIMIT 1");
        if (overtaken.next()) return OldEntry{overtaken.integer(0), overtaken.integer(1), overtaken.integer(2), true};
        Query size(database, "SELECT count(*), sum(last_change - first_change + 1) FROM journal WHERE undone < 2");
        if (!size.next() || size.integer(0) < 2 || (size.integer(0) <= maxEntries && size.integer(1) <= maxChanges)) return std::optional<OldEntry>();
        Query oldest(database, select + "WHERE undone = 0 ORDER BY id LIMIT 1");
        if (!oldest.next()) return std::optional<OldEntry>();
        return OldEntry{oldest.integer(0), oldest.integer(1), oldest.integer(2), false};
    });
}

// With an entry that removed rows goes the last that could have brought them back.
bool forgetSome(Database& database, OldEntry& entry) {
    constexpr std::int64_t pieceChanges = 100;
    if (entry.first > entry.last) return false;
    const std::int64_t until = std::min(entry.first + pieceChanges - 1, entry.last);
    if (!entry.wasUndone) {
        Query(database, "DELETE FROM examples WHERE removed = 1 AND id IN (SELECT row FROM journal_changes WHERE id BETWEEN ? AND ? AND entry = ? AND "
                        "target = 'examples' AND before IS NOT NULL AND json_extract(after, '$[1]') = 1)", entry.first, until, entry.id).run();
    }
    Query(database, "DELETE FROM journal_changes WHERE id BETWEEN ? AND ? AND entry = ?", entry.first, until, entry.id).run();
    entry.first = until + 1;
    Query(database, "UPDATE journal SET first_change = ? WHERE id = ?", entry.first, entry.id).run();
    return true;
}

Result<bool> trimJournal(Database& database) {
    ASSIGN_OR_RETURN(std::optional<OldEntry> entry, oldEntry(database));
    if (!entry) return false;
    ASSIGN_OR_RETURN(const bool any, repeat(database, [&] { return forgetSome(database, *entry); }));
    if (any && entry->first <= entry->last) return true;
    const Status done = database.transaction([&]() -> Status {
        Query(database, "DELETE FROM journal WHERE id = ?", entry->id).run();
        return {};
    }, false);
    RETURN_IF_ERROR(done);
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
    return false;
}

}  // namespace luthier::store
