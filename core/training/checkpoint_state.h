// SPDX-License-Identifier: Apache-2.0
// What a checkpoint holds: state.json (position and counters), trainer.safetensors (full-precision values and both moments), and for PEFT adapters the
// adapter itself as weights/, so that every checkpoint can answer prompts.
#pragma once

#include <cstdint>
#include <string>

#include "core/training/loop.h"

namespace luthier {

Status writeCheckpointState(const std::string& folder, const LoopParts& parts, const LoopState& state);
// Errors: NotFound, InvalidData (does not fit this run; a value is not finite).
Status readCheckpointState(const std::string& folder, LoopParts& parts, LoopState& state);
// About how large one will be.
std::uint64_t checkpointBytes(const Optimizer& optimizer);

}  // namespace luthier
