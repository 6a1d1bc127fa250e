// SPDX-License-Identifier: Apache-2.0
// One line of a run folder's .jsonl files:
//   {"attempt":2,"seq":17, ...members... ,"crc":"0a1b2c3d"}LF
// crc is the CRC-32 (as in zlib; 8 lower-case hex digits) of the bytes of the line from its "{" up to but not including ,"crc" - so it is always the last
// member, written without spaces. attempt counts from 1 the times the run was started; seq counts from 0 the lines of this attempt in this file. (attempt, seq)
// names a line for ever: whoever ingests lines twice sees the same pair. Thread: pure functions. Requires nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier {

inline constexpr std::size_t maxLogLineBytes = std::size_t{16} << 20;

struct LogLine {
    std::int64_t attempt = 0;
    std::int64_t seq = 0;
    Json fields = Json::object();   // without attempt, seq and crc
    std::int64_t number = 0;        // 1-based line in the file
};

// With its newline. Errors: Internal (fields is not an object or names attempt, seq or crc), InvalidArgument (longer than maxLogLineBytes).
Result<std::string> formatLogLine(std::int64_t attempt, std::int64_t seq, const Json& fields);
// A line without its newline. Errors: InvalidData (no crc at the end, crc does not fit, not JSON, attempt or seq missing or out of range).
Result<LogLine> parseLogLine(std::string_view text);

}  // namespace luthier
