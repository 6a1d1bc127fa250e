// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "core/kernels/ops.h"
#include "tests/support/tensors.h"

namespace luthier {
namespace {

using namespace luthier::test;

at::Tensor rounded(const at::Tensor& from, std::uint64_t seed = 1, std::uint64_t stream = 2) {
    at::Tensor to = at::empty(from.sizes(), at::kBFloat16);
    kernels::roundStochastically(from, to, seed, stream);
    return to;
}

TEST(StochasticRounding, GoesToANeighbourAsOftenAsItIsNear) {
    for (const double share : {0.0, 0.1, 0.5, 0.9}) {
        const double low = 1.0, spacing = 1.0 / 128;
        const at::Tensor from = at::full({100000}, low + share * spacing, at::kFloat), to = rounded(from).to(at::kDouble);
        EXPECT_TRUE(((to == low) | (to == low + spacing)).all().item<bool>());
        EXPECT_NEAR((to - low).mean().item<double>() / spacing, share, 0.006) << share;   // four standard errors
    }
}

TEST(StochasticRounding, NegativeNumbersAndZeroToo) {
    const at::Tensor from = at::full({100000}, -3.0 - 0.25 / 64, at::kFloat), to = rounded(from).to(at::kDouble);
    EXPECT_NEAR((to.mean().item<double>() + 3.0) * -64, 0.25, 0.01);
    EXPECT_TRUE(at::equal(rounded(at::zeros({9})), at::zeros({9}, at::kBFloat16)));
}

TEST(StochasticRounding, InfinityAndNanStay) {
    const float inf = std::numeric_limits<float>::infinity(), nan = std::numeric_limits<float>::quiet_NaN();
    const at::Tensor to = rounded(at::tensor({inf, -inf, nan})).to(at::kFloat);
    EXPECT_EQ(to[0].item<float>(), inf);
    EXPECT_EQ(to[1].item<float>(), -inf);
    EXPECT_TRUE(std::isnan(to[2].item<float>()));
}

TEST(StochasticRounding, TheSameSeedAndStreamRoundTheSameWay) {
    const at::Tensor from = randomTensor({1001}, 5, at::kFloat);
    EXPECT_TRUE(at::equal(rounded(from), rounded(from)));
    EXPECT_FALSE(at::equal(rounded(from), rounded(from, 2)));
    EXPECT_FALSE(at::equal(rounded(from), rounded(from, 1, 3)));
}

}  // namespace
}  // namespace luthier
