// SPDX-License-Identifier: Apache-2.0
// How written rows stand beside each other in a file, by the ending of its name: JSON lines, an array (.json), a table (.csv, .tsv), or paragraphs (rows of
// plain_text in a file of another name).
// Thread: one at a time. Requires, for a table: every row is shown to noteColumns before the header is asked for.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/data/formats/format.h"

namespace luthier {

class RowLayout {
public:
    RowLayout(const std::string& path, const FormatInfo& info);

    bool isTable() const { return m_separator != '\0'; }
    void noteColumns(const Json& row);
    std::string before() const;
    // In the order of the file. What the layout cannot keep is added to lost.
    std::string row(const Json& json, std::vector<std::string>& lost);
    std::string after() const;

private:
    std::string tableRow(const Json& json, std::vector<std::string>& lost) const;

    const FormatInfo& m_info;
    char m_separator = '\0';
    bool m_isArray = false, m_isProse = false, m_isFirst = true;
    std::vector<std::string> m_columns;
    std::set<std::string> m_known;
};

}  // namespace luthier
