// SPDX-License-Identifier: Apache-2.0
// luthier-engine train RUN.json --out RUN_DIR [--resume]
#include <memory>

#include "app/engine/command.h"
#include "core/training/run_training.h"

namespace luthier {

namespace {

CommandRun configure(CLI::App& app) {
    auto request = std::make_shared<TrainRequest>();
    request->engineVersion = LUTHIER_VERSION;
    app.add_option("run", request->configPath, "The run's settings, a run.json")->required();
    app.add_option("--out", request->runFolder, "Run folder: new, or with --resume the one to go on in")->required();
    app.add_flag("--resume", request->resume, "Go on from the newest checkpoint in the run folder");
    app.add_flag("--force", request->force, "Train even if the plan says that memory will not do");
    return [request](CommandContext& context) -> Status {
        TrainWatch watch;
        watch.watcher = [&context](EventKind kind, const Json& fields) { context.event(kind, fields); };
        watch.steerable = [&context](std::function<void(const ControlMessage&)> post) { context.readControl(std::move(post)); };
        watch.work = context.work();
        ASSIGN_OR_RETURN(const Json result, runTraining(*request, watch));
        return context.printResult(result);
    };
}

}  // namespace

Command trainCommand() { return {"train", "Train: supervised fine-tuning or continued pre-training, with an adapter or the model itself", configure}; }

}  // namespace luthier
