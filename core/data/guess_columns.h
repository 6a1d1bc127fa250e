// SPDX-License-Identifier: Apache-2.0
// What somebody's own columns may be, by their names. A guess: shown to whoever decides, never used unseen. Thread: pure functions.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace luthier {

struct ColumnGuess {
    std::string format;                            // id
    std::map<std::string, std::string> columns;    // column of the format -> column of the file
};

// Of columns that no format reads: a question and an answer under other names ("Question", "reply", "input", ...), else one text. Upper and lower case, blanks,
// "-" and "_" count as nothing. nullopt: the names say nothing, or two of them say the same.
std::optional<ColumnGuess> guessColumns(const std::vector<std::string>& columns);

}  // namespace luthier
