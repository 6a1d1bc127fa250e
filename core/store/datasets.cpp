// SPDX-License-Identifier: Apache-2.0
// Importing is in dataset_import.cpp, writing to files in dataset_export.cpp.
#include "core/store/datasets.h"

#include "core/store/database.h"
#include "core/store/dataset_rows.h"
#include "core/store/journal.h"
#include "core/store/search_index.h"
#include "core/store/stored_text.h"

namespace luthier::store {

namespace {

const std::string selectDataset =
    "SELECT d.id, d.name, d.kind, d.format, d.source, d.notes, d.mapping, d.created_at, c.num_rows, c.num_problems, c.num_refused, c.num_indexed "
    "FROM datasets d JOIN dataset_counts c ON c.dataset = d.id WHERE d.removed = 0 ";

Dataset readDataset(const Query& query) {
    Dataset dataset;
    dataset.id = query.integer(0);
    dataset.name = query.text(1);
    dataset.kind = query.text(2);
    dataset.format = query.text(3);
    dataset.source = query.text(4);
    dataset.notes = query.text(5);
    dataset.mapping = storedJson(query.text(6), Json::object());
    dataset.createdAt = query.text(7);
    dataset.numRows = query.integer(8);
    dataset.numProblems = query.integer(9);
    dataset.numRefused = query.integer(10);
    dataset.numIndexed = query.integer(11);
    return dataset;
}

}  // namespace

Datasets::Datasets(Database& database, Journal& journal) : m_database(database), m_journal(journal) {}

Result<std::vector<Dataset>> Datasets::all() {
    return m_database.guarded([&]() -> Result<std::vector<Dataset>> {
        std::vector<Dataset> datasets;
        Query query(m_database, selectDataset + "ORDER BY d.id");
        while (query.next()) datasets.push_back(readDataset(query));
        return datasets;
    });
}

Result<Dataset> Datasets::get(std::int64_t id) {
    return m_database.guarded([&]() -> Result<Dataset> {
        Query query(m_database, selectDataset + "AND d.id = ?", id);
        if (!query.next()) return fail(ErrorCode::NotFound, "this data set is not in the project any more");
        return readDataset(query);
    });
}

Status Datasets::rename(std::int64_t id, const std::string& name) {
    ASSIGN_OR_RETURN(const Dataset dataset, get(id));
    const std::string stored = storedText(name);
    if (stored.empty()) return fail(ErrorCode::InvalidArgument, "a data set needs a name");
    if (stored == dataset.name) return {};
    return m_journal.perform("Rename " + shownName(dataset.name) + " to " + shownName(stored), [&]() -> Status {
        Query(m_database, "UPDATE datasets SET name = ? WHERE id = ?", stored, id).run();
        return {};
    });
}

Status Datasets::setNotes(std::int64_t id, const std::string& notes) {
    ASSIGN_OR_RETURN(const Dataset dataset, get(id));
    if (notes == dataset.notes) return {};
    return m_journal.perform("Change notes of " + shownName(dataset.name), [&]() -> Status {
        Query(m_database, "UPDATE datasets SET notes = ? WHERE id = ?", storedText(notes), id).run();
        return {};
    });
}

Status Datasets::remove(std::int64_t id) {
    ASSIGN_OR_RETURN(const Dataset dataset, get(id));
    return m_journal.perform("Delete data set " + shownName(dataset.name), [&]() -> Status {
        Query(m_database, "UPDATE datasets SET removed = 1 WHERE id = ?", id).run();
        return {};
    });
}

Result<std::vector<Refusal>> Datasets::refusals(std::int64_t id, std::int64_t from, std::int64_t count) {
    return m_database.guarded([&]() -> Result<std::vector<Refusal>> {
        std::vector<Refusal> refusals;
        Query query(m_database, "SELECT d.source, r.line, r.rule, r.reason FROM refusals r JOIN datasets d ON d.id = r.dataset "
                                "WHERE r.dataset = ? ORDER BY r.id LIMIT ? OFFSET ?", id, count, from);
        while (query.next()) refusals.push_back({{query.text(0), query.integer(1)}, query.text(2), query.text(3)});
        return refusals;
    });
}

Result<bool> Datasets::indexSome(std::int64_t count) {
    ASSIGN_OR_RETURN(const bool moreToIndex, indexRows(m_database, count));
    if (moreToIndex) return true;
    return tidy(m_database, m_importing);
}

}  // namespace luthier::store
