// SPDX-License-Identifier: Apache-2.0
#include "core/losses/loss_parts.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace luthier {
namespace {

TEST(LossParts, EachTermIsDividedByItsOwnDenominator) {
    const LossParts parts{{{"nll_loss", at::scalar_tensor(6.0F), 3.0}, {"odds_loss", at::scalar_tensor(5.0F), 10.0}}};
    EXPECT_FLOAT_EQ(parts.total().item<float>(), 2.5F);
}

TEST(LossParts, GradientsAreScaledLikeTheTerms) {
    const at::Tensor x = at::tensor({2.0F, 3.0F}).set_requires_grad(true), y = at::scalar_tensor(4.0F).set_requires_grad(true);
    const LossParts parts{{{"a", (x * x).sum(), 4.0}, {"b", y * x.sum(), 2.0}}};
    parts.total().backward();
    EXPECT_TRUE(at::allclose(x.grad(), at::tensor({2.0F * 2 / 4 + 4.0F / 2, 2.0F * 3 / 4 + 4.0F / 2})));
    EXPECT_FLOAT_EQ(y.grad().item<float>(), 2.5F);
}

// A step in one batch, and the same in three whose parts are divided by the total of the step.
TEST(LossParts, PartsOfAStepAddUpToTheWhole) {
    const at::Tensor terms = at::tensor({1.0F, 2.0F, 4.0F, 8.0F, 16.0F});
    const double whole = LossParts{{{"loss", terms.sum(), 5.0}}}.total().item<double>();
    double sum = 0;
    for (const auto& [begin, count] : {std::pair{0, 2}, std::pair{2, 1}, std::pair{3, 2}})
        sum += LossParts{{{"loss", terms.narrow(0, begin, count).sum(), 5.0}}}.total().item<double>();
    EXPECT_NEAR(sum, whole, 1e-6);
}

TEST(LossParts, WithoutTermsThereIsNoLoss) { EXPECT_FALSE(LossParts{}.total().defined()); }

}  // namespace
}  // namespace luthier
