// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/link/run_work.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/runs/heartbeat.h"
#include "core/runs/run_lock.h"
#include "views/link/run_launch.h"
#include "views/link/run_settings.h"

namespace luthier::run_work {

namespace {

constexpr std::size_t maxSlugBytes = 40;

// "My run: take 2" -> "my-run-take-2"
std::string slugOf(const std::string& name) {
    std::string slug;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'), upper = c >= 'A' && c <= 'Z';
        if (plain || upper) slug += upper ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!slug.empty() && slug.back() != '-') slug += '-';
        if (slug.size() == maxSlugBytes) break;
    }
    while (!slug.empty() && slug.back() == '-') slug.pop_back();
    return slug.empty() ? "run" : slug;
}

bool isTaken(const std::string& folder, const std::vector<store::Run>& runs) {
    return pathExists(folder) || pathExists(askedConfig(folder)) ||
           std::any_of(runs.begin(), runs.end(), [&](const store::Run& run) { return run.folder == folder; });
}

std::string folderFor(store::Project& project, const std::string& name, const std::vector<store::Run>& runs) {
    const std::string base = std::filesystem::absolute(project.folder()).lexically_normal().string() + "/runs/" + slugOf(name);
    std::string folder = base;
    for (int number = 2; isTaken(folder, runs); ++number) folder = base + "-" + std::to_string(number);
    return folder;
}

std::int64_t nextPosition(const std::vector<store::Run>& runs) {
    std::int64_t last = 0;
    for (const store::Run& run : runs)
        if (run.state == store::RunState::Queued) last = std::max(last, run.queuePosition);
    return last + 1;
}

// A run that has a frozen copy of its data goes on; one that never came so far begins anew, in the same folder.
bool canGoOn(const std::string& folder) { return pathExists(folder + "/run.json") && pathExists(folder + "/manifest.json"); }

Result<std::vector<std::string>> prepare(const store::Run& run) {
    if (run.folder.empty())   // files named after it would land wherever the window was started
        return fail(Error(ErrorCode::InvalidData, "the run \"" + run.name + "\" has no folder")
                        .withHint("remove it from the list, and begin it again from its settings"));
    RETURN_IF_ERROR(makeFolders(parentFolder(run.folder)));
    if (canGoOn(run.folder)) return std::vector<std::string>{"train", run.folder + "/run.json", "--out", run.folder, "--resume"};
    // run.json says that a run has begun, and this one has not: it was put there to tell why (run_failure.cpp).
    if (pathExists(run.folder + "/run.json")) {
        std::error_code error;
        if (!pathExists(askedConfig(run.folder))) RETURN_IF_ERROR(writeFileDurably(askedConfig(run.folder), dumpJsonPretty(run.config) + "\n"));
        std::filesystem::remove(run.folder + "/run.json", error);
        if (error) return fail(Error(ErrorCode::Io, "cannot remove run.json: " + error.message()).at(run.folder));
    } else {
        RETURN_IF_ERROR(writeFileDurably(askedConfig(run.folder), dumpJsonPretty(run.config) + "\n"));
    }
    return std::vector<std::string>{"train", askedConfig(run.folder), "--out", run.folder};
}

// Which is next: what is to be resumed, then the queue in its order.
Result<std::optional<store::Run>> nextRun(store::Project& project) {
    ASSIGN_OR_RETURN(const std::vector<std::int64_t> resumes, idsAt(project, toResumeKey));
    for (const std::int64_t id : resumes)
        if (Result<store::Run> run = project.runs().get(id)) return std::optional(std::move(*run));
    ASSIGN_OR_RETURN(std::vector<store::Run> runs, project.runs().all());
    std::erase_if(runs, [](const store::Run& run) { return run.state != store::RunState::Queued; });
    const auto first = std::min_element(runs.begin(), runs.end(), [](const store::Run& a, const store::Run& b) {
        return std::pair(a.queuePosition, a.id) < std::pair(b.queuePosition, b.id);
    });
    if (first == runs.end()) return std::optional<store::Run>();
    return std::optional(std::move(*first));
}

// One that has no heartbeat yet has not missed one.
bool beats(const std::string& folder) {
    constexpr double oldestSeconds = 10;
    return heartbeatAge(folder + "/heartbeat").value_or(0) < oldestSeconds;
}

}  // namespace

std::string askedConfig(const std::string& folder) { return folder + ".run.json"; }
std::string logOf(const std::string& folder) { return folder + ".log"; }

