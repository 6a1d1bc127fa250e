// SPDX-License-Identifier: Apache-2.0
#include "core/models/model_config.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/files.h"
#include "core/models/families/all_families.h"
#include "core/models/stored_dtype.h"
#include "core/weight_files/safetensors_header.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using testing::HasSubstr;

Json llamaJson() {
    return Json::parse(R"({"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 2,
        "num_attention_heads": 4, "num_key_value_heads": 2, "vocab_size": 100, "max_position_embeddings": 256, "rms_norm_eps": 1e-5, "rope_theta": 500000,
        "hidden_act": "silu", "tie_word_embeddings": true, "torch_dtype": "bfloat16", "bos_token_id": 1, "eos_token_id": [2, 3], "pad_token_id": null})");
}

Json changed(const std::string& patch, Json json = llamaJson()) {
    const Json changes = Json::parse(patch);
    for (const auto& [key, value] : changes.items()) json[key] = value;
    return json;
}
Json without(const std::string& key, Json json = llamaJson()) {
    json.erase(key);
    return json;
}

std::vector<std::string> keysOf(const Result<ModelConfig>& result) {
    std::vector<std::string> keys;
    if (!result)
        for (const Problem& problem : result.error().problems) keys.push_back(problem.key);
    std::sort(keys.begin(), keys.end());
    return keys;
}
using Keys = std::vector<std::string>;

TEST(ModelConfig, ReadsALlama) {
    const auto config = parseModelConfig(llamaJson());
    ASSERT_TRUE(config) << config.error().toString();
    EXPECT_EQ(config->family, "llama");
    EXPECT_EQ(config->hiddenSize, 64);
    EXPECT_EQ(config->ffnSize, 128);
    EXPECT_EQ(config->numLayers, 2);
    EXPECT_EQ(config->numHeads, 4);
    EXPECT_EQ(config->numKvHeads, 2);
    EXPECT_EQ(config->headDim, 16);
    EXPECT_EQ(config->vocabSize, 100);
    EXPECT_EQ(config->maxPositions, 256);
    EXPECT_EQ(config->rmsNormEps, 1e-5);
    EXPECT_EQ(config->ropeTheta, 500000);
    EXPECT_EQ(config->ropeScaling, RopeScaling());
    EXPECT_TRUE(config->tiedHead);
    EXPECT_FALSE(config->qkvBias || config->outputBias || config->mlpBias || config->slidingWindow);
    EXPECT_EQ(config->storedDtype, "bfloat16");
    EXPECT_EQ(config->raw, llamaJson());
}

TEST(ModelConfig, DefaultsAreThoseOfTransformers) {
    Json json = llamaJson();
    for (const char* key : {"num_key_value_heads", "rms_norm_eps", "rope_theta", "hidden_act", "tie_word_embeddings", "torch_dtype", "architectures"})
        json.erase(key);
    const auto config = parseModelConfig(json);
    ASSERT_TRUE(config) << config.error().toString();
    EXPECT_EQ(config->numKvHeads, 4);
    EXPECT_EQ(config->rmsNormEps, 1e-6);
    EXPECT_EQ(config->ropeTheta, 10000);
    EXPECT_FALSE(config->tiedHead);
    EXPECT_EQ(config->storedDtype, "");
    EXPECT_EQ(parseModelConfig(changed(R"({"num_key_value_heads": null})"))->numKvHeads, 4);
    EXPECT_EQ(parseModelConfig(changed(R"({"head_dim": 20})"))->headDim, 20);
    EXPECT_EQ(parseModelConfig(changed(R"({"dtype": "float32"})"))->storedDtype, "float32");
}

