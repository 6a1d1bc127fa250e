// SPDX-License-Identifier: Apache-2.0
#include "core/generation/side_by_side.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "core/base/utf8.h"

namespace luthier {

namespace {

constexpr int minColumn = 36;
constexpr std::string_view gap = "  |  ";

struct Character { char32_t code; std::string_view bytes; };

// text is valid UTF-8.
Character nextCharacter(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t length = std::min<std::size_t>(text.size(), first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4);
    char32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) code = (code << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    return {code, text.substr(0, length)};
}

struct Range { char32_t first, last; };
constexpr Range zeroWidth[] = {{0x300, 0x36F}, {0x483, 0x489}, {0x591, 0x5BD}, {0x610, 0x61A}, {0x64B, 0x65F}, {0x900, 0x902}, {0x93C, 0x93C}, {0x941, 0x948},
                               {0xE31, 0xE31}, {0xE34, 0xE3A}, {0xE47, 0xE4E}, {0x1AB0, 0x1AFF}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064},
                               {0x20D0, 0x20F0}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF}, {0xE0000, 0xE01EF}};
constexpr Range doubleWidth[] = {{0x1100, 0x115F}, {0x231A, 0x231B}, {0x23E9, 0x23EC}, {0x2614, 0x2615}, {0x2648, 0x2653}, {0x26AA, 0x26AB}, {0x26BD, 0x26BE},
                                 {0x2705, 0x2705}, {0x270A, 0x270B}, {0x2728, 0x2728}, {0x274C, 0x274C}, {0x2753, 0x2757}, {0x2795, 0x2797}, {0x2B50, 0x2B50},
                                 {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xA000, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
                                 {0xFE30, 0xFE4F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF},
                                 {0x20000, 0x3FFFD}};

bool isIn(const Range* begin, const Range* end, char32_t code) {
    const Range* after = std::upper_bound(begin, end, code, [](char32_t c, const Range& range) { return c < range.first; });
    return after != begin && code <= std::prev(after)->last;
}

int widthOf(char32_t code) {
    if (isIn(std::begin(zeroWidth), std::end(zeroWidth), code)) return 0;
    return isIn(std::begin(doubleWidth), std::end(doubleWidth), code) ? 2 : 1;
}

bool isControl(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

// No escape sequence and no change of direction reaches the terminal.
std::string plain(std::string_view text) {
    const std::string valid = repairUtf8(text);
    std::string result;
    for (std::string_view rest = valid; !rest.empty();) {
        const Character next = nextCharacter(rest);
        rest.remove_prefix(next.bytes.size());
        if (next.code == U'\n') result += '\n';
        else if (next.code == U'\t') result += "    ";
        else if (next.code == U'\r') continue;
        else if (isControl(next.code)) result += ' ';
        else result += next.bytes;
    }
    return result;
}

std::string padded(const std::string& text, int width) { return text + std::string(static_cast<std::size_t>(std::max(0, width - textWidth(text))), ' '); }

std::string bold(const std::string& text, const SideBySideStyle& style) { return style.bold ? "\x1b[1m" + text + "\x1b[0m" : text; }

std::string weightsLine(const Answer& answer) { return "(weights " + answer.fingerprint.substr(0, 8) + ")"; }

std::string stacked(const std::vector<Answer>& answers, int width, const SideBySideStyle& style) {
    std::string out;
    for (const Answer& answer : answers) {
        out += bold(plain(answer.name), style) + "\n";
        for (const std::string& line : wrapText(plain(answer.text), width - 2)) out += "  " + line + "\n";
        out += "  " + weightsLine(answer) + "\n\n";
    }
    return out;
}

std::string inColumns(const std::vector<Answer>& answers, int column, const SideBySideStyle& style) {
    std::vector<std::vector<std::string>> texts;
    std::size_t numLines = 0;
    for (const Answer& answer : answers) {
        texts.push_back(wrapText(plain(answer.text), column));
        numLines = std::max(numLines, texts.back().size());
    }
    const auto row = [&](const auto& cell) {
        std::string line;
        for (std::size_t i = 0; i < answers.size(); ++i) line += (i ? std::string(gap) : "") + cell(i);
        return line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    };
    std::string out = row([&](std::size_t i) {
        const std::string name = wrapText(plain(answers[i].name), column).front();
        return bold(name, style) + std::string(static_cast<std::size_t>(std::max(0, column - textWidth(name))), ' ');
    });
    for (std::size_t l = 0; l < numLines; ++l) out += row([&](std::size_t i) { return padded(l < texts[i].size() ? texts[i][l] : "", column); });
    return out + row([&](std::size_t i) { return padded(weightsLine(answers[i]), column); }) + "\n";
}

}  // namespace

int textWidth(std::string_view utf8) {
    int width = 0;
    for (std::string_view rest = utf8; !rest.empty();) {
        const Character next = nextCharacter(rest);
        rest.remove_prefix(next.bytes.size());
        width += widthOf(next.code);
    }
    return width;
}

std::vector<std::string> wrapText(std::string_view utf8, int width) {
    std::vector<std::string> lines(1);
    int used = 0;
    std::size_t space = std::string::npos;   // last place in the current line where it may be broken
    const auto startLine = [&](std::string carried) {
        used = textWidth(carried);
        lines.push_back(std::move(carried));
        space = std::string::npos;
    };
    for (std::string_view rest = utf8; !rest.empty();) {
        const Character next = nextCharacter(rest);
        rest.remove_prefix(next.bytes.size());
        const int needed = widthOf(next.code);
        const bool tooWide = used + needed > width && !lines.back().empty();
        if (next.code == U'\n' || (tooWide && next.code == U' ')) {
            startLine("");
            continue;
        }
        if (tooWide && space != std::string::npos) {
            std::string carried = lines.back().substr(space + 1);
            lines.back().erase(space);
            startLine(std::move(carried));
        }
        if (used + needed > width && !lines.back().empty()) startLine("");
        if (next.code == U' ') space = lines.back().size();
        lines.back() += next.bytes;
        used += needed;
    }
    return lines;
}

std::string sideBySide(std::size_t number, const std::string& prompt, const std::vector<Answer>& answers, const SideBySideStyle& style) {
    const int width = std::clamp(style.columns, 40, 160);
    std::string out = bold("Prompt " + std::to_string(number + 1), style) + "\n";
    for (const std::string& line : wrapText(plain(prompt), width - 2)) out += "  " + line + "\n";
    out += "\n";
    const int numAnswers = static_cast<int>(answers.size());
    const int column = numAnswers == 0 ? 0 : (width - (numAnswers - 1) * static_cast<int>(gap.size())) / numAnswers;
    return out + (numAnswers < 2 || style.columns < 80 || column < minColumn ? stacked(answers, width, style) : inColumns(answers, column, style));
}

}  // namespace luthier
