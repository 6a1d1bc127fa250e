// SPDX-License-Identifier: Apache-2.0
// The table of tests/pitfalls.md: every pitfall once, and what each row names exists.
// Thread: pure functions. Requires nothing.
#pragma once

#include <vector>

#include "tests/rules/tree.h"

namespace luthier::rules {

inline constexpr int numPitfalls = 34;

// Each of 1 to numPitfalls has one row, whose last cell says "not applicable: " or "open: " and why, or names tests as `Suite.Name` in `file`. Every test named
// stands in its file, outside of comments.
std::vector<Violation> checkPitfalls(const Tree& tree);

}  // namespace luthier::rules
