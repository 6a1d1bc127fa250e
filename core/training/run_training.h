// SPDX-License-Identifier: Apache-2.0
// `train` from a config to final/: resolves what is "auto", loads model and data, runs the loop in a run folder, publishes the result. Thread: one.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/memory.h"
#include "core/base/progress.h"
#include "core/protocol/control.h"
#include "core/recipe/run_config.h"
#include "core/training/record.h"

namespace luthier {

struct TrainRequest {
    std::string configPath;
    std::string runFolder;
    bool resume = false;
    std::string engineVersion;
    bool force = false;                  // goes on when the plan says that memory will not do
    std::vector<SetMessage> changes{};   // with resume: settings that are other ones from the resumed step on
};

// What whoever watches this process is told, and how it steers.
struct TrainWatch {
    Record::Watcher watcher;
    // Called once with the function that takes messages from stdin, when the run can be steered.
    std::function<void(std::function<void(const ControlMessage&)>)> steerable;
    WorkContext work;
    std::function<MemoryRoom()> memory = memoryRoom;   // what the machine has left
};

// The result as `train` prints it: {"run","state":"done|stopped|paused|early_stopped","steps","final","eval_loss_before","eval_loss_after",...}.
Result<Json> runTraining(const TrainRequest& request, const TrainWatch& watch);

}  // namespace luthier
