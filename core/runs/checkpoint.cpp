// SPDX-License-Identifier: Apache-2.0
#include "core/runs/checkpoint.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstdio>
#include <filesystem>
#include <utility>

#include <unistd.h>

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/log.h"
#include "core/base/posix_file.h"
#include "core/runs/folder_manifest.h"

namespace luthier {

namespace {

std::string sizeInWords(std::uint64_t numBytes) {
    constexpr double mebibyte = 1024.0 * 1024.0;
    char text[64];
    std::snprintf(text, sizeof text, "%.1f MiB", static_cast<double>(numBytes) / mebibyte);
    return text;
}

Status removeTemporaries(const std::string& folder, std::vector<std::string>& removed) {
    if (!isFolder(folder)) return {};
    ASSIGN_OR_RETURN(const auto names, listFolder(folder));
    for (const std::string& name : names) {
        if (!name.starts_with(temporaryPrefix)) continue;
        const std::string path = folder + "/" + name;
        if (isFolder(path)) {
            RETURN_IF_ERROR(removeFolder(path));
        } else if (::unlink(path.c_str()) != 0) {
            return fail(errorFromErrno(errno, "remove", path));
        }
        removed.push_back(name);
    }
    return {};
}

}  // namespace

CheckpointWriter::CheckpointWriter(std::string temporary, std::string target, std::int64_t step)
    : m_temporary(std::move(temporary)), m_target(std::move(target)), m_step(step) {}

CheckpointWriter::CheckpointWriter(CheckpointWriter&& other) noexcept
    : m_temporary(std::exchange(other.m_temporary, {})), m_target(std::move(other.m_target)), m_step(other.m_step) {}

CheckpointWriter& CheckpointWriter::operator=(CheckpointWriter&& other) noexcept {
    std::swap(m_temporary, other.m_temporary);
    std::swap(m_target, other.m_target);
    std::swap(m_step, other.m_step);
    return *this;
}

CheckpointWriter::~CheckpointWriter() {
    if (m_temporary.empty()) return;
    if (const Status removed = removeFolder(m_temporary); !removed) log::warning("an unfinished checkpoint is left behind: " + removed.error().toString());
}

Result<CheckpointWriter> CheckpointWriter::beginAt(const std::string& parent, const std::string& name, std::int64_t step) {
    const std::string target = parent + "/" + name;
    if (pathExists(target)) return fail(Error(ErrorCode::AlreadyExists, "it is published already and is never overwritten").at(target));
    RETURN_IF_ERROR(makeFolders(parent));
    std::string temporary = parent + "/" + std::string(temporaryPrefix) + name + "-XXXXXX";
    if (::mkdtemp(temporary.data()) == nullptr) return fail(errorFromErrno(errno, "make a folder in", parent));
    return CheckpointWriter(std::move(temporary), target, step);
}

Result<CheckpointWriter> CheckpointWriter::begin(const RunFolder& run, std::int64_t step) {
    if (step < 0) return fail(ErrorCode::Internal, "a checkpoint of step " + std::to_string(step));
    return beginAt(run.checkpoints(), RunFolder::checkpointName(step), step);
}

Result<CheckpointWriter> CheckpointWriter::beginFinal(const RunFolder& run, std::int64_t step) { return beginAt(run.path(), fileName(run.final()), step); }

Result<std::string> CheckpointWriter::publish() {
    if (m_temporary.empty()) return fail(ErrorCode::Internal, "a checkpoint can be published once");
    RETURN_IF_ERROR(sealFolder(m_temporary, m_step));
    // mkdtemp makes it private; a published folder is as readable as its neighbours.
    std::error_code problem;
    std::filesystem::permissions(m_temporary, std::filesystem::status(parentFolder(m_target)).permissions(), problem);
    if (problem) return fail(errorFromErrno(problem.value(), "set the permissions of", m_temporary));
    RETURN_IF_ERROR(publishFolder(m_temporary, m_target));
    m_temporary.clear();
    return m_target;
}

Result<std::vector<Checkpoint>> listCheckpoints(const RunFolder& run) {
    std::vector<Checkpoint> found;
    if (!isFolder(run.checkpoints())) return found;
    ASSIGN_OR_RETURN(const auto names, listFolder(run.checkpoints()));
    for (const std::string& name : names)
        if (const auto step = RunFolder::stepOfName(name); step && isFolder(run.checkpoint(*step))) found.push_back({*step, run.checkpoint(*step)});
    std::sort(found.begin(), found.end(), [](const Checkpoint& a, const Checkpoint& b) { return a.step < b.step; });
    return found;
}

Result<CheckpointSearch> latestCheckpoint(const RunFolder& run) {
    ASSIGN_OR_RETURN(auto candidates, listCheckpoints(run));
    CheckpointSearch search;
    while (!candidates.empty() && !search.latest) {
        Checkpoint candidate = std::move(candidates.back());
        candidates.pop_back();
        auto manifest = verifyFolder(candidate.path);
        if (manifest && manifest->step != candidate.step)
            manifest = fail(Error(ErrorCode::InvalidData, "the manifest is of step " + std::to_string(manifest->step)).at(candidate.path));
        if (manifest) {
            search.latest = std::move(candidate);
        } else {
            search.damaged.push_back({std::move(candidate), std::move(manifest.error())});
        }
    }
    return search;
}

Result<std::vector<std::string>> removeLeftovers(const RunFolder& run) {
    std::vector<std::string> removed;
    RETURN_IF_ERROR(removeTemporaries(run.checkpoints(), removed));
    RETURN_IF_ERROR(removeTemporaries(run.path(), removed));
    return removed;
}

Status writeBest(const RunFolder& run, const BestCheckpoint& best) {
    return writeFileDurably(run.bestJson(), dumpJson({{"step", best.step}, {"eval_loss", jsonNumber(best.evalLoss)}}) + "\n");
}

Status removeBest(const RunFolder& run) {
    const std::string path = run.bestJson();
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return fail(errorFromErrno(errno, "remove", path));
    return {};
}

Result<std::optional<BestCheckpoint>> readBest(const RunFolder& run) {
    if (!pathExists(run.bestJson())) return std::optional<BestCheckpoint>();
    ASSIGN_OR_RETURN(const Json json, readJsonFile(run.bestJson(), {.maxBytes = 4096, .maxDepth = 4}));
    const auto broken = [&] { return fail(Error(ErrorCode::InvalidData, "it does not name a step and its loss").at(run.bestJson())); };
    if (!json.is_object() || !json.contains("step") || !json["step"].is_number_unsigned() || !json.contains("eval_loss")) return broken();
    const auto loss = numberFromJson(json["eval_loss"]);
    if (!loss) return broken();
    return std::optional(BestCheckpoint{json["step"].get<std::int64_t>(), *loss});
}

Result<CheckpointRemoval> removeOldCheckpoints(const RunFolder& run, std::int64_t keep) {
    if (keep < 1) return fail(ErrorCode::InvalidArgument, "at least one checkpoint is kept");
    ASSIGN_OR_RETURN(const auto all, listCheckpoints(run));
    ASSIGN_OR_RETURN(const auto best, readBest(run));
    CheckpointRemoval removal;
    const std::size_t numOld = all.size() > static_cast<std::size_t>(keep) ? all.size() - static_cast<std::size_t>(keep) : 0;
    for (std::size_t i = 0; i < numOld; ++i) {
        if (best && best->step == all[i].step) continue;
        // Renamed first: a kill half-way leaves rubbish of a name that nobody takes for a checkpoint.
        const std::string doomed = run.checkpoints() + "/" + std::string(temporaryPrefix) + "removed-" + fileName(all[i].path);
        Status done = publishFolder(all[i].path, doomed);
        if (done) done = removeFolder(doomed);
        if (done) removal.removed.push_back(all[i]);
        else removal.problems.push_back(std::move(done.error()));
    }
    return removal;
}

Status requireDiskSpace(const std::string& path, std::uint64_t numBytes, const std::string& what) {
    ASSIGN_OR_RETURN(const std::uint64_t available, freeDiskBytes(path));
    if (available >= numBytes) return {};
    return fail(Error(ErrorCode::DiskFull, what + " needs " + sizeInWords(numBytes) + ", but only " + sizeInWords(available) + " are free")
                    .withHint("free some disk space, or choose a folder on another disk")
                    .at(path));
}

}  // namespace luthier