TEST(ModelConfig, FamiliesDifferWhereTheyDo) {
    const auto llama = parseModelConfig(changed(R"({"attention_bias": true, "mlp_bias": true})"));
    EXPECT_TRUE(llama->qkvBias && llama->outputBias && llama->mlpBias);

    const Json mistral = changed(R"({"model_type": "mistral", "architectures": ["MistralForCausalLM"], "num_attention_heads": 8})");
    EXPECT_EQ(parseModelConfig(mistral)->slidingWindow, 4096) << "absent is the first version's window";
    EXPECT_EQ(parseModelConfig(without("num_key_value_heads", mistral))->numKvHeads, 8);
    EXPECT_EQ(parseModelConfig(changed(R"({"sliding_window": null})", mistral))->slidingWindow, std::nullopt);
    EXPECT_EQ(parseModelConfig(changed(R"({"sliding_window": 8})", mistral))->slidingWindow, 8);
    EXPECT_EQ(keysOf(parseModelConfig(changed(R"({"sliding_window": 0})", mistral))), Keys{"sliding_window"});

    const Json qwen2 = changed(R"({"model_type": "qwen2", "architectures": ["Qwen2ForCausalLM"], "sliding_window": 32, "max_window_layers": 0})");
    const auto config = parseModelConfig(qwen2);
    EXPECT_TRUE(config->qkvBias && !config->outputBias && !config->mlpBias);
    EXPECT_EQ(config->slidingWindow, std::nullopt);
    EXPECT_EQ(parseModelConfig(changed(R"({"use_sliding_window": true})", qwen2))->slidingWindow, 32);
    EXPECT_EQ(parseModelConfig(changed(R"({"use_sliding_window": true, "max_window_layers": 28})", qwen2))->slidingWindow, std::nullopt);
    EXPECT_EQ(keysOf(parseModelConfig(changed(R"({"use_sliding_window": true, "max_window_layers": 1})", qwen2))), Keys{"use_sliding_window"});
    EXPECT_EQ(keysOf(parseModelConfig(changed(R"({"use_sliding_window": true, "layer_types": ["full_attention"]})", qwen2))), Keys{"layer_types"});
    EXPECT_EQ(parseModelConfig(changed(R"({"use_sliding_window": true, "layer_types": ["full_attention", "full_attention"]})", qwen2))->slidingWindow,
              std::nullopt);
    EXPECT_EQ(keysOf(parseModelConfig(changed(R"({"layer_types": ["full_attention", "sliding_attention"]})", qwen2))), Keys{"layer_types"});
}

TEST(ModelConfig, ReadsRopeOfBothGenerations) {
    const RopeScaling linear{RopeScaling::Type::Linear, 2.5, 1.0, 4.0, 8192};
    EXPECT_EQ(parseModelConfig(changed(R"({"rope_scaling": {"type": "linear", "factor": 2.5}})"))->ropeScaling, linear);
    const auto newer = parseModelConfig(changed(R"({"rope_parameters": {"rope_type": "linear", "factor": 2.5, "rope_theta": 7}})", without("rope_theta")));
    EXPECT_EQ(newer->ropeScaling, linear);
    EXPECT_EQ(newer->ropeTheta, 7);
    const RopeScaling llama3{RopeScaling::Type::Llama3, 8.0, 1.0, 4.0, 64};
    EXPECT_EQ(parseModelConfig(changed(R"({"rope_scaling": {"rope_type": "llama3", "factor": 8, "low_freq_factor": 1, "high_freq_factor": 4,
        "original_max_position_embeddings": 64}})"))->ropeScaling, llama3);
    EXPECT_EQ(parseModelConfig(changed(R"({"rope_scaling": {"rope_type": "default"}})"))->ropeScaling, RopeScaling());
    EXPECT_EQ(parseModelConfig(changed(R"({"rope_scaling": null})"))->ropeScaling, RopeScaling());

    EXPECT_EQ(keysOf(parseModelConfig(changed(R"({"rope_scaling": {"type": "yarn", "factor": 4}})"))), Keys{"rope_scaling.type"});
    EXPECT_THAT(parseModelConfig(changed(R"({"rope_parameters": {"rope_type": "longrope"}})")).error().toString(), HasSubstr("\"longrope\" is not supported"));
    EXPECT_EQ(keysOf(parseModelConfig(changed(R"({"rope_scaling": {"type": "linear"}})"))), Keys{"rope_scaling.factor"});
    EXPECT_EQ(keysOf(parseModelConfig(changed(R"({"rope_scaling": {"type": "linear", "factor": 0.5}})"))), Keys{"rope_scaling.factor"});
    EXPECT_EQ(keysOf(parseModelConfig(changed(R"({"rope_scaling": {"rope_type": "llama3", "factor": 8, "low_freq_factor": 4, "high_freq_factor": 4}})"))),
              Keys{"rope_scaling.high_freq_factor"});
    EXPECT_EQ(keysOf(parseModelConfig(changed(R"({"rope_scaling": "linear", "partial_rotary_factor": 0.5})"))),
              (Keys{"partial_rotary_factor", "rope_scaling"}));
}