Result<std::optional<LockHolder>> holderOf(const std::string& path) {
    if (!pathExists(path + "/run.lock")) return std::optional<LockHolder>();
    Result<RunFolder> folder = RunFolder::open(path);
    if (!folder) folder = RunFolder::create(path);   // not yet a run; makes nothing, because the folder is there
    if (!folder) return fail(std::move(folder.error()));
    return lockHolder(*folder);
}

bool isHeld(const std::string& folder) {
    const Result<std::optional<LockHolder>> holder = holderOf(folder);
    return holder && holder->has_value();
}

Result<Survey> survey(store::Project& project) {
    Survey survey;
    ASSIGN_OR_RETURN(const Json paused, project.settings().get(queuePausedKey, false));
    survey.isQueuePaused = paused.is_boolean() && paused.get<bool>();
    ASSIGN_OR_RETURN(survey.toResume, idsAt(project, toResumeKey));
    ASSIGN_OR_RETURN(const std::vector<std::int64_t> started, idsAt(project, startedKey));
    ASSIGN_OR_RETURN(std::vector<store::Run> runs, project.runs().all());
    for (store::Run& run : runs) {
        const bool wasStarted = std::find(started.begin(), started.end(), run.id) != started.end();
        if (run.state != store::RunState::Running && !wasStarted) continue;
        if (!project.isReadOnly()) {
            static_cast<void>(project.runs().ingest(run.id));   // a folder that is not there yet, or not any more
            ASSIGN_OR_RETURN(run, project.runs().get(run.id));
        }
        const bool works = run.state == store::RunState::Running || isHeld(run.folder);
        (works ? survey.atWork : survey.ended).push_back(std::move(run));
    }
    return survey;
}

Result<std::int64_t> enqueue(store::Project& project, store::Run run) {
    ASSIGN_OR_RETURN(const std::vector<store::Run> runs, project.runs().all());
    if (run.folder.empty()) run.folder = folderFor(project, run.name, runs);
    if (run.queuePosition == 0) run.queuePosition = nextPosition(runs);
    return project.runs().add(run);
}

Result<std::string> newFolder(store::Project& project, const std::string& name) {
    ASSIGN_OR_RETURN(const std::vector<store::Run> runs, project.runs().all());
    return folderFor(project, name, runs);
}

Status enqueueResume(store::Project& project, std::int64_t run) {
    RETURN_IF_ERROR(project.runs().get(run).map([](const store::Run&) {}));
    return addId(project, toResumeKey, run);
}

Status setQueuePaused(store::Project& project, bool paused) { return project.settings().set(queuePausedKey, paused); }

Result<std::optional<Started>> startNext(store::Project& project, const std::string& engine, std::int64_t& troubled) {
    troubled = 0;
    ASSIGN_OR_RETURN(std::optional<store::Run> run, nextRun(project));
    if (!run) return std::optional<Started>();
    troubled = run->id;
    ASSIGN_OR_RETURN(const std::vector<std::string> arguments, prepare(*run));
    // First, so that whoever opens the project next looks after it, whatever happens to this window in between.
    RETURN_IF_ERROR(addId(project, startedKey, run->id));
    Result<pid_t> pid = launchDetached(engine, arguments, logOf(run->folder), arguments.back() == "--resume");
    if (!pid) {
        RETURN_IF_ERROR(removeId(project, startedKey, run->id));
        return fail(std::move(pid.error()));
    }
    RETURN_IF_ERROR(removeId(project, toResumeKey, run->id));
    troubled = 0;
    return std::optional(Started{std::move(*run), *pid});
}

Result<Look> look(store::Project& project, std::int64_t run) {
    const double started = monotonicSeconds();
    Look look;
    const Result<bool> news = project.runs().ingest(run);   // fails while there is no run folder yet
    look.isNews = news && *news;
    ASSIGN_OR_RETURN(look.run, project.runs().get(run));
    look.isHeld = isHeld(look.run.folder);
    look.isAlive = beats(look.run.folder);
    look.seconds = monotonicSeconds() - started;
    return look;
}

Result<Look> lookOnly(store::Project& project, std::int64_t run) {
    Look look;
    ASSIGN_OR_RETURN(look.run, project.runs().get(run));
    look.isHeld = isHeld(look.run.folder);
    look.isAlive = beats(look.run.folder);
    look.isNews = true;
    return look;
}

}  // namespace luthier::run_work
