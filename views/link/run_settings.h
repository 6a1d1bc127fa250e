// SPDX-License-Identifier: GPL-3.0-or-later
// What of the queue is kept in the project's settings. Thread: as the project.
#pragma once

#include <cstdint>
#include <vector>

#include "core/store/project.h"

namespace luthier::run_work {

inline constexpr const char* queuePausedKey = "runs.queue_paused";
inline constexpr const char* toResumeKey = "runs.to_resume";    // ids, in their order
inline constexpr const char* startedKey = "runs.started";       // ids whose engine was launched, and that nobody has seen end

inline Result<std::vector<std::int64_t>> idsAt(store::Project& project, const char* key) {
    ASSIGN_OR_RETURN(const Json kept, project.settings().get(key, Json::array()));
    std::vector<std::int64_t> ids;
    if (kept.is_array())
        for (const Json& id : kept)
            if (id.is_number_integer()) ids.push_back(id.get<std::int64_t>());
    return ids;
}

inline Status removeId(store::Project& project, const char* key, std::int64_t id) {
    ASSIGN_OR_RETURN(std::vector<std::int64_t> ids, idsAt(project, key));
    if (std::erase(ids, id) == 0) return {};
    return project.settings().set(key, Json(ids));
}

inline Status addId(store::Project& project, const char* key, std::int64_t id) {
    ASSIGN_OR_RETURN(std::vector<std::int64_t> ids, idsAt(project, key));
    std::erase(ids, id);
    ids.push_back(id);
    return project.settings().set(key, Json(ids));
}

}  // namespace luthier::run_work
