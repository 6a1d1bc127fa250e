// SPDX-License-Identifier: Apache-2.0
// A regular file that is read at given offsets (pread), whole pieces or an error. Thread: const functions from several threads at once. Requires POSIX.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/base/error.h"
#include "core/base/posix_file.h"

namespace luthier {

class RandomAccessFile {
public:
    // Errors: NotFound, Io (also: a folder, pipe or device where a file is due).
    static Result<RandomAccessFile> open(const std::string& path);

    const std::string& path() const { return m_path; }
    std::uint64_t size() const { return m_size; }   // when it was opened
    // Exactly numBytes from offset. Errors: Io; InvalidData when the file ends before (it was cut after opening).
    Status readAt(std::uint64_t offset, void* buffer, std::size_t numBytes) const;

private:
    RandomAccessFile(PosixFile file, std::string path, std::uint64_t size) : m_file(std::move(file)), m_path(std::move(path)), m_size(size) {}
    PosixFile m_file;
    std::string m_path;
    std::uint64_t m_size = 0;
};

}  // namespace luthier
