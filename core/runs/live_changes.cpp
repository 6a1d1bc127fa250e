// SPDX-License-Identifier: Apache-2.0
#include "core/runs/live_changes.h"

#include <algorithm>

#include "core/base/files.h"
#include "core/base/json.h"

namespace luthier {

namespace {

Json toJson(const std::vector<LiveChange>& changes) {
    Json list = Json::array();
    for (const LiveChange& change : changes) list.push_back({{"step", change.step}, {"key", change.key}, {"value", jsonNumber(change.value)}});
    return {{"changes", std::move(list)}};
}

Result<LiveChange> changeOf(const Json& json, const std::string& path) {
    const auto damaged = [&] { return fail(Error(ErrorCode::InvalidData, "the list of changes made while the run worked is damaged").at(path)); };
    if (!json.is_object() || !json.contains("step") || !json.contains("key") || !json.contains("value")) return damaged();
    if (!json["step"].is_number_integer() || !json["key"].is_string()) return damaged();
    const Result<double> value = numberFromJson(json["value"]);
    if (!value) return damaged();
    return LiveChange{json["step"].get<std::int64_t>(), json["key"].get<std::string>(), *value};
}

}  // namespace

Result<LiveChanges> LiveChanges::open(const RunFolder& run) {
    LiveChanges changes(run.changes());
    if (!pathExists(changes.m_path)) return changes;
    ASSIGN_OR_RETURN(const Json json, readJsonFile(changes.m_path));
    const auto list = json.is_object() ? json.find("changes") : json.end();
    if (!json.is_object() || list == json.end() || !list->is_array())
        return fail(Error(ErrorCode::InvalidData, "the list of changes made while the run worked is damaged").at(changes.m_path));
    for (const Json& one : *list) {
        ASSIGN_OR_RETURN(LiveChange change, changeOf(one, changes.m_path));
        changes.m_changes.push_back(std::move(change));
    }
    return changes;
}

Status LiveChanges::add(const LiveChange& change) {
    std::vector<LiveChange> next = m_changes;
    std::erase_if(next, [&](const LiveChange& old) { return old.key == change.key && old.step >= change.step; });
    next.push_back(change);
    std::stable_sort(next.begin(), next.end(), [](const LiveChange& a, const LiveChange& b) { return a.step < b.step; });
    RETURN_IF_ERROR(writeFileDurably(m_path, dumpJsonPretty(toJson(next))));
    m_changes = std::move(next);
    return {};
}

std::optional<double> LiveChanges::valueAt(std::int64_t step, std::string_view key) const {
    std::optional<double> value;
    for (const LiveChange& change : m_changes)
        if (change.key == key && change.step <= step) value = change.value;
    return value;
}

}  // namespace luthier
