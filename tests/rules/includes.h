// SPDX-License-Identifier: Apache-2.0
// Who may include whom. One list gives the order inside core; everything else follows from it.
// Thread: pure functions. Requires nothing.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/rules/tree.h"

namespace luthier::rules {

// A folder of core, or one of its halves: "models_info" is the torch-free half of models. A unit may use those above it, and itself.
struct Unit {
    const char* name;
    bool isTorchFree;
};
const std::vector<Unit>& unitsInOrder();

struct Include {
    std::string path;   // as written between the quotes or brackets
    bool isSystem = false;
    int line = 0;
};
std::vector<Include> includesOf(const SourceFile& file);

// Every header of ours that a file reaches, itself left out; and the first chain to a header of LibTorch, empty where there is none.
std::set<std::string> reachedHeaders(const Tree& tree, const std::string& path);
std::vector<std::string> chainToTorch(const Tree& tree, const std::string& path);

// The unit of a file in core: a folder with two halves is told apart by x_info.cpp, and for headers by whether they reach LibTorch.
std::optional<Unit> unitOf(const Tree& tree, const std::string& path);

std::vector<Violation> checkDirection(const Tree& tree);       // app -> views -> core; core in the order of unitsInOrder
std::vector<Violation> checkTargets(const Tree& tree);         // the DEPENDS of core/*/CMakeLists.txt keep the same order
std::vector<Violation> checkTorchFree(const Tree& tree);       // no torch-free unit reaches LibTorch
std::vector<Violation> checkEngineHalf(const Tree& tree);      // no Qt, no SQLite in core (but core/store) and app/engine
std::vector<Violation> checkLogHeaders(const Tree& tree);      // fmt and spdlog only in core/base/log.cpp
std::vector<Violation> checkIncludesExist(const Tree& tree);   // "core/x.h" is written from the root and is there

}  // namespace luthier::rules
