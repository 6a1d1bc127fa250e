// SPDX-License-Identifier: Apache-2.0
// What several rules ask of a text: its words, its letters without case, its last line. The same on every machine: no locale. Linear in its length.
// Thread: pure functions. Requires valid UTF-8; zero bytes are characters like others.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace luthier {

bool isAsciiSpace(char c);
// Without white space (of ASCII) at both ends.
std::string_view trimmed(std::string_view text);
// The last line that is more than white space, trimmed; empty where there is none.
std::string_view lastLineOf(std::string_view text);
// What lies between white space (of ASCII).
std::vector<std::string_view> wordsOf(std::string_view text);
// In lower case: Latin, Greek, Cyrillic and Armenian letters; others stay.
std::string lowerCased(std::string_view text);

}  // namespace luthier
