// SPDX-License-Identifier: Apache-2.0
// Tables of separated values (CSV, TSV) as RFC 4180 describes them: the first row names the columns; a cell in double quotes may hold the separator, line
// breaks and doubled quotes; rows end with LF, CRLF or CR. A CSV file whose header has no comma may be separated by semicolons or tabs instead.
// Thread: one at a time. Memory: one row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/container.h"

namespace luthier {

struct TableCell {
    std::string text;
    bool isQuoted = false;
};
struct TableRow {
    std::vector<TableCell> cells;
    std::int64_t line = 0;          // where it begins
    std::size_t numCells = 0;       // also of those that were not kept because there are too many
    enum class Problem { None, TooLong, TextAfterQuote, OpenQuote } problem = Problem::None;
};

// Cuts a stream of bytes into rows. Blank lines are no rows.
class TableSplitter {
public:
    // visit returns false to stop. Of a row longer than maxRowBytes nothing more is kept; of cells after maxCells neither.
    TableSplitter(char separator, std::size_t maxRowBytes, std::size_t maxCells, std::function<bool(TableRow&)> visit);

    // Returns false once visit did.
    bool feed(std::string_view bytes);
    // Hands over what the end of the file leaves.
    bool finish();

private:
    enum class State { CellStart, Plain, Quoted, QuoteInQuoted };
    bool step(char c);
    bool endRow();
    void endCell();
    void keep(char c);

    char m_separator;
    std::size_t m_maxRowBytes, m_maxCells;
    std::function<bool(TableRow&)> m_visit;
    TableRow m_row;
    TableCell m_cell;
    std::size_t m_rowBytes = 0;
    std::int64_t m_line = 1;
    State m_state = State::CellStart;
    bool m_afterReturn = false;     // a CR was the last byte: an LF belongs to it
};

// ',' or ';' or a tab, by the header.
char separatorOf(std::string_view beginning, Container container);

// forEachRecord of container.h for tables. A value is an object of texts; an empty cell without quotes is null (core/data/cells.h gives them their kinds).
// Rules of refusals: "line_too_long", "ragged_row" (more or fewer cells than columns), "broken_quotes". Errors: InvalidData: no header, two columns of one
// name, too many columns, a mapping that makes two columns one.
Status forEachTableRecord(const std::string& path, Container container, const ReadOptions& options, const std::function<bool(Record)>& visit);

}  // namespace luthier
