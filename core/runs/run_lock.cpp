// SPDX-License-Identifier: Apache-2.0
#include "core/runs/run_lock.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/posix_file.h"
#include "core/runs/heartbeat.h"

namespace luthier {

namespace {

std::string thisHost() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string("unknown");
}

// What the file says; nullopt when it is empty (released in order) or not ours.
std::optional<LockHolder> readHolder(const std::string& path) {
    const auto json = readJsonFile(path, {.maxBytes = 4096, .maxDepth = 4});
    if (!json || !json->is_object()) return std::nullopt;
    LockHolder holder;
    if (const auto it = json->find("pid"); it != json->end() && it->is_number_integer()) holder.pid = it->get<std::int64_t>();
    if (const auto it = json->find("host"); it != json->end() && it->is_string()) holder.host = it->get<std::string>();
    if (const auto it = json->find("since"); it != json->end() && it->is_string()) holder.since = it->get<std::string>();
    return holder;
}

Error busyError(const RunFolder& folder) {
    const LockHolder holder = readHolder(folder.lock()).value_or(LockHolder{});
    return Error(ErrorCode::Busy, "another engine works in this run folder: " + holder.inWords())
        .withHint("wait until it ends, or stop it: append {\"op\":\"stop\"} to control.jsonl in that folder")
        .at(folder.path());
}

// An observer may hold the shared lock for a moment, so one failure is not yet an answer.
Result<bool> tryLock(int descriptor, int kind, const std::string& path) {
    for (int attempt = 0; attempt < 10; ++attempt) {
        if (::flock(descriptor, kind | LOCK_NB) == 0) return true;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return fail(std::move(errorFromErrno(errno, "lock", path)).withHint("use a folder on a file system that supports locks"));
        std::this_thread::sleep_for(std::chrono::milliseconds(15));
    }
    return false;
}

}  // namespace

std::string LockHolder::inWords() const {
    if (pid == 0) return "a process that did not say which";
    return "process " + std::to_string(pid) + " on " + host + (since.empty() ? "" : " since " + since);
}

Result<RunLock> RunLock::take(const RunFolder& folder) {
    ASSIGN_OR_RETURN(PosixFile file, PosixFile::open(folder.lock(), O_RDWR | O_CREAT));
    ASSIGN_OR_RETURN(const bool locked, tryLock(file.descriptor(), LOCK_EX, folder.lock()));
    if (!locked) return fail(busyError(folder));
    if (const auto before = readHolder(folder.lock()); before && before->host != thisHost() && heartbeatBeats(folder.heartbeat()))
        return fail(busyError(folder));
    if (::ftruncate(file.descriptor(), 0) != 0) return fail(errorFromErrno(errno, "write", folder.lock()));
    RETURN_IF_ERROR(file.writeAll(dumpJson({{"pid", static_cast<std::int64_t>(::getpid())}, {"host", thisHost()}, {"since", utcNow()}}) + "\n"));
    RETURN_IF_ERROR(file.sync());
    return RunLock(file.release());
}

RunLock::RunLock(RunLock&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

RunLock& RunLock::operator=(RunLock&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

RunLock::~RunLock() {
    if (m_descriptor < 0) return;
    // The file stays: removing a locked file would let two processes lock two files of one name. Empty says that nobody died here.
    if (::ftruncate(m_descriptor, 0) != 0) { /* the lock itself is what counts */ }
    ::close(m_descriptor);
}

Result<std::optional<LockHolder>> lockHolder(const RunFolder& folder) {
    if (!pathExists(folder.lock())) return std::optional<LockHolder>();
    ASSIGN_OR_RETURN(PosixFile file, PosixFile::openForReading(folder.lock()));
    ASSIGN_OR_RETURN(const bool freeNow, tryLock(file.descriptor(), LOCK_SH, folder.lock()));
    if (freeNow) return std::optional<LockHolder>();
    return std::optional<LockHolder>(readHolder(folder.lock()).value_or(LockHolder{}));
}

}  // namespace luthier
