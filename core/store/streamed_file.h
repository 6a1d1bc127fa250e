// SPDX-License-Identifier: Apache-2.0
// A file that is written in pieces and appears whole or not at all; what was written is hashed on the way. Thread: one. Requires POSIX.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/posix_file.h"

namespace luthier::store {

class StreamedFile {
public:
    // Beside `path`, under another name until publish(). Errors: Io, NotFound (no such folder).
    static Result<StreamedFile> begin(const std::string& path);
    StreamedFile(StreamedFile&& other) noexcept = default;
    StreamedFile& operator=(StreamedFile&&) = delete;
    ~StreamedFile();   // removes what was not published

    Status write(std::string_view text);
    // SHA-256 of all that was written; nothing can be written afterwards.
    Result<std::string> finish();
    // After finish(). What is there is replaced. Errors: Io, DiskFull.
    Status publish(const std::string& path);

private:
    StreamedFile(PosixFile file, std::string temporary) : m_file(std::move(file)), m_temporary(std::move(temporary)) {}
    Status flush();
    PosixFile m_file;
    std::string m_temporary;   // "" once published
    std::string m_pending;
    Sha256 m_hash;
};

}  // namespace luthier::store
