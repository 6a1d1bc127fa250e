// SPDX-License-Identifier: Apache-2.0
#include "core/runs/log_tail.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/base/posix_file.h"

namespace luthier {

namespace {

constexpr std::int64_t headBytes = 256;

Result<std::string> readAt(int descriptor, const std::string& path, std::int64_t offset, std::int64_t numBytes) {
    std::string text(static_cast<std::size_t>(numBytes), '\0');
    std::size_t used = 0;
    while (used < text.size()) {
        const ssize_t got = ::pread(descriptor, text.data() + used, text.size() - used, offset + static_cast<std::int64_t>(used));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(errorFromErrno(errno, "read", path));
        if (got == 0) break;
        used += static_cast<std::size_t>(got);
    }
    text.resize(used);
    return text;
}

Result<std::uint32_t> headOf(int descriptor, const std::string& path, std::int64_t offset) {
    ASSIGN_OR_RETURN(const std::string head, readAt(descriptor, path, 0, std::min(offset, headBytes)));
    return crc32(head);
}

std::int64_t whole(const Json& json, const char* key, std::int64_t fallback) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : fallback;
}

}  // namespace

Json logPlaceToJson(const LogPlace& place) {
    return {{"offset", place.offset}, {"attempt", place.attempt}, {"seq", place.seq}, {"head", place.head}};
}

LogPlace logPlaceFromJson(const Json& json) {
    LogPlace place;
    if (!json.is_object()) return place;
    place.offset = std::max<std::int64_t>(whole(json, "offset", 0), 0);
    place.attempt = whole(json, "attempt", 0);
    place.seq = whole(json, "seq", -1);
    place.head = static_cast<std::uint32_t>(whole(json, "head", 0));
    return place;
}

LogTail::LogTail(std::string path, const LogPlace& from)
    : m_path(std::move(path)), m_lines(maxLogLineBytes), m_place(from), m_begin(static_cast<std::uint64_t>(from.offset)), m_offset(m_begin) {}

void LogTail::take(const LineSplitter::Line& raw, News& news) {
    ++m_number;
    const auto begin = static_cast<std::uint64_t>(std::exchange(m_place.offset, static_cast<std::int64_t>(m_begin + raw.end)));
    if (raw.text.empty()) return;
    auto line = raw.tooLong ? Result<LogLine>(fail(ErrorCode::InvalidData, "the line is too long")) : parseLogLine(raw.text);
    if (!line) {
        ++m_numBroken;
        return;
    }
    if (line->attempt < m_place.attempt || (line->attempt == m_place.attempt && line->seq <= m_place.seq)) return;
    m_place.attempt = line->attempt;
    m_place.seq = line->seq;
    line->number = m_number;
    news.lines.push_back(std::move(*line));
    news.begins.push_back(begin);
}

// Not shorter, beginning as before, and with the end of a line where one was.
Result<bool> LogTail::goesOn(int descriptor, std::uint64_t size) const {
    if (size < m_offset) return false;
    if (m_place.offset == 0) return true;
    ASSIGN_OR_RETURN(const std::uint32_t head, headOf(descriptor, m_path, m_place.offset));
    if (head != m_place.head) return false;
    ASSIGN_OR_RETURN(const std::string end, readAt(descriptor, m_path, m_place.offset - 1, 1));
    return end == "\n";
}

Result<LogTail::News> LogTail::poll(std::size_t maxBytes) {
    News news;
    auto file = PosixFile::openForReading(m_path);
    if (!file) {
        if (file.error().code == ErrorCode::NotFound) return news;
        return fail(std::move(file.error()));
    }
    struct stat status {};
    if (::fstat(file->descriptor(), &status) != 0) return fail(errorFromErrno(errno, "examine", m_path));
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size == m_offset && status.st_ino == m_file) return news;
    ASSIGN_OR_RETURN(const bool isTheSame, goesOn(file->descriptor(), size));
    if (!isTheSame) {
        *this = LogTail(std::move(m_path));
        news.startedOver = true;
    }
    m_file = status.st_ino;
    if (::lseek(file->descriptor(), static_cast<off_t>(m_offset), SEEK_SET) < 0) return fail(errorFromErrno(errno, "read", m_path));
    std::array<char, 1 << 16> buffer;
    std::size_t numRead = 0, got = 1;
    const std::int64_t before = m_place.offset;
    while (numRead < maxBytes && got > 0) {
        ASSIGN_OR_RETURN(got, file->read(buffer.data(), std::min(buffer.size(), maxBytes - numRead)));
        m_offset += got;
        numRead += got;
        m_lines.feed({buffer.data(), got}, [&](const LineSplitter::Line& line) { take(line, news); });
    }
    news.hasMore = got > 0 && m_offset < size;
    if (m_place.offset != before) {
        ASSIGN_OR_RETURN(m_place.head, headOf(file->descriptor(), m_path, m_place.offset));
    }
    return news;
}

Result<LogLine> readLineAt(const std::string& path, std::uint64_t begin) {
    ASSIGN_OR_RETURN(PosixFile file, PosixFile::openForReading(path));
    if (::lseek(file.descriptor(), static_cast<off_t>(begin), SEEK_SET) < 0) return fail(errorFromErrno(errno, "read", path));
    LineSplitter splitter(maxLogLineBytes);
    std::array<char, 1 << 16> buffer;
    Result<LogLine> line = fail(Error(ErrorCode::InvalidData, "there is no whole line at byte " + std::to_string(begin)).at(path));
    for (bool isDone = false; !isDone;) {
        ASSIGN_OR_RETURN(const std::size_t got, file.read(buffer.data(), buffer.size()));
        if (got == 0) break;
        splitter.feed({buffer.data(), got}, [&](const LineSplitter::Line& raw) {
            if (!std::exchange(isDone, true)) line = parseLogLine(raw.text);
        });
    }
    return line;
}

}  // namespace luthier
