// SPDX-License-Identifier: Apache-2.0
#include "core/recipe/usual_ranges.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/recipe/presets.h"

namespace luthier {
namespace {

RunConfig configOf(const char* preset, const Json& method = Json::object(), const Json& training = Json::object()) {
    Json run = findPreset(preset)->run;
    run["model"] = {{"path", "model"}};
    run["data"] = {{"train", "rows.jsonl"}};
    run["method"].update(method);
    run["training"].update(training);
    auto config = parseRunConfig(run);
    EXPECT_TRUE(config) << (config ? "" : config.error().toString());
    return config ? *config : RunConfig{};
}

std::string keysOf(const RunConfig& config) {
    std::string keys;
    for (const Problem& problem : unusualValues(config)) {
        keys += (keys.empty() ? "" : " ") + problem.key;
        EXPECT_FALSE(problem.message.empty());
        EXPECT_FALSE(problem.hint.empty()) << problem.key << " does not say what is usual";
    }
    return keys;
}

TEST(UsualRanges, NoPresetIsUnusual) {
    for (const Preset& preset : allPresets()) EXPECT_EQ(keysOf(configOf(preset.id.c_str())), "") << preset.id;
}

TEST(UsualRanges, TheLearningRateIsJudgedByMethodAndAdapter) {
    EXPECT_EQ(keysOf(configOf("sft-lora", Json::object(), {{"learning_rate", 2e-4}})), "");
    EXPECT_EQ(keysOf(configOf("dpo-lora", Json::object(), {{"learning_rate", 2e-4}})), "training.learning_rate");
    EXPECT_EQ(keysOf(configOf("dpo-lora", Json::object(), {{"learning_rate", 5e-5}})), "training.learning_rate") << "the default of many tools";
    EXPECT_EQ(keysOf(configOf("dpo-lora", Json::object(), {{"learning_rate", 1e-8}})), "training.learning_rate");
    const auto found = unusualValues(configOf("dpo-lora", Json::object(), {{"learning_rate", 5e-5}}));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].hint.find("5e-07 to 2.5e-05"), std::string::npos) << found[0].hint;
}

TEST(UsualRanges, EachSideOfARangeHasItsOwnWords) {
    const auto words = [](double beta) {
        const auto found = unusualValues(configOf("dpo-lora", {{"beta", beta}}));
        return found.size() == 1 && found[0].key == "method.beta" ? found[0].message : std::string();
    };
    EXPECT_NE(words(0.001), "");
    EXPECT_NE(words(5), "");
    EXPECT_NE(words(0.001), words(5));
    EXPECT_EQ(words(0.01), "");
    EXPECT_EQ(words(0.5), "");
    EXPECT_EQ(keysOf(configOf("simpo-lora", {{"beta", 0.1}})), "method.beta") << "DPO's beta in SimPO";
}

TEST(UsualRanges, OnlineMethodsAreToldWhatBiasesThem) {
    EXPECT_EQ(keysOf(configOf("grpo-lora", {{"completions", 2}})), "method.completions");
    EXPECT_EQ(keysOf(configOf("ppo-lora", {{"completions", 1}})), "") << "PPO has a critic";
    EXPECT_EQ(keysOf(configOf("grpo-lora", {{"top_p", 0.9}, {"top_k", 50}, {"temperature", 0.2}})), "method.temperature method.top_p method.top_k");
    EXPECT_EQ(keysOf(configOf("ppo-lora", {{"kl_weight", 0}})), "method.kl_weight");
    EXPECT_EQ(keysOf(configOf("grpo-lora", {{"kl_weight", 0}})), "") << "rules cannot be fooled";
    for (const char* preset : {"ppo-lora", "sft-lora"}) {
        RunConfig config = configOf(preset);
        std::get<LoraOptions>(config.adapter).dropout = 0.1;
        EXPECT_EQ(keysOf(config), std::string(preset) == "ppo-lora" ? "adapter.dropout" : "") << preset;
    }
}

TEST(UsualRanges, ARewardModelWantsALeashAndAWitness) {
    const Json model = {{"reward", {{"type", "reward_model"}, {"path", "scorer"}}}};
    const Json rule = {{"reward", {{"type", "length"}}}};
    EXPECT_EQ(keysOf(configOf("grpo-lora", {{"rewards", Json::array({model})}, {"kl_weight", 0}})), "method.kl_weight method.watched");
    EXPECT_EQ(keysOf(configOf("grpo-lora", {{"rewards", Json::array({model})}, {"kl_weight", 0.04}, {"watched", Json::array({rule})}})), "");
}

TEST(UsualRanges, PreferencesAreNotGoneThroughOftenUnlessStepsSaySo) {
    EXPECT_EQ(keysOf(configOf("dpo-lora", Json::object(), {{"epochs", 10}})), "training.epochs");
    EXPECT_EQ(keysOf(configOf("dpo-lora", Json::object(), {{"epochs", 10}, {"max_steps", 50}})), "");
    EXPECT_EQ(keysOf(configOf("sft-lora", Json::object(), {{"epochs", 10}})), "");
}

}  // namespace
}  // namespace luthier
