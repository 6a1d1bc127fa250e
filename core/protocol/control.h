// SPDX-License-Identifier: Apache-2.0
// What steers a running engine: one JSON object per line on stdin (from a direct parent) or in control.jsonl of the run folder (from anybody).
//   {"op":"stop"}         finish the step, save a checkpoint, exit 0
//   {"op":"pause"}        the same; the run says that it is paused, not ended
//   {"op":"checkpoint"}   save a checkpoint after the step and go on
//   {"op":"set","key":"learning_rate","value":1e-4}    the peak of the schedule from the next step on; kept in changes.json, so a resume does the same
//                         "kl_weight" of a method that learns from its own answers: from the next rollout on
//   {"op":"sample","prompts":["..."],"max_new_tokens":64,"temperature":0,"seed":1,"with_base":false}    answers of the weights as they are now
// Thread: pure functions. Requires nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

struct SetMessage { std::string key; double value = 0; };
// Errors: InvalidArgument naming the key (a setting that cannot change while a run works, a value out of range).
Result<SetMessage> setOf(const ControlMessage& message);

struct SampleMessage {
    std::vector<std::string> prompts;   // user turns
    std::int64_t maxNewTokens = 64;
    double temperature = 0;             // 0 = greedy
    std::uint64_t seed = 1;
    bool withBase = false;              // the base model's answers beside them
};
// Errors: InvalidArgument naming the key.
Result<SampleMessage> sampleOf(const ControlMessage& message);

// Whether it can be acted upon as it is; otherwise the error to answer with (InvalidArgument).
Status checkControl(const ControlMessage& message);

}  // namespace luthier
