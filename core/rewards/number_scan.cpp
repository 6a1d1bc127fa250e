// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/number_scan.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace luthier {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isNameCharacter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// Reads numbers one after another; a position is never read more than a few times.
class NumberReader {
public:
    NumberReader(std::string_view text, bool decimalComma) : m_text(text), m_point(decimalComma ? ',' : '.'), m_thousands(decimalComma ? '.' : ',') {}

    std::optional<ScannedNumber> last() {
        std::optional<ScannedNumber> result;
        while (m_at < m_text.size()) {
            const bool isNumber = isDigit(at(0)) || (at(0) == m_point && isDigit(at(1)));
            if (!isNumber) { skipOne(); continue; }
            const std::size_t start = m_at;
            auto number = fraction();
            const char before = start > 0 ? m_text[start - 1] : ' ';
            if (!number || isNameCharacter(before) || isDigit(before)) continue;
            number->value *= signBefore(start);
            number->isPercent = skipPercent();
            result = number;
        }
        return result;
    }

private:
    char at(std::size_t offset) const { return m_at + offset < m_text.size() ? m_text[m_at + offset] : '\0'; }
    bool startsHere(std::string_view what) const { return m_text.substr(m_at, what.size()) == what; }

    // \frac{3}{4} is read as 3/4: the braces between are the stroke.
    void skipOne() {
        for (const std::string_view frac : {"\\frac{", "\\dfrac{", "\\tfrac{"}) {
            if (!startsHere(frac)) continue;
            m_at += frac.size();
            m_isFrac = true;
            return;
        }
        if (m_isFrac && at(0) != '-' && at(0) != ' ') m_isFrac = false;
        ++m_at;
    }

    std::optional<ScannedNumber> fraction() {
        const bool isFrac = m_isFrac;
        m_isFrac = false;
        const auto above = decimal();
        std::size_t stroke = m_at;
        const auto skipSpace = [&] { while (stroke < m_text.size() && m_text[stroke] == ' ' && stroke < m_at + 4) ++stroke; };
        if (isFrac && m_text.substr(stroke, 2) == "}{") {
            stroke += 2;
        } else {
            skipSpace();
            if (stroke >= m_text.size() || m_text[stroke] != '/') return above;
            ++stroke;
            skipSpace();
        }
        if (!above || stroke >= m_text.size() || !isDigit(m_text[stroke])) return above;
        m_at = stroke;
        const auto below = decimal();
        if (!below || below->value == 0) return std::nullopt;
        return ScannedNumber{above->value / below->value, false};
    }

    // Always goes on by at least one character.
    std::optional<ScannedNumber> decimal() {
        std::string digits;
        takeDigits(digits);
        if (!digits.empty() && digits.size() <= 3)
            while (at(0) == m_thousands && isDigit(at(1)) && isDigit(at(2)) && isDigit(at(3)) && !isDigit(at(4))) {
                ++m_at;
                takeDigits(digits);
            }
        if (at(0) == m_point && isDigit(at(1))) {
            ++m_at;
            digits += digits.empty() ? "0." : ".";
            takeDigits(digits);
        }
        const bool hasSign = at(1) == '-' || at(1) == '+';
        if ((at(0) == 'e' || at(0) == 'E') && isDigit(at(hasSign ? 2 : 1))) {
            digits += at(1) == '-' ? "e-" : "e";
            m_at += hasSign ? 2 : 1;
            takeDigits(digits);
        }
        double value = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (read.ec != std::errc() || !std::isfinite(value)) return std::nullopt;
        return ScannedNumber{value, false};
    }

    void takeDigits(std::string& digits) {
        const std::size_t start = m_at;
        while (isDigit(at(0))) ++m_at;
        digits.append(m_text.substr(start, m_at - start));
    }

    // A minus that stands before the number and not between two things (3-5, x-1); a currency sign may be between.
    double signBefore(std::size_t start) const {
        std::string_view before = m_text.substr(0, start);
        const auto drop = [&before](std::string_view what) {
            if (!before.ends_with(what)) return false;
            before.remove_suffix(what.size());
            return true;
        };
        for (const std::string_view frac : {"\\frac{", "\\dfrac{", "\\tfrac{"})
            if (drop(frac)) break;
        for (const std::string_view currency : {"$", "€", "£", "¥"})
            if (drop(currency)) break;
        if (!drop("-") && !drop("\u2212")) return 1;
        const char c = before.empty() ? ' ' : before.back();
        return isDigit(c) || isNameCharacter(c) || c == ')' ? 1 : -1;
    }

    bool skipPercent() {
        std::size_t next = m_at;
        while (next < m_text.size() && (m_text[next] == ' ' || m_text[next] == '\\') && next < m_at + 2) ++next;
        if (next >= m_text.size() || m_text[next] != '%') return false;
        m_at = next + 1;
        return true;
    }

    std::string_view m_text;
    char m_point, m_thousands;
    std::size_t m_at = 0;
    bool m_isFrac = false;
};

}  // namespace

std::optional<ScannedNumber> lastNumber(std::string_view text, bool decimalComma) { return NumberReader(text, decimalComma).last(); }

bool isSameNumber(const ScannedNumber& a, const ScannedNumber& b, double absoluteTolerance, double relativeTolerance) {
    const auto isNear = [&](double x, double y) { return std::abs(x - y) <= std::max(absoluteTolerance, relativeTolerance * std::abs(y)); };
    if (isNear(a.value, b.value)) return true;
    if (a.isPercent == b.isPercent) return false;
    return a.isPercent ? isNear(a.value / 100, b.value) : isNear(a.value, b.value / 100);
}

}  // namespace luthier
