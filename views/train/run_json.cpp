// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train/run_json.h"

#include <algorithm>

#include "views/train/run_draft.h"

namespace luthier {

Json* placeOf(Json& run, const std::string& keyPath) {
    Json* place = &run;
    for (std::size_t at = 0; at <= keyPath.size();) {
        const std::size_t end = std::min(keyPath.find('.', at), keyPath.size());
        const std::string key = keyPath.substr(at, end - at);
        if (!place->is_object() || !place->contains(key)) return nullptr;
        place = &(*place)[key];
        at = end + 1;
    }
    return place;
}

bool isEmptyAt(Json run, const std::string& keyPath) {
    const Json* const value = placeOf(run, keyPath);
    return value == nullptr || value->is_null() || *value == "" || (value->is_array() && value->empty());
}

Json withWhatStays(Json recipe, const Json& now) {
    for (const char* const key : {"name", "seed", "device", "model", "data"})
        if (now.contains(key) && !recipe.contains(key)) recipe[key] = now[key];
    return completeRun(recipe);
}

}  // namespace luthier
