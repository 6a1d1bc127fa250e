// SPDX-License-Identifier: Apache-2.0
#include "core/data/table.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "core/base/posix_file.h"
#include "core/base/utf8.h"

namespace luthier {

namespace {

constexpr std::size_t maxTableColumns = 4096;

bool isBlank(const TableRow& row) {
    if (row.numCells != 1 || row.cells.front().isQuoted || row.problem != TableRow::Problem::None) return false;
    return row.cells.front().text.find_first_not_of(" \t\v\f") == std::string::npos;
}

Error badHeader(const std::string& message, const std::string& path) {
    return Error(ErrorCode::InvalidData, message).withHint("the first row of a table names its columns, each by another name").at(path, 1);
}

// What each cell of a row is called.
Result<std::vector<std::string>> columnNames(const TableRow& header, const Json& mapping, const std::string& path) {
    if (header.problem != TableRow::Problem::None)
        return fail(badHeader("the header of the table cannot be read: its quotes are not closed or it is too long", path));
    if (header.numCells > maxTableColumns)
        return fail(badHeader("the table has " + std::to_string(header.numCells) + " columns, more than " + std::to_string(maxTableColumns), path));
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (const TableCell& cell : header.cells) {
        std::string name = repairUtf8(cell.text);
        // The index that pandas writes has no name.
        if (name.empty()) name = "column_" + std::to_string(names.size() + 1);
        if (!seen.insert(name).second) return fail(badHeader("two columns of the table are called \"" + excerpt(name, 60) + "\"", path));
        names.push_back(std::move(name));
    }
    seen.clear();
    for (std::string& name : names) {
        const auto target = mapping.find(name);
        if (target != mapping.end()) name = target->get<std::string>();
        if (!seen.insert(name).second)
            return fail(Error(ErrorCode::InvalidData, "the mapping gives two columns the name \"" + excerpt(name, 60) + "\"").withKey("mapping").at(path, 1));
    }
    return names;
}

Record refused(const TableRow& row, std::string rule, std::string reason) { return {row.line, std::nullopt, std::move(rule), std::move(reason), 0}; }

Record recordOf(TableRow& row, const std::vector<std::string>& names, const ReadOptions& options) {
    using Problem = TableRow::Problem;
    if (row.problem == Problem::TooLong) return refused(row, "line_too_long", "this row is longer than " + std::to_string(options.maxLineBytes) + " bytes");
    if (row.problem == Problem::OpenQuote)
        return refused(row, "broken_quotes", "a quote opened in this row is not closed, so that the rest of the file belongs to it");
    if (row.problem == Problem::TextAfterQuote)
        return refused(row, "broken_quotes", "there is text after the closing quote of a cell; a quote inside a cell in quotes is written twice");
    if (row.numCells != names.size()) {
        return refused(row, "ragged_row", "the row has " + std::to_string(row.numCells) + " cells, but the header names " + std::to_string(names.size()) +
                                              " columns; a cell with a separator or a line break in it must be in quotes");
    }
    Record record{row.line, Json::object(), "", "", 0};
    // Without the search for an equal key; the names are known to differ.
    auto& members = record.value->get_ref<Json::object_t&>();
    for (std::size_t i = 0; i < names.size(); ++i) {
        TableCell& cell = row.cells[i];
        std::size_t numReplaced = 0;
        if (!isValidUtf8(cell.text)) cell.text = repairUtf8(cell.text, &numReplaced);
        record.numReplacedUtf8 += static_cast<std::int64_t>(numReplaced);
        const bool isNothing = cell.text.empty() && !cell.isQuoted;
        members.Json::object_t::Container::emplace_back(names[i], isNothing ? Json() : Json(std::move(cell.text)));
    }
    return record;
}

}  // namespace

TableSplitter::TableSplitter(char separator, std::size_t maxRowBytes, std::size_t maxCells, std::function<bool(TableRow&)> visit)
    : m_separator(separator), m_maxRowBytes(maxRowBytes), m_maxCells(maxCells), m_visit(std::move(visit)) {
    m_row.line = m_line;
}

void TableSplitter::keep(char c) {
    if (m_rowBytes <= m_maxRowBytes) m_cell.text += c;
}

void TableSplitter::endCell() {
    if (m_row.numCells++ < m_maxCells) m_row.cells.push_back(std::move(m_cell));
    m_cell = TableCell();
    m_state = State::CellStart;
}

bool TableSplitter::endRow() {
    endCell();
    if (m_rowBytes > m_maxRowBytes) m_row.problem = TableRow::Problem::TooLong;
    const bool goesOn = isBlank(m_row) || m_visit(m_row);
    m_row.cells.clear();
    m_row.numCells = 0;
    m_row.problem = TableRow::Problem::None;
    m_row.line = m_line;
    m_rowBytes = 0;
    return goesOn;
}

bool TableSplitter::step(char c) {
    const bool continuesBreak = std::exchange(m_afterReturn, c == '\r') && c == '\n';
    if ((c == '\n' && !continuesBreak) || c == '\r') ++m_line;
    if (m_state == State::Quoted) {
        ++m_rowBytes;
        if (c == '"') m_state = State::QuoteInQuoted;
        else keep(c);
        return true;
    }
    if (continuesBreak) {
        m_row.line = m_line;
        return true;
    }
    if (c == '\n' || c == '\r') return endRow();
    ++m_rowBytes;
    if (c == m_separator) {
        endCell();
    } else if (m_state == State::QuoteInQuoted && c == '"') {
        keep(c);
        m_state = State::Quoted;
    } else if (m_state == State::QuoteInQuoted) {
        m_row.problem = TableRow::Problem::TextAfterQuote;
        m_state = State::Plain;
    } else if (m_state == State::CellStart && c == '"') {
        m_cell.isQuoted = true;
        m_state = State::Quoted;
    } else {
        keep(c);
        m_state = State::Plain;
    }
    return true;
}

bool TableSplitter::feed(std::string_view bytes) {
    for (const char c : bytes)
        if (!step(c)) return false;
    return true;
}

bool TableSplitter::finish() {
    if (m_state == State::CellStart && m_row.numCells == 0) return true;
    if (m_state == State::Quoted) m_row.problem = TableRow::Problem::OpenQuote;
    return endRow();
}

char separatorOf(std::string_view beginning, Container container) {
    if (container == Container::Tsv) return '\t';
    bool inQuotes = false;
    char found = ',';
    for (const char c : beginning) {
        if (c == '"') inQuotes = !inQuotes;
        if (inQuotes) continue;
        if (c == ',' || c == '\n' || c == '\r') return c == ',' ? ',' : found;
        if (found == ',' && (c == ';' || c == '\t')) found = c;
    }
    return found;
}

Status forEachTableRecord(const std::string& path, Container container, const ReadOptions& options, const std::function<bool(Record)>& visit) {
    ASSIGN_OR_RETURN(PosixFile file, PosixFile::openForReading(path));
    std::vector<std::string> names;
    bool hasHeader = false;
    Status problem;
    const auto visitRow = [&](TableRow& row) {
        if (std::exchange(hasHeader, true)) return visit(recordOf(row, names, options));
        auto found = columnNames(row, options.mapping, path);
        if (!found) problem = fail(std::move(found.error()));
        else names = std::move(*found);
        return problem.has_value();
    };
    std::optional<TableSplitter> splitter;
    std::vector<char> buffer(std::size_t{1} << 16);
    while (true) {
        ASSIGN_OR_RETURN(const std::size_t got, file.read(buffer.data(), buffer.size()));
        if (got == 0) break;
        std::string_view bytes(buffer.data(), got);
        if (!splitter) {
            if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
            splitter.emplace(separatorOf(bytes, container), options.maxLineBytes, maxTableColumns, visitRow);
        }
        if (!splitter->feed(bytes)) return problem;
    }
    if (splitter) splitter->finish();
    return problem;
}

}  // namespace luthier
