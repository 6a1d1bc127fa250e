// SPDX-License-Identifier: Apache-2.0
// Follows a .jsonl file of a run folder while it grows: each call reads only what was appended since the last one. A last line that is not ended yet waits;
// damaged lines are counted and passed over; lines that come again (attempt, seq) are passed over too; a file that is not the one it was (shorter, or it begins
// otherwise) is read from its beginning; a longer copy of the same one, as from another machine, goes on. Thread: one. Requires POSIX.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/protocol/line_splitter.h"
#include "core/runs/log_line.h"

namespace luthier {

// How far a log was read, for whoever goes on another time: after a whole line. `head` is a checksum of the first bytes up to there.
struct LogPlace {
    std::int64_t offset = 0, attempt = 0, seq = -1;
    std::uint32_t head = 0;
    bool operator==(const LogPlace&) const = default;
};
Json logPlaceToJson(const LogPlace& place);
LogPlace logPlaceFromJson(const Json& json);   // what is not one begins at the beginning

class LogTail {
public:
    explicit LogTail(std::string path, const LogPlace& from = {});

    struct News {
        std::vector<LogLine> lines;    // in file order; numbered from where this one began
        std::vector<std::uint64_t> begins;   // where in the file each of them begins, for readLineAt
        bool startedOver = false;      // what was told before does not hold: the file is another one
        bool hasMore = false;          // maxBytes were read, and there are more
    };
    // No file is no news. Errors: Io.
    Result<News> poll(std::size_t maxBytes = std::size_t{4} << 20);

    std::uint64_t offset() const { return m_offset; }        // bytes read so far
    std::int64_t numBroken() const { return m_numBroken; }   // lines passed over because they are damaged
    const LogPlace& place() const { return m_place; }

private:
    void take(const LineSplitter::Line& line, News& news);
    Result<bool> goesOn(int descriptor, std::uint64_t size) const;

    std::string m_path;
    LineSplitter m_lines;
    LogPlace m_place;                  // of the last whole line
    std::uint64_t m_begin = 0;         // where m_lines was first fed from
    std::uint64_t m_offset = 0;
    std::uint64_t m_file = 0;          // which one: its inode; 0 = not looked at yet
    std::int64_t m_number = 0, m_numBroken = 0;
};

// The line that begins there. Errors: NotFound, Io, those of parseLogLine (another line is there now).
Result<LogLine> readLineAt(const std::string& path, std::uint64_t begin);

}  // namespace luthier
