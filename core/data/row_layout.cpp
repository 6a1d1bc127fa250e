// SPDX-License-Identifier: Apache-2.0
#include "core/data/row_layout.h"

#include <string_view>
#include <utility>

#include "core/base/utf8.h"
#include "core/data/cells.h"

namespace luthier {

namespace {

bool endsWithAnyCase(std::string_view path, std::string_view ending) {
    if (path.size() < ending.size()) return false;
    path.remove_prefix(path.size() - ending.size());
    for (std::size_t i = 0; i < ending.size(); ++i) {
        const char c = path[i] >= 'A' && path[i] <= 'Z' ? static_cast<char>(path[i] - 'A' + 'a') : path[i];
        if (c != ending[i]) return false;
    }
    return true;
}

// Empty texts are in quotes, so that they are told from columns that a row does not have.
std::string quoted(const std::string& text, char separator) {
    const bool isPlain = !text.empty() && text.find_first_of(std::string("\"\r\n") + separator) == std::string::npos && text.front() != ' ' &&
                         text.front() != '\t' && text.back() != ' ' && text.back() != '\t';
    if (isPlain) return text;
    std::string result = "\"";
    for (const char c : text) result += c == '"' ? std::string("\"\"") : std::string(1, c);
    return result + "\"";
}

// A paragraph has no columns of its own.
Json withColumns(const Json& row) { return row.is_string() ? Json{{"text", row}} : row; }

}  // namespace

RowLayout::RowLayout(const std::string& path, const FormatInfo& info) : m_info(info) {
    if (endsWithAnyCase(path, ".csv")) m_separator = ',';
    if (endsWithAnyCase(path, ".tsv")) m_separator = '\t';
    if (endsWithAnyCase(path, ".parquet")) m_parquet = std::make_unique<ParquetRows>();
    m_isArray = path.ends_with(".json");
    m_isProse = info.id == "plain_text" && !m_isArray && !path.ends_with(".jsonl") && !needsColumns();
}

void RowLayout::noteColumns(const Json& row) {
    if (m_parquet) m_parquet->note(withColumns(row));
    if (!row.is_object()) return;
    for (const auto& [name, value] : row.items())
        if (m_known.insert(name).second) m_columns.push_back(name);
}

std::string RowLayout::header() const {
    // Paragraphs have no columns of their own, and a table without rows those of its format.
    std::vector<std::string> columns = m_columns.empty() ? m_info.columns : m_columns;
    if (columns.empty()) columns = {"text"};
    std::string header;
    for (const std::string& name : columns) header += (header.empty() ? "" : std::string(1, m_separator)) + quoted(repairUtf8(name), m_separator);
    return header + "\n";
}

Result<std::string> RowLayout::before() {
    if (isTable()) return header();
    if (!m_parquet) return std::string(m_isArray ? "[" : "");
    if (m_known.empty())
        for (const std::string& name : m_info.columns.empty() ? std::vector<std::string>{"text"} : m_info.columns) m_parquet->noteColumn(name);
    return m_parquet->begin();
}

Result<std::string> RowLayout::parquetRow(const Json& json, std::vector<std::string>& lost) {
    const Json row = withColumns(json);
    if (m_parquet->hasJsonText(row)) lost.emplace_back("the type of lists, objects or mixed values, which become JSON text in a Parquet file");
    return m_parquet->row(row);
}

std::string RowLayout::tableRow(const Json& json, std::vector<std::string>& lost) const {
    if (json.is_string()) return quoted(cellText(json), m_separator) + "\n";
    Json cells = Json::object();
    std::string line;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (i > 0) line += m_separator;
        const auto value = json.find(m_columns[i]);
        if (value == json.end() || value->is_null()) continue;
        const std::string text = cellText(*value);
        line += quoted(text, m_separator);
        cells[m_columns[i]] = text;
    }
    bool isSame = true;
    const Json back = rowFromCells(cells, m_info);
    for (const auto& [name, value] : json.items()) isSame = isSame && (value.is_null() || (back.contains(name) && back[name] == value));
    if (!isSame) lost.emplace_back("numbers, lists or flags that become text in a table");
    return line + "\n";
}

Result<std::string> RowLayout::row(const Json& json, std::vector<std::string>& lost) {
    if (m_parquet) return parquetRow(json, lost);
    const bool isFirst = std::exchange(m_isFirst, false);
    if (isTable()) return tableRow(json, lost);
    if (m_isProse) return (isFirst ? "" : "\n") + json.get<std::string>() + "\n";
    if (m_isArray) return (isFirst ? "\n" : ",\n") + dumpJson(json);
    return dumpJson(json) + "\n";
}

Result<std::string> RowLayout::after() {
    if (m_parquet) return m_parquet->end();
    return std::string(m_isArray ? "\n]\n" : "");
}

}  // namespace luthier