TEST(ModelConfig, NamesEverythingThatIsWrongAtOnce) {
    const auto empty = parseModelConfig(Json::object());
    EXPECT_EQ(keysOf(empty),
              (Keys{"hidden_size", "intermediate_size", "max_position_embeddings", "model_type", "num_attention_heads", "num_hidden_layers", "vocab_size"}));
    EXPECT_EQ(empty.error().code, ErrorCode::InvalidData);
    const auto wrong = parseModelConfig(changed(R"({"hidden_size": "64", "intermediate_size": -1, "num_hidden_layers": 1000000000, "num_attention_heads": 0,
        "vocab_size": 1.5, "rms_norm_eps": 0, "rope_theta": -1, "hidden_act": "gelu", "tie_word_embeddings": 1, "eos_token_id": "two", "torch_dtype": 16})"));
    EXPECT_EQ(keysOf(wrong), (Keys{"eos_token_id", "hidden_act", "hidden_size", "intermediate_size", "num_attention_heads", "num_hidden_layers", "rms_norm_eps",
                                   "rope_theta", "tie_word_embeddings", "torch_dtype", "vocab_size"}));
    EXPECT_FALSE(parseModelConfig(Json::array()));
}

TEST(ModelConfig, RefusesWhatCannotBe) {
    const auto keyOf = [](const std::string& patch) { return keysOf(parseModelConfig(changed(patch))); };
    EXPECT_EQ(keyOf(R"({"num_attention_heads": 3, "num_key_value_heads": 3})"), Keys{"num_attention_heads"});
    EXPECT_EQ(keyOf(R"({"num_key_value_heads": 3})"), Keys{"num_key_value_heads"});
    EXPECT_EQ(keyOf(R"({"num_key_value_heads": 0})"), Keys{"num_key_value_heads"});
    EXPECT_EQ(keyOf(R"({"head_dim": 15})"), Keys{"head_dim"});
    EXPECT_EQ(keyOf(R"({"hidden_size": 60})"), Keys{"head_dim"}) << "60 / 4 is odd";
    EXPECT_EQ(keyOf(R"({"head_dim": 1000000})"), Keys{"head_dim"});
    EXPECT_EQ(keyOf(R"({"hidden_size": 18446744073709551615})"), Keys{"hidden_size"});
    EXPECT_EQ(keyOf(R"({"architectures": ["LlamaForTokenClassification"]})"), Keys{"architectures"});
    EXPECT_EQ(keyOf(R"({"architectures": ["MistralForSequenceClassification"]})"), Keys{"architectures"});
    EXPECT_EQ(keyOf(R"({"architectures": ["LlamaForSequenceClassification"]})"), Keys{}) << "a reward model: the same decoder, and a score head beside it";
    EXPECT_EQ(keyOf(R"({"architectures": []})"), Keys{"architectures"});
    for (const char* type : {"mamba", "mixtral", "gpt_oss", "gemma", "roberta"})
        EXPECT_EQ(keyOf(std::string(R"({"model_type": ")") + type + "\"}"), Keys{"model_type"}) << type;
    EXPECT_THAT(parseModelConfig(changed(R"({"model_type": "mamba"})")).error().toString(), HasSubstr("llama, mistral, qwen2"));
    const auto quantised = parseModelConfig(changed(R"({"quantization_config": {"quant_method": "gptq"}})"));
    EXPECT_EQ(keysOf(quantised), Keys{"quantization_config"});
    EXPECT_THAT(quantised.error().toString(), HasSubstr("gptq"));
}

