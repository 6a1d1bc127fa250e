// SPDX-License-Identifier: Apache-2.0
#include "core/base/posix_file.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace luthier {

Error errorFromErrno(int errorNumber, const std::string& what, const std::string& path) {
    const std::string message = "cannot " + what + ": " + std::strerror(errorNumber);
    switch (errorNumber) {
        case ENOENT:
        case ENOTDIR: return Error(ErrorCode::NotFound, message).withHint("check the path").at(path);
        case EEXIST:
        case ENOTEMPTY: return Error(ErrorCode::AlreadyExists, message).withHint("choose another name, or remove it first").at(path);
        case ENOSPC:
        case EDQUOT: return Error(ErrorCode::DiskFull, message).withHint("free some disk space and try again").at(path);
        case EFBIG:
            return Error(ErrorCode::DiskFull, message).withHint("the file system or a limit (ulimit -f) does not allow a file this large").at(path);
        case EACCES:
        case EPERM:
        case EROFS: return Error(ErrorCode::Io, message).withHint("check the permissions of the file and its folder").at(path);
        case ENOMEM: return Error(ErrorCode::OutOfMemory, message).at(path);
        default: return Error(ErrorCode::Io, message).at(path);
    }
}

Result<PosixFile> PosixFile::open(const std::string& path, int flags, unsigned mode) {
    if (path.find('\0') != std::string::npos) return fail(Error(ErrorCode::InvalidArgument, "the path contains a zero byte").at(path.c_str()));
    int descriptor = -1;
    do {
        descriptor = ::open(path.c_str(), flags | O_CLOEXEC, mode);
    } while (descriptor < 0 && errno == EINTR);
    if (descriptor < 0) return fail(errorFromErrno(errno, "open", path));
    return PosixFile(descriptor, path);
}

Result<PosixFile> PosixFile::openForReading(const std::string& path) {
    ASSIGN_OR_RETURN(PosixFile file, open(path, O_RDONLY));
    struct stat status {};
    if (::fstat(file.m_descriptor, &status) != 0) return fail(errorFromErrno(errno, "examine", path));
    if (S_ISDIR(status.st_mode)) return fail(Error(ErrorCode::Io, "this is a folder, but a file is needed").withHint("name a file inside it").at(path));
    return file;
}

PosixFile::PosixFile(PosixFile&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)), m_path(std::move(other.m_path)) {}

PosixFile& PosixFile::operator=(PosixFile&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_path, other.m_path);
    return *this;
}

PosixFile::~PosixFile() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

Result<std::size_t> PosixFile::read(char* buffer, std::size_t numBytes) {
    while (true) {
        const ssize_t got = ::read(m_descriptor, buffer, numBytes);
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno != EINTR) return fail(errorFromErrno(errno, "read", m_path));
    }
}

Status PosixFile::writeAll(std::string_view content) {
    while (!content.empty()) {
        const ssize_t put = ::write(m_descriptor, content.data(), content.size());
        if (put < 0) {
            if (errno == EINTR) continue;
            return fail(errorFromErrno(errno, "write", m_path));
        }
        content.remove_prefix(static_cast<std::size_t>(put));
    }
    return {};
}

Status PosixFile::sync() {
    // Pipes and some devices cannot be synchronised; nothing is lost there.
    if (::fsync(m_descriptor) != 0 && errno != EINVAL && errno != ENOTSUP) return fail(errorFromErrno(errno, "write (fsync)", m_path));
    return {};
}

Status PosixFile::close() {
    const int descriptor = std::exchange(m_descriptor, -1);
    if (::close(descriptor) != 0 && errno != EINTR) return fail(errorFromErrno(errno, "close", m_path));
    return {};
}

int PosixFile::release() { return std::exchange(m_descriptor, -1); }

}  // namespace luthier
