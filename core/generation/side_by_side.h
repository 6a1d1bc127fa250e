// SPDX-License-Identifier: Apache-2.0
// Answers beside one another for a person at a terminal. Text of models and prompts is shown as plain text only: control characters become spaces.
// Thread: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace luthier {

struct Answer { std::string name, text, fingerprint; };   // name: "base" or the adapter's

struct SideBySideStyle {
    int columns = 100;        // of the terminal
    bool bold = false;        // headings in bold (a terminal)
};

// The prompt, then the answers in columns, or below one another where a column would be narrower than 36. Under each the first 8 characters of its fingerprint.
std::string sideBySide(std::size_t number, const std::string& prompt, const std::vector<Answer>& answers, const SideBySideStyle& style);

// Columns a terminal needs for it: 2 for East Asian wide characters and emoji, 0 for combining ones.
int textWidth(std::string_view utf8);
// Lines of at most `width` columns, broken between words where possible; line ends in the text are kept.
std::vector<std::string> wrapText(std::string_view utf8, int width);

}  // namespace luthier
