// SPDX-License-Identifier: Apache-2.0
#include "core/store/models.h"

#include "core/base/clock.h"
#include "core/store/database.h"
#include "core/store/journal.h"
#include "core/store/stored_text.h"

namespace luthier::store {

namespace {

const std::string selectModel = "SELECT id, name, folder, notes, facts, created_at FROM models WHERE removed = 0 ";

Model readModel(const Query& query) {
    return {query.integer(0), query.text(1), query.text(2), query.text(3), storedJson(query.text(4), Json::object()), query.text(5)};
}

}  // namespace

Models::Models(Database& database, Journal& journal) : m_database(database), m_journal(journal) {}

Result<std::vector<Model>> Models::all() {
    return m_database.guarded([&]() -> Result<std::vector<Model>> {
        std::vector<Model> models;
        Query query(m_database, selectModel + "ORDER BY id");
        while (query.next()) models.push_back(readModel(query));
        return models;
    });
}

Result<Model> Models::get(std::int64_t id) {
    return m_database.guarded([&]() -> Result<Model> {
        Query query(m_database, selectModel + "AND id = ?", id);
        if (!query.next()) return fail(ErrorCode::NotFound, "this model is not in the project any more");
        return readModel(query);
    });
}

Result<std::int64_t> Models::add(const Model& model) {
    std::int64_t id = 0;
    RETURN_IF_ERROR(m_journal.perform("Add model " + shownName(model.name), [&]() -> Status {
        Query known(m_database, "SELECT name FROM models WHERE folder = ? AND removed = 0", model.folder);
        if (known.next())
            return fail(Error(ErrorCode::AlreadyExists, "this folder is in the project already, as " + shownName(known.text(0))).at(model.folder));
        Query(m_database, "INSERT INTO models (name, folder, notes, facts, created_at) VALUES (?, ?, ?, ?, ?)", storedText(model.name), model.folder,
              storedText(model.notes), dumpJson(model.facts), model.createdAt.empty() ? utcNow() : model.createdAt).run();
        id = m_database.lastInsertId();
        return {};
    }));
    return id;
}

Status Models::update(const Model& model) {
    return m_journal.perform("Change model " + shownName(model.name), [&]() -> Status {
        Query(m_database, "UPDATE models SET name = ?, notes = ?, facts = ? WHERE id = ? AND removed = 0", storedText(model.name), storedText(model.notes),
              dumpJson(model.facts), model.id).run();
        if (m_database.numChanged() == 0) return fail(ErrorCode::NotFound, "this model is not in the project any more");
        return {};
    });
}

Status Models::remove(std::int64_t id) {
    ASSIGN_OR_RETURN(const Model model, get(id));
    return m_journal.perform("Remove model " + shownName(model.name), [&]() -> Status {
        Query(m_database, "UPDATE models SET removed = 1 WHERE id = ?", id).run();
        return {};
    });
}

}  // namespace luthier::store
