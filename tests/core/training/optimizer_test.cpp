// SPDX-License-Identifier: Apache-2.0
// The optimizer against torch.optim.AdamW: three steps of transformers models and of peft adapters, decay on matrices only
// (tests/baselines/tiny_goldens.py "adamw_matrices"); then clipping, masters of bf16 tensors, and its state.
#include "core/training/optimizer.h"

#include "core/adapters/all_adapters.h"
#include "tests/support/steps.h"

namespace luthier {
namespace {

using namespace luthier::test;

kernels::AdamwOptions adamwOf(const Json& options) {
    return {options.at("lr").get<double>(), options.at("betas")[0].get<double>(), options.at("betas")[1].get<double>(), options.at("eps").get<double>(),
            options.at("weight_decay").get<double>()};
}

// The references themselves are up to 3e-5 from float64 after three steps.
void expectThreeGoldenSteps(Policy& policy, const Adapter& adapter, const Json& expected, const Json& options) {
    const TokenStore store = storeOf(expected.at("sequences"));
    const Step step = wholeStep(store);
    const std::unique_ptr<Method> method = sft();
    Optimizer optimizer(adapter.trained());
    for (const Json& golden : expected.at("adamw_matrices").at("steps")) {
        const StepTotals totals = method->prepare(policy, step, 4096);
        double loss = 0;
        for (const Batch& batch : method->makeBatches(step, 16)) {
            BatchReport report;
            const at::Tensor part = method->computeLoss(policy, batch, totals, report).total();
            loss += part.item<double>();
            part.backward();
            optimizer.collectGradients();
        }
        const double norm = optimizer.gradientNorm();
        EXPECT_NEAR(loss, golden.at("loss").get<double>(), 2e-5);
        EXPECT_NEAR(norm, golden.at("grad_norm").get<double>(), 1e-5 * (1 + norm));
        optimizer.step(norm, options.at("clip_norm").get<double>(), adamwOf(options));
    }
    EXPECT_EQ(optimizer.numSteps(), 3);
    const Json& parameters = expected.at("adamw_matrices").at("parameters");
    const std::vector<TrainedTensor> trained = adapter.trained();
    EXPECT_EQ(trained.size(), parameters.size());
    for (const TrainedTensor& tensor : trained) {
        ASSERT_TRUE(parameters.contains(tensor.name)) << tensor.name;
        // Slow rotary frequencies hardly see a bias of the keys: gradients of 1e-6 are rounding noise, which Adam scales up to whole steps of 1e-3.
        const bool isNoisy = tensor.name.find("k_proj") != std::string::npos && tensor.name.ends_with("bias");
        expectProbe(tensor.tensor, parameters.at(tensor.name), isNoisy ? 2e-4 : 1e-5, tensor.name);
        EXPECT_EQ(tensor.decays, tensor.tensor.dim() > 1) << tensor.name;
    }
}

class GoldenSteps : public testing::TestWithParam<const char*> {};

TEST_P(GoldenSteps, AllParameters) {
    const Json expected = golden(GetParam());
    const std::unique_ptr<CausalModel> model = require(CausalModel::load(baselinePath(expected.at("model").get<std::string>()), at::kFloat));
    const std::unique_ptr<Adapter> full = require(Full::create({}, *model, 1));
    Policy policy(*model, full->slot());
    expectThreeGoldenSteps(policy, *full, expected, expected.at("optimizer"));
}

INSTANTIATE_TEST_SUITE_P(Families, GoldenSteps, testing::Values("tiny_llama.json", "tiny_llama3.json", "tiny_mistral.json", "tiny_qwen2.json"),
                         [](const testing::TestParamInfo<const char*>& name) { return std::string(name.param, std::string(name.param).find('.')); });

TEST(GoldenSteps, Adapters) {
    const Json all = golden("peft_lora.json");
    ASSERT_EQ(all.at("cases").size(), 4U);
    for (const Json& expected : all.at("cases")) {
        SCOPED_TRACE(expected.at("name").get<std::string>());
        const std::unique_ptr<CausalModel> model = require(CausalModel::load(baselinePath(expected.at("model").get<std::string>()), at::kFloat));
        const std::string before = model->fingerprint();
        const std::unique_ptr<Adapter> adapter = require(loadAdapter(baselinePath(expected.at("adapter").get<std::string>()), *model));
        model->setRequiresGrad([](const NamedParameter&) { return false; });
        Policy policy(*model, adapter->slot());
        expectThreeGoldenSteps(policy, *adapter, expected, all.at("optimizer"));
        model->invalidateFingerprint();
        EXPECT_EQ(model->fingerprint(), before) << "the base has moved";
    }
}

// Two tensors with gradients that are set by hand.
class OptimizerTest : public testing::Test {
protected:
    static TrainedTensor tensor(const char* name, std::vector<float> values, bool decays = true, at::ScalarType dtype = at::kFloat) {
        return {name, at::tensor(values).to(dtype).set_requires_grad(true), decays};
    }
    static void backward(Optimizer& optimizer, const TrainedTensor& trained, const std::vector<float>& gradient) {
        (trained.tensor.to(at::kFloat) * at::tensor(gradient)).sum().backward();
        optimizer.collectGradients();
    }
    const kernels::AdamwOptions m_adamw{0.1, 0.9, 0.999, 1e-8, 0.0};
};

TEST_F(OptimizerTest, GradientsAddUpUntilTheStep) {
    const TrainedTensor a = tensor("a", {0, 0}), b = tensor("b", {0});
    Optimizer optimizer({a, b});
    EXPECT_EQ(optimizer.gradientNorm(), 0);
    backward(optimizer, a, {1, 0});
    backward(optimizer, a, {1, 3});
    backward(optimizer, b, {6});
    EXPECT_NEAR(optimizer.gradientNorm(), 7, 1e-6);   // (2, 3, 6)
    optimizer.step(7, 0, m_adamw);
    EXPECT_EQ(optimizer.gradientNorm(), 0);
    EXPECT_EQ(optimizer.numSteps(), 1);
}

TEST_F(OptimizerTest, ClippingScalesTheWholeGradient) {
    const TrainedTensor clipped = tensor("t", {1, 2}), scaled = tensor("t", {1, 2});
    Optimizer one({clipped}), two({scaled});
    kernels::AdamwOptions adamw = m_adamw;
    adamw.epsilon = 1;   // without it the first step of Adam does not depend on the scale
    backward(one, clipped, {3, 4});
    one.step(one.gradientNorm(), 2.5, adamw);
    backward(two, scaled, {1.5F, 2});
    two.step(two.gradientNorm(), 0, adamw);
    expectClose(clipped.tensor, scaled.tensor, 1e-6, "clipped to half");

    const TrainedTensor small = tensor("t", {1, 2}), plain = tensor("t", {1, 2});
    Optimizer three({small}), four({plain});
    backward(three, small, {0.3F, 0.4F});
    three.step(three.gradientNorm(), 2.5, adamw);
    backward(four, plain, {0.3F, 0.4F});
    four.step(four.gradientNorm(), 0, adamw);
    EXPECT_TRUE(at::equal(small.tensor, plain.tensor));   // shorter than the limit: untouched
}

TEST_F(OptimizerTest, DecayIsDecoupledAndOnlyWhereItApplies) {
    const TrainedTensor matrix = tensor("matrix", {2}), norm = tensor("norm", {2}, false), idle = tensor("idle", {2});
    Optimizer optimizer({matrix, norm, idle});
    kernels::AdamwOptions adamw = m_adamw;
    adamw.weightDecay = 0.5;
    backward(optimizer, matrix, {1});
    backward(optimizer, norm, {1});
    optimizer.step(optimizer.gradientNorm(), 0, adamw);
    EXPECT_NEAR(matrix.tensor.item<double>(), 2 * (1 - 0.1 * 0.5) - 0.1, 1e-6);
    EXPECT_NEAR(norm.tensor.item<double>(), 2 - 0.1, 1e-6);
    EXPECT_EQ(idle.tensor.item<double>(), 2);   // no gradient came: as torch, not even decay
}

TEST_F(OptimizerTest, NotFiniteGradientsAreSeenAndDiscarded) {
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
        const TrainedTensor a = tensor("a", {1, 2});
        Optimizer optimizer({a});
        backward(optimizer, a, {1, bad});
        EXPECT_FALSE(std::isfinite(optimizer.gradientNorm()));
        optimizer.discardGradients();
        EXPECT_EQ(optimizer.gradientNorm(), 0);
        EXPECT_FALSE(a.tensor.grad().defined());
        EXPECT_EQ(optimizer.numSteps(), 0);
        EXPECT_TRUE(at::equal(a.tensor, at::tensor({1.0F, 2.0F})));
        backward(optimizer, a, {1, 0});
        EXPECT_EQ(optimizer.gradientNorm(), 1);
    }
}

TEST_F(OptimizerTest, ABf16TensorMovesByItsFloat32Master) {
    const TrainedTensor narrow = tensor("t", {1}, true, at::kBFloat16), wide = tensor("t", {1});
    Optimizer one({narrow}), two({wide});
    kernels::AdamwOptions adamw = m_adamw;
    adamw.learningRate = 1e-4;   // far below the spacing of bf16 at 1
    for (int step = 0; step < 60; ++step) {
        for (int micro = 0; micro < 3; ++micro) {
            backward(one, narrow, {1});
            backward(two, wide, {1});
        }
        one.step(one.gradientNorm(), 0, adamw);
        two.step(two.gradientNorm(), 0, adamw);
    }
    EXPECT_TRUE(at::equal(one.values()[0], wide.tensor));
    EXPECT_EQ(one.values()[0].scalar_type(), at::kFloat);
    EXPECT_TRUE(at::equal(narrow.tensor, wide.tensor.to(at::kBFloat16)));
    EXPECT_NE(narrow.tensor.item<double>(), 1);
    EXPECT_GT(one.numBytes(), two.numBytes());
}

// Without a master, updates of a fiftieth of bf16's spacing still add up in the mean: 4096 numbers that move alike end within a few per cent of where they
// would.
TEST_F(OptimizerTest, WithoutAMasterSmallUpdatesAddUpInTheMean) {
    const std::vector<float> ones(4096, 1.0F);
    const TrainedTensor narrow = tensor("t", ones, true, at::kBFloat16), wide = tensor("t", ones);
    Optimizer one({narrow}, false, 3), two({wide});
    kernels::AdamwOptions adamw = m_adamw;
    adamw.learningRate = 1e-4;
    for (int step = 0; step < 60; ++step) {
        for (Optimizer* optimizer : {&one, &two}) {
            backward(*optimizer, optimizer == &one ? narrow : wide, ones);
            optimizer->step(optimizer->gradientNorm(), 0, adamw);
        }
    }
    const double moved = 1 - narrow.tensor.detach().to(at::kDouble).mean().item<double>(),
                 expected = 1 - wide.tensor.detach().to(at::kDouble).mean().item<double>();
    EXPECT_NEAR(moved, expected, 0.05 * expected);
    EXPECT_LT(one.numBytes(), two.numBytes() + 1) << "two moments and nothing else";
}

TEST_F(OptimizerTest, RestoredStateGoesOnWithTheSameBits) {
    for (const auto& [dtype, hasMasters] : {std::pair{at::kFloat, true}, {at::kBFloat16, true}, {at::kBFloat16, false}}) {
        const TrainedTensor whole = tensor("t", {1, -2, 3}, true, dtype), again = tensor("t", {0, 0, 0}, true, dtype);
        Optimizer one({whole}, hasMasters);
        const auto train = [&](Optimizer& optimizer, const TrainedTensor& trained, int from, int to) {
            for (int step = from; step < to; ++step) {
                backward(optimizer, trained, {1.0F + static_cast<float>(step), -0.5F, 0.1F * static_cast<float>(step)});
                optimizer.step(optimizer.gradientNorm(), 1, m_adamw);
            }
        };
        train(one, whole, 0, 3);
        NamedTensors state;
        for (const auto& [name, value] : one.state()) state.emplace_back(name, value.clone());
        train(one, whole, 3, 6);
        Optimizer two({again}, hasMasters);
        require(two.restore(state, 3));
        EXPECT_EQ(two.numSteps(), 3);
        train(two, again, 3, 6);
        EXPECT_TRUE(at::equal(again.tensor, whole.tensor));
        EXPECT_TRUE(at::equal(two.values()[0], one.values()[0]));
    }
}

TEST_F(OptimizerTest, RefusesAStateOfOtherTensors) {
    Optimizer source({tensor("a", {1, 2}), tensor("b", {1})});
    const NamedTensors state = source.state();
    for (const std::vector<TrainedTensor>& other :
         {std::vector{tensor("a", {1, 2})}, {tensor("a", {1, 2}), tensor("c", {1})}, {tensor("a", {1, 2}), tensor("b", {1, 2})}}) {
        Optimizer optimizer(other);
        const Status restored = optimizer.restore(state, 4);
        ASSERT_FALSE(restored);
        EXPECT_EQ(restored.error().code, ErrorCode::InvalidData);
        EXPECT_FALSE(restored.error().hint.empty());
        EXPECT_EQ(optimizer.numSteps(), 0);
    }
}

}  // namespace
}  // namespace luthier
