// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/ops.h"

#include "tests/core/kernels/plain_calls.h"
#include "tests/support/tensors.h"

namespace luthier::kernels {
namespace {

using test::expectClose;
using test::expectGradientsMatchDifferences;
using test::expectSameAsComposition;
using test::randomTensor;
using Tensors = std::vector<at::Tensor>;
using Window = std::optional<std::int64_t>;

// One softmax over a dense mask of all tokens: segments, causality and window in one place.
at::Tensor plainAttention(const Tensors& in, const std::vector<std::int64_t>& starts, double scale, Window window) {
    const std::int64_t numTokens = in[0].size(0), groups = in[0].size(1) / in[1].size(1);
    at::Tensor allowed = at::zeros({numTokens, numTokens}, at::kBool);
    for (std::size_t s = 0; s + 1 < starts.size(); ++s)
        for (std::int64_t i = starts[s]; i < starts[s + 1]; ++i)
            for (std::int64_t j = starts[s]; j <= i; ++j)
                if (!window || i - j < *window) allowed[i][j] = true;
    const at::Tensor query = in[0].transpose(0, 1), key = in[1].repeat_interleave(groups, 1).transpose(0, 1),
                     value = in[2].repeat_interleave(groups, 1).transpose(0, 1);
    const at::Tensor scores = at::matmul(query, key.transpose(1, 2)) * scale;
    return at::matmul(scores.masked_fill(allowed.logical_not(), -std::numeric_limits<double>::infinity()).softmax(-1), value).transpose(0, 1);
}

Tensors queryKeyValue(std::int64_t numTokens, std::int64_t numHeads, std::int64_t numKvHeads, std::int64_t width = 8) {
    return {randomTensor({numTokens, numHeads, width}, 1), randomTensor({numTokens, numKvHeads, width}, 2), randomTensor({numTokens, numKvHeads, width}, 3)};
}

struct Shape { std::int64_t numHeads, numKvHeads; Window window; };
class SegmentAttention : public testing::TestWithParam<Shape> {};

TEST_P(SegmentAttention, SameAsDenseComposition) {
    const Shape shape = GetParam();
    const std::vector<std::int64_t> starts{0, 5, 6, 6, 17, 40};   // five segments: one of one token, one empty
    const double scale = 0.37;
    const auto operation = [&](const Tensors& in) { return segmentAttention(in[0], in[1], in[2], starts, scale, shape.window); };
    const auto composition = [&](const Tensors& in) { return plainAttention(in, starts, scale, shape.window); };
    const Tensors inputs = queryKeyValue(40, shape.numHeads, shape.numKvHeads);
    expectSameAsComposition(operation, composition, inputs, at::kDouble, 1e-6);
    expectSameAsComposition(operation, composition, inputs, at::kFloat, 5e-6);
    expectSameAsComposition(operation, composition, inputs, at::kBFloat16, 3e-2);
}

INSTANTIATE_TEST_SUITE_P(Shapes, SegmentAttention,
                         testing::Values(Shape{4, 4, {}}, Shape{4, 2, {}}, Shape{6, 1, {}}, Shape{9, 3, 4}, Shape{4, 4, 1}, Shape{4, 2, 1000}),
                         [](const testing::TestParamInfo<Shape>& shape) {
                             return std::to_string(shape.param.numHeads) + "heads" + std::to_string(shape.param.numKvHeads) + "kv" +
                                    (shape.param.window ? "window" + std::to_string(*shape.param.window) : "");
                         });

TEST(SegmentAttentionGradient, MatchesCentralDifferences) {
    const std::vector<std::int64_t> starts{0, 3, 8};
    for (const Window window : {Window(), Window(2)}) {
        const auto operation = [&](const Tensors& in) { return segmentAttention(in[0], in[1], in[2], starts, 0.5, window); };
        expectGradientsMatchDifferences(operation, queryKeyValue(8, 4, 2, 4), 1e-6);
    }
}

// Long enough for several blocks of the CPU kernel.
TEST(SegmentAttentionGradient, LongSegments) {
    const std::vector<std::int64_t> starts{0, 700, 701, 1100};
    for (const Window window : {Window(), Window(128)}) {
        const auto operation = [&](const Tensors& in) { return segmentAttention(in[0], in[1], in[2], starts, 0.125, window); };
        const auto composition = [&](const Tensors& in) { return plainAttention(in, starts, 0.125, window); };
        expectSameAsComposition(operation, composition, queryKeyValue(1100, 3, 1, 16), at::kFloat, 5e-6);
    }
}

TEST(SegmentAttentionIsolation, ASegmentDoesNotSeeTheOthers) {
    const Tensors in = queryKeyValue(20, 4, 2);
    const at::Tensor query = in[0].to(at::kFloat), key = in[1].to(at::kFloat), value = in[2].to(at::kFloat);
    const at::Tensor all = segmentAttention(query, key, value, {0, 7, 20}, 0.5, {});
    const at::Tensor alone = segmentAttention(query.narrow(0, 7, 13), key.narrow(0, 7, 13), value.narrow(0, 7, 13), {0, 13}, 0.5, {});
    EXPECT_TRUE(at::equal(all.narrow(0, 7, 13), alone));
}

TEST(SegmentAttentionInput, ReadsStridedTensorsAndRefusesWrongShapes) {
    const Tensors in = queryKeyValue(10, 4, 2);
    const at::Tensor query = in[0].to(at::kFloat), key = in[1].to(at::kFloat), value = in[2].to(at::kFloat);
    const auto strided = [](const at::Tensor& x) { return x.transpose(0, 1).contiguous().transpose(0, 1); };
    expectClose(segmentAttention(strided(query), strided(key), strided(value), {0, 10}, 0.5, {}), segmentAttention(query, key, value, {0, 10}, 0.5, {}), 1e-6,
                "strided");
    EXPECT_THROW(segmentAttention(query, key, value, {0, 9}, 0.5, {}), c10::Error);
    EXPECT_THROW(segmentAttention(query, key, value, {}, 0.5, {}), c10::Error);
    EXPECT_THROW(segmentAttention(query, key.narrow(1, 0, 1), value, {0, 10}, 0.5, {}), c10::Error);
    EXPECT_THROW(segmentAttention(query.narrow(1, 0, 3), key, value, {0, 10}, 0.5, {}), c10::Error);
    EXPECT_EQ(segmentAttention(query.narrow(0, 0, 0), key.narrow(0, 0, 0), value.narrow(0, 0, 0), {0, 0}, 0.5, {}).size(0), 0);
}

TEST(CachedAttention, SameAsTheWholeSequenceAtOnce) {
    for (const Window window : {Window(), Window(5), Window(100)}) {
        for (const auto dtype : {at::kFloat, at::kBFloat16}) {
            const Tensors in = queryKeyValue(24, 6, 2);
            const at::Tensor query = in[0].to(dtype), key = in[1].to(dtype), value = in[2].to(dtype);
            const at::Tensor all = segmentAttention(query, key, value, {0, 24}, 0.5, window);
            for (const std::int64_t numNew : {1, 4, 24}) {
                for (const std::int64_t numAll : {numNew, std::int64_t{24}}) {
                    const at::Tensor expected = all.narrow(0, numAll - numNew, numNew);
                    const at::Tensor actual =
                        cachedAttention(query.narrow(0, numAll - numNew, numNew), key.narrow(0, 0, numAll), value.narrow(0, 0, numAll), 0.5, window);
                    expectClose(actual, expected, dtype == at::kFloat ? 1e-6 : 1e-2, std::to_string(numNew) + " of " + std::to_string(numAll));
                }
            }
        }
    }
}

}  // namespace
}  // namespace luthier::kernels
