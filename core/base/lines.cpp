// SPDX-License-Identifier: Apache-2.0
// forEachLine of files.h.
#include <algorithm>
#include <vector>

#include "core/base/files.h"
#include "core/base/posix_file.h"

namespace luthier {

namespace {

constexpr std::size_t shownOfLongLine = 256;

// Collects the bytes of one line up to the limit and forgets the rest of a longer one.
class LineBuffer {
public:
    explicit LineBuffer(std::size_t maxLineBytes) : m_maxLineBytes(maxLineBytes) {}

    void add(std::string_view piece) {
        m_total += piece.size();
        // One byte over the limit is kept, because it may be the CR of the line's end.
        const std::size_t room = std::max(m_maxLineBytes, shownOfLongLine) + 1 - m_kept.size();
        m_kept.append(piece.substr(0, room));
    }

    Line line(std::int64_t number) const {
        std::string_view text = m_kept;
        std::size_t total = m_total;
        if (total == text.size() && !text.empty() && text.back() == '\r') {
            text.remove_suffix(1);
            --total;
        }
        const bool tooLong = total > m_maxLineBytes;
        return {tooLong ? text.substr(0, shownOfLongLine) : text, number, tooLong};
    }

    bool empty() const { return m_total == 0; }
    void clear() {
        m_kept.clear();
        m_total = 0;
    }

private:
    std::size_t m_maxLineBytes;
    std::string m_kept;
    std::size_t m_total = 0;
};

}  // namespace

Status forEachLine(const std::string& path, std::size_t maxLineBytes, const std::function<bool(const Line&)>& visit) {
    ASSIGN_OR_RETURN(PosixFile file, PosixFile::openForReading(path));
    std::vector<char> chunk(std::size_t{1} << 16);
    LineBuffer buffer(maxLineBytes);
    std::int64_t number = 1;
    std::string start;   // the first bytes, until it is clear whether they are a byte order mark
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    bool started = false;
    while (true) {
        ASSIGN_OR_RETURN(const std::size_t got, file.read(chunk.data(), chunk.size()));
        std::string_view rest(chunk.data(), got);
        if (!started) {
            start.append(rest);
            if (got > 0 && start.size() < mark.size()) continue;
            rest = start;
            if (rest.starts_with(mark)) rest.remove_prefix(mark.size());
            started = true;
        }
        while (!rest.empty()) {
            const std::size_t newline = rest.find('\n');
            buffer.add(rest.substr(0, newline));
            if (newline == std::string_view::npos) break;
            if (!visit(buffer.line(number++))) return {};
            buffer.clear();
            rest.remove_prefix(newline + 1);
        }
        if (got == 0) break;
    }
    if (!buffer.empty()) visit(buffer.line(number));
    return {};
}

}  // namespace luthier
