// SPDX-License-Identifier: Apache-2.0
// One sub-command of the engine. A new one = one file in commands/ that defines `Command nameCommand()`, and one line in commands.h.
//   configure() declares its options on `app` and returns what runs once they are parsed; keep the options in a shared_ptr that the closure holds:
//     CommandRun configure(CLI::App& app) {
//         auto options = std::make_shared<Options>();
//         app.add_option("path", options->path, "What to look at")->required();
//         return [options](CommandContext& context) { return inspect(*options, context); };
//     }
//     Command inspectCommand() { return {"inspect", "What is this: ...", configure}; }
// A command returns an Error for whatever the user can meet; exceptions are caught once, in guard.cpp.
#pragma once

#include <functional>

#include <CLI/CLI.hpp>

#include "app/engine/command_context.h"
#include "core/base/error.h"

namespace luthier {

using CommandRun = std::function<Status(CommandContext&)>;

struct Command {
    const char* name;   // as typed: "import-model"
    const char* help;   // one sentence
    CommandRun (*configure)(CLI::App& app);
};

}  // namespace luthier
