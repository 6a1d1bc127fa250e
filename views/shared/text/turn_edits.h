// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done to the turns of a dialogue. Thread: pure functions. An index outside of the list changes nothing.
#pragma once

#include <cstddef>
#include <vector>

#include <QString>

#include "core/rows/example.h"

namespace luthier::turn_edits {

// At `at`, before the turn that stands there; of the role that a dialogue would go on with.
void insert(std::vector<Turn>& turns, std::size_t at);
void remove(std::vector<Turn>& turns, std::size_t index);
// by: -1 or 1.
void move(std::vector<Turn>& turns, std::size_t index, int by);
// text is what the turn holds now, cut at `cursor` (UTF-16): what is behind becomes a turn of its own, with the tool calls, which come after the text.
void split(std::vector<Turn>& turns, std::size_t index, const QString& text, qsizetype cursor);
// Texts and thinking are joined by an empty line; role, name and training are those of the first.
void mergeWithNext(std::vector<Turn>& turns, std::size_t index);
Role roleAfter(const std::vector<Turn>& turns, std::size_t at);

}  // namespace luthier::turn_edits
