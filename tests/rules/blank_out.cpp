// SPDX-License-Identifier: Apache-2.0
// Comments and literals become spaces, so that what is left can be searched and its braces matched. Line breaks stay, so line numbers do too.
#include <cctype>

#include "tests/rules/tree.h"

namespace luthier::rules {

namespace {

class Blanker {
public:
    Blanker(std::string_view text, bool isRust) : m_text(text), m_out(text), m_isRust(isRust) {}

    std::string run() {
        while (m_at < m_text.size()) {
            if (ahead("//")) blankTo(m_text.find('\n', m_at));
            else if (ahead("/*")) blankBlockComment();
            else if (rawStringPrefix() != 0) blankRawString();
            else if (m_text[m_at] == '"') blankQuoted('"');
            else if (m_text[m_at] == '\'') quote();
            else if (!m_isRust && m_text[m_at] == '#' && startsLine()) blankDirective();
            else ++m_at;
        }
        return std::move(m_out);
    }

private:
    bool ahead(std::string_view words) const { return m_text.substr(m_at, words.size()) == words; }
    char at(std::size_t i) const { return i < m_text.size() ? m_text[i] : '\0'; }

    void blankTo(std::size_t end) {
        end = std::min(end, m_text.size());
        for (; m_at < end; ++m_at)
            if (m_out[m_at] != '\n') m_out[m_at] = ' ';
    }

    void blankBlockComment() {
        std::size_t end = m_at + 2;
        int depth = 1;   // Rust's nest
        for (; end < m_text.size() && depth > 0; ++end) {
            if (m_text.substr(end, 2) == "*/") {
                --depth;
                ++end;
            } else if (m_isRust && m_text.substr(end, 2) == "/*") {
                ++depth;
                ++end;
            }
        }
        blankTo(end);
    }

    // The length of R" or r#" and the like up to the quote, or 0.
    std::size_t rawStringPrefix() const {
        if (m_at > 0 && isIdentifierChar(m_text[m_at - 1])) return 0;
        std::size_t i = m_at;
        if (m_isRust) {
            if (at(i) == 'b') ++i;
            if (at(i) != 'r') return 0;
            ++i;
            while (at(i) == '#') ++i;
        } else {
            for (const std::string_view prefix : {"u8", "u", "U", "L"}) {
                if (!ahead(prefix)) continue;
                i += prefix.size();
                break;
            }
            if (at(i) != 'R') return 0;
            ++i;
        }
        return at(i) == '"' ? i - m_at : 0;
    }

    void blankRawString() {
        const std::size_t prefix = rawStringPrefix();
        const std::size_t quote = m_at + prefix;
        std::string close;
        if (m_isRust) {
            for (std::size_t i = m_at; i < quote; ++i) close += m_text[i] == '#' ? "#" : "";
            close = "\"" + close;
        } else {
            const std::size_t open = m_text.find('(', quote);
            close = ")" + std::string(m_text.substr(quote + 1, open - quote - 1)) + "\"";
        }
        const std::size_t end = m_text.find(close, quote + 1);
        blankTo(end == std::string_view::npos ? end : end + close.size());
    }

    void blankQuoted(char mark) {
        std::size_t end = m_at + 1;
        while (end < m_text.size() && m_text[end] != mark) end += m_text[end] == '\\' ? 2U : 1U;
        blankTo(end + 1);
    }

    // A character literal, a digit separator (1'000) or a Rust lifetime ('a).
    void quote() {
        if (m_isRust) {
            const bool isLifetime = at(m_at + 1) != '\\' && isIdentifierChar(at(m_at + 1)) && at(m_at + 2) != '\'';
            isLifetime ? static_cast<void>(++m_at) : blankQuoted('\'');
            return;
        }
        std::size_t start = m_at;
        while (start > 0 && (isIdentifierChar(m_text[start - 1]) || m_text[start - 1] == '\'')) --start;
        const bool isSeparator = start < m_at && std::isdigit(static_cast<unsigned char>(m_text[start])) != 0;
        isSeparator ? static_cast<void>(++m_at) : blankQuoted('\'');
    }

    bool startsLine() const {
        std::size_t i = m_at;
        while (i > 0 && (m_text[i - 1] == ' ' || m_text[i - 1] == '\t')) --i;
        return i == 0 || m_text[i - 1] == '\n';
    }

    void blankDirective() {
        std::size_t end = m_at;
        do end = m_text.find('\n', end + 1);
        while (end != std::string_view::npos && m_text[end - 1] == '\\');
        blankTo(end);
    }

    std::string_view m_text;
    std::string m_out;
    bool m_isRust;
    std::size_t m_at = 0;
};

}  // namespace

std::string blankOutCpp(std::string_view text) { return Blanker(text, false).run(); }
std::string blankOutRust(std::string_view text) { return Blanker(text, true).run(); }

}  // namespace luthier::rules
