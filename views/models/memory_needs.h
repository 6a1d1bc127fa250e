// SPDX-License-Identifier: GPL-3.0-or-later
// What a model needs of the machine's memory: to talk to it, and to train it in each way there is, in each number format. By the planner (core/plan), from the
// shape alone. Thread: any; some milliseconds, of large models more, so not on the GUI's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <QString>

#include "core/base/error.h"
#include "core/models/model_config.h"

namespace luthier {

struct MemoryNeed {
    QString key, label, caption;             // key: "chat", or the adapter's id
    std::int64_t float32Bytes = 0, bfloat16Bytes = 0;
};

struct MemoryNeeds {
    std::vector<MemoryNeed> rows;
    std::int64_t roomBytes = 0;              // what a process may still take here; INT64_MAX: not known
    bool limitedByGroup = false;
};

inline constexpr std::int64_t kPlannedRowTokens = 512;   // rows of a typical chat data set

MemoryNeeds memoryNeedsOf(const ModelConfig& config);
// From config.json of the folder. Errors: those of loadModelConfig.
Result<MemoryNeeds> memoryNeedsIn(const std::string& folder);

}  // namespace luthier
