// SPDX-License-Identifier: Apache-2.0
#include "core/recipe/presets.h"

#include <cassert>

#include "core/base/utf8.h"
#include "core/config/field_info.h"

namespace luthier {

namespace {

void mergeInto(Json& target, const Json& overrides) {
    for (const auto& [key, value] : overrides.items()) {
        const bool bothObjects = value.is_object() && target.contains(key) && target[key].is_object();
        const bool sameType = bothObjects && (!value.contains("type") || value["type"] == target[key].value("type", Json()));
        if (sameType) mergeInto(target[key], value);
        else target[key] = value;
    }
}

}  // namespace

Result<Preset> parsePreset(const std::string& id, std::string_view text) {
    auto json = parseJson(text);
    if (!json) return fail(std::move(json.error()).at("presets/" + id + ".json"));
    const auto broken = [&id](const std::string& key, const std::string& message) {
        return fail(Error(ErrorCode::InvalidConfig, key + ": " + message).at("presets/" + id + ".json").withKey(key));
    };
    if (!json->is_object()) return broken("", "must be an object {...}, not " + foundInWords(*json));
    Preset preset;
    preset.id = id;
    for (const auto& [key, value] : json->items()) {
        if (key == "title" && value.is_string()) preset.title = value.get<std::string>();
        else if (key == "help" && value.is_string()) preset.help = value.get<std::string>();
        else if (key == "run" && value.is_object()) preset.run = value;
        else return broken(excerpt(key), "is not known here, or not of the right type (" + foundInWords(value) + ")");
    }
    if (preset.title.empty()) return broken("title", "is missing");
    if (preset.help.empty()) return broken("help", "is missing");
    if (preset.run.empty()) return broken("run", "is missing");
    return preset;
}

const std::vector<Preset>& allPresets() {
    static const std::vector<Preset> presets = [] {
        std::vector<Preset> list;
        for (const EmbeddedPreset& embedded : embeddedPresets()) {
            auto preset = parsePreset(embedded.id, embedded.text);
            assert(preset.has_value());
            if (preset) list.push_back(std::move(*preset));
        }
        return list;
    }();
    return presets;
}

const Preset* findPreset(std::string_view id) {
    for (const Preset& preset : allPresets())
        if (preset.id == id) return &preset;
    return nullptr;
}

Json applyPreset(const Preset& preset, const Json& overrides) {
    Json run = preset.run;
    if (overrides.is_object()) mergeInto(run, overrides);
    return run;
}

}  // namespace luthier
