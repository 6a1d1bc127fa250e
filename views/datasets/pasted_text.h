// SPDX-License-Identifier: GPL-3.0-or-later
// What kind of rows somebody has pasted. Thread: pure functions.
#pragma once

#include <QString>

namespace luthier {

// JsonRows: objects, one a line, or a list. TabTable: cells of a spreadsheet. CommaTable: lines of a CSV file. Both begin with a line of column names.
enum class PastedKind { JsonRows, TabTable, CommaTable, Text };
struct Pasted { PastedKind kind = PastedKind::Text; int numColumns = 0; };
Pasted lookAtPasted(const QString& text);
// ".jsonl", ".tsv", ".csv", ".txt"
QString suffixOf(PastedKind kind);

}  // namespace luthier
