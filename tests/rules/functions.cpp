// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/functions.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace luthier::rules {

namespace {

enum class BraceKind { Scope, Function, Other };

// The head without template<...>, attributes and access labels, its whitespace single spaces.
std::string tidyHead(std::string_view text) {
    std::string head;
    for (const char c : text) {
        const bool isSpace = std::isspace(static_cast<unsigned char>(c)) != 0;
        if (!isSpace) head += c;
        else if (!head.empty() && head.back() != ' ') head += ' ';
    }
    for (const char* label : {"public:", "private:", "protected:"})
        while (head.find(label) != std::string::npos) head = head.substr(head.find(label) + std::string_view(label).size());
    while (startsWith(head, " ")) head.erase(0, 1);
    while (startsWith(head, "template")) {
        std::size_t i = head.find('<');
        if (i == std::string::npos) break;
        int depth = 0, parens = 0;   // in parentheses < and > compare
        for (; i < head.size(); ++i) {
            parens += head[i] == '(' ? 1 : head[i] == ')' ? -1 : 0;
            if (parens == 0) depth += head[i] == '<' ? 1 : head[i] == '>' ? -1 : 0;
            if (depth == 0) break;
        }
        head.erase(0, std::min(head.size(), i + 1));
        while (startsWith(head, " ")) head.erase(0, 1);
    }
    return head;
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> result(1);
    for (const char c : text) {
        if (isIdentifierChar(c)) result.back() += c;
        else if (!result.back().empty()) result.emplace_back();
    }
    return result;
}

BraceKind classifyRust(const std::string& head) {
    const auto all = words(head);
    const auto has = [&](std::string_view word) { return std::find(all.begin(), all.end(), word) != all.end(); };
    if (has("impl") && !has("fn")) return BraceKind::Scope;
    if (has("fn")) return BraceKind::Function;
    return has("mod") || has("trait") || has("extern") ? BraceKind::Scope : BraceKind::Other;
}

BraceKind classifyCpp(const std::string& head) {
    static const std::set<std::string> qualifiers = {"inline", "static", "constexpr", "typedef", "friend", "export", "alignas", "nodiscard"};
    for (const std::string& word : words(head)) {
        if (qualifiers.contains(word)) continue;
        if (word == "namespace" || word == "class" || word == "struct" || word == "union" || (word == "extern" && head.find('(') == std::string::npos))
            return BraceKind::Scope;
        if (word == "enum") return BraceKind::Other;
        break;
    }
    const std::size_t lastClose = head.rfind(')');
    if (lastClose == std::string::npos) return BraceKind::Other;
    // "x = {" and "x = f() {" are initialisers; "x = [](int a) {" is a function all the same, and so is "operator==(a) {".
    const std::size_t assigned = head.find(" = ");
    if (assigned != std::string::npos && head.find('[', assigned) == std::string::npos && head.find('(') > assigned) return BraceKind::Other;
    return BraceKind::Function;
}

class Scanner {
public:
    explicit Scanner(const SourceFile& file) : m_code(file.code), m_isRust(file.language == Language::Rust) {}

    std::vector<FunctionSpan> run() {
        for (m_at = 0; m_at < m_code.size(); ++m_at) {
            const char c = m_code[m_at];
            if (c == '(' || c == '[') ++m_parens;
            else if (c == ')' || c == ']') --m_parens;
            else if (c == '{') open();
            else if (c == '}') close();
            else if (c == ';' && m_parens == 0) m_headStart = m_at + 1;
        }
        return std::move(m_functions);
    }

private:
    void open() {
        // Inside parentheses it is an argument, f({1, 2}), or a default value.
        if (m_parens > 0) {
            skipBlock();
            return;
        }
        const std::string head = tidyHead(m_code.substr(m_headStart, m_at - m_headStart));
        const BraceKind kind = m_isRust ? classifyRust(head) : classifyCpp(head);
        if (kind == BraceKind::Scope) {
            m_headStart = m_at + 1;
            return;
        }
        std::size_t headText = m_headStart;
        while (headText < m_at && std::isspace(static_cast<unsigned char>(m_code[headText])) != 0) ++headText;
        skipBlock();
        if (kind != BraceKind::Function) {
            m_headStart = m_at + 1;
            return;
        }
        // The braces of a constructor's member list, "A() : m_a{1}, m_b(2) {", are followed by a comma or by the body.
        std::size_t next = m_at + 1;
        while (next < m_code.size() && std::isspace(static_cast<unsigned char>(m_code[next])) != 0) ++next;
        if (!m_isRust && next < m_code.size() && (m_code[next] == ',' || m_code[next] == '{')) return;
        m_functions.push_back({head, lineAt(m_code, headText), lineAt(m_code, m_at)});
        m_headStart = m_at + 1;
    }

    void close() { m_headStart = m_at + 1; }

    // From { to its }.
    void skipBlock() {
        for (int depth = 0; m_at < m_code.size(); ++m_at) {
            depth += m_code[m_at] == '{' ? 1 : m_code[m_at] == '}' ? -1 : 0;
            if (depth == 0) return;
        }
    }

    const std::string& m_code;
    bool m_isRust;
    std::size_t m_at = 0;
    std::size_t m_headStart = 0;
    int m_parens = 0;
    std::vector<FunctionSpan> m_functions;
};

}  // namespace

std::vector<FunctionSpan> findFunctions(const SourceFile& file) { return Scanner(file).run(); }

}  // namespace luthier::rules
