// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/shared_prefix.h"

#include <gtest/gtest.h>

#include "tests/support/tensors.h"

namespace luthier::kernels {
namespace {

using test::expectClose;
using test::randomTensor;

constexpr std::int64_t kHeads = 4, kKvHeads = 2;

// Four segments: the second and third go on from the first's 20 tokens, the fourth from 30 of the second, of which 20 are the first's own.
const std::vector<std::int64_t> kStarts{0, 33, 58, 59, 76};
const std::vector<SharedPrefix> kPrefixes{{}, {0, 20}, {0, 20}, {1, 30}};

at::Tensor rotation(const at::Tensor& positions, std::int64_t width, bool isSine) {
    const at::Tensor angle = positions.to(at::kFloat).unsqueeze(1) * at::pow(10000.0, -at::arange(0, width, 2, at::kFloat) / static_cast<double>(width));
    return isSine ? angle.sin() : angle.cos();
}

at::Tensor positionsOf(const std::vector<std::int64_t>& starts, const std::vector<SharedPrefix>& prefixes) {
    std::vector<at::Tensor> parts;
    for (std::size_t s = 0; s + 1 < starts.size(); ++s) parts.push_back(at::arange(prefixes[s].length, prefixes[s].length + starts[s + 1] - starts[s]));
    return at::cat(parts);
}

struct Results { at::Tensor out, gradient; };

Results shared(const at::Tensor& x, const AttentionShape& shape, const at::Tensor& slope) {
    const at::Tensor leaf = x.clone().set_requires_grad(true), positions = positionsOf(kStarts, kPrefixes);
    const at::Tensor out =
        rotaryAttention(leaf * 1, rotation(positions, shape.width, false), rotation(positions, shape.width, true), kStarts, shape, kPrefixes);
    out.backward(slope);
    return {out.detach(), leaf.grad()};
}

// Every segment whole, as rows of their own; the rows of a prefix share a leaf, so autograd itself adds their gradients up.
Results separate(const at::Tensor& x, const AttentionShape& shape, const at::Tensor& slope) {
    const WholeSegments whole(kStarts, PrefixRows(kStarts, kPrefixes), at::kCPU);
    const at::Tensor leaf = x.clone().set_requires_grad(true), positions = positionsOf(whole.starts, std::vector<SharedPrefix>(4));
    const at::Tensor out =
        rotaryAttention(leaf.index_select(0, whole.rows), rotation(positions, shape.width, false), rotation(positions, shape.width, true), whole.starts, shape)
            .index_select(0, whole.own);
    out.backward(slope);
    return {out.detach(), leaf.grad()};
}

struct Case { at::ScalarType dtype; std::int64_t width; std::optional<std::int64_t> window; double tolerance; };
class SharedPrefixes : public testing::TestWithParam<Case> {};

TEST_P(SharedPrefixes, GiveWhatWholeSegmentsGive) {
    const Case& c = GetParam();
    const AttentionShape shape{kHeads, kKvHeads, c.width, 0.2, c.window};
    const at::Tensor x = randomTensor({kStarts.back(), (kHeads + 2 * kKvHeads) * c.width}, 1).to(c.dtype);
    const at::Tensor slope = randomTensor({kStarts.back(), kHeads * c.width}, 2).to(c.dtype);
    const Results actual = shared(x, shape, slope), expected = separate(x, shape, slope);
    expectClose(actual.out, expected.out, c.tolerance, "out");
    expectClose(actual.gradient, expected.gradient, c.tolerance, "gradient");
}

INSTANTIATE_TEST_SUITE_P(Shapes, SharedPrefixes,
                         testing::Values(Case{at::kFloat, 64, {}, 5e-6}, Case{at::kFloat, 32, 24, 5e-6}, Case{at::kFloat, 6, {}, 5e-6},
                                         Case{at::kBFloat16, 64, {}, 3e-2}, Case{at::kBFloat16, 64, 7, 3e-2}, Case{at::kDouble, 16, 24, 1e-6}));

TEST(PrefixRows, AreThoseOfTheSegmentsBefore) {
    const PrefixRows rows(kStarts, kPrefixes);
    EXPECT_TRUE(rows.any());
    EXPECT_EQ(rows.length(0), 0);
    EXPECT_EQ(rows.length(3), 30);
    const auto first = rows.rows().begin() + rows.first(3);
    EXPECT_EQ(first[0], 0);
    EXPECT_EQ(first[19], 19);
    EXPECT_EQ(first[20], 33);   // the first row of segment 1 is its position 20
    EXPECT_EQ(first[29], 42);
    EXPECT_FALSE(PrefixRows(kStarts, {}).any());
    EXPECT_EQ(PrefixRows(kStarts, {}).length(3), 0);
}

TEST(PrefixRows, RefuseWhatDoesNotComeBefore) {
    EXPECT_THROW(PrefixRows({0, 3, 6}, {{}, {1, 2}}), c10::Error);      // itself
    EXPECT_THROW(PrefixRows({0, 3, 6}, {{1, 2}, {}}), c10::Error);      // a later one
    EXPECT_THROW(PrefixRows({0, 3, 6}, {{}, {0, 4}}), c10::Error);      // more than it has
    EXPECT_THROW(PrefixRows({0, 3, 6}, {{}}), c10::Error);
    EXPECT_THROW(PrefixRows({0, 3, 6}, {{}, {-1, 1}}), c10::Error);
}

}  // namespace
}  // namespace luthier::kernels
