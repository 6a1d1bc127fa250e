// SPDX-License-Identifier: GPL-3.0-or-later
// What two texts differ in, by words (Myers 1986, shortest edit script). Thread: pure functions.
#pragma once

#include <vector>

#include <QString>

namespace luthier {

// A stretch of a text, in UTF-16 units.
struct TextRange { qsizetype begin = 0, length = 0; bool operator==(const TextRange&) const = default; };

struct WordDiff {
    std::vector<TextRange> removed;   // of the first text
    std::vector<TextRange> added;     // of the second text
    bool tooLong = false;             // beyond what is compared; nothing is marked
};

// Words and the space before them; texts of more than maxWords words, or that have hardly anything in common, are not compared word by word.
WordDiff wordDiff(const QString& before, const QString& after, int maxWords = 4000);

}  // namespace luthier
