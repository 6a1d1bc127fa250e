// SPDX-License-Identifier: Apache-2.0
#include "core/base/utf8.h"

namespace luthier {

namespace {

struct Sequence {
    std::size_t numBytes;   // of a valid character, or of the maximal invalid part
    bool valid;
    bool cutOff;            // invalid only because the text ends
};

// Table 3-7 of the Unicode standard: after some first bytes the second byte has a narrower range.
Sequence sequenceAt(std::string_view text, std::size_t position) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(position);
    if (first < 0x80) return {1, true, false};
    if (first < 0xC2 || first > 0xF4) return {1, false, false};
    const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    const unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    for (std::size_t i = 1; i < length; ++i) {
        if (position + i >= text.size()) return {i, false, true};
        const unsigned char next = byte(position + i);
        if (next < (i == 1 ? low : 0x80) || next > (i == 1 ? high : 0xBF)) return {i, false, false};
    }
    return {length, true, false};
}

}  // namespace

bool isValidUtf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const Sequence sequence = sequenceAt(text, i);
        if (!sequence.valid) return false;
        i += sequence.numBytes;
    }
    return true;
}

std::string repairUtf8(std::string_view text, std::size_t* numReplaced) {
    std::string repaired;
    repaired.reserve(text.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size();) {
        const Sequence sequence = sequenceAt(text, i);
        if (sequence.valid) repaired.append(text.substr(i, sequence.numBytes));
        else { repaired += "\xEF\xBF\xBD"; ++count; }
        i += sequence.numBytes;
    }
    if (numReplaced) *numReplaced = count;
    return repaired;
}

std::size_t completeUtf8Prefix(std::string_view text) {
    // A character has at most four bytes, so only a first byte among the last three can be waiting for more.
    const std::size_t from = text.size() > 3 ? text.size() - 3 : 0;
    for (std::size_t i = text.size(); i > from; --i) {
        const auto byte = static_cast<unsigned char>(text[i - 1]);
        if (byte < 0x80) break;
        if (byte >= 0xC0) return sequenceAt(text, i - 1).cutOff ? i - 1 : text.size();
    }
    return text.size();
}

std::string excerpt(std::string_view text, std::size_t maxBytes) {
    // Repairing can make text longer (one bad byte becomes three), so the cut is made afterwards; a few bytes more keep the last character whole.
    const bool cutBefore = text.size() > maxBytes + 4;
    std::string shown = repairUtf8(cutBefore ? text.substr(0, maxBytes + 4) : text);
    const bool cut = cutBefore || shown.size() > maxBytes;
    if (shown.size() > maxBytes) {
        shown.resize(maxBytes);
        shown.resize(completeUtf8Prefix(shown));
    }
    for (char& c : shown)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    if (cut) shown += "\xE2\x80\xA6";
    return shown;
}

}  // namespace luthier
