// SPDX-License-Identifier: Apache-2.0
#include "core/store/adapters.h"

#include "core/base/clock.h"
#include "core/store/database.h"
#include "core/store/journal.h"
#include "core/store/stored_text.h"

namespace luthier::store {

namespace {

const std::string selectAdapter = "SELECT id, name, folder, notes, model, run, facts, created_at FROM adapters WHERE removed = 0 ";

AdapterEntry readAdapter(const Query& query) {
    AdapterEntry adapter;
    adapter.id = query.integer(0);
    adapter.name = query.text(1);
    adapter.folder = query.text(2);
    adapter.notes = query.text(3);
    adapter.model = query.maybeInteger(4);
    adapter.run = query.maybeInteger(5);
    adapter.facts = storedJson(query.text(6), Json::object());
    adapter.createdAt = query.text(7);
    return adapter;
}

}  // namespace

Adapters::Adapters(Database& database, Journal& journal) : m_database(database), m_journal(journal) {}

Result<std::vector<AdapterEntry>> Adapters::all() {
    return m_database.guarded([&]() -> Result<std::vector<AdapterEntry>> {
        std::vector<AdapterEntry> adapters;
        Query query(m_database, selectAdapter + "ORDER BY id");
        while (query.next()) adapters.push_back(readAdapter(query));
        return adapters;
    });
}

Result<AdapterEntry> Adapters::get(std::int64_t id) {
    return m_database.guarded([&]() -> Result<AdapterEntry> {
        Query query(m_database, selectAdapter + "AND id = ?", id);
        if (!query.next()) return fail(ErrorCode::NotFound, "this adapter is not in the project any more");
        return readAdapter(query);
    });
}

Result<std::int64_t> Adapters::add(const AdapterEntry& adapter) {
    std::int64_t id = 0;
    RETURN_IF_ERROR(m_journal.perform("Add adapter " + shownName(adapter.name), [&]() -> Status {
        Query known(m_database, "SELECT name FROM adapters WHERE folder = ? AND removed = 0", adapter.folder);
        if (known.next())
            return fail(Error(ErrorCode::AlreadyExists, "this folder is in the project already, as " + shownName(known.text(0))).at(adapter.folder));
        Query(m_database, "INSERT INTO adapters (name, folder, notes, model, run, facts, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)", storedText(adapter.name),
              adapter.folder, storedText(adapter.notes), adapter.model, adapter.run, dumpJson(adapter.facts),
              adapter.createdAt.empty() ? utcNow() : adapter.createdAt).run();
        id = m_database.lastInsertId();
        return {};
    }));
    return id;
}

Status Adapters::update(const AdapterEntry& adapter) {
    return m_journal.perform("Change adapter " + shownName(adapter.name), [&]() -> Status {
        Query(m_database, "UPDATE adapters SET name = ?, notes = ?, model = ?, run = ?, facts = ? WHERE id = ? AND removed = 0", storedText(adapter.name),
              storedText(adapter.notes), adapter.model, adapter.run, dumpJson(adapter.facts), adapter.id).run();
        if (m_database.numChanged() == 0) return fail(ErrorCode::NotFound, "this adapter is not in the project any more");
        return {};
    });
}

Status Adapters::remove(std::int64_t id) {
    ASSIGN_OR_RETURN(const AdapterEntry adapter, get(id));
    return m_journal.perform("Remove adapter " + shownName(adapter.name), [&]() -> Status {
        Query(m_database, "UPDATE adapters SET removed = 1 WHERE id = ?", id).run();
        return {};
    });
}

}  // namespace luthier::store
