// SPDX-License-Identifier: Apache-2.0
// Levels and learned ties against their textbook forms in float64 (tests/baselines/reward_heads.py), and where those lose all digits.
#include "core/losses/reward.h"

#include "tests/support/golden.h"

namespace luthier {
namespace {

using namespace luthier::test;

at::Tensor numbersOf(const Json& list, bool isLeaf = false) {
    const at::Tensor numbers = at::tensor(list.get<std::vector<double>>(), at::kDouble);
    return isLeaf ? numbers.set_requires_grad(true) : numbers;
}

at::Tensor levelsOf(const Json& list) { return at::tensor(list.get<std::vector<std::int64_t>>(), at::kLong); }

at::Tensor flagsOf(const Json& list) {
    std::vector<double> flags;
    for (const Json& flag : list) flags.push_back(flag.get<bool>() ? 1.0 : 0.0);
    return at::tensor(flags, at::kDouble);
}

TEST(OrdinalLoss, IsTheOrderedLogit) {
    const Json cases = golden("reward_heads.json").at("ordinal");
    ASSERT_EQ(cases.size(), 3U);
    for (const Json& one : cases) {
        SCOPED_TRACE(one.at("name").get<std::string>());
        const at::Tensor scores = numbersOf(one.at("scores"), true), cuts = numbersOf(one.at("cut_points"), true);
        const at::Tensor each = cuts.unsqueeze(0).expand({scores.size(0), -1}), loss = ordinalLoss(scores, levelsOf(one.at("levels")), each);
        expectClose(loss, numbersOf(one.at("loss")), 1e-9, "loss");
        expectClose(expectedLevel(scores, each), numbersOf(one.at("expected_level")), 1e-10, "expected level");
        loss.sum().backward();
        expectClose(scores.grad(), numbersOf(one.at("gradient_scores")), 1e-9, "gradient of the scores");
        expectClose(cuts.grad(), numbersOf(one.at("gradient_cut_points")), 1e-7, "gradient of the cut points");
    }
}

TEST(OrdinalLoss, GradientsMatchDifferences) {
    const at::Tensor level = at::tensor({0, 1, 2, 3, 2}, at::kLong);
    const at::Tensor cuts = at::tensor({-1.0, 0.2, 1.5}, at::kDouble).unsqueeze(0).expand({5, -1}).contiguous();
    expectGradientsMatchDifferences([&](const std::vector<at::Tensor>& in) { return ordinalLoss(in[0], level, in[1]); }, {randomTensor({5}, 3), cuts}, 1e-8);
}

TEST(OrdinalLoss, WithTwoLevelsIsLogistic) {
    const at::Tensor scores = at::tensor({0.7, -2.0}, at::kDouble), cut = at::zeros({2, 1}, at::kDouble);
    expectClose(ordinalLoss(scores, at::tensor({1, 0}, at::kLong), cut), -at::log_sigmoid(at::tensor({0.7, 2.0}, at::kDouble)), 1e-12, "loss");
}

// Far from every cut point and between two that nearly touch, the difference of two probabilities is 0 in float64; its logarithm is not.
TEST(OrdinalLoss, StaysFinite) {
    const at::Tensor scores = at::tensor({80.0, -80.0, 80.0, -80.0, 0.0}, at::kDouble).set_requires_grad(true);
    const at::Tensor cuts = at::tensor({-1.0, 1.0, 1.0 + 1e-9}, at::kDouble).unsqueeze(0).expand({5, -1}).contiguous().set_requires_grad(true);
    const at::Tensor loss = ordinalLoss(scores, at::tensor({0, 3, 1, 1, 2}, at::kLong), cuts);
    loss.sum().backward();
    for (const at::Tensor& tensor : {loss.detach(), scores.grad(), cuts.grad()}) EXPECT_TRUE(at::isfinite(tensor).all().item<bool>()) << tensor;
    EXPECT_NEAR(loss[0].item<double>(), 81, 1e-6);
    EXPECT_NEAR(loss[2].item<double>(), 79, 1);
}

TEST(RaoKupper, IsItsFormWithTiesAndMargins) {
    const Json cases = golden("reward_heads.json").at("ties");
    ASSERT_EQ(cases.size(), 3U);
    for (const Json& one : cases) {
        SCOPED_TRACE(one.at("name").get<std::string>());
        const at::Tensor better = numbersOf(one.at("better"), true), worse = numbersOf(one.at("worse"), true), threshold = numbersOf(one.at("threshold"), true);
        const double smoothing = one.at("smoothing").get<double>();
        const at::Tensor loss = raoKupperLoss(better - worse, flagsOf(one.at("is_tie")), threshold, numbersOf(one.at("margin")), smoothing);
        expectClose(loss, numbersOf(one.at("loss")), 1e-9, "loss");
        loss.sum().backward();
        expectClose(better.grad(), numbersOf(one.at("gradient_better")), 1e-9, "gradient of the better answers");
        expectClose(worse.grad(), numbersOf(one.at("gradient_worse")), 1e-9, "gradient of the worse answers");
        expectClose(threshold.grad(), numbersOf(one.at("gradient_threshold")), 1e-8, "gradient of the thresholds");
    }
}

TEST(RaoKupper, GradientsMatchDifferencesAndProbabilitiesAddUpToOne) {
    const at::Tensor isTie = at::tensor({0.0, 1.0, 0.0, 1.0}, at::kDouble), threshold = at::tensor({0.5, 0.5, 1.0, 0.2}, at::kDouble);
    const at::Tensor margin = at::tensor({0.0, 0.0, 0.3, 0.0}, at::kDouble), difference = randomTensor({4}, 5);
    expectGradientsMatchDifferences([&](const std::vector<at::Tensor>& in) { return raoKupperLoss(in[0], isTie, in[1], margin, 0.1); },
                                    {difference, threshold}, 1e-8);
    const at::Tensor none = at::zeros({4}, at::kDouble), tied = at::ones({4}, at::kDouble);
    const auto probability = [&](const at::Tensor& d, const at::Tensor& tie) { return at::exp(-raoKupperLoss(d, tie, threshold, none)); };
    expectClose(probability(difference, none) + probability(-difference, none) + probability(difference, tied), tied, 1e-12, "sum of the probabilities");
}

}  // namespace
}  // namespace luthier
