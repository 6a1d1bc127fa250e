// SPDX-License-Identifier: Apache-2.0
// What steers a running engine: one JSON object per line on stdin (from a direct parent) or in control.jsonl of the run folder (from anybody).
//   {"op":"stop"}         finish the step, save a checkpoint, exit 0
//   {"op":"checkpoint"}   save a checkpoint after the step and go on
//   {"op":"pause"} {"op":"sample", ...} {"op":"set", ...}   known names that this version does not act upon: answered by an error event
// Thread: pure functions. Requires nothing.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier {

enum class ControlOp { Stop, Pause, Checkpoint, Sample, Set };
std::string_view controlOpName(ControlOp op);

struct ControlMessage {
    ControlOp op = ControlOp::Stop;
    Json fields = Json::object();   // the other members
};

// Bounds for one line of the protocol.
inline constexpr JsonLimits protocolLimits{.maxBytes = std::size_t{1} << 20, .maxDepth = 32};

// Errors: InvalidData (not JSON, not an object, no "op" or one that is not text), InvalidArgument (unknown op; the hint lists the known ones).
Result<ControlMessage> parseControl(std::string_view line);
Json controlToJson(const ControlMessage& message);
// Whether this version acts upon it; otherwise the error to answer with (InvalidArgument).
Status checkSupported(const ControlMessage& message);

}  // namespace luthier
