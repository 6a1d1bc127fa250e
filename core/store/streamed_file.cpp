// SPDX-License-Identifier: Apache-2.0
#include "core/store/streamed_file.h"

#include <atomic>
#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

#include "core/base/files.h"

namespace luthier::store {

namespace {

constexpr std::size_t flushBytes = std::size_t{1} << 20;

}  // namespace

Result<StreamedFile> StreamedFile::begin(const std::string& path) {
    // Not the whole name: one that is as long as names may be would become too long.
    static std::atomic<int> number{0};
    const std::string temporary = parentFolder(path) + "/.tmp-" + std::to_string(::getpid()) + "-" + std::to_string(++number);
    ASSIGN_OR_RETURN(PosixFile file, PosixFile::open(temporary, O_WRONLY | O_CREAT | O_TRUNC));
    return StreamedFile(std::move(file), temporary);
}

StreamedFile::~StreamedFile() {
    if (!m_temporary.empty()) ::unlink(m_temporary.c_str());
}

Status StreamedFile::write(std::string_view text) {
    m_pending += text;
    return m_pending.size() < flushBytes ? Status() : flush();
}

Status StreamedFile::flush() {
    m_hash.update(m_pending);
    RETURN_IF_ERROR(m_file.writeAll(m_pending));
    m_pending.clear();
    return {};
}

Result<std::string> StreamedFile::finish() {
    RETURN_IF_ERROR(flush());
    RETURN_IF_ERROR(m_file.sync());
    RETURN_IF_ERROR(m_file.close());
    return m_hash.hex();
}

Status StreamedFile::publish(const std::string& path) {
    if (std::rename(m_temporary.c_str(), path.c_str()) != 0) return fail(errorFromErrno(errno, "write", path));
    m_temporary.clear();
    return syncFolder(parentFolder(path));
}

}  // namespace luthier::store
