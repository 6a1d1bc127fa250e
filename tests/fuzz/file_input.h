// SPDX-License-Identifier: Apache-2.0
// The bytes of a fuzz run as a file with a path, in memory only (memfd). Requires Linux.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

namespace luthier::test {

class FileInput {
public:
    FileInput(const std::uint8_t* data, std::size_t size) : m_descriptor(::memfd_create("fuzz", MFD_CLOEXEC)) {
        for (std::size_t done = 0; done < size;) {
            const ssize_t put = ::write(m_descriptor, data + done, size - done);
            if (put <= 0) std::abort();
            done += static_cast<std::size_t>(put);
        }
    }
    FileInput(const FileInput&) = delete;
    ~FileInput() { ::close(m_descriptor); }
    std::string path() const { return "/proc/self/fd/" + std::to_string(m_descriptor); }

private:
    int m_descriptor;
};

}  // namespace luthier::test
