// SPDX-License-Identifier: Apache-2.0
#include "core/config/problems.h"

#include <algorithm>

namespace luthier {

namespace {

constexpr std::size_t kMaxInMessage = 20;   // the rest stays in Error::problems

std::string inOneLine(const Problem& problem) {
    std::string line = problem.key.empty() ? problem.message : problem.key + ": " + problem.message;
    if (!problem.hint.empty()) line += " (" + problem.hint + ")";
    return line;
}

}  // namespace

Error Problems::toError(ErrorCode code, const std::string& file) const {
    Error error(code, "");
    error.file = file;
    error.problems = m_list;
    if (m_list.empty()) {
        error.message = "nothing is wrong";
        return error;
    }
    error.key = m_list.front().key;
    if (m_list.size() == 1) {
        error.message = error.key.empty() ? m_list.front().message : error.key + ": " + m_list.front().message;
        error.hint = m_list.front().hint;
        return error;
    }
    error.message = std::to_string(m_list.size()) + " problems: ";
    const std::size_t numShown = std::min(m_list.size(), kMaxInMessage);
    for (std::size_t i = 0; i < numShown; ++i) error.message += (i == 0 ? "" : "; ") + inOneLine(m_list[i]);
    if (numShown < m_list.size()) error.message += "; and " + std::to_string(m_list.size() - numShown) + " more";
    return error;
}

}  // namespace luthier
