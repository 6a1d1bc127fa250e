// SPDX-License-Identifier: Apache-2.0
#include "core/training/rollout_benchmark.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include <ATen/Parallel.h>

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/base/memory.h"
#include "core/runs/run_logs.h"
#include "core/training/precision.h"
#include "core/training/run_training.h"

namespace luthier {

namespace {

class RemovedFolder {
public:
    RemovedFolder() : m_path((std::filesystem::temp_directory_path() / "luthier-bench-XXXXXX").string()) {
        m_isThere = ::mkdtemp(m_path.data()) != nullptr;
    }
    ~RemovedFolder() {
        std::error_code ignored;
        if (m_isThere) std::filesystem::remove_all(m_path, ignored);
    }
    RemovedFolder(const RemovedFolder&) = delete;
    RemovedFolder& operator=(const RemovedFolder&) = delete;
    bool isThere() const { return m_isThere; }
    std::string operator/(const char* name) const { return m_path + "/" + name; }

private:
    std::string m_path;
    bool m_isThere = false;
};

Json settingsOf(const RolloutBenchmarkRequest& request) {
    const Json rule = {{"type", "length"}, {"unit", "characters"}, {"minimum", 0}, {"maximum", 8}, {"slope", 24}};
    return {{"schema", 1},
            {"device", request.device},
            {"model", {{"path", request.modelFolder}, {"precision", request.precision}}},
            {"adapter", {{"type", request.adapter}}},
            {"data", {{"train", request.dataFile}}},
            {"method", {{"type", request.method}, {"prompts_per_rollout", request.prompts}, {"completions", request.completions},
                        {"max_new_tokens", request.maxNewTokens}, {"kl_weight", request.klWeight}, {"rewards", {{{"name", "short"}, {"reward", rule}}}}}},
            {"training", {{"schedule", "constant"}, {"warmup_ratio", 0}}}};
}

}  // namespace

Result<Json> runRolloutBenchmark(const RolloutBenchmarkRequest& request, const WorkContext& context) {
    Json settings = settingsOf(request);
    ASSIGN_OR_RETURN(const RunConfig config, parseRunConfigIn(settings, ""));
    const OnlineOptions* const online = onlineOptionsOf(config.method);
    if (!online)
        return fail(Error(ErrorCode::InvalidArgument, "\"" + request.method + "\" learns from a file, not from answers of its own").withKey("--method"));
    const std::int64_t stepsOfRollout = online->passes * online->stepsPerPass;
    settings["training"]["max_steps"] = (request.numWarmup + request.numRollouts) * stepsOfRollout;
    settings["model"]["path"] = config.model.path;
    settings["data"]["train"] = config.data.train.front().path;
    const RemovedFolder folder;
    if (!folder.isThere()) return fail(ErrorCode::Io, "no temporary folder can be made");
    RETURN_IF_ERROR(writeFileDurably(folder / "run.json", dumpJson(settings)));
    std::vector<double> ends;                    // of rollouts
    TrainWatch watch;
    watch.work = context;
    watch.watcher = [&](EventKind kind, const Json& fields) {
        if (kind == EventKind::Started) ends.assign(1, monotonicSeconds());
        if (kind == EventKind::Step && fields.at("step").get<std::int64_t>() % stepsOfRollout == 0) ends.push_back(monotonicSeconds());
    };
    ASSIGN_OR_RETURN(const Json result, runTraining({folder / "run.json", folder / "run", false, "bench"}, watch));
    if (result.at("state") != "done" || static_cast<std::int64_t>(ends.size()) != request.numWarmup + request.numRollouts + 1)
        return fail(ErrorCode::Cancelled, "the benchmark was stopped");
    std::vector<double> each;
    for (std::size_t i = static_cast<std::size_t>(request.numWarmup) + 1; i < ends.size(); ++i) each.push_back(ends[i] - ends[i - 1]);
    const double seconds = ends.back() - ends[static_cast<std::size_t>(request.numWarmup)];
    double length = 0;
    ASSIGN_OR_RETURN(const auto steps, readSteps(folder / "run/metrics.jsonl"));
    for (const auto& [step, series] : steps)
        if (step > request.numWarmup * stepsOfRollout && series.contains("completions/mean_length"))
            length += series.at("completions/mean_length").get<double>() / static_cast<double>(request.numRollouts);
    ASSIGN_OR_RETURN(const Json resolved, readJsonFile(folder / "run/run.json"));
    const auto numAnswers = static_cast<double>(request.prompts * request.completions * request.numRollouts);
    return Json{{"case", "rollout"}, {"method", request.method}, {"adapter", request.adapter}, {"dtype", resolved.at("model").at("precision")},
                {"device", request.device}, {"threads", at::get_num_threads()}, {"instruction_set", instructionSet()}, {"prompts", request.prompts},
                {"completions", request.completions}, {"max_new_tokens", request.maxNewTokens}, {"passes", online->passes},
                {"kl_weight", request.klWeight}, {"rollouts", request.numRollouts}, {"seconds_per_rollout", seconds / static_cast<double>(request.numRollouts)},
                {"seconds_of_rollouts", each}, {"mean_completion_length", length}, {"tokens_per_second", numAnswers * length / seconds},
                {"peak_memory_bytes", peakMemoryBytes()}};
}

}  // namespace luthier
