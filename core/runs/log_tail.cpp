// SPDX-License-Identifier: Apache-2.0
#include "core/runs/log_tail.h"

#include <array>
#include <cerrno>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

#include "core/base/posix_file.h"

namespace luthier {

void LogTail::take(const LineSplitter::Line& raw, News& news) {
    ++m_number;
    const std::uint64_t begin = std::exchange(m_lineBegin, raw.end);
    if (raw.text.empty()) return;
    auto line = raw.tooLong ? Result<LogLine>(fail(ErrorCode::InvalidData, "the line is too long")) : parseLogLine(raw.text);
    if (!line) {
        ++m_numBroken;
        return;
    }
    if (line->attempt < m_attempt || (line->attempt == m_attempt && line->seq <= m_seq)) return;
    m_attempt = line->attempt;
    m_seq = line->seq;
    line->number = m_number;
    news.lines.push_back(std::move(*line));
    news.begins.push_back(begin);
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
    if (m_offset > 0 && (size < m_offset || status.st_ino != m_file)) {
        *this = LogTail(std::move(m_path));
        news.startedOver = true;
    }
    m_file = status.st_ino;
    if (size == m_offset) return news;
    if (::lseek(file->descriptor(), static_cast<off_t>(m_offset), SEEK_SET) < 0) return fail(errorFromErrno(errno, "read", m_path));
    std::array<char, 1 << 16> buffer;
    std::size_t numRead = 0;
    while (numRead < maxBytes) {
        ASSIGN_OR_RETURN(const std::size_t got, file->read(buffer.data(), std::min(buffer.size(), maxBytes - numRead)));
        if (got == 0) return news;
        m_offset += got;
        numRead += got;
        m_lines.feed({buffer.data(), got}, [&](const LineSplitter::Line& line) { take(line, news); });
    }
    news.hasMore = m_offset < size;
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
