// SPDX-License-Identifier: Apache-2.0
// How written rows stand beside each other in a file, by the ending of its name: JSON lines, an array (.json), a table (.csv, .tsv, .parquet), or paragraphs
// (rows of plain_text in a file of another name).
// Thread: one at a time. Requires, where needsColumns(): every row is shown to noteColumns before the beginning is asked for.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/data/formats/format.h"
#include "core/data/parquet.h"

namespace luthier {

class RowLayout {
public:
    RowLayout(const std::string& path, const FormatInfo& info);

    bool needsColumns() const { return isTable() || m_parquet; }
    void noteColumns(const Json& row);
    // The pieces of the file in order: its beginning, each row, its end. Errors: InvalidArgument: far too many columns.
    Result<std::string> before();
    // What the layout cannot keep is added to lost. Errors: InvalidArgument: this row cannot be written; the others can.
    Result<std::string> row(const Json& json, std::vector<std::string>& lost);
    Result<std::string> after();

private:
    bool isTable() const { return m_separator != '\0'; }
    std::string header() const;
    Result<std::string> parquetRow(const Json& json, std::vector<std::string>& lost);
    std::string tableRow(const Json& json, std::vector<std::string>& lost) const;

    const FormatInfo& m_info;
    char m_separator = '\0';
    bool m_isArray = false, m_isProse = false, m_isFirst = true;
    std::vector<std::string> m_columns;
    std::set<std::string> m_known;
    std::unique_ptr<ParquetRows> m_parquet;
};

}  // namespace luthier
