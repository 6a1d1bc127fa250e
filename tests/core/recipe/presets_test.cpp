// SPDX-License-Identifier: Apache-2.0
#include "core/recipe/presets.h"

#include <gmock/gmock.h>

#include "core/base/files.h"
#include "core/recipe/run_config.h"

namespace luthier {
namespace {

const Json kUserPart = {{"model", {{"path", "m"}}}, {"data", {{"train", "rows.jsonl"}}}};

TEST(Presets, eachIsAValidRunOnceModelAndDataAreNamed) {
    ASSERT_FALSE(allPresets().empty());
    for (const Preset& preset : allPresets()) {
        const auto config = parseRunConfig(applyPreset(preset, kUserPart));
        EXPECT_TRUE(config.has_value()) << preset.id << ": " << config.error().toString();
        EXPECT_FALSE(preset.run.contains("model")) << preset.id;
    }
}

TEST(Presets, allFilesAreCompiledIn) {
    const auto names = listFolder(std::string(LUTHIER_SOURCE_DIR) + "/resources/presets").value();
    EXPECT_EQ(names.size(), allPresets().size());
    for (const std::string& name : names) {
        const Preset* preset = findPreset(name.substr(0, name.find('.')));
        ASSERT_NE(preset, nullptr) << name;
        EXPECT_EQ(readJsonFile(std::string(LUTHIER_SOURCE_DIR) + "/resources/presets/" + name).value()["run"], preset->run);
    }
    EXPECT_EQ(findPreset("none"), nullptr);
}

TEST(Presets, everyMethodAndEveryAdapterHasOne) {
    const auto has = [](const char* part, const char* id) {
        for (const Preset& preset : allPresets())
            if (preset.run.contains(part) && preset.run[part].value("type", "") == id) return true;
        return false;
    };
    AllMethods::forEach([&]<class M>() { EXPECT_TRUE(has("method", M::id)) << M::id; });
    AllAdapters::forEach([&]<class A>() { EXPECT_TRUE(has("adapter", A::id)) << A::id; });
}

TEST(Presets, overridesGoKeyByKeyButAnotherTypeReplaces) {
    const Preset* preset = findPreset("sft-lora");
    ASSERT_NE(preset, nullptr);
    const Json rank = applyPreset(*preset, {{"adapter", {{"rank", 4}}}});
    EXPECT_EQ(rank["adapter"], parseJson(R"({"type":"lora","rank":4,"alpha":32})").value());
    const Json full = applyPreset(*preset, {{"adapter", {{"type", "full"}}}});
    EXPECT_EQ(full["adapter"], parseJson(R"({"type":"full"})").value());
}

TEST(Presets, brokenOnesAreNamed) {
    EXPECT_FALSE(parsePreset("x", "{").has_value());
    EXPECT_FALSE(parsePreset("x", "[]").has_value());
    EXPECT_EQ(parsePreset("x", R"({"title": "T", "help": "H"})").error().key, "run");
    EXPECT_EQ(parsePreset("x", R"({"title": "T", "help": "H", "run": {"a": 1}, "more": 1})").error().key, "more");
    EXPECT_EQ(parsePreset("x", R"({"title": 3, "help": "H", "run": {"a": 1}})").error().key, "title");
}

}  // namespace
}  // namespace luthier
