// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/plain_text.h"

#include <cstdint>

namespace luthier {

namespace {

// Only characters of two bytes (U+0080 to U+07FF) have a case here; their lower case has two bytes as well.
std::uint32_t lowerCase(std::uint32_t c) {
    if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3AB && c != 0x3A2)) return c + 0x20;     // Latin-1, Greek
    if (c >= 0x410 && c <= 0x42F) return c + 0x20;                                                             // Cyrillic
    if (c >= 0x400 && c <= 0x40F) return c + 0x50;
    if (c >= 0x531 && c <= 0x556) return c + 0x30;                                                             // Armenian
    const bool isEvenUpper = (c >= 0x100 && c <= 0x137 && c != 0x130 && c != 0x131) || (c >= 0x14A && c <= 0x177) || (c >= 0x460 && c <= 0x481) ||
                             (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F) || (c >= 0x1DE && c <= 0x1EF) || (c >= 0x1F8 && c <= 0x21F);
    if (isEvenUpper) return c | 1U;
    const bool isOddUpper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) || (c >= 0x1CD && c <= 0x1DC);
    if (isOddUpper) return c + (c & 1U);
    switch (c) {
        case 0x178: return 0xFF;
        case 0x386: return 0x3AC;
        case 0x388: case 0x389: case 0x38A: return c + 37;
        case 0x38C: return 0x3CC;
        case 0x38E: case 0x38F: return c + 63;
        case 0x3C2: return 0x3C3;   // the sigma at the end of a word
        default: return c;
    }
}

}  // namespace

bool isAsciiSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && isAsciiSpace(text.front())) text.remove_prefix(1);
    while (!text.empty() && isAsciiSpace(text.back())) text.remove_suffix(1);
    return text;
}

std::string_view lastLineOf(std::string_view text) {
    const std::string_view rest = trimmed(text);
    const std::size_t end = rest.find_last_of("\n\r");
    return trimmed(end == std::string_view::npos ? rest : rest.substr(end + 1));
}

std::vector<std::string_view> wordsOf(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        if (isAsciiSpace(text[at])) { ++at; continue; }
        std::size_t end = at;
        while (end < text.size() && !isAsciiSpace(text[end])) ++end;
        words.push_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

std::string lowerCased(std::string_view text) {
    std::string result(text);
    for (std::size_t i = 0; i < result.size(); ++i) {
        const auto byte = static_cast<unsigned char>(result[i]);
        if (byte >= 'A' && byte <= 'Z') result[i] = static_cast<char>(byte + 32);
        if ((byte & 0xE0U) != 0xC0U || i + 1 == result.size()) continue;
        const std::uint32_t c = lowerCase(((byte & 0x1FU) << 6U) | (static_cast<unsigned char>(result[i + 1]) & 0x3FU));
        result[i] = static_cast<char>(0xC0U | (c >> 6U));
        result[++i] = static_cast<char>(0x80U | (c & 0x3FU));
    }
    return result;
}

}  // namespace luthier
