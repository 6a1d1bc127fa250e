// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/line_splitter.h"

#include <algorithm>

namespace luthier {

namespace {
constexpr std::size_t keptOfLongLine = 256;
}

void LineSplitter::keep(std::string_view bytes) {
    if (m_partial.size() + bytes.size() > m_maxLineBytes) m_overflowed = true;
    if (!m_overflowed) {
        m_partial.append(bytes);
        return;
    }
    const std::size_t room = keptOfLongLine - std::min(m_partial.size(), keptOfLongLine);
    m_partial.append(bytes.substr(0, room));
    m_partial.resize(std::min(m_partial.size(), keptOfLongLine));
    m_partial.shrink_to_fit();
}

void LineSplitter::feed(std::string_view bytes, const std::function<void(const Line&)>& visit) {
    while (!bytes.empty()) {
        const std::size_t newline = bytes.find('\n');
        const std::size_t taken = newline == std::string_view::npos ? bytes.size() : newline;
        keep(bytes.substr(0, taken));
        m_numBytes += taken;
        if (newline == std::string_view::npos) return;
        m_numBytes += 1;
        if (!m_overflowed && !m_partial.empty() && m_partial.back() == '\r') m_partial.pop_back();
        visit(Line{m_partial, m_numBytes, m_overflowed});
        m_partial.clear();
        m_overflowed = false;
        bytes.remove_prefix(newline + 1);
    }
}

}  // namespace luthier
