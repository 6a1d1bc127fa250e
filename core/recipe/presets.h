// SPDX-License-Identifier: Apache-2.0
// Starting points for a run: resources/presets/ID.json, {"title", "help", "run": a run.json without model and data}. Compiled into the program.
// Thread: immutable after the first call.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier {

extern const char* const kLuthierVersion;   // "0.1.0"

struct EmbeddedPreset { const char* id; const char* text; };
const std::vector<EmbeddedPreset>& embeddedPresets();

struct Preset {
    std::string id;
    std::string title;
    std::string help;
    Json run = Json::object();
};

// Sorted by id. A preset that is broken is a mistake of the build; a test reads them all.
const std::vector<Preset>& allPresets();
const Preset* findPreset(std::string_view id);   // nullptr if there is none
// Errors: InvalidConfig naming what is missing, unknown or of the wrong type.
Result<Preset> parsePreset(const std::string& id, std::string_view text);
// The run.json of a preset with these keys on top: objects are merged key by key, everything else is replaced (an adapter of another type as a whole).
Json applyPreset(const Preset& preset, const Json& overrides);

}  // namespace luthier
