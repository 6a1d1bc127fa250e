// SPDX-License-Identifier: Apache-2.0
#include "core/runs/run_folder.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "core/base/files.h"

namespace luthier {

namespace {

constexpr std::string_view stepPrefix = "step-";
constexpr std::size_t numStepDigits = 6;

// "x/" and "x" are the same folder; parents and temporary names are made from it.
std::string withoutTrailingSlash(std::string path) {
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    return path;
}

// A start that was killed before run.json was there leaves the lock and files that say nothing yet, perhaps one half written.
bool isAbandonedStart(const std::vector<std::string>& names) {
    constexpr std::array ours = {"run.lock",      "heartbeat",     "events.jsonl", "metrics.jsonl", "rows.jsonl", "samples.jsonl",
                                 "control.jsonl", "manifest.json", "data",         "checkpoints"};
    if (std::find(names.begin(), names.end(), "run.lock") == names.end()) return false;
    return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
        return name.starts_with(temporaryPrefix) || std::find(ours.begin(), ours.end(), name) != ours.end();
    });
}

}  // namespace

Result<RunFolder> RunFolder::create(const std::string& path) {
    if (path.empty()) return fail(ErrorCode::InvalidArgument, "the path of the run folder is empty");
    RunFolder folder(withoutTrailingSlash(path));
    if (pathExists(folder.m_path)) {
        if (!isFolder(folder.m_path)) return fail(Error(ErrorCode::AlreadyExists, "this is a file, but a run folder is needed").at(folder.m_path));
        ASSIGN_OR_RETURN(const auto names, listFolder(folder.m_path));
        if (!names.empty() && !isAbandonedStart(names))
            return fail(Error(ErrorCode::AlreadyExists, "the folder is not empty")
                            .withHint("choose another folder, or go on with an interrupted run by --resume")
                            .at(folder.m_path));
    }
    RETURN_IF_ERROR(makeFolders(folder.m_path));
    return folder;
}

Result<RunFolder> RunFolder::open(const std::string& path) {
    RunFolder folder(withoutTrailingSlash(path));
    if (!pathExists(folder.m_path)) return fail(Error(ErrorCode::NotFound, "there is no such run folder").withHint("check the path").at(path));
    if (!isFolder(folder.m_path)) return fail(Error(ErrorCode::InvalidData, "this is a file, but a run folder is needed").at(path));
    if (!pathExists(folder.runJson()))
        return fail(Error(ErrorCode::InvalidData, "this is not a run folder: it has no run.json").withHint("start a new run in another folder").at(path));
    return folder;
}

bool RunFolder::looksLikeOne(const std::string& path) {
    const RunFolder folder(withoutTrailingSlash(path));
    return pathExists(folder.runJson()) && (pathExists(folder.events()) || isFolder(folder.checkpoints()));
}

std::string RunFolder::checkpointName(std::int64_t step) {
    std::string digits = std::to_string(step);
    if (digits.size() < numStepDigits) digits.insert(0, numStepDigits - digits.size(), '0');
    return std::string(stepPrefix) + digits;
}

std::optional<std::int64_t> RunFolder::stepOfName(const std::string& name) {
    if (!name.starts_with(stepPrefix)) return std::nullopt;
    std::int64_t step = 0;
    const char* end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data() + stepPrefix.size(), end, step);
    if (error != std::errc() || stop != end || step < 0 || name != checkpointName(step)) return std::nullopt;
    return step;
}

}  // namespace luthier
