// SPDX-License-Identifier: Apache-2.0
// Broken, foreign and unusual adapter folders: loaded exactly, or an error that names what does not fit.
#include <filesystem>

#include <gmock/gmock.h>

#include "core/adapters/adapter.h"
#include "core/adapters/lora.h"
#include "core/adapters/weights_fingerprint.h"
#include "core/base/files.h"
#include "core/tensor_io/safetensors.h"
#include "tests/support/golden.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using namespace luthier::test;
using testing::HasSubstr;

const std::string keyQ0 = "base_model.model.model.layers.0.self_attn.q_proj.";

// The lora adapter of tiny-llama (rank 4, alpha 8) with parts a test may change.
class AdapterFolder : public testing::Test {
protected:
    TemporaryFolder m_folder;
    Json m_config = require(readJsonFile(baselinePath("adapters/lora/adapter_config.json")));
    NamedTensors m_tensors = require(loadTensors(baselinePath("adapters/lora/adapter_model.safetensors")));
    std::unique_ptr<CausalModel> m_model = loadTiny("tiny-llama");

    at::Tensor& tensor(const std::string& name) {
        for (auto& [key, value] : m_tensors) if (key == name) return value;
        throw std::runtime_error("no tensor " + name);
    }
    void remove(const std::string& name) { std::erase_if(m_tensors, [&](const auto& entry) { return entry.first == name; }); }
    Result<std::unique_ptr<Adapter>> load() {
        m_folder.write("adapter_config.json", dumpJson(m_config));
        require(saveTensors(m_folder / "adapter_model.safetensors", m_tensors));
        return loadAdapter(m_folder.path(), *m_model);
    }
    void expectRefused(const std::string& message, const std::string& key) {
        const auto adapter = load();
        ASSERT_FALSE(adapter.has_value());
        EXPECT_EQ(adapter.error().code, ErrorCode::InvalidData);
        EXPECT_THAT(adapter.error().toString(), HasSubstr(message));
        EXPECT_THAT(adapter.error().toString(), HasSubstr(key));
        EXPECT_FALSE(adapter.error().hint.empty());
    }
};

TEST_F(AdapterFolder, UnchangedLoads) { EXPECT_TRUE(load().has_value()); }

TEST_F(AdapterFolder, AdapterOfAnotherModel) {
    m_model = loadTiny("tiny-qwen2");
    tensor(keyQ0 + "lora_A.weight") = at::zeros({4, 48});
    expectRefused("does not fit this model", keyQ0 + "lora_A.weight");
}

TEST_F(AdapterFolder, TensorWithoutALayer) {
    m_tensors.emplace_back("base_model.model.model.layers.7.self_attn.q_proj.lora_A.weight", at::zeros({4, 32}));
    expectRefused("no layer", "layers.7");
}

// PEFT saves the embeddings of a vocabulary that grew (save_embedding_layers): without them the new tokens would be noise.
TEST_F(AdapterFolder, EmbeddingsOfAResizedVocabularyAreNotDropped) {
    m_tensors.emplace_back("base_model.model.model.embed_tokens.weight", at::zeros({m_model->config().vocabSize + 8, m_model->config().hiddenSize}));
    expectRefused("no layer", "embed_tokens");
}

// Wrappers such as DataParallel put a name in front. No tensor of such a file may be passed over.
TEST_F(AdapterFolder, NamesWithAPrefixAreRefused) {
    for (auto& [name, value] : m_tensors)
        if (name.starts_with(keyQ0)) name = "module." + name;
    expectRefused("no layer", "module." + keyQ0);
}

TEST_F(AdapterFolder, HalfAPair) {
    remove(keyQ0 + "lora_B.weight");
    expectRefused("lora_B is missing", "layers.0.self_attn.q_proj");
}

TEST_F(AdapterFolder, RankOfTheConfigIsTheRankOfTheTensors) {
    m_config["r"] = 5;
    expectRefused("[4,32], expected [5,32]", "lora_A");
}

TEST_F(AdapterFolder, ValuesThatAreNotFinite) {
    tensor(keyQ0 + "lora_B.weight")[0][0] = std::numeric_limits<double>::quiet_NaN();
    expectRefused("NaN", keyQ0.substr(0, keyQ0.size() - 1));
}

TEST_F(AdapterFolder, BiasForALayerWithoutOne) {
    m_tensors.emplace_back(keyQ0 + "base_layer.bias", at::zeros({32}));
    expectRefused("no such bias", "q_proj.bias");
}

