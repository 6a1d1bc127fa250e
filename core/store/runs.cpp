// SPDX-License-Identifier: Apache-2.0
// The list of runs; how a row follows its folder is in run_ingest.cpp.
#include "core/store/runs.h"

#include <array>

#include "core/base/clock.h"
#include "core/store/database.h"
#include "core/store/journal.h"
#include "core/store/run_ingest.h"
#include "core/store/stored_text.h"

namespace luthier::store {

namespace {

constexpr std::array<const char*, 7> stateNames{"queued", "running", "done", "stopped", "paused", "failed", "lost"};

const std::string selectRun =
    "SELECT id, name, folder, notes, state, config, model, datasets, step, num_steps, loss, eval_loss, best_eval_loss, tokens_per_second, seconds, sparkline, "
    "error, tags, queue_position, created_at, started_at, ended_at FROM runs WHERE removed = 0 ";

RunState stateFromName(const std::string& name) {
    for (std::size_t i = 0; i < stateNames.size(); ++i)
        if (name == stateNames[i]) return static_cast<RunState>(i);
    return RunState::Lost;
}

template <class T>
std::vector<T> listFrom(const std::string& text) {
    std::vector<T> list;
    for (const Json& value : storedJson(text, Json::array())) {
        const bool fits = std::is_same_v<T, std::string> ? value.is_string() : value.is_number();
        if (fits) list.push_back(value.get<T>());
    }
    return list;
}

Run readRun(const Query& query) {
    Run run;
    run.id = query.integer(0);
    run.name = query.text(1);
    run.folder = query.text(2);
    run.notes = query.text(3);
    run.state = stateFromName(query.text(4));
    run.config = storedJson(query.text(5), Json::object());
    run.model = query.maybeInteger(6);
    run.datasets = listFrom<std::int64_t>(query.text(7));
    run.step = query.integer(8);
    run.numSteps = query.integer(9);
    run.loss = query.maybeReal(10);
    run.evalLoss = query.maybeReal(11);
    run.bestEvalLoss = query.maybeReal(12);
    run.tokensPerSecond = query.maybeReal(13);
    run.seconds = query.real(14);
    run.sparkline = listFrom<float>(query.text(15));
    run.error = query.text(16);
    run.tags = listFrom<std::string>(query.text(17));
    run.queuePosition = query.integer(18);
    run.createdAt = query.text(19);
    run.startedAt = query.text(20);
    run.endedAt = query.text(21);
    return run;
}

Json tagList(const Run& run) {
    Json tags = Json::array();
    for (const std::string& tag : run.tags) tags.push_back(storedText(tag));
    return tags;
}

}  // namespace

std::string runStateName(RunState state) { return stateNames.at(static_cast<std::size_t>(state)); }

Runs::Runs(Database& database, Journal& journal) : m_database(database), m_journal(journal) {}

Result<std::vector<Run>> Runs::all() {
    return m_database.guarded([&]() -> Result<std::vector<Run>> {
        std::vector<Run> runs;
        Query query(m_database, selectRun + "ORDER BY id DESC");
        while (query.next()) runs.push_back(readRun(query));
        return runs;
    });
}

Result<Run> Runs::get(std::int64_t id) {
    return m_database.guarded([&]() -> Result<Run> {
        Query query(m_database, selectRun + "AND id = ?", id);
        if (!query.next()) return fail(ErrorCode::NotFound, "this run is not in the project any more");
        return readRun(query);
    });
}

Result<std::int64_t> Runs::add(const Run& run) {
    std::int64_t id = 0;
    RETURN_IF_ERROR(m_journal.perform("Add run " + shownName(run.name), [&]() -> Status {
        Query known(m_database, "SELECT name FROM runs WHERE folder = ? AND removed = 0", run.folder);
        if (known.next())
            return fail(Error(ErrorCode::AlreadyExists, "this folder is in the list already, as " + shownName(known.text(0))).at(run.folder));
        Query(m_database, "INSERT INTO runs (name, folder, notes, tags, queue_position, model, datasets, config, created_at) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", storedText(run.name), run.folder, storedText(run.notes), dumpJson(tagList(run)),
              run.queuePosition, run.model, dumpJson(Json(run.datasets)),
              dumpJson(run.config), run.createdAt.empty() ? utcNow() : run.createdAt).run();
        id = m_database.lastInsertId();
        return {};
    }));
    return id;
}

Status Runs::update(const Run& run) {
    return m_journal.perform("Change run " + shownName(run.name), [&]() -> Status {
        Query(m_database, "UPDATE runs SET name = ?, notes = ?, tags = ?, queue_position = ? WHERE id = ? AND removed = 0", storedText(run.name),
              storedText(run.notes), dumpJson(tagList(run)), run.queuePosition, run.id).run();
        if (m_database.numChanged() == 0) return fail(ErrorCode::NotFound, "this run is not in the project any more");
        return {};
    });
}

Status Runs::remove(std::int64_t id) {
    ASSIGN_OR_RETURN(const Run run, get(id));
    return m_journal.perform("Remove run " + shownName(run.name), [&]() -> Status {
        Query(m_database, "UPDATE runs SET removed = 1 WHERE id = ?", id).run();
        return {};
    });
}

Result<bool> Runs::ingest(std::int64_t id) { return ingestRun(m_database, id); }

}  // namespace luthier::store
