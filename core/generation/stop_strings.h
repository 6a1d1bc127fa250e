// SPDX-License-Identifier: Apache-2.0
// Ends a text where one of several strings appears, however the text comes in pieces. Thread: one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace luthier {

class StopStrings {
public:
    // Empty strings never match.
    explicit StopStrings(std::vector<std::string> strings);

    // The text that is safe to show: up to the stop string that is whole first, or without an end that may still become one. After a match nothing more comes
    // out.
    std::string push(std::string_view text);
    // What was held back; nothing after a match.
    std::string finish();
    bool matched() const { return m_matched; }

private:
    std::vector<std::string> m_strings;
    std::string m_held;
    bool m_matched = false;
};

}  // namespace luthier
