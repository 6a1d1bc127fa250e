// SPDX-License-Identifier: Apache-2.0
#include "core/store/run_ingest.h"

#include <cerrno>
#include <cmath>
#include <functional>
#include <map>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/files.h"
#include "core/base/posix_file.h"
#include "core/runs/heartbeat.h"
#include "core/runs/log_tail.h"
#include "core/runs/run_folder.h"
#include "core/store/database.h"
#include "core/store/run_progress.h"
#include "core/store/stored_text.h"

namespace luthier::store {

namespace {

struct RunRow { std::string folder, state, ingested; };

// One try is enough: whoever only looks, as here, takes a shared lock, which does not keep others from looking.
Result<bool> isHeld(const std::string& path) {
    auto file = PosixFile::openForReading(path);
    if (!file && file.error().code == ErrorCode::NotFound) return false;
    if (!file) return fail(std::move(file.error()));
    if (::flock(file->descriptor(), LOCK_SH | LOCK_NB) == 0) return false;
    if (errno == EWOULDBLOCK) return true;
    return fail(errorFromErrno(errno, "lock", path));
}

// An engine on another computer, whose lock does not reach here, still touches the heartbeat; one that was killed leaves the lock file filled as well.
Result<bool> isAtWork(const RunFolder& folder) {
    ASSIGN_OR_RETURN(const bool held, isHeld(folder.lock()));
    if (held) return true;
    const auto holder = readJsonFile(folder.lock(), {.maxBytes = 4096, .maxDepth = 4});
    if (!holder || !holder->is_object()) return false;
    char host[256] = {};
    if (::gethostname(host, sizeof host - 1) != 0) return false;
    const auto found = holder->find("host");
    if (found == holder->end() || !found->is_string() || found->get<std::string>() == host) return false;
    const auto age = heartbeatAge(folder.heartbeat());
    return age && *age < 10;
}

double lastBeat(const RunFolder& folder) {
    struct stat status {};
    if (::stat(folder.heartbeat().c_str(), &status) != 0) return 0;
    return static_cast<double>(status.st_mtim.tv_sec) + static_cast<double>(status.st_mtim.tv_nsec) * 1e-9;
}

std::optional<std::int64_t> stepOf(const Json& fields, const char* key) {
    const auto found = fields.find(key);
    return found != fields.end() && found->is_number_integer() ? std::optional<std::int64_t>(found->get<std::int64_t>()) : std::nullopt;
}

// What a log says since `place`. startOver: it is another file than the one that was read so far, or none any more.
Status follow(const std::string& path, LogPlace& place, const std::function<void()>& startOver, const std::function<void(const LogLine&)>& take) {
    if (place.offset > 0 && !pathExists(path)) {
        startOver();
        return {};
    }
    LogTail tail(path, place);
    for (bool hasMore = true; hasMore;) {
        ASSIGN_OR_RETURN(const LogTail::News news, tail.poll());
        if (news.startedOver) startOver();
        for (const LogLine& line : news.lines) take(line);
        hasMore = news.hasMore;
    }
    place = tail.place();
    return {};
}

// From the beginning, because an attempt has gone back to an earlier step: later attempts count, and what they went back from does not.
Status readMetricsAgain(const std::string& path, MetricsProgress& metrics) {
    struct StepLines { std::int64_t attempt = 0; Json fields = Json::object(); };
    std::map<std::int64_t, StepLines> steps;
    metrics = MetricsProgress();
    const Status read = follow(path, metrics.place, [] {}, [&](const LogLine& line) {
        if (const auto rewound = stepOf(line.fields, "rewound_to")) steps.erase(steps.upper_bound(*rewound), steps.end());
        const auto step = stepOf(line.fields, "step");
        if (!step) return;
        StepLines& place = steps[*step];
        if (line.attempt > place.attempt) place = {line.attempt, Json::object()};
        for (const char* key : {"loss", "eval_loss", "tokens_per_second", "num_steps"})
            if (const auto found = line.fields.find(key); found != line.fields.end()) place.fields[key] = *found;
    });
    RETURN_IF_ERROR(read);
    for (const auto& [step, place] : steps) metrics.take(step, place.fields);
    return {};
}

Status readMetrics(const std::string& path, MetricsProgress& metrics) {
    bool goesBack = false;
    const Status read = follow(path, metrics.place, [&] { metrics = MetricsProgress(); }, [&](const LogLine& line) {
        if (const auto rewound = stepOf(line.fields, "rewound_to"); rewound && *rewound < metrics.step) goesBack = true;
        const auto step = stepOf(line.fields, "step");
        if (!step || goesBack) return;
        if (*step < metrics.step) goesBack = true;
        else metrics.take(*step, line.fields);
    });
    RETURN_IF_ERROR(read);
    return goesBack ? readMetricsAgain(path, metrics) : Status();
}

Status readLogs(const RunFolder& folder, RunProgress& progress) {
    RETURN_IF_ERROR(readMetrics(folder.metrics(), progress.metrics));
    EventsProgress& events = progress.events;
    return follow(folder.events(), events.place, [&] { events = EventsProgress(); }, [&](const LogLine& line) { events.take(line); });
}

std::string stateOf(const RunProgress& progress, bool atWork) {
    if (!progress.events.ending.empty()) return progress.events.ending;
    return atWork ? "running" : "lost";
}

// SQLite keeps no NaN as a number.
void bindNumber(Query& query, const std::optional<double>& value) {
    if (value && std::isnan(*value)) query.bind(std::string("NaN"));
    else query.bind(value);
}

Status writeRow(Database& database, std::int64_t id, const RunProgress& progress, const std::string& state, double seconds, const std::string& ingested) {
    const MetricsProgress& metrics = progress.metrics;
    const EventsProgress& events = progress.events;
    Query update(database, "UPDATE runs SET state = ?, step = ?, num_steps = ?, loss = ?, eval_loss = ?, best_eval_loss = ?, tokens_per_second = ?, "
                           "seconds = ?, sparkline = ?, error = ?, started_at = ?, ended_at = ?, ingested = ? WHERE id = ?");
    update.bind(state).bind(metrics.step).bind(std::max(metrics.numSteps, events.numSteps));
    for (const auto& value : {metrics.loss, metrics.evalLoss, metrics.bestEvalLoss, metrics.tokensPerSecond}) bindNumber(update, value);
    const bool isLost = state == "lost";
    update.bind(seconds).bind(dumpJson(Json(metrics.sparkline.values())))
        .bind(isLost ? std::string("the engine ended without a word: it was killed, or the computer went off") : storedText(events.error))
        .bind(storedText(events.startedAt)).bind(storedText(isLost ? events.lastTime : events.endedAt)).bind(ingested).bind(id).run();
    return {};
}

// run.json as the engine resolved it, read again when it has changed.
Result<std::optional<std::string>> changedConfig(const RunFolder& folder, std::string& seen) {
    struct stat status {};
    if (::stat(folder.runJson().c_str(), &status) != 0) return std::optional<std::string>();
    const std::string now = std::to_string(status.st_size) + " " + std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec);
    if (now == seen) return std::optional<std::string>();
    const auto config = readJsonFile(folder.runJson());
    if (!config && config.error().code != ErrorCode::InvalidData) return fail(config.error());
    seen = now;
    return config && config->is_object() ? std::optional<std::string>(dumpJson(*config)) : std::nullopt;
}

// A folder that is not there yet, or that an engine is just making: the run waits. One that has gone: the run is lost.
Result<bool> ingestMissing(Database& database, std::int64_t id, const RunRow& row) {
    const bool isEmptyOrNone = !pathExists(row.folder) || (isFolder(row.folder) && listFolder(row.folder).value_or(std::vector<std::string>{"?"}).empty());
    if (!isEmptyOrNone) {
        ASSIGN_OR_RETURN(const bool held, isHeld(row.folder + "/run.lock"));
        if (held || (row.state == "queued" && pathExists(row.folder + "/run.lock"))) return false;
        return fail(Error(ErrorCode::InvalidData, "this folder is not a run: run.json or events.jsonl is missing")
                        .withHint("choose the folder that holds run.json and events.jsonl").at(row.folder));
    }
    if (row.state == "queued" || row.state == "lost") return false;
    const Status done = database.transaction([&]() -> Status {
        Query(database, "UPDATE runs SET state = 'lost', error = 'the run folder has gone' WHERE id = ?", id).run();
        return {};
    });
    RETURN_IF_ERROR(done);
    return true;
}

}  // namespace

