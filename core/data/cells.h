// SPDX-License-Identifier: Apache-2.0
// Cells of tables, which are only text, as values of a format's columns, and back.
// Thread: free functions, no shared state.
#pragma once

#include <string>

#include "core/base/json.h"
#include "core/data/formats/format.h"

namespace luthier {

// A record of a table (texts, and null for empty cells) as a row of this format: its lists, numbers and flags are understood by FormatInfo::cells. An empty
// cell is an empty text in a column that the format needs as text, and otherwise no column at all. What is not of the wanted kind stays text, which the
// format then refuses by name.
Json rowFromCells(const Json& cells, const FormatInfo& info);

// The text of a cell; lists and objects become JSON text. A NUL, which would make the file binary, becomes U+FFFD.
std::string cellText(const Json& value);

}  // namespace luthier
