// SPDX-License-Identifier: Apache-2.0
// luthier-engine inspect PATH [--quick]
#include <memory>

#include "app/engine/command.h"
#include "app/engine/inspect/inspect.h"

namespace luthier {

namespace {

CommandRun configure(CLI::App& app) {
    auto options = std::make_shared<InspectOptions>();
    app.add_option("path", options->path, "A model, adapter, data set, run or checkpoint: folder or file")->required();
    app.add_flag("--quick", options->quick, "Hash nothing and read no weights");
    return [options](CommandContext& context) -> Status {
        ASSIGN_OR_RETURN(const Json found, inspectPath(*options, context.work()));
        return context.printResult(found);
    };
}

}  // namespace

Command inspectCommand() { return {"inspect", "What is this: a model, adapter, data set, run or checkpoint; sizes, dtypes, hashes, problems", configure}; }

}  // namespace luthier
