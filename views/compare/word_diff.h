// SPDX-License-Identifier: GPL-3.0-or-later
// What two texts differ in, by words (Myers 1986, shortest edit script). Thread: pure functions.
#pragma once

#include <vector>

#include <QString>

namespace luthier {

// A stretch of a text, in UTF-16 units.
struct TextRange { qsizetype begin = 0, length = 0; bool operator==(const TextRange&) const = default; };

// Words of the first text that the second lacks, with the space around them, and where in the second they would stand.
struct WordCut { qsizetype at = 0; TextRange before; bool operator==(const WordCut&) const = default; };

struct WordDiff {
    std::vector<TextRange> removed;   // of the first text
    std::vector<WordCut> cuts;        // the same, neighbours together
    std::vector<TextRange> added;     // of the second text
    bool tooLong = false;             // beyond what is compared; nothing is marked
    bool differThroughout = false;    // less than a third of the longer text's words are common: marks would say nothing, and are left out
};

// Words by Unicode's rules, without the space between them. Both texts together have at most maxWords of them, or nothing is compared.
WordDiff wordDiff(const QString& before, const QString& after, int maxWords = 4000);

}  // namespace luthier
