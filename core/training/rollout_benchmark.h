// SPDX-License-Identifier: Apache-2.0
// How fast a rollout and what is learned from it are: a real run of `train` in a folder of its own, which is removed again. Thread: one.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/recipe/run_config.h"

namespace luthier {

struct RolloutBenchmarkRequest {
    std::string modelFolder, dataFile;   // rows with prompts
    std::string method;                  // id of one that answers them itself
    std::string precision = "auto";      // as in run.json
    std::string device = "auto";
    std::string adapter = "lora";
    std::int64_t prompts = 2, completions = 4, maxNewTokens = 64;
    double klWeight = 0;
    std::int64_t numWarmup = 1, numRollouts = 4;
};

// {"case":"rollout","method","adapter","dtype","device","threads","seconds_per_rollout","seconds_of_rollouts","mean_completion_length","tokens_per_second",
// "peak_memory_bytes",...}. A rollout: answers written, a rule that costs nothing, all passes over them. tokens_per_second: of the answers.
// Errors: those of training.
Result<Json> runRolloutBenchmark(const RolloutBenchmarkRequest& request, const WorkContext& context);

}  // namespace luthier
