// SPDX-License-Identifier: Apache-2.0
#include "core/store/journal_tables.h"

#include <sqlite3.h>

#include "core/store/database.h"

namespace luthier::store {

namespace {

void currentEntry(sqlite3_context* context, int, sqlite3_value**) {
    sqlite3_result_int64(context, static_cast<const Database*>(sqlite3_user_data(context))->journalEntry);
}

std::string listOf(const std::string& row, const std::vector<std::string>& columns) {
    std::string list = "json_array(";
    for (std::size_t i = 0; i < columns.size(); ++i) list += (i == 0 ? "" : ", ") + row + "." + columns[i];
    return list + ")";
}

std::string trigger(const JournaledTable& table, const std::string& event, const std::string& row, const std::string& before, const std::string& after) {
    const std::string name = "keep_" + event.substr(0, event.find(' ')) + "_" + table.name;
    return "CREATE TEMP TRIGGER " + name + " AFTER " + event + " ON main." + table.name + " WHEN journal_entry() > 0 BEGIN " +
           "INSERT INTO journal_changes (entry, target, row, before, after) VALUES (journal_entry(), '" + table.name + "', " + row + "." + table.key.front() +
           ", " + before + ", " + after + "); END;\n";
}

}  // namespace

const std::vector<JournaledTable>& journaledTables() {
    static const std::vector<JournaledTable> tables = {
        {"datasets", {"id"}, {"id", "name", "kind", "format", "source", "notes", "mapping", "created_at", "removed"}, {"name", "notes", "removed"}},
        {"examples",
         {"id"},
         {"id", "dataset", "position", "removed", "kind", "line", "num_turns", "num_characters", "problem"},
         {"position", "removed", "kind", "line", "num_turns", "num_characters", "problem"}},
        {"contents", {"id"}, {"id", "excerpt", "answer", "body"}, {"excerpt", "answer", "body"}},
        {"example_tags", {"example", "tag"}, {"example", "tag", "dataset", "position"}, {}},
        {"models", {"id"}, {"id", "name", "folder", "notes", "facts", "created_at", "removed"}, {"name", "notes", "facts", "removed"}},
        {"runs",
         {"id"},
         {"id", "name", "folder", "notes", "tags", "queue_position", "model", "datasets", "config", "created_at", "removed"},
         {"name", "notes", "tags", "queue_position", "removed"}},
        {"adapters",
         {"id"},
         {"id", "name", "folder", "notes", "model", "run", "facts", "created_at", "removed"},
         {"name", "notes", "model", "run", "facts", "removed"}},
    };
    return tables;
}

const JournaledTable* findJournaledTable(const std::string& name) {
    for (const JournaledTable& table : journaledTables())
        if (table.name == name) return &table;
    return nullptr;
}

Status startKeepingChanges(Database& database) {
    sqlite3* handle = database.connection().getHandle();
    constexpr int flags = SQLITE_UTF8 | SQLITE_INNOCUOUS;
    const int made = sqlite3_create_function_v2(handle, "journal_entry", 0, flags, &database, &currentEntry, nullptr, nullptr, nullptr);
    if (made != SQLITE_OK) return fail(ErrorCode::Internal, "the journal's function cannot be made");
    std::string triggers;
    for (const JournaledTable& table : journaledTables()) {
        triggers += trigger(table, "INSERT", "NEW", "NULL", listOf("NEW", table.columns));
        triggers += trigger(table, "DELETE", "OLD", listOf("OLD", table.columns), "NULL");
        if (table.changing.empty()) continue;
        std::string columns;
        for (const std::string& column : table.changing) columns += (columns.empty() ? "" : ", ") + column;
        triggers += trigger(table, "UPDATE OF " + columns, "NEW", listOf("OLD", table.changing), listOf("NEW", table.changing));
    }
    return database.execute(triggers);
}

}  // namespace luthier::store
