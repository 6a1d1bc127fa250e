// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that core says in the middle of its code, where no list has them: read from the sources, by the call they are handed to. Thread: pure functions.
#pragma once

#include <QString>
#include <QStringList>

namespace luthier::test {

// Of each `call` ("report.add(", "progress({") in a source, the text in that argument; left out where it is put together with something else than literals,
// numbers (std::to_string, inWords), names in quotes (shownName does that) and counts of rows (rowsInWords). Those become %1, %2, ... as coreKey says it.
QStringList textsOfCalls(const QString& source, const QString& call, int argument);
// Of each string in a source, but for paths of includes.
QStringList literalsOf(const QString& source);

// A file of the checkout; the .cpp files of core or below a folder of it.
QString sourceText(const QString& path);
QStringList sourcesBelow(const QString& folder);

}  // namespace luthier::test
