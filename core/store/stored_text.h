// SPDX-License-Identifier: Apache-2.0
// Texts on their way into and out of the database: valid UTF-8, short where they are shown in a list. Thread: pure functions. Requires nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/rows/example.h"

namespace luthier::store {

// Valid UTF-8 without NUL bytes, which SQLite would cut the text at in some of its functions.
std::string storedText(const std::string& text);
// "name" in quotes, at most 60 bytes, for titles and messages.
std::string shownName(const std::string& name);
// What is damaged counts as not there.
Json storedJson(const std::string& text, Json fallback);

// Nothing that a reader would see: also no-break space, zero-width space, byte order mark and ideographic space are blanks.
bool isBlank(std::string_view text);

// One line of at most 200 characters: white space and control characters are single blanks.
std::string oneLine(std::string_view text);
// What the full-text index knows of a row: all texts of its turns, thinking and calls of tools included.
std::string searchText(const Example& example);

struct RowFacts { std::string excerpt, answer; std::int64_t numTurns = 0, numCharacters = 0; };
RowFacts factsOf(const Example& example);

}  // namespace luthier::store
