// SPDX-License-Identifier: Apache-2.0
// What was appended to a log of a run folder since the last look. Thread: values. Requires POSIX.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/runs/log_line.h"

namespace luthier::store {

// How far a log was read: after a whole line. `head` is a checksum of its first bytes, so that another file of that name is noticed.
struct LogTail {
    std::int64_t offset = 0, attempt = 0, seq = -1;
    std::uint32_t head = 0;
};
Json logTailToJson(const LogTail& tail);
LogTail logTailFromJson(const Json& json);   // what is not one begins at the beginning

// Whether the file goes on where it was left: it is not shorter, and begins as before. A file that is not there goes on from nothing. Errors: Io.
Result<bool> goesOn(const std::string& path, const LogTail& tail);
// New whole lines in order, each once; broken ones and a last one without an end are passed over, the latter to be read later. Errors: Io.
Status readAppended(const std::string& path, LogTail& tail, const std::function<void(LogLine&&)>& visit);

}  // namespace luthier::store
