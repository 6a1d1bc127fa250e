// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/log.h"
#include "core/base/posix_file.h"

namespace luthier {

namespace {

// Removes a temporary file unless it was renamed into place.
struct TemporaryFile {
    std::string path;
    bool published = false;
    ~TemporaryFile() {
        if (!published) ::unlink(path.c_str());
    }
};

std::string temporaryName(const std::string& folder) {
    static std::atomic<unsigned> counter{0};
    return folder + "/" + std::string(temporaryPrefix) + std::to_string(::getpid()) + "-" + std::to_string(counter.fetch_add(1));
}

}  // namespace

Result<std::string> readFile(const std::string& path, std::size_t maxBytes) {
    ASSIGN_OR_RETURN(PosixFile file, PosixFile::openForReading(path));
    std::string content;
    constexpr std::size_t chunk = std::size_t{1} << 16;
    if (const auto size = fileSize(path); size && *size <= maxBytes) content.reserve(*size + 1);
    while (true) {
        const std::size_t used = content.size();
        content.resize(used + chunk);
        ASSIGN_OR_RETURN(const std::size_t got, file.read(content.data() + used, chunk));
        content.resize(used + got);
        if (got == 0) return content;
        if (content.size() > maxBytes)
            return fail(Error(ErrorCode::InvalidData, "the file is larger than " + std::to_string(maxBytes) + " bytes, the limit for it").at(path));
    }
}

Status writeFileDurably(const std::string& path, std::string_view content) {
    const std::string folder = parentFolder(path);
    TemporaryFile temporary{temporaryName(folder)};
    auto opened = PosixFile::open(temporary.path, O_WRONLY | O_CREAT | O_EXCL);
    if (!opened) {
        temporary.published = true;   // not ours, if it is there at all
        return fail(std::move(opened.error()).at(path));
    }
    const auto named = [&](Status status) { return status ? status : Status(fail(std::move(status.error()).at(path))); };
    RETURN_IF_ERROR(named(opened->writeAll(content)));
    struct stat old {};
    if (::stat(path.c_str(), &old) == 0 && ::fchmod(opened->descriptor(), old.st_mode & 07777) != 0)
        return fail(errorFromErrno(errno, "keep the permissions of", path));
    RETURN_IF_ERROR(named(opened->sync()));
    RETURN_IF_ERROR(named(opened->close()));
    if (::rename(temporary.path.c_str(), path.c_str()) != 0) return fail(errorFromErrno(errno, "write", path));
    temporary.published = true;
    return syncFolder(folder);
}

Result<AppendFile> AppendFile::open(const std::string& path) {
    ASSIGN_OR_RETURN(PosixFile file, PosixFile::open(path, O_RDWR | O_APPEND | O_CREAT));
    struct stat status {};
    if (::fstat(file.descriptor(), &status) != 0) return fail(errorFromErrno(errno, "examine", path));
    if (S_ISREG(status.st_mode) && status.st_size > 0) {
        char last = '\n';
        if (::pread(file.descriptor(), &last, 1, status.st_size - 1) != 1) return fail(errorFromErrno(errno, "read", path));
        // A crash can leave half a line. Ended here, readers see one broken line instead of losing the first line of this process too.
        if (last != '\n') RETURN_IF_ERROR(file.writeAll("\n"));
    }
    RETURN_IF_ERROR(syncFolder(parentFolder(path)));
    return AppendFile(file.release(), path);
}

AppendFile::AppendFile(AppendFile&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_path(std::move(other.m_path)) {}

AppendFile& AppendFile::operator=(AppendFile&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_path, other.m_path);
    return *this;
}

AppendFile::~AppendFile() {
    if (m_descriptor >= 0 && ::close(m_descriptor) != 0) log::warning("closing " + m_path + " failed");
}

Status AppendFile::append(std::string_view lineWithNewline) {
    if (lineWithNewline.empty() || lineWithNewline.back() != '\n')
        return fail(Error(ErrorCode::Internal, "a line to append does not end with a newline").at(m_path));
    struct stat before {};
    if (::fstat(m_descriptor, &before) != 0) return fail(errorFromErrno(errno, "examine", m_path));
    std::string_view rest = lineWithNewline;
    while (!rest.empty()) {
        const ssize_t put = ::write(m_descriptor, rest.data(), rest.size());
        if (put >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(put));
            continue;
        }
        if (errno == EINTR) continue;
        Error error = errorFromErrno(errno, "append to", m_path);
        if (rest.size() != lineWithNewline.size() && S_ISREG(before.st_mode) && ::ftruncate(m_descriptor, before.st_size) != 0)
            error.message += "; the torn line could not be cut off again";
        return fail(std::move(error));
    }
    return {};
}

Status AppendFile::sync() {
    if (::fdatasync(m_descriptor) != 0 && errno != EINVAL && errno != ENOTSUP) return fail(errorFromErrno(errno, "write (fdatasync)", m_path));
    return {};
}

bool pathExists(const std::string& path) {
    struct stat status {};
    return ::lstat(path.c_str(), &status) == 0;
}

bool isFolder(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

Result<std::uint64_t> fileSize(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return fail(errorFromErrno(errno, "examine", path));
    if (S_ISDIR(status.st_mode)) return fail(Error(ErrorCode::Io, "this is a folder, but a file is needed").at(path));
    return static_cast<std::uint64_t>(status.st_size);
}

std::string parentFolder(const std::string& path) {
    std::size_t end = path.size();
    while (end > 1 && path[end - 1] == '/') --end;
    const std::size_t slash = path.rfind('/', end == 0 ? 0 : end - 1);
    if (slash == std::string::npos) return ".";
    std::size_t keep = slash;
    while (keep > 0 && path[keep - 1] == '/') --keep;
    return keep == 0 ? "/" : path.substr(0, keep);
}

std::string fileName(const std::string& path) {
    std::size_t end = path.size();
    while (end > 0 && path[end - 1] == '/') --end;
    const std::size_t slash = end == 0 ? std::string::npos : path.rfind('/', end - 1);
    const std::size_t from = slash == std::string::npos ? 0 : slash + 1;
    return path.substr(from, end - from);
}

}  // namespace luthier
