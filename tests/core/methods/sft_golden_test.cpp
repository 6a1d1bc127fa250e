// SPDX-License-Identifier: Apache-2.0
// Masked SFT through method and adapter against transformers and peft: the loss of a step and the gradient of every trained tensor
// (tests/baselines/tiny_goldens.py, peft_lora.py). Ours is float32; the adapters' goldens are those of float64, from which the references' own float32 is up to
// 4e-5 away.
#include "core/methods/sft.h"

#include "core/adapters/all_adapters.h"
#include "tests/support/steps.h"

namespace luthier {
namespace {

using namespace luthier::test;

constexpr double kLossTolerance = 3e-6, kGradientTolerance = 5e-6;

void expectGoldenStep(Policy& policy, const Adapter& adapter, const Json& golden, std::int64_t microTokens) {
    const TokenStore store = storeOf(golden.at("sequences"));
    const StepResult result = runStep(policy, *sft(), wholeStep(store), microTokens, adapter.trained());
    EXPECT_NEAR(result.loss, golden.at("loss").get<double>(), kLossTolerance);
    EXPECT_EQ(result.gradients.size(), golden.at("gradients").size());
    for (const auto& [name, gradient] : result.gradients) {
        ASSERT_TRUE(golden.at("gradients").contains(name)) << name;
        expectProbe(gradient, golden.at("gradients").at(name), kGradientTolerance, name);
    }
}

class SftOfAllParameters : public testing::TestWithParam<const char*> {};

TEST_P(SftOfAllParameters, LossAndGradients) {
    const Json expected = golden(GetParam());
    const std::unique_ptr<CausalModel> model = require(CausalModel::load(baselinePath(expected.at("model").get<std::string>()), at::kFloat));
    const std::unique_ptr<Adapter> full = require(Full::create({}, *model, 1));
    Policy policy(*model, full->slot());
    expectGoldenStep(policy, *full, expected, 4096);   // both rows in one batch
    expectGoldenStep(policy, *full, expected, 16);     // each alone
}

INSTANTIATE_TEST_SUITE_P(Families, SftOfAllParameters, testing::Values("tiny_llama.json", "tiny_llama3.json", "tiny_mistral.json", "tiny_qwen2.json"),
                         [](const testing::TestParamInfo<const char*>& name) { return std::string(name.param, std::string(name.param).find('.')); });

TEST(SftOfAdapters, LossAndGradients) {
    const Json all = golden("peft_lora.json");
    ASSERT_EQ(all.at("cases").size(), 4U);
    for (const Json& expected : all.at("cases")) {
        SCOPED_TRACE(expected.at("name").get<std::string>());
        const std::unique_ptr<CausalModel> model = require(CausalModel::load(baselinePath(expected.at("model").get<std::string>()), at::kFloat));
        const std::unique_ptr<Adapter> adapter = require(loadAdapter(baselinePath(expected.at("adapter").get<std::string>()), *model));
        model->setRequiresGrad([](const NamedParameter&) { return false; });
        Policy policy(*model, adapter->slot());
        expectGoldenStep(policy, *adapter, expected, 4096);
        expectGoldenStep(policy, *adapter, expected, 16);
        for (const NamedParameter& parameter : model->parameters()) EXPECT_FALSE(parameter.tensor.grad().defined()) << parameter.name;
    }
}

TEST(SftOfLastLayers, GradientsAreThoseOfTheWholeModel) {
    const Json expected = golden("tiny_llama.json");
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-llama");
    LastLayersOptions options;
    options.layers = 1;
    const std::unique_ptr<Adapter> last = require(LastLayers::create(options, *model, 1));
    Policy policy(*model, last->slot());
    const TokenStore store = storeOf(expected.at("sequences"));
    const StepResult result = runStep(policy, *sft(), wholeStep(store), 4096, last->trained());
    EXPECT_NEAR(result.loss, expected.at("loss").get<double>(), kLossTolerance);
    std::set<std::string> names;
    for (const auto& [name, gradient] : result.gradients) {
        names.insert(name);
        expectProbe(gradient, expected.at("gradients").at(name), kGradientTolerance, name);
    }
    EXPECT_TRUE(names.contains("model.norm.weight"));
    EXPECT_TRUE(names.contains("model.layers.1.mlp.down_proj.weight"));
    for (const std::string& name : names) EXPECT_TRUE(name == "model.norm.weight" || name.starts_with("model.layers.1.")) << name;
}

}  // namespace
}  // namespace luthier
