// SPDX-License-Identifier: Apache-2.0
// Follows a .jsonl file of a run folder while it grows: each call reads only what was appended since the last one. A last line that is not ended yet waits;
// damaged lines are counted and passed over; lines that come again (attempt, seq) are passed over too; a file that has become shorter is another one and is
// read from its beginning. Thread: one. Requires POSIX.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/protocol/line_splitter.h"
#include "core/runs/log_line.h"

namespace luthier {

class LogTail {
public:
    explicit LogTail(std::string path) : m_path(std::move(path)), m_lines(maxLogLineBytes) {}

    struct News {
        std::vector<LogLine> lines;    // in file order
        std::vector<std::uint64_t> begins;   // where in the file each of them begins, for readLineAt
        bool startedOver = false;      // what was told before does not hold: the file is another one
        bool hasMore = false;          // maxBytes were read, and there are more
    };
    // No file is no news. Errors: Io.
    Result<News> poll(std::size_t maxBytes = std::size_t{4} << 20);

    std::uint64_t offset() const { return m_offset; }        // bytes read so far
    std::int64_t numBroken() const { return m_numBroken; }   // lines passed over because they are damaged

private:
    void take(const LineSplitter::Line& line, News& news);

    std::string m_path;
    LineSplitter m_lines;
    std::uint64_t m_offset = 0;
    std::uint64_t m_lineBegin = 0;
    std::uint64_t m_file = 0;   // which one: its inode
    std::int64_t m_attempt = 0, m_seq = -1, m_number = 0, m_numBroken = 0;
};

// The line that begins there. Errors: NotFound, Io, those of parseLogLine (another line is there now).
Result<LogLine> readLineAt(const std::string& path, std::uint64_t begin);

}  // namespace luthier
