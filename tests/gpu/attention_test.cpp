// SPDX-License-Identifier: Apache-2.0
// Attention with variable lengths, forward, backward and over a cache, against LibTorch's on the processor in float64.
#include "tests/gpu/machine.h"

namespace luthier::kernels {
namespace {

using test::both;
using test::Both;
using test::dtypes;
using test::expectNear;
using test::expectSameBits;
using test::machine;
using test::onEachProcessor;
using Window = std::optional<std::int64_t>;

class GpuAttention : public test::GpuTest {};

struct Shape { std::int64_t numHeads, numKvHeads, width; Window window; std::vector<std::int64_t> starts; };

// Segments of one token, none, and beyond a tile; widths that fill the tensor cores' tiles, that do not, that they do not take (12, 160).
std::vector<Shape> shapes() {
    return {{4, 2, 64, {}, {0, 5, 6, 6, 17, 150}}, {2, 2, 128, {}, {0, 70, 71, 136}}, {6, 1, 40, {}, {0, 64, 66}},         {3, 3, 72, 9, {0, 67, 100}},
            {2, 1, 12, 4, {0, 33, 34, 60}},        {2, 2, 160, {}, {0, 20, 37}},      {2, 1, 64, 70, {0, 200}},             {1, 1, 64, 1, {0, 3, 80}},
            {9, 3, 8, {}, {0, 40}},                {2, 1, 128, 40, {0, 130}},         {4, 4, 64, 1000, {0, 1, 2, 3, 90}}};
}

std::string nameOf(const Shape& shape, at::ScalarType dtype) {
    return std::to_string(shape.numHeads) + " heads, " + std::to_string(shape.numKvHeads) + " of keys, width " + std::to_string(shape.width) + ", window " +
           (shape.window ? std::to_string(*shape.window) : "none") + ", " + at::toString(dtype);
}

// query | key | value side by side, as they come out of one product.
struct Parts { at::Tensor all, query, key, value; };
Parts partsOf(const at::Tensor& all, const Shape& shape) {
    const auto view = [&](std::int64_t head, std::int64_t count) {
        return all.narrow(1, head * shape.width, count * shape.width).view({all.size(0), count, shape.width});
    };
    return {all, view(0, shape.numHeads), view(shape.numHeads, shape.numKvHeads), view(shape.numHeads + shape.numKvHeads, shape.numKvHeads)};
}

struct Evaluated { at::Tensor out, logSumExp, gradients; };
Evaluated evaluate(const TensorKernels& kernels, const Shape& shape, const at::Tensor& all, const at::Tensor& dOut) {
    const Parts in = partsOf(all, shape), slopes = partsOf(at::full_like(all, std::numeric_limits<double>::quiet_NaN()), shape);
    const AttentionInput input{in.query, in.key, in.value, shape.starts, 1.0 / std::sqrt(static_cast<double>(shape.width)), shape.window};
    const Attention made = kernels.attention(input);
    kernels.attentionBackward(dOut, input, made, slopes.query, slopes.key, slopes.value);
    return {made.out_TND, made.logSumExp_TN, slopes.all};
}

TEST_F(GpuAttention, SameAsTheReference) {
    onEachProcessor([](at::ScalarType dtype) {
        for (const Shape& shape : shapes()) {
            SCOPED_TRACE(nameOf(shape, dtype));
            const std::int64_t numTokens = shape.starts.back();
            const Both all = both({numTokens, (shape.numHeads + 2 * shape.numKvHeads) * shape.width}, 1, dtype),
                       dOut = both({numTokens, shape.numHeads, shape.width}, 2, dtype);
            const Evaluated made = evaluate(cudaKernels, shape, all.there, dOut.there), expected = evaluate(referenceKernels, shape, all.wide, dOut.wide);
            const double tolerance = dtype == at::kFloat ? 5e-6 : 1.5e-2;   // bf16: probabilities are rounded on their way to the tensor cores
            expectNear(made.out, expected.out, tolerance, "output");
            expectNear(made.logSumExp, expected.logSumExp, 5e-6, "log-sum-exp");
            const Parts slopes = partsOf(made.gradients, shape), wide = partsOf(expected.gradients, shape);
            expectNear(slopes.query, wide.query, tolerance, "gradient of the queries");
            expectNear(slopes.key, wide.key, tolerance, "gradient of the keys");
            expectNear(slopes.value, wide.value, tolerance, "gradient of the values");
            const Evaluated again = evaluate(cudaKernels, shape, all.there, dOut.there);
            expectSameBits(again.out, made.out, "output again");
            expectSameBits(again.gradients, made.gradients, "gradients again");
        }
    });
}

// Whatever lies before and after it in the batch.
TEST_F(GpuAttention, ASegmentIsComputedAlone) {
    onEachProcessor([](at::ScalarType dtype) {
        const Shape shape{4, 2, 64, 30, {0, 7, 90, 130}}, alone{4, 2, 64, 30, {0, 83}};
        const at::Tensor all = both({130, 8 * 64}, 3, dtype).there, dOut = both({130, 4, 64}, 4, dtype).there;
        const Evaluated whole = evaluate(cudaKernels, shape, all, dOut), part = evaluate(cudaKernels, alone, all.narrow(0, 7, 83), dOut.narrow(0, 7, 83));
        expectSameBits(whole.out.narrow(0, 7, 83), part.out, "output");
        expectSameBits(whole.gradients.narrow(0, 7, 83), part.gradients, "gradients");
    });
}

TEST_F(GpuAttention, LargeScoresAndNoTokens) {
    for (const auto dtype : dtypes) {
        const Shape shape{2, 1, 64, {}, {0, 70}}, none{2, 1, 64, {}, {0, 0}};
        const Both all = both({70, 4 * 64}, 5, dtype, 30.0), dOut = both({70, 2, 64}, 6, dtype);
        const Evaluated made = evaluate(cudaKernels, shape, all.there, dOut.there), expected = evaluate(referenceKernels, shape, all.wide, dOut.wide);
        expectNear(made.out, expected.out, 2e-2, "output");
        EXPECT_TRUE(at::isfinite(made.gradients).all().item<bool>());
        EXPECT_EQ(evaluate(cudaKernels, none, all.there.narrow(0, 0, 0), dOut.there.narrow(0, 0, 0)).out.size(0), 0);
    }
}

TEST_F(GpuAttention, RefusesHeadsThatAreTooWide) {
    const at::Tensor wide = at::zeros({3, 1, 264}, at::TensorOptions(at::kFloat).device(machine()));
    const std::vector<std::int64_t> starts{0, 3};
    EXPECT_THROW(cudaKernels.attention({wide, wide, wide, starts, 1.0, {}}), c10::Error);
}

TEST_F(GpuAttention, NewTokensOverACache) {
    onEachProcessor([](at::ScalarType dtype) {
        for (const auto& [numHeads, numKvHeads, width] :
             {std::tuple<std::int64_t, std::int64_t, std::int64_t>{6, 2, 64}, {9, 1, 128}, {2, 2, 12}, {5, 1, 160}})
            for (const Window window : {Window(), Window(5), Window(300)})
                for (const auto& [numNew, numAll] : {std::pair<std::int64_t, std::int64_t>{1, 1}, {1, 300}, {4, 257}, {20, 90}, {70, 70}}) {
                    SCOPED_TRACE(nameOf({numHeads, numKvHeads, width, window, {}}, dtype) + ", " + std::to_string(numNew) + " of " + std::to_string(numAll));
                    const double scale = 1.0 / std::sqrt(static_cast<double>(width));
                    const Both query = both({numNew, numHeads, width}, 7, dtype), key = both({numAll, numKvHeads, width}, 8, dtype),
                               value = both({numAll, numKvHeads, width}, 9, dtype);
                    expectNear(cudaKernels.cachedAttention(query.there, key.there, value.there, scale, window),
                               referenceKernels.cachedAttention(query.wide, key.wide, value.wide, scale, window), dtype == at::kFloat ? 5e-6 : 1.5e-2,
                               "output");
                }
    });
}

// A cache is a part of a longer tensor, and a token's result does not depend on the tokens that come with it.
TEST_F(GpuAttention, CachedRowsAreComputedAlone) {
    for (const auto dtype : dtypes) {
        const at::Tensor query = both({3, 4, 64}, 7, dtype).there, key = both({700, 2, 64}, 8, dtype).there, value = both({700, 2, 64}, 9, dtype).there;
        const at::Tensor together = cudaKernels.cachedAttention(query, key, value, 0.125, 400);
        for (std::int64_t i = 0; i < 3; ++i) {
            const at::Tensor alone = cudaKernels.cachedAttention(query.narrow(0, i, 1), key.narrow(0, 0, 698 + i), value.narrow(0, 0, 698 + i), 0.125, 400);
            expectSameBits(together.narrow(0, i, 1), alone, "token " + std::to_string(i));
        }
    }
}

}  // namespace
}  // namespace luthier::kernels
