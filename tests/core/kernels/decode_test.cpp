// SPDX-License-Identifier: Apache-2.0
// The kernels of a decoding step: right, and the same bits for a row whatever is computed beside it.
#include <ATen/ATen.h>

#include "core/kernels/ops.h"
#include "core/kernels/reference/reference.h"
#include "tests/support/tensors.h"

namespace luthier {
namespace {

using namespace luthier::test;

at::Tensor noise(at::IntArrayRef shape, at::ScalarType dtype, std::uint64_t seed) { return randomTensor(shape, seed, dtype); }

class Decode : public testing::TestWithParam<at::ScalarType> {
protected:
    double tolerance() const { return GetParam() == at::kFloat ? 1e-5 : 2e-2; }
};

TEST_P(Decode, RowwiseProductsAreThoseOfAMatrixProduct) {
    for (const auto& [rows, inputs, outputs] : {std::tuple{1, 64, 7}, {3, 65, 4}, {8, 576, 130}, {5, 3, 9}, {1, 1, 1}, {17, 200, 33}}) {
        const at::Tensor x = noise({rows, inputs}, GetParam(), 1), w = noise({outputs, inputs}, GetParam(), 2);
        const at::Tensor expected = at::mm(x.to(at::kDouble), w.to(at::kDouble).t());
        const at::Tensor y = kernels::rowwiseLinear(x, w);
        EXPECT_EQ(y.scalar_type(), at::kFloat);
        EXPECT_LT((y.to(at::kDouble) - expected).abs().max().item<double>(), 1e-5 * (1 + static_cast<double>(inputs)))
            << rows << " " << inputs << " " << outputs;
    }
    EXPECT_EQ(kernels::rowwiseLinear(noise({0, 8}, GetParam(), 1), noise({4, 8}, GetParam(), 2)).sizes(), at::IntArrayRef({0, 4}));
}

TEST(NarrowDecode, WeightsKeptInBf16GiveTheBitsOfTheWeightsWidened) {
    for (const auto& [rows, inputs, outputs] : {std::tuple{1, 576, 130}, {3, 65, 4}, {8, 576, 13}, {5, 3, 9}, {1, 1, 1}, {17, 200, 33}}) {
        const at::Tensor x = noise({rows, inputs}, at::kFloat, 1), w = noise({outputs, inputs}, at::kBFloat16, 2);
        EXPECT_TRUE(at::equal(kernels::rowwiseLinear(x, w), kernels::rowwiseLinear(x, w.to(at::kFloat)))) << rows << " " << inputs << " " << outputs;
        const at::Tensor rounded = kernels::rowwiseLinearRounded(x, w);
        EXPECT_EQ(rounded.scalar_type(), at::kFloat);
        EXPECT_TRUE(at::equal(rounded, kernels::rowwiseLinear(x, w)));
    }
    EXPECT_THROW(kernels::rowwiseLinear(noise({1, 8}, at::kBFloat16, 1), noise({4, 8}, at::kFloat, 2)), c10::Error) << "rows narrower than weights";
}

TEST_P(Decode, ARowsBitsDependOnItAlone) {
    const at::Tensor x = noise({13, 577}, GetParam(), 3), w = noise({301, 577}, GetParam(), 4), all = kernels::rowwiseLinear(x, w);
    for (std::int64_t row = 0; row < x.size(0); ++row) {
        EXPECT_TRUE(at::equal(kernels::rowwiseLinear(x.narrow(0, row, 1), w), all.narrow(0, row, 1))) << row;
        const std::int64_t count = std::min<std::int64_t>(x.size(0) - row, 5);
        EXPECT_TRUE(at::equal(kernels::rowwiseLinear(x.narrow(0, row, count), w), all.narrow(0, row, count))) << row;
    }
}

TEST_P(Decode, AttentionOfOneTokenIsTheReferences) {
    for (const auto& [heads, kvHeads, width, positions] : {std::tuple{9, 3, 64, 1}, {4, 4, 16, 33}, {8, 2, 80, 200}, {2, 1, 20, 17}}) {
        const at::Tensor query = noise({1, heads, width}, GetParam(), 5), key = noise({positions, kvHeads, width}, GetParam(), 6);
        const at::Tensor value = noise({positions, kvHeads, width}, GetParam(), 7);
        for (const std::optional<std::int64_t> window : {std::optional<std::int64_t>(), std::optional<std::int64_t>(5)}) {
            const at::Tensor expected = kernels::reference::cachedAttention(query.to(at::kDouble), key.to(at::kDouble), value.to(at::kDouble), 0.125, window);
            const at::Tensor out = kernels::cachedAttention(query, key, value, 0.125, window);
            EXPECT_EQ(out.scalar_type(), GetParam());
            EXPECT_LT((out.to(at::kDouble) - expected).abs().max().item<double>(), tolerance()) << heads << " heads, " << positions << " positions";
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Types, Decode, testing::Values(at::kFloat, at::kBFloat16),
                         [](const testing::TestParamInfo<at::ScalarType>& type) { return type.param == at::kFloat ? "f32" : "bf16"; });

}  // namespace
}  // namespace luthier
