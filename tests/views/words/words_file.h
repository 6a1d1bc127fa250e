// SPDX-License-Identifier: GPL-3.0-or-later
// One context of a file of translations, as Qt Linguist reads and writes it. Thread: values.
#pragma once

#include <map>
#include <vector>

#include <QString>

#include "tests/views/words/core_texts.h"

namespace luthier::test {

struct WordsFile {
    struct Entry { QString translation; bool isFinished = false; };
    QString language;
    std::map<QString, Entry> entries;   // of the context
    QString error;                      // why it could not be read; empty: it was
};

WordsFile readWords(const QString& path, const QString& context = QStringLiteral("core"));
// The context "core" alone: these texts with what the file has for them; a new one is unfinished, and what is not among them goes. -> why it could
// not be written.
QString writeWords(const QString& path, const WordsFile& known, const std::vector<CoreText>& texts);
// "%1", "%2": what a text has room for, sorted.
QStringList placesIn(const QString& text);

}  // namespace luthier::test
