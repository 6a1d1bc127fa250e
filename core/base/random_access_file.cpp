// SPDX-License-Identifier: Apache-2.0
#include "core/base/random_access_file.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace luthier {

Result<RandomAccessFile> RandomAccessFile::open(const std::string& path) {
    // Opening a named pipe would wait for its writer for ever without O_NONBLOCK; regular files ignore the flag.
    ASSIGN_OR_RETURN(PosixFile file, PosixFile::open(path, O_RDONLY | O_NONBLOCK));
    struct stat status {};
    if (::fstat(file.descriptor(), &status) != 0) return fail(errorFromErrno(errno, "examine", path));
    if (S_ISDIR(status.st_mode)) return fail(Error(ErrorCode::Io, "this is a folder, but a file is needed").withHint("name a file inside it").at(path));
    if (!S_ISREG(status.st_mode)) return fail(Error(ErrorCode::Io, "this is not a regular file").withHint("copy its content to a file first").at(path));
    return RandomAccessFile(std::move(file), path, static_cast<std::uint64_t>(status.st_size));
}

Status RandomAccessFile::readAt(std::uint64_t offset, void* buffer, std::size_t numBytes) const {
    auto* target = static_cast<char*>(buffer);
    while (numBytes > 0) {
        const ssize_t got = ::pread(m_file.descriptor(), target, numBytes, static_cast<off_t>(offset));
        if (got < 0) {
            if (errno == EINTR) continue;
            return fail(errorFromErrno(errno, "read", m_path));
        }
        if (got == 0)
            return fail(Error(ErrorCode::InvalidData, "the file ends at byte " + std::to_string(offset) + ", " + std::to_string(numBytes) + " bytes too early")
                            .withHint("it changed while it was read; copy or download it again").at(m_path));
        target += got;
        offset += static_cast<std::uint64_t>(got);
        numBytes -= static_cast<std::size_t>(got);
    }
    return {};
}

}  // namespace luthier
