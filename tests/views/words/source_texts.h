// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that core says in the middle of its code, where no list has them: read from the sources, by the call they are handed to. Thread: pure functions.
#pragma once

#include <vector>

#include <QString>
#include <QStringList>

namespace luthier::test {

// key: as coreKey says it. isOpen: in some of its places stands any text, not a number or a name in quotes alone (openCoreKeys).
struct SaidText { QString key; bool isOpen = false; };

// Of each `call` ("report.add(", "progress({"; "hint = ": what is assigned) in a source, the text in that argument; each one where it is one of several
// (a ? b : c). Numbers (std::to_string, inWords), names in quotes (shownName does that) and counts (rowsInWords, counted) become %1, %2, ...; so does all else
// that is put into it, and it is open then. Left out where nothing of it is a literal.
std::vector<SaidText> textsOfCalls(const QString& source, const QString& call, int argument);
// How often an argument of such a call is something else than literals put together with values: a variable, a call.
int wordlessCalls(const QString& source, const QString& call, int argument);
// Of each string in a source, but for paths of includes.
QStringList literalsOf(const QString& source);

// A file of the checkout; the .cpp files of core or below a folder of it.
QString sourceText(const QString& path);
QStringList sourcesBelow(const QString& folder);

}  // namespace luthier::test
