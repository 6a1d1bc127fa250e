// SPDX-License-Identifier: GPL-3.0-or-later
// A run.json that is being set up, taken apart by key paths ("data.max_length"). Thread: any; pure functions.
#pragma once

#include <string>

#include "core/base/json.h"

namespace luthier {

// nullptr where there is none.
Json* placeOf(Json& run, const std::string& keyPath);
bool isEmptyAt(Json run, const std::string& keyPath);
// The data and the model stay what they are when the recipe changes.
Json withWhatStays(Json recipe, const Json& now);

}  // namespace luthier