TEST(ModelConfig, SaysWhatIsWrongWithAFolder) {
    const test::TemporaryFolder folder;
    EXPECT_EQ(loadModelConfig(folder / "none").error().code, ErrorCode::NotFound);
    EXPECT_THAT(loadModelConfig(folder.path()).error().toString(), HasSubstr("no config.json"));
    EXPECT_THAT(loadModelConfig(folder.write("x.gguf", "")).error().toString(), HasSubstr("import-model"));
    EXPECT_THAT(loadModelConfig(folder.path()).error().toString(), HasSubstr("x.gguf"));
    folder.write("config.json", "{\"model_type\": ");
    EXPECT_THAT(loadModelConfig(folder.path()).error().toString(), HasSubstr("not valid JSON"));
    folder.write("config.json", "{}");
    EXPECT_EQ(loadModelConfig(folder.path()).error().file, folder / "config.json");
    EXPECT_EQ(loadModelConfig(folder.path()).error().problems.size(), 7U);
}

TEST(ModelConfig, LoadsTheModelsPythonWrote) {
    for (const char* name : {"tiny-llama", "tiny-llama3", "tiny-mistral", "tiny-qwen2"}) {
        const auto config = loadModelConfig(std::string(LUTHIER_SOURCE_DIR "/tests/baselines/models/").append(name));
        ASSERT_TRUE(config) << name << ": " << config.error().toString();
        EXPECT_GT(numParameters(*config), 10'000) << name;
    }
}

TEST(ExpectedTensors, FollowTheConfig) {
    const auto specs =
        expectedTensors(*parseModelConfig(changed(R"({"tie_word_embeddings": false, "head_dim": 20, "attention_bias": true, "mlp_bias": true})")));
    const auto shapeOf = [&](const std::string& name) {
        const auto found = std::find_if(specs.begin(), specs.end(), [&](const TensorSpec& spec) { return spec.name == name; });
        return found == specs.end() ? std::vector<std::int64_t>{-1} : found->shape;
    };
    using Shape = std::vector<std::int64_t>;
    EXPECT_EQ(specs.size(), 3U + 2U * (2 + 7 + 7));
    EXPECT_EQ(specs.front().name, "model.embed_tokens.weight");
    EXPECT_EQ(specs.back().name, "lm_head.weight");
    EXPECT_EQ(shapeOf("model.layers.1.self_attn.q_proj.weight"), (Shape{80, 64}));
    EXPECT_EQ(shapeOf("model.layers.1.self_attn.k_proj.bias"), Shape{40});
    EXPECT_EQ(shapeOf("model.layers.1.self_attn.o_proj.weight"), (Shape{64, 80}));
    EXPECT_EQ(shapeOf("model.layers.0.mlp.down_proj.weight"), (Shape{64, 128}));
    EXPECT_EQ(shapeOf("model.layers.2.mlp.down_proj.weight"), Shape{-1});
    const auto tied = expectedTensors(*parseModelConfig(llamaJson()));
    EXPECT_EQ(tied.back().name, "model.norm.weight");
    EXPECT_EQ(numParameters(*parseModelConfig(llamaJson())), 100 * 64 + 64 + 2 * (2 * 64 + 2 * 64 * 64 + 2 * 32 * 64 + 3 * 128 * 64));
    EXPECT_TRUE(isIgnorableTensor("model.layers.0.self_attn.rotary_emb.inv_freq"));
    EXPECT_FALSE(isIgnorableTensor("model.norm.weight"));
}

// Eight bytes of length, the JSON, no data: as far as a reader of types looks.
// A file of tensors of one element each, named and of the type given.
void writeWeights(const std::string& path, const std::vector<std::pair<std::string, std::string>>& tensors) {
    std::vector<TensorEntry> entries;
    for (const auto& [name, dtype] : tensors) entries.push_back({name, dtype, {1}, 0, 0});
    ASSERT_TRUE(layOutTensors(entries));
    std::uint64_t numDataBytes = 0;
    for (const TensorEntry& entry : entries) numDataBytes += entry.numBytes;
    ASSERT_TRUE(writeFileDurably(path, writeSafetensorsHeader(entries, {}) + std::string(numDataBytes, '\0')));
}

TEST(StoredDtype, IsWhatTheFilesHoldWhateverConfigSays) {
    const test::TemporaryFolder folder;
    const std::string weights = folder / "model.safetensors";
    const auto write = [&](const std::string& linear, const std::string& other) {
        writeWeights(weights, {{"model.layers.0.self_attn.q_proj.weight", linear}, {"model.layers.0.mlp.up_proj.weight", other}, {"model.norm.weight", "F32"}});
    };
    ASSERT_TRUE(writeFileDurably(folder / "config.json", dumpJson(llamaJson())));
    EXPECT_EQ(storedDtypeOf(folder.path()), std::nullopt) << "no weights yet";
    EXPECT_EQ(loadModelConfig(folder.path())->storedDtype, "bfloat16") << "as config.json says, which is all there is";
    write("F32", "F32");
    EXPECT_EQ(loadModelConfig(folder.path())->storedDtype, "float32");
    write("F16", "F16");
    EXPECT_EQ(loadModelConfig(folder.path())->storedDtype, "float16");
    write("BF16", "F32");
    EXPECT_EQ(loadModelConfig(folder.path())->storedDtype, "") << "two types";
    write("F64", "F64");
    EXPECT_EQ(loadModelConfig(folder.path())->storedDtype, "") << "a type that no model is kept in";
    for (const std::string& broken : std::vector<std::string>{"", "1234567", std::string(8, '\xFF') + "{}", std::string("\x04\0\0\0\0\0\0\0nope", 12)}) {
        ASSERT_TRUE(writeFileDurably(weights, broken));
        EXPECT_EQ(storedDtypeOf(folder.path()), std::nullopt) << "whoever loads it says what is wrong";
    }
}

TEST(StoredDtype, IsOneForAllShardsOrNone) {
    const test::TemporaryFolder folder;
    writeWeights(folder / "a.safetensors", {{"model.layers.0.mlp.up_proj.weight", "BF16"}});
    writeWeights(folder / "b.safetensors", {{"model.layers.1.mlp.up_proj.weight", "BF16"}});
    ASSERT_TRUE(writeFileDurably(folder / "model.safetensors.index.json",
                                 R"({"weight_map": {"x": "a.safetensors", "y": "b.safetensors", "z": "a.safetensors"}})"));
    EXPECT_EQ(storedDtypeOf(folder.path()), "bfloat16");
    writeWeights(folder / "b.safetensors", {{"model.layers.1.mlp.up_proj.weight", "F16"}});
    EXPECT_EQ(storedDtypeOf(folder.path()), "");
    ASSERT_TRUE(writeFileDurably(folder / "b.safetensors", ""));
    EXPECT_EQ(storedDtypeOf(folder.path()), std::nullopt);
}

TEST(Families, InfosAreComplete) {
    AllFamilies::forEach([]<class F>() {
        const FamilyInfo info = F::info();
        EXPECT_EQ(info.id, F::id);
        EXPECT_FALSE(info.title.empty() || info.help.empty() || info.architectures.empty() || info.ggufArchitecture.empty()) << F::id;
    });
}

}  // namespace
}  // namespace luthier
