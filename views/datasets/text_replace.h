// SPDX-License-Identifier: GPL-3.0-or-later
// Finding and replacing in the texts of rows. Thread: values; a Replacer may be used by several threads at once.
#pragma once

#include <set>
#include <vector>

#include <QRegularExpression>
#include <QString>

#include "core/base/error.h"
#include "core/store/row_repairs.h"

namespace luthier {

struct ReplaceSpec {
    QString find, replacement;               // in an expression's replacement $1 or \1 is its first group, $0 all of it, \n a line end, \t a tab
    bool isExpression = false, matchesCase = false, wholeWords = false;
    std::set<store::TextPlace> places;
    bool operator==(const ReplaceSpec&) const = default;
};

class Replacer {
public:
    // Errors: InvalidArgument, what is wrong with the expression and where.
    static Result<Replacer> make(const ReplaceSpec& spec);

    // A look that costs little: false when no text of such a row (PreparedRow::body) can match.
    bool mayMatch(const std::string& body) const;

    // What stands before the first match, it, what it becomes, what follows; on one line, short enough to be shown.
    struct Snippet { QString lead, found, becomes, tail; };
    struct Found {
        std::int64_t numMatches = 0;
        bool isTooHard = false;              // the expression takes too long on a text of this row, which stays as it is
        Snippet first;
    };
    Found lookAt(Example& example) const;   // the row stays as it is
    // How many were replaced.
    std::int64_t replaceIn(Example& example) const;

private:
    Replacer() = default;
    QString becomes(const QRegularExpressionMatch& match) const;
    // A literal piece, or a group of the expression.
    struct Part { QString text; int group = -1; };
    std::vector<Part> m_parts;
    QRegularExpression m_expression;
    std::set<store::TextPlace> m_places;
    std::string m_needle;                    // for mayMatch, "" = always; lower case unless case counts
    bool m_matchesCase = false;
};

}  // namespace luthier