TEST_F(AdapterFolder, NothingInside) {
    m_tensors.clear();
    expectRefused("no LoRA weights", "");
}

TEST_F(AdapterFolder, RanksThatMakeNoSense) {
    for (const Json& rank : {Json(0), Json(-1), Json(1'000'000'000), Json("many")}) {
        m_config["r"] = rank;
        EXPECT_FALSE(load().has_value()) << rank.dump();
    }
    m_config["r"] = 4;
    m_config["rank_pattern"] = {{"q_proj", 0}};
    expectRefused("1 to 65536", "rank_pattern.q_proj");
}

TEST_F(AdapterFolder, WhatIsNotSupportedIsSaid) {
    const std::vector<std::pair<std::string, Json>> changes{{"peft_type", "IA3"},
                                                            {"use_dora", true},
                                                            {"modules_to_save", Json::array({"lm_head"})},
                                                            {"fan_in_fan_out", true},
                                                            {"lora_bias", true},
                                                            {"target_parameters", Json::array({"mlp.experts.gate_up_proj"})},
                                                            {"trainable_token_indices", Json::array({1, 2})},
                                                            {"init_lora_weights", "pissa"},
                                                            {"layer_replication", Json::array({Json::array({0, 1})})},
                                                            {"alpha_pattern", {{"(", 3}}},
                                                            {"rank_pattern", {{std::string(2000, 'a') + "*", 3}}}};
    const Json original = m_config;
    for (const auto& [key, value] : changes) {
        m_config = original;
        m_config[key] = value;
        expectRefused("", key);
    }
}

TEST_F(AdapterFolder, MissingFiles) {
    const auto nothing = loadAdapter(m_folder / "nowhere", *m_model);
    ASSERT_FALSE(nothing.has_value());
    EXPECT_EQ(nothing.error().code, ErrorCode::NotFound);
    m_folder.write("adapter_config.json", dumpJson(m_config));
    const auto noWeights = loadAdapter(m_folder.path(), *m_model);
    ASSERT_FALSE(noWeights.has_value());
    EXPECT_EQ(noWeights.error().code, ErrorCode::NotFound);
    m_folder.write("adapter_config.json", "{\"peft_type\": ");
    EXPECT_EQ(loadAdapter(m_folder.path(), *m_model).error().code, ErrorCode::InvalidData);
    const auto file = loadAdapter(m_folder / "adapter_config.json", *m_model);
    EXPECT_EQ(file.error().code, ErrorCode::NotFound);
}

TEST_F(AdapterFolder, RefusedAdapterLeavesTheModelAlone) {
    const at::Tensor before = logitsOf(*m_model, {1, 2, 3});
    remove(keyQ0 + "lora_B.weight");
    EXPECT_FALSE(load().has_value());
    EXPECT_TRUE(at::equal(logitsOf(*m_model, {1, 2, 3}), before));
}

// rank_pattern and alpha_pattern: read as peft does, and written so that peft and we read the same again.
TEST_F(AdapterFolder, PatternsAndSomeLayersOnlySurviveSaving) {
    tensor(keyQ0 + "lora_A.weight") = randomTensor({2, 32}, 1, at::kFloat);
    tensor(keyQ0 + "lora_B.weight") = randomTensor({32, 2}, 2, at::kFloat);
    m_config["rank_pattern"] = {{"layers.0.self_attn.q_proj", 2}};
    m_config["alpha_pattern"] = {{".*\\.down_proj", 20}};
    std::erase_if(m_tensors, [](const auto& entry) { return entry.first.find("layers.1.mlp.up_proj") != std::string::npos; });
    const std::unique_ptr<Adapter> adapter = require(load());
    const at::Tensor expected = logitsOf(*m_model, {1, 2, 3, 4}, adapter->slot());

    std::vector<at::Tensor> values;
    for (const TrainedTensor& trained : adapter->trained()) values.push_back(trained.tensor);
    require(makeFolders(m_folder / "saved"));
    require(adapter->save(m_folder / "saved", values, {"base"}));
    const Json saved = require(readJsonFile(m_folder / "saved/adapter_config.json"));
    EXPECT_EQ(saved.at("rank_pattern").size(), 1U);
    EXPECT_GE(saved.at("alpha_pattern").size(), 2U);
    const auto targets = saved.at("target_modules").get<std::set<std::string>>();
    EXPECT_TRUE(targets.contains("model.layers.0.mlp.up_proj"));
    EXPECT_FALSE(targets.contains("model.layers.1.mlp.up_proj") || targets.contains("up_proj"));
    const std::unique_ptr<Adapter> again = require(loadAdapter(m_folder / "saved", *m_model));
    EXPECT_TRUE(at::equal(logitsOf(*m_model, {1, 2, 3, 4}, again->slot()), expected));
}

TEST_F(AdapterFolder, FingerprintKnowsScaleStrengthAndOrder) {
    const std::unique_ptr<Adapter> first = require(load());
    m_config["lora_alpha"] = 9;
    const std::unique_ptr<Adapter> stronger = require(load());
    EXPECT_NE(first->fingerprint(), stronger->fingerprint());
    EXPECT_EQ(weightsFingerprint(*m_model, {}), m_model->fingerprint());
    const std::string one = weightsFingerprint(*m_model, {{first.get(), 1.0}});
    EXPECT_NE(one, m_model->fingerprint());
    EXPECT_EQ(one, weightsFingerprint(*m_model, {{first.get(), 1.0}}));
    EXPECT_NE(one, weightsFingerprint(*m_model, {{first.get(), 0.5}}));
    EXPECT_NE(one, weightsFingerprint(*m_model, {{stronger.get(), 1.0}}));
}

TEST(NewLora, IsTheBaseUntilTrained) {
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-llama");
    const at::Tensor base = logitsOf(*model, {1, 2, 3});
    const std::unique_ptr<Adapter> adapter = require(Lora::create(LoraOptions(), *model, 7));
    EXPECT_TRUE(at::equal(logitsOf(*model, {1, 2, 3}, adapter->slot()), base));
    const TrainedTensor first = adapter->trained().front();
    EXPECT_EQ(first.name, keyQ0 + "lora_A.weight");
    EXPECT_EQ(first.tensor.sizes(), at::IntArrayRef({16, 32}));
    const double bound = 1 / std::sqrt(32.0);
    EXPECT_LE(first.tensor.abs().max().item<double>(), bound);
    EXPECT_NEAR(first.tensor.std().item<double>(), bound / std::sqrt(3.0), 0.01);
}

// float16 would overflow in the optimizer, and bf16 would lose small steps.
TEST(NewLora, IsFloat32WhateverTheModelAndTheFileAre) {
    const TemporaryFolder folder;
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-llama", at::kBFloat16);
    NamedTensors tensors = require(loadTensors(baselinePath("adapters/lora/adapter_model.safetensors")));
    for (auto& [name, tensor] : tensors) tensor = tensor.to(at::kHalf);
    require(saveTensors(folder / "adapter_model.safetensors", tensors));
    folder.write("adapter_config.json", contentOf(baselinePath("adapters/lora/adapter_config.json")));
    const std::unique_ptr<Adapter> fresh = require(Lora::create(LoraOptions(), *model, 7)), loaded = require(loadAdapter(folder.path(), *model));
    for (const Adapter* adapter : {fresh.get(), loaded.get()})
        for (const TrainedTensor& trained : adapter->trained()) EXPECT_EQ(trained.tensor.scalar_type(), at::kFloat) << trained.name;
}

TEST(NewLora, FollowsTheSeedAndNamesUnknownTargets) {
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-llama");
    const auto firstA = [&](std::uint64_t seed) { return require(Lora::create(LoraOptions(), *model, seed))->trained().front().tensor.clone(); };
    EXPECT_TRUE(at::equal(firstA(1), firstA(1)));
    EXPECT_FALSE(at::equal(firstA(1), firstA(2)));
    LoraOptions options;
    options.targets = {Targets::Kind::Names, {"query_key_value"}, ""};
    const auto wrong = Lora::create(options, *model, 1);
    ASSERT_FALSE(wrong.has_value());
    EXPECT_THAT(wrong.error().toString(), HasSubstr("q_proj"));
}

TEST(Slots, UnpluggedAdapterIsGone) {
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-llama");
    const at::Tensor base = logitsOf(*model, {1, 2, 3});
    AdapterSlot slot = kNoAdapter;
    {
        const std::unique_ptr<Adapter> adapter = require(loadAdapter(baselinePath("adapters/lora"), *model));
        slot = adapter->slot();
        EXPECT_FALSE(at::equal(logitsOf(*model, {1, 2, 3}, slot), base));
    }
    EXPECT_TRUE(at::equal(logitsOf(*model, {1, 2, 3}, slot), base));
}

}  // namespace
}  // namespace luthier