Result<bool> ingestRun(Database& database, std::int64_t id) {
    RETURN_IF_ERROR(database.requireWritable());
    RunRow row;
    const Status found = database.guarded([&]() -> Status {
        Query query(database, "SELECT folder, state, ingested FROM runs WHERE id = ? AND removed = 0", id);
        if (!query.next()) return fail(ErrorCode::NotFound, "this run is not in the project any more");
        row = {query.text(0), query.text(1), query.text(2)};
        return {};
    });
    RETURN_IF_ERROR(found);
    if (!RunFolder::looksLikeOne(row.folder)) return ingestMissing(database, id, row);
    ASSIGN_OR_RETURN(const RunFolder folder, RunFolder::open(row.folder));
    RunProgress progress = runProgressFromJson(storedJson(row.ingested, Json::object()));
    // Asked before the logs are read: an engine that ends in between has written how, and is not taken for lost.
    ASSIGN_OR_RETURN(const bool atWork, isAtWork(folder));
    ASSIGN_OR_RETURN(const std::optional<std::string> config, changedConfig(folder, progress.config));
    RETURN_IF_ERROR(readLogs(folder, progress));
    const std::string state = stateOf(progress, atWork);
    const std::string ingested = dumpJson(runProgressToJson(progress));
    if (ingested == row.ingested && state == row.state && !config) return false;
    const Status written = database.transaction([&]() -> Status {
        if (config) Query(database, "UPDATE runs SET config = ? WHERE id = ?", *config, id).run();
        return writeRow(database, id, progress, state, progress.events.seconds(lastBeat(folder)), ingested);
    }, false);
    RETURN_IF_ERROR(written);
    return true;
}

}  // namespace luthier::store
