// SPDX-License-Identifier: Apache-2.0
#include "core/generation/stop_strings.h"

#include <algorithm>
#include <tuple>

namespace luthier {

StopStrings::StopStrings(std::vector<std::string> strings) : m_strings(std::move(strings)) {
    std::erase_if(m_strings, [](const std::string& s) { return s.empty(); });
}

std::string StopStrings::push(std::string_view text) {
    if (m_matched) return {};
    m_held += text;
    std::size_t first = std::string::npos, firstEnd = std::string::npos, keep = 0;
    for (const std::string& stop : m_strings) {
        // The one that is whole first, so that the pieces never matter.
        const std::size_t begin = m_held.find(stop), end = begin == std::string::npos ? begin : begin + stop.size();
        if (std::tie(end, begin) < std::tie(firstEnd, first)) std::tie(firstEnd, first) = std::tie(end, begin);
        // The longest end of the text that is a beginning of this string.
        for (std::size_t length = std::min(stop.size() - 1, m_held.size()); length > keep; --length) {
            if (std::string_view(m_held).substr(m_held.size() - length) == std::string_view(stop).substr(0, length)) {
                keep = length;
                break;
            }
        }
    }
    m_matched = first != std::string::npos;
    std::string safe = m_held.substr(0, m_matched ? first : m_held.size() - keep);
    m_held.erase(0, safe.size());
    return safe;
}

std::string StopStrings::finish() {
    if (m_matched) return {};
    return std::move(m_held);
}

}  // namespace luthier
