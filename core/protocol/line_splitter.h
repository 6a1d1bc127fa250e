// SPDX-License-Identifier: Apache-2.0
// Bytes in any pieces (a pipe, a growing file) -> whole lines, with a bound on memory. Thread: one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace luthier {

class LineSplitter {
public:
    struct Line {
        std::string_view text;   // without LF or CRLF
        std::uint64_t end = 0;   // bytes fed up to and with the end of this line
        bool tooLong = false;    // text then holds its first 256 bytes only
    };
    explicit LineSplitter(std::size_t maxLineBytes) : m_maxLineBytes(maxLineBytes) {}

    // Calls visit for every line completed by these bytes. Empty lines are visited too.
    void feed(std::string_view bytes, const std::function<void(const Line&)>& visit);
    // What has come in since the last line end: not yet a line.
    std::string_view rest() const { return m_partial; }
    bool restTooLong() const { return m_overflowed; }

private:
    void keep(std::string_view bytes);

    std::size_t m_maxLineBytes;
    std::string m_partial;
    bool m_overflowed = false;
    std::uint64_t m_numBytes = 0;
};

}  // namespace luthier
