// SPDX-License-Identifier: Apache-2.0
// Finds functions by matching braces. It is no parser: it knows enough of C++ and Rust to tell a function from a scope and from an initialiser.
// Thread: pure functions. Requires nothing.
#pragma once

#include <string>
#include <vector>

#include "tests/rules/tree.h"

namespace luthier::rules {

struct FunctionSpan {
    std::string head;   // what stands before the brace, on one line
    int firstLine = 0;  // of the head
    int lastLine = 0;   // of the closing brace
    int numLines() const { return lastLine - firstLine + 1; }
};

// The outermost functions of a file; lambdas and local classes count as lines of theirs.
std::vector<FunctionSpan> findFunctions(const SourceFile& file);

}  // namespace luthier::rules
