// SPDX-License-Identifier: Apache-2.0
#include "core/store/journal.h"

#include <algorithm>

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/store/database.h"
#include "core/store/journal_tables.h"
#include "core/store/stored_text.h"

namespace luthier::store {

namespace {

// undone: 0 = done, 1 = undone and can be redone, 2 = undone and something else was done since.
const std::string selectEntry = "SELECT id, title, time, undone FROM journal ";

Journal::Entry readEntry(const Query& query) { return {query.integer(0), query.text(1), query.text(2), query.integer(3) != 0}; }

void bindJson(Query& query, const Json& value) {
    if (value.is_string()) query.bind(value.get_ref<const std::string&>());
    else if (value.is_number_float()) query.bind(value.get<double>());
    else if (value.is_number_integer()) query.bind(value.get<std::int64_t>());
    else query.bind(nullptr);
}

std::string columnList(const std::vector<std::string>& columns, const char* between, const char* after) {
    std::string list;
    for (const std::string& column : columns) list += (list.empty() ? "" : between) + column + after;
    return list;
}

Result<Json> rowOf(const std::string& text, std::size_t numColumns) {
    ASSIGN_OR_RETURN(Json row, parseJson(text, {.maxBytes = std::size_t{1} << 30, .maxDepth = 4}));
    if (!row.is_array() || row.size() != numColumns) return fail(ErrorCode::InvalidData, "an entry of the journal is damaged");
    return row;
}

// Makes one row what it was (or what it became).
Status putBack(Database& database, const JournaledTable& table, std::int64_t key, const std::optional<std::string>& from,
               const std::optional<std::string>& to) {
    if (from && to) {
        ASSIGN_OR_RETURN(const Json row, rowOf(*to, table.changing.size()));
        Query update(database, "UPDATE " + table.name + " SET " + columnList(table.changing, " = ?, ", "") + " = ? WHERE " + table.key.front() + " = ?");
        for (const Json& value : row) bindJson(update, value);
        update.bind(key).run();
        return {};
    }
    ASSIGN_OR_RETURN(const Json row, rowOf(to ? *to : *from, table.columns.size()));
    if (!to) {
        Query remove(database, "DELETE FROM " + table.name + " WHERE " + columnList(table.key, " = ? AND ", "") + " = ?");
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (std::find(table.key.begin(), table.key.end(), table.columns[i]) != table.key.end()) bindJson(remove, row[i]);
        remove.run();
        return {};
    }
    std::string places;
    for (std::size_t i = 0; i < table.columns.size(); ++i) places += i == 0 ? "?" : ", ?";
    Query insert(database, "INSERT INTO " + table.name + " (" + columnList(table.columns, ", ", "") + ") VALUES (" + places + ")");
    for (const Json& value : row) bindJson(insert, value);
    insert.run();
    return {};
}

Status applyEntry(Database& database, std::int64_t entry, bool backwards) {
    Query changes(database, std::string("SELECT c.target, c.row, c.before, c.after FROM journal j CROSS JOIN journal_changes c "
                                        "WHERE j.id = ? AND c.id BETWEEN j.first_change AND j.last_change AND c.entry = j.id ORDER BY c.id") +
                                (backwards ? " DESC" : ""), entry);
    while (changes.next()) {
        const JournaledTable* table = findJournaledTable(changes.text(0));
        if (!table) return fail(ErrorCode::InvalidData, "an entry of the journal is about an unknown table");
        std::optional<std::string> before, after;
        if (!changes.isNull(2)) before = changes.text(2);
        if (!changes.isNull(3)) after = changes.text(3);
        if (backwards) RETURN_IF_ERROR(putBack(database, *table, changes.integer(1), after, before));
        else RETURN_IF_ERROR(putBack(database, *table, changes.integer(1), before, after));
    }
    return {};
}

Status performNested(Database& database, const std::function<Status()>& change) {
    RETURN_IF_ERROR(database.execute("SAVEPOINT nested_action"));
    Status done = database.guarded(change);
    if (!done) RETURN_IF_ERROR(database.execute("ROLLBACK TO nested_action"));
    RETURN_IF_ERROR(database.execute("RELEASE nested_action"));
    return done;
}

Result<std::optional<Journal::Entry>> apply(Database& database, const std::optional<Journal::Entry>& entry, bool backwards) {
    RETURN_IF_ERROR(database.requireWritable());
    if (!entry) return std::optional<Journal::Entry>();
    const Status done = database.transaction([&]() -> Status {
        RETURN_IF_ERROR(database.execute("PRAGMA defer_foreign_keys = ON"));
        RETURN_IF_ERROR(applyEntry(database, entry->id, backwards));
        Query(database, "UPDATE journal SET undone = ? WHERE id = ?", backwards, entry->id).run();
        return {};
    });
    RETURN_IF_ERROR(done);
    Journal::Entry now = *entry;
    now.undone = backwards;
    return std::optional<Journal::Entry>(std::move(now));
}

std::int64_t lastChange(Database& database) {
    Query query(database, "SELECT max(id) FROM journal_changes");
    return query.next() ? query.maybeInteger(0).value_or(0) : 0;
}

}  // namespace

Status Journal::perform(const std::string& title, const std::function<Status()>& change) {
    RETURN_IF_ERROR(m_database.requireWritable());
    if (m_depth > 0) return performNested(m_database, change);
    ++m_depth;
    Status done = m_database.transaction([&]() -> Status {
        const std::int64_t before = lastChange(m_database);
        Query(m_database, "INSERT INTO journal (title, time, first_change) VALUES (?, ?, ?)", storedText(title), utcNow(), before + 1).run();
        const std::int64_t entry = m_database.lastInsertId();
        m_database.journalEntry = entry;
        Status changed = m_database.guarded(change);
        m_database.journalEntry = 0;
        RETURN_IF_ERROR(changed);
        if (const std::int64_t after = lastChange(m_database); after > before) {
            Query(m_database, "UPDATE journal SET last_change = ? WHERE id = ?", after, entry).run();
            Query(m_database, "UPDATE journal SET undone = 2 WHERE undone = 1").run();
        } else {
            Query(m_database, "DELETE FROM journal WHERE id = ?", entry).run();
        }
        return {};
    });
    m_database.journalEntry = 0;
    --m_depth;
    return done;
}

Result<std::optional<Journal::Entry>> Journal::nextUndo() {
    return m_database.guarded([&]() -> Result<std::optional<Entry>> {
        Query query(m_database, selectEntry + "WHERE undone = 0 ORDER BY id DESC LIMIT 1");
        return query.next() ? std::optional<Entry>(readEntry(query)) : std::nullopt;
    });
}

Result<std::optional<Journal::Entry>> Journal::nextRedo() {
    return m_database.guarded([&]() -> Result<std::optional<Entry>> {
        Query query(m_database, selectEntry + "WHERE undone = 1 ORDER BY id LIMIT 1");
        return query.next() ? std::optional<Entry>(readEntry(query)) : std::nullopt;
    });
}

Result<std::optional<Journal::Entry>> Journal::undo() {
    ASSIGN_OR_RETURN(const std::optional<Entry> entry, nextUndo());
    return apply(m_database, entry, true);
}

Result<std::optional<Journal::Entry>> Journal::redo() {
    ASSIGN_OR_RETURN(const std::optional<Entry> entry, nextRedo());
    return apply(m_database, entry, false);
}

Result<std::vector<Journal::Entry>> Journal::latest(std::int64_t count) {
    return m_database.guarded([&]() -> Result<std::vector<Entry>> {
        std::vector<Entry> entries;
        Query query(m_database, selectEntry + "WHERE undone < 2 ORDER BY id DESC LIMIT ?", count);
        while (query.next()) entries.push_back(readEntry(query));
        return entries;
    });
}

}  // namespace luthier::store
