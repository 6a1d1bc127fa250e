// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/pasted_text.h"

#include <algorithm>

#include <QStringList>

namespace luthier {

namespace {

constexpr int maxNameLength = 40;

// Records with their cells; a cell in quotes may hold the separator, line ends, and quotes that are doubled. False: a quote is open at the end.
bool splitTable(const QString& text, QChar separator, QList<QStringList>& records) {
    QStringList record;
    QString cell;
    bool isQuoted = false, isCellBegin = true;
    const auto endCell = [&] {
        record << cell;
        cell.clear();
        isCellBegin = true;
    };
    const auto endRecord = [&] {
        endCell();
        records << record;
        record.clear();
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isQuoted) {
            if (c != '"') cell += c;
            else if (i + 1 < text.size() && text[i + 1] == '"') cell += text[++i];
            else isQuoted = false;
        } else if (c == '"' && isCellBegin) {
            isQuoted = true;
            isCellBegin = false;
        } else if (c == separator) {
            endCell();
        } else if (c == '\n') {
            endRecord();
        } else if (c != '\r') {
            cell += c;
            isCellBegin = false;
        }
    }
    if (!cell.isEmpty() || !record.isEmpty()) endRecord();
    return !isQuoted;
}

bool isName(const QString& cell) {
    const QString name = cell.trimmed();
    const bool isSentence = name.contains('.') || name.contains('?') || name.contains('!') || name.contains('\n');
    return !name.isEmpty() && name.size() <= maxNameLength && !isSentence;
}

// In prose a comma is followed by a space; between column names it is not.
bool isTight(const QString& cell) { return cell == cell.trimmed(); }

// The number of columns; 0: this is no table.
int columnsWith(const QString& text, QChar separator) {
    QList<QStringList> records;
    if (!splitTable(text, separator, records) || records.size() < 2) return 0;
    const QStringList& names = records.front();
    const bool hasHeader = names.size() > 1 && std::all_of(names.begin(), names.end(), isName) &&
                           (separator == '\t' || std::all_of(names.begin(), names.end(), isTight)) && QStringList(names).removeDuplicates() == 0;
    const bool isEven = std::all_of(records.begin(), records.end(), [&names](const QStringList& record) { return record.size() == names.size(); });
    return hasHeader && isEven ? static_cast<int>(names.size()) : 0;
}

}  // namespace

Pasted lookAtPasted(const QString& text) {
    QString whole = text;
    while (whole.endsWith('\n') || whole.endsWith('\r')) whole.chop(1);
    const QString begin = whole.left(1000).trimmed();
    if (begin.startsWith('{') || begin.startsWith('[')) return {PastedKind::JsonRows, 0};
    if (const int columns = columnsWith(whole, '\t'); columns > 0) return {PastedKind::TabTable, columns};
    if (const int columns = columnsWith(whole, ','); columns > 0) return {PastedKind::CommaTable, columns};
    return {};
}

QString suffixOf(PastedKind kind) {
    switch (kind) {
        case PastedKind::JsonRows: return ".jsonl";
        case PastedKind::TabTable: return ".tsv";
        case PastedKind::CommaTable: return ".csv";
        case PastedKind::Text: break;
    }
    return ".txt";
}

}  // namespace luthier
