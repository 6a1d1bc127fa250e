// SPDX-License-Identifier: Apache-2.0
// Every sub-command of the engine, in the order of its help. A new one = one file in commands/ and one line here (name of its function without "Command").
#pragma once

#include <vector>

#include "app/engine/command.h"

#define LUTHIER_COMMANDS(X) \
    X(describe)             \
    X(inspect)              \
    X(importModel)          \
    X(tokenize)             \
    X(check)                \
    X(plan)                 \
    X(train)                \
    X(generate)             \
    X(logprobs)             \
    X(score)                \
    X(merge)                \
    X(serve)                \
    X(bench)

namespace luthier {

#define LUTHIER_DECLARE_COMMAND(name) Command name##Command();
LUTHIER_COMMANDS(LUTHIER_DECLARE_COMMAND)
#undef LUTHIER_DECLARE_COMMAND

inline std::vector<Command> allCommands() {
#define LUTHIER_LIST_COMMAND(name) name##Command(),
    return {LUTHIER_COMMANDS(LUTHIER_LIST_COMMAND)};
#undef LUTHIER_LIST_COMMAND
}

}  // namespace luthier
