// SPDX-License-Identifier: Apache-2.0
// luthier-engine plan RUN.json | --model DIR --data FILE [--measure]: what a run will need, before anything is loaded.
#include <memory>

#include "app/engine/command.h"
#include "app/engine/row_stream.h"
#include "core/training/plan_run.h"

namespace luthier {

namespace {

struct Options { RowOptions rows; std::string adapter = "lora"; bool measure = false, force = false; };

// The settings that --model and --data stand for: what a run.json with nothing else in it would say.
Result<RunConfig> configOf(const Options& options) {
    RETURN_IF_ERROR(planRows(options.rows));   // neither or both ways; what is no regular file
    if (!options.rows.runConfig.empty()) return loadRunConfig(options.rows.runConfig);
    Json files = Json::array();
    for (const std::string& path : options.rows.data) files.push_back({{"path", path}, {"format", options.rows.format}});
    return parseRunConfig({{"schema", 1},
                           {"model", {{"path", options.rows.model}}},
                           {"adapter", {{"type", options.adapter}}},
                           {"data", {{"train", files}, {"max_length", options.rows.maxLength}, {"overflow", options.rows.overflow}}},
                           {"method", {{"type", options.rows.method}, {"loss_on", options.rows.lossOn}}}});
}

Status plan(const Options& options, CommandContext& context) {
    ASSIGN_OR_RETURN(RunConfig config, configOf(options));
    ASSIGN_OR_RETURN(const Json json, planRun(std::move(config), options.measure, options.force, context.work()));
    if (context.isTerminal()) context.event(EventKind::Planned, json);
    return context.printResult(json);
}

CommandRun configure(CLI::App& app) {
    auto options = std::make_shared<Options>();
    addRowOptions(app, options->rows);
    app.add_option("--adapter", options->adapter, "With --model and --data: what is trained")
        ->check(CLI::IsMember({"lora", "full", "last_layers"}))
        ->capture_default_str();
    app.add_flag("--measure", options->measure, "Train the largest micro-batch once, and tell what was measured beside what was planned");
    app.add_flag("--force", options->force, "Measure even if the plan says that memory will not do");
    return [options](CommandContext& context) { return plan(*options, context); };
}

}  // namespace

Command planCommand() { return {"plan", "Say what a run will need: peak memory by part, speed, duration, and what would make it fit", configure}; }

}  // namespace luthier
