// SPDX-License-Identifier: Apache-2.0
// A rollout in a checkpoint: rollout.json and rollout.safetensors, to the last bit. Thread: free functions.
#pragma once

#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/methods/rollout.h"

namespace luthier {

// Nothing is written of no rollout. Errors: Io, DiskFull.
Status saveRollout(const std::string& folder, const std::optional<Rollout>& rollout);
// nullopt: the folder has none. Errors: InvalidData, saying what does not fit.
Result<std::optional<Rollout>> loadRollout(const std::string& folder);

}  // namespace luthier
