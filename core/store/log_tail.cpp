// SPDX-License-Identifier: Apache-2.0
#include "core/store/log_tail.h"

#include <algorithm>
#include <cerrno>

#include <unistd.h>

#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/base/posix_file.h"

namespace luthier::store {

namespace {

constexpr std::int64_t headBytes = 256;
constexpr std::size_t blockBytes = std::size_t{1} << 18;

Result<std::string> readAt(const PosixFile& file, const std::string& path, std::int64_t offset, std::size_t numBytes) {
    std::string text(numBytes, '\0');
    std::size_t used = 0;
    while (used < numBytes) {
        const ssize_t got = ::pread(file.descriptor(), text.data() + used, numBytes - used, offset + static_cast<std::int64_t>(used));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(errorFromErrno(errno, "read", path));
        if (got == 0) break;
        used += static_cast<std::size_t>(got);
    }
    text.resize(used);
    return text;
}

std::int64_t whole(const Json& json, const char* key, std::int64_t fallback) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : fallback;
}

void takeLine(std::string_view text, LogTail& tail, const std::function<void(LogLine&&)>& visit) {
    auto line = parseLogLine(text);
    if (!line) return;
    const bool isNew = line->attempt > tail.attempt || (line->attempt == tail.attempt && line->seq > tail.seq);
    if (!isNew) return;
    tail.attempt = line->attempt;
    tail.seq = line->seq;
    visit(std::move(*line));
}

}  // namespace

Json logTailToJson(const LogTail& tail) { return {{"offset", tail.offset}, {"attempt", tail.attempt}, {"seq", tail.seq}, {"head", tail.head}}; }

LogTail logTailFromJson(const Json& json) {
    LogTail tail;
    if (!json.is_object()) return tail;
    tail.offset = std::max<std::int64_t>(whole(json, "offset", 0), 0);
    tail.attempt = whole(json, "attempt", 0);
    tail.seq = whole(json, "seq", -1);
    tail.head = static_cast<std::uint32_t>(whole(json, "head", 0));
    return tail;
}

Result<bool> goesOn(const std::string& path, const LogTail& tail) {
    if (tail.offset == 0) return true;
    auto file = PosixFile::openForReading(path);
    if (!file && file.error().code == ErrorCode::NotFound) return false;
    if (!file) return fail(std::move(file.error()));
    ASSIGN_OR_RETURN(const std::string head, readAt(*file, path, 0, static_cast<std::size_t>(std::min(tail.offset, headBytes))));
    if (crc32(head) != tail.head) return false;
    ASSIGN_OR_RETURN(const std::string end, readAt(*file, path, tail.offset - 1, 1));
    return end == "\n";
}

Status readAppended(const std::string& path, LogTail& tail, const std::function<void(LogLine&&)>& visit) {
    auto file = PosixFile::openForReading(path);
    if (!file && file.error().code == ErrorCode::NotFound) return {};
    if (!file) return fail(std::move(file.error()));
    const std::int64_t before = tail.offset;
    std::string pending;   // from tail.offset on
    while (true) {
        ASSIGN_OR_RETURN(const std::string block, readAt(*file, path, tail.offset + static_cast<std::int64_t>(pending.size()), blockBytes));
        if (block.empty()) break;
        pending += block;
        std::size_t start = 0;
        for (std::size_t end = pending.find('\n'); end != std::string::npos; end = pending.find('\n', start)) {
            takeLine(std::string_view(pending).substr(start, end - start), tail, visit);
            start = end + 1;
        }
        tail.offset += static_cast<std::int64_t>(start);
        pending.erase(0, start);
        // No line of ours is that long: what there is will never become one, and must not fill the memory.
        if (pending.size() > maxLogLineBytes) {
            tail.offset += static_cast<std::int64_t>(pending.size());
            pending.clear();
        }
    }
    if (tail.offset == before) return {};
    ASSIGN_OR_RETURN(const std::string head, readAt(*file, path, 0, static_cast<std::size_t>(std::min(tail.offset, headBytes))));
    tail.head = crc32(head);
    return {};
}

}  // namespace luthier::store
