// SPDX-License-Identifier: Apache-2.0
// luthier-engine train RUN.json --out RUN_DIR [--resume]
#include <memory>
#include <string>
#include <vector>

#include "app/engine/command.h"
#include "core/base/utf8.h"
#include "core/training/run_training.h"

namespace luthier {

namespace {

// "learning_rate=1e-4"
Result<SetMessage> changeOf(const std::string& text) {
    const std::size_t equals = text.find('=');
    const Result<Json> value = parseJson(equals == std::string::npos ? "" : text.substr(equals + 1), protocolLimits);
    if (!value)
        return fail(Error(ErrorCode::InvalidArgument, "--set " + excerpt(text, 60) + " is no KEY=NUMBER").withHint("--set learning_rate=1e-4").withKey("set"));
    return setOf({ControlOp::Set, {{"key", text.substr(0, equals)}, {"value", *value}}});
}

CommandRun configure(CLI::App& app) {
    auto request = std::make_shared<TrainRequest>();
    request->engineVersion = LUTHIER_VERSION;
    app.add_option("run", request->configPath, "The run's settings, a run.json")->required();
    app.add_option("--out", request->runFolder, "Run folder: new, or with --resume the one to go on in")->required();
    auto changes = std::make_shared<std::vector<std::string>>();
    app.add_option("--set", *changes, "With --resume: KEY=VALUE that holds from the resumed step on (learning_rate)");
    app.add_flag("--resume", request->resume, "Go on from the newest checkpoint in the run folder");
    app.add_flag("--force", request->force, "Train even if the plan says that memory will not do");
    return [request, changes](CommandContext& context) -> Status {
        if (!changes->empty() && !request->resume)
            return fail(
                Error(ErrorCode::InvalidArgument, "--set changes a run that goes on").withHint("Write it into the settings, or add --resume.").withKey("set"));
        for (const std::string& text : *changes) {
            ASSIGN_OR_RETURN(SetMessage change, changeOf(text));
            request->changes.push_back(std::move(change));
        }
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
