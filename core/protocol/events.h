// SPDX-License-Identifier: Apache-2.0
// What an engine tells: events (in events.jsonl of a run, and on stderr) and progress. On stderr an event is {"event":KIND,...}, in events.jsonl a line
// with "kind":KIND. Kinds are added to, never renamed. Thread: pure functions. Requires nothing.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/progress.h"

namespace luthier {

enum class EventKind {
    Started,             // an attempt begins
    Planned,             // what the run is predicted to need, before its model is loaded: the members of planToJson (core/plan/plan.h)
    Resumed,             // an attempt goes on from a checkpoint: "step"
    Progress,            // {"phase","done","total","unit"}; only on stderr
    Step,                // an optimizer step is done: the series of metrics.jsonl; only on stderr
    Evaluated,           // held-out evaluation: "step", "eval_loss"
    CheckpointSaved,     // "step", "path"
    CheckpointDamaged,   // a checkpoint does not verify and is passed over: "path", "message"
    CheckpointRemoved,   // by the keep-N rule: "path"
    StepSkipped,         // loss or gradient not finite: "step", "message", "rows"
    EarlyStopped,        // "step", "message"
    Changed,             // a setting is another one from here on: "step", "key", "value", "previous", "message"
    Sampled,             // answers of the weights at a step: "step", "samples"; all of them are in samples.jsonl
    Control,             // a control message was acted upon: "op"
    Note,                // something worth knowing: "message"
    Warning,             // something a person should look at: "message", "hint"
    Failed,              // the attempt ended with an error: the members of errorToJson
    Stopped,             // ended early as asked, state saved
    Paused,              // the same; or by itself, because steps are not finite: "reason", "message", "hint", "rows"
    Done,                // ended
};

std::string_view eventKindName(EventKind kind);   // "started", "resumed", "progress", "step", "evaluated", "checkpoint_saved", ...
std::optional<EventKind> eventKindFromName(std::string_view name);

// {"event":KIND} followed by the members of fields (an object).
Json eventToJson(EventKind kind, const Json& fields = Json::object());

// {"event":"progress","phase","done","total","unit"}; total is null when not known.
Json progressToJson(const Progress& progress);
// Errors: InvalidData.
Result<Progress> progressFromJson(const Json& json);

}  // namespace luthier
