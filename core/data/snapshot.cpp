// SPDX-License-Identifier: Apache-2.0
#include "core/data/snapshot.h"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/base/posix_file.h"

namespace luthier {

namespace {

constexpr std::size_t flushBytes = std::size_t{1} << 20;
constexpr std::size_t maxRowBytes = std::size_t{1} << 30;

Result<Snapshot> writeRowsTo(PosixFile& file, std::span<const Example> rows) {
    Sha256 hash;
    std::string pending;
    const auto flush = [&]() -> Status {
        hash.update(pending);
        RETURN_IF_ERROR(file.writeAll(pending));
        pending.clear();
        return {};
    };
    for (const Example& row : rows) {
        pending += dumpJson(exampleToJson(row));
        pending += '\n';
        if (pending.size() >= flushBytes) RETURN_IF_ERROR(flush());
    }
    RETURN_IF_ERROR(flush());
    RETURN_IF_ERROR(file.sync());
    RETURN_IF_ERROR(file.close());
    return Snapshot{hash.hex(), static_cast<std::int64_t>(rows.size())};
}

}  // namespace

Result<Snapshot> writeSnapshot(const std::string& path, std::span<const Example> rows) {
    const std::string temporary = parentFolder(path) + "/.tmp-snapshot-" + std::to_string(::getpid());
    auto file = PosixFile::open(temporary, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file) return fail(std::move(file.error()).at(path));
    auto snapshot = writeRowsTo(*file, rows);
    if (snapshot && std::rename(temporary.c_str(), path.c_str()) != 0) snapshot = fail(errorFromErrno(errno, "write", path));
    if (!snapshot) {
        ::unlink(temporary.c_str());
        return fail(std::move(snapshot.error()).at(path));
    }
    RETURN_IF_ERROR(syncFolder(parentFolder(path)));
    return snapshot;
}

Result<std::vector<Example>> readSnapshot(const std::string& path, const std::string& expectedSha256) {
    if (!expectedSha256.empty()) {
        ASSIGN_OR_RETURN(const std::string found, sha256File(path));
        if (found != expectedSha256) {
            return fail(Error(ErrorCode::InvalidData, "the frozen rows of this run were changed: SHA-256 is " + found + ", the run says " + expectedSha256)
                            .withHint("start a new run, or put the original file back").at(path));
        }
    }
    std::vector<Example> rows;
    Status problem;
    RETURN_IF_ERROR(forEachLine(path, maxRowBytes, [&](const Line& line) {
        auto parsed = line.tooLong ? Result<Json>(fail(ErrorCode::InvalidData, "the line is too long"))
                                   : parseJson(line.text, {.maxBytes = maxRowBytes, .maxDepth = 160});
        auto example = parsed ? exampleFromJson(*parsed) : Result<Example>(fail(std::move(parsed.error())));
        if (!example) {
            problem = fail(std::move(example.error()).at(path, line.number));
            return false;
        }
        rows.push_back(std::move(*example));
        return true;
    }));
    RETURN_IF_ERROR(problem);
    return rows;
}

}  // namespace luthier
