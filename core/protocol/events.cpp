// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/events.h"

#include <array>
#include <utility>

namespace luthier {

namespace {

constexpr std::array<std::pair<EventKind, std::string_view>, 20> kindTable = {{
    {EventKind::Started, "started"},
    {EventKind::Planned, "plan"},
    {EventKind::Resumed, "resumed"},
    {EventKind::Progress, "progress"},
    {EventKind::Step, "step"},
    {EventKind::Evaluated, "evaluated"},
    {EventKind::CheckpointSaved, "checkpoint_saved"},
    {EventKind::CheckpointDamaged, "checkpoint_damaged"},
    {EventKind::CheckpointRemoved, "checkpoint_removed"},
    {EventKind::StepSkipped, "step_skipped"},
    {EventKind::EarlyStopped, "early_stopped"},
    {EventKind::Changed, "changed"},
    {EventKind::Sampled, "sampled"},
    {EventKind::Control, "control"},
    {EventKind::Note, "note"},
    {EventKind::Warning, "warning"},
    {EventKind::Failed, "failed"},
    {EventKind::Stopped, "stopped"},
    {EventKind::Paused, "paused"},
    {EventKind::Done, "done"},
}};

}  // namespace

std::string_view eventKindName(EventKind kind) {
    for (const auto& [known, name] : kindTable)
        if (known == kind) return name;
    return "note";
}

std::optional<EventKind> eventKindFromName(std::string_view name) {
    for (const auto& [kind, known] : kindTable)
        if (known == name) return kind;
    return std::nullopt;
}

Json eventToJson(EventKind kind, const Json& fields) {
    Json event{{"event", eventKindName(kind)}};
    if (fields.is_object()) event.update(fields);
    return event;
}

Json progressToJson(const Progress& progress) {
    return eventToJson(EventKind::Progress, {{"phase", progress.phase},
                                             {"done", progress.done},
                                             {"total", progress.total > 0 ? Json(progress.total) : Json(nullptr)},
                                             {"unit", progress.unit}});
}

Result<Progress> progressFromJson(const Json& json) {
    if (!json.is_object() || !json.contains("event") || json["event"] != eventKindName(EventKind::Progress))
        return fail(ErrorCode::InvalidData, "this is not a progress message");
    Progress progress;
    if (const auto it = json.find("phase"); it != json.end() && it->is_string()) progress.phase = it->get<std::string>();
    if (const auto it = json.find("unit"); it != json.end() && it->is_string()) progress.unit = it->get<std::string>();
    if (const auto it = json.find("done"); it != json.end() && it->is_number_integer()) progress.done = it->get<std::int64_t>();
    if (const auto it = json.find("total"); it != json.end() && it->is_number_integer()) progress.total = it->get<std::int64_t>();
    if (progress.done < 0 || progress.total < 0) return fail(ErrorCode::InvalidData, "progress is negative");
    return progress;
}

}  // namespace luthier
