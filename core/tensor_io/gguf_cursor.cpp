// SPDX-License-Identifier: Apache-2.0
#include "core/tensor_io/gguf_cursor.h"

#include <algorithm>

namespace luthier {

Error GgufCursor::error(const std::string& message) const {
    return Error(ErrorCode::InvalidData, "broken GGUF file: " + message + " (byte " + std::to_string(m_position) + ")")
        .withHint("the file is damaged or not complete; copy or download it again").at(m_file.path());
}

Status GgufCursor::require(std::size_t numBytes) {
    if (bytesLeft() < numBytes) return fail(error("it ends too early"));
    if (m_position + numBytes <= m_bufferStart + m_buffer.size()) return {};
    constexpr std::uint64_t bufferBytes = 1 << 18;
    m_buffer.resize(static_cast<std::size_t>(std::min(bufferBytes, bytesLeft())));
    m_bufferStart = m_position;
    return m_file.readAt(m_position, m_buffer.data(), m_buffer.size());
}

Result<std::string> GgufCursor::text(std::uint64_t maxBytes) {
    ASSIGN_OR_RETURN(const std::uint64_t length, number<std::uint64_t>());
    if (length > bytesLeft()) return fail(error("a text of " + std::to_string(length) + " bytes is longer than the file"));
    if (length > maxBytes) return fail(error("a text of " + std::to_string(length) + " bytes, the limit is " + std::to_string(maxBytes)));
    std::string value(static_cast<std::size_t>(length), '\0');
    if (m_position + length <= m_bufferStart + m_buffer.size()) std::memcpy(value.data(), m_buffer.data() + (m_position - m_bufferStart), value.size());
    else RETURN_IF_ERROR(m_file.readAt(m_position, value.data(), value.size()));
    m_position += length;
    return value;
}

Result<std::uint64_t> GgufCursor::count(const char* what, std::uint64_t minBytes, std::uint64_t max) {
    ASSIGN_OR_RETURN(const std::uint64_t value, number<std::uint64_t>());
    if (value > bytesLeft() / minBytes) return fail(error(std::to_string(value) + " " + what + " do not fit the file"));
    if (value > max) return fail(error(std::to_string(value) + " " + what + ", the limit is " + std::to_string(max)));
    return value;
}

}  // namespace luthier
