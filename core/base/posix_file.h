// SPDX-License-Identifier: Apache-2.0
// One open file descriptor with every return value checked; what files.cpp and hash.cpp are written with.
// Thread: one at a time. Requires POSIX.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace luthier {

// errno as an Error: NotFound, AlreadyExists, DiskFull or Io. what = "open", "write to", ...
Error errorFromErrno(int errorNumber, const std::string& what, const std::string& path);

class PosixFile {
public:
    // Errors: NotFound, Io (also: a folder where a file is due).
    static Result<PosixFile> openForReading(const std::string& path);
    // flags as open(2); O_CLOEXEC is added.
    static Result<PosixFile> open(const std::string& path, int flags, unsigned mode = 0666);

    PosixFile(PosixFile&& other) noexcept;
    PosixFile& operator=(PosixFile&& other) noexcept;
    PosixFile(const PosixFile&) = delete;
    PosixFile& operator=(const PosixFile&) = delete;
    ~PosixFile();

    // Up to numBytes; 0 at the end of the file.
    Result<std::size_t> read(char* buffer, std::size_t numBytes);
    Status writeAll(std::string_view content);
    Status sync();
    // Closes and reports; the destructor closes without a report.
    Status close();
    int descriptor() const { return m_descriptor; }
    int release();   // the caller owns the descriptor

private:
    PosixFile(int descriptor, std::string path) : m_descriptor(descriptor), m_path(std::move(path)) {}
    int m_descriptor = -1;
    std::string m_path;
};

}  // namespace luthier
