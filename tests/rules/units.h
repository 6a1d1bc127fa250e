// SPDX-License-Identifier: Apache-2.0
// Whether everything that belongs to a unit is there: a method, an adapter, a family or a format is its file, its schema, a preset, a line of documentation, a
// test. Thread: pure functions. Requires nothing.
#pragma once

#include <string>
#include <vector>

#include "tests/rules/tree.h"

namespace luthier::rules {

// The units a folder registers: the names of TypeList<...> in its all_*.h in snake case; for formats the sources that define a Format.
std::vector<std::string> registeredUnits(const Tree& tree, const std::string& folder);

// Every registered unit has its files, a schema (families: a config reader), a preset (methods and adapters), a mention as `id` in core/README.md, and a test
// that uses it; and every file that looks like a unit is registered.
std::vector<Violation> checkUnits(const Tree& tree);

}  // namespace luthier::rules
