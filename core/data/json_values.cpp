// SPDX-License-Identifier: Apache-2.0
#include "core/data/json_values.h"

#include <utility>

namespace luthier {

namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

JsonValueSplitter::JsonValueSplitter(std::size_t maxValueBytes, std::function<bool(const JsonPiece&)> visit)
    : m_maxValueBytes(maxValueBytes), m_visit(std::move(visit)) {}

bool JsonValueSplitter::deliver(JsonPiece::Kind kind, std::string_view text) { return m_visit({text, m_number++, kind}); }

void JsonValueSplitter::keep(char c) {
    ++m_valueBytes;
    if (m_valueBytes <= m_maxValueBytes) m_value += c;
}

void JsonValueSplitter::begin(char c) {
    m_inValue = true;
    m_value.clear();
    m_valueBytes = 0;
    m_depth = 0;
    m_inString = false;
    m_escaped = false;
    inside(c);
}

bool JsonValueSplitter::endValue() {
    m_inValue = false;
    if (m_valueBytes > m_maxValueBytes) return deliver(JsonPiece::Kind::TooLong, "");
    while (!m_value.empty() && isBlank(m_value.back())) m_value.pop_back();
    return deliver(JsonPiece::Kind::Value, m_value);
}

bool JsonValueSplitter::outside(char c) {
    if (isBlank(c)) return true;
    if (!m_started) {
        m_started = true;
        m_inArray = c == '[';
        if (m_inArray) return true;
    }
    if (m_closed) {
        if (m_saidTrailing) return true;
        m_saidTrailing = true;
        return deliver(JsonPiece::Kind::Broken, "there is more text after the end of the array");
    }
    if (m_inArray && c == ']') {
        m_closed = true;
        return true;
    }
    if (c != ',') begin(c);
    return true;
}

bool JsonValueSplitter::inside(char c) {
    if (m_inString) {
        keep(c);
        if (m_escaped) m_escaped = false;
        else if (c == '\\') m_escaped = true;
        else if (c == '"') {
            m_inString = false;
            if (m_depth == 0) return endValue();
        }
        return true;
    }
    // At depth 0 a bare number or word is ended by what follows it.
    if (m_depth == 0 && m_valueBytes > 0 && (c == ',' || c == ']' || (!m_inArray && isBlank(c)))) return endValue() && outside(c);
    keep(c);
    if (c == '"') m_inString = true;
    else if (c == '{' || c == '[') ++m_depth;
    else if (c == '}' || c == ']') {
        if (--m_depth <= 0) return endValue();
    }
    return true;
}

bool JsonValueSplitter::feed(std::string_view bytes) {
    for (const char c : bytes)
        if (!(m_inValue ? inside(c) : outside(c))) return false;
    return true;
}

bool JsonValueSplitter::finish() {
    if (m_inValue && m_depth == 0 && !m_inString && !endValue()) return false;
    if (m_inValue) {
        m_inValue = false;
        return deliver(JsonPiece::Kind::Broken, "the file ends inside this row; is it cut off, or does a text miss its closing quote?");
    }
    if (m_inArray && !m_closed) return deliver(JsonPiece::Kind::Broken, "the file ends before the array does; is it cut off?");
    return true;
}

}  // namespace luthier
