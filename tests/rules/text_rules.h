// SPDX-License-Identifier: Apache-2.0
// Rules about what stands in a file: its size, its licence line, words that may not be used.
// Thread: pure functions. Requires nothing.
#pragma once

#include <vector>

#include "tests/rules/tree.h"

namespace luthier::rules {

inline constexpr int maxFileLines = 400;
inline constexpr int maxMethodFileLines = 300;   // core/methods: one readable file each
inline constexpr int maxFunctionLines = 60;
inline constexpr int maxLineChars = 160;         // code points

std::vector<Violation> checkFileLength(const Tree& tree);
std::vector<Violation> checkFunctionLength(const Tree& tree);
std::vector<Violation> checkLineLength(const Tree& tree);
std::vector<Violation> checkLicenceLine(const Tree& tree);    // SPDX in the first three lines; GPL for the window, Apache for the rest
std::vector<Violation> checkForbiddenCode(const Tree& tree);  // unsafe loading, shells, mmap of models
std::vector<Violation> checkUnfinished(const Tree& tree);     // work left for later
std::vector<Violation> checkForeignNames(const Tree& tree);   // hosts of registries, paths of a developer's machine

}  // namespace luthier::rules
