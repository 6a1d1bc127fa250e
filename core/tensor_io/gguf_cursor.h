// SPDX-License-Identifier: Apache-2.0
// Reads the head of a GGUF file from front to back through a buffer. Every count is checked against the bytes that are left before it is used.
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include "core/base/error.h"
#include "core/base/random_access_file.h"

namespace luthier {

class GgufCursor {
public:
    explicit GgufCursor(const RandomAccessFile& file) : m_file(file) {}

    std::uint64_t position() const { return m_position; }
    std::uint64_t bytesLeft() const { return m_file.size() - m_position; }

    template <class T>
    Result<T> number() {
        static_assert(std::is_arithmetic_v<T>);
        RETURN_IF_ERROR(require(sizeof(T)));
        T value;
        std::memcpy(&value, m_buffer.data() + (m_position - m_bufferStart), sizeof(T));
        m_position += sizeof(T);
        return value;
    }
    // A string with its 64-bit length. Errors: InvalidData: longer than what is left or than maxBytes.
    Result<std::string> text(std::uint64_t maxBytes);
    // A count of things of at least minBytes each, refused if they cannot fit what is left or are more than max.
    Result<std::uint64_t> count(const char* what, std::uint64_t minBytes, std::uint64_t max);
    Error error(const std::string& message) const;

private:
    Status require(std::size_t numBytes);   // so many bytes are in the buffer
    const RandomAccessFile& m_file;
    std::vector<char> m_buffer;
    std::uint64_t m_bufferStart = 0, m_position = 0;
};

}  // namespace luthier
