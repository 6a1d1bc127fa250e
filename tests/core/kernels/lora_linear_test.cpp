// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/ops.h"

#include <array>

#include <ATen/Parallel.h>

#include "tests/core/kernels/plain_calls.h"
#include "tests/support/tensors.h"

namespace luthier::kernels {
namespace {

using test::expectClose;
using test::expectGradientsMatchDifferences;
using test::expectSameAsComposition;
using test::randomTensor;
using Tensors = std::vector<at::Tensor>;

struct Frozen { at::Tensor weight_OI, bias_O; };

Frozen frozen(at::ScalarType dtype) { return {randomTensor({6, 10}, 1, dtype), randomTensor({6}, 2, dtype)}; }
Tensors trained() { return {randomTensor({9, 10}, 3), randomTensor({3, 10}, 4), randomTensor({6, 3}, 5)}; }   // x, A, B

TEST(LoraLinear, SameAsComposition) {
    for (const bool withBias : {false, true}) {
        for (const auto& [dtype, tolerance] : {std::pair{at::kDouble, 1e-12}, std::pair{at::kFloat, 2e-6}, std::pair{at::kBFloat16, 3e-2}}) {
            const Frozen narrow = frozen(dtype), wide{narrow.weight_OI.to(at::kDouble), narrow.bias_O.to(at::kDouble)};
            const auto operation = [&](const Tensors& in) {
                return loraLinear(in[0], narrow.weight_OI, withBias ? narrow.bias_O : at::Tensor(), {in[1], in[2], 1.7});
            };
            const auto composition = [&](const Tensors& in) {
                const at::Tensor y = at::matmul(in[0], wide.weight_OI.t()) + 1.7 * at::matmul(at::matmul(in[0], in[1].t()), in[2].t());
                return withBias ? y + wide.bias_O : y;
            };
            expectSameAsComposition(operation, composition, trained(), dtype, tolerance);
        }
    }
}

// A frozen weight in 16 bits, computed with in float32: the same bits as of the wide one, in both directions.
TEST(GroupedLinear, AWeightIn16BitsIsTheSameAsItsValuesInFloat32) {
    for (const at::ScalarType stored : {at::kBFloat16, at::kHalf})
        for (const auto& [rows, inputs, outputs] : {std::array<std::int64_t, 3>{9, 10, 6}, {130, 576, 192}}) {
            const at::Tensor narrow = randomTensor({outputs, inputs}, 1, at::kFloat).to(stored), wide = narrow.to(at::kFloat);
            Tensors results;
            for (const at::Tensor& weight : {narrow, wide}) {
                const at::Tensor x = randomTensor({rows, inputs}, 2, at::kFloat).requires_grad_(), a = randomTensor({3, inputs}, 3, at::kFloat),
                                 b = randomTensor({outputs, 3}, 4, at::kFloat).requires_grad_();
                a.requires_grad_();
                const at::Tensor y = groupedLinear(x, weight, {{weight, {}, {a, b, 1.5}}});
                y.square().sum().backward();
                EXPECT_EQ(y.scalar_type(), at::kFloat);
                for (const at::Tensor& one : {y, x.grad(), a.grad(), b.grad()}) results.push_back(one);
            }
            for (std::size_t i = 0; i < 4; ++i) EXPECT_TRUE(at::equal(results[i], results[i + 4])) << i << " of " << rows << " rows";
        }
}

TEST(GroupedLinear, AWeightIsNeverNarrowed) {
    for (const auto& [x, weight] : {std::pair{at::kBFloat16, at::kFloat}, {at::kFloat, at::kDouble}, {at::kHalf, at::kBFloat16}}) {
        const at::Tensor w = randomTensor({6, 10}, 1, weight);
        EXPECT_THROW(groupedLinear(randomTensor({9, 10}, 2, x), w, {{w, {}, {}}}), c10::Error) << x << " and " << weight;
    }
}

// Three members of different kinds at once, in more rows than a block: low rank, low rank with dropout or not, none but a bias.
TEST(GroupedLinear, SameAsItsMembersAlone) {
    const std::int64_t numTokens = 70;
    for (const double dropout : {0.0, 0.4}) {
        for (const auto& [dtype, tolerance] : {std::pair{at::kDouble, 1e-12}, std::pair{at::kFloat, 3e-6}, std::pair{at::kBFloat16, 4e-2}}) {
            if (dropout > 0 && dtype != at::kDouble) continue;   // a mask depends on the dtype
            const at::Tensor weight = randomTensor({14, 10}, 30, dtype);
            const auto part = [&](const at::Tensor& w, int member) { return w.narrow(0, member == 0 ? 0 : member == 1 ? 6 : 10, member == 0 ? 6 : 4); };
            const auto members = [&](const at::Tensor& w, const Tensors& in) {
                return std::vector<LinearMember>{
                    {part(w, 0), {}, {in[1], in[2], 1.5, dropout, 7}}, {part(w, 1), {}, {in[3], in[4], 0.5}}, {part(w, 2), in[5], {}}};
            };
            const Tensors inputs{randomTensor({numTokens, 10}, 31), randomTensor({3, 10}, 32), randomTensor({6, 3}, 33),
                                 randomTensor({2, 10}, 34),         randomTensor({4, 2}, 35),  randomTensor({4}, 36)};
            const auto together = [&](const Tensors& in) { return groupedLinear(in[0], weight, members(weight, in)); };
            const auto alone = [&](const Tensors& in) {
                Tensors outputs;
                const at::Tensor w = weight.to(in[0].scalar_type());
                for (const LinearMember& member : members(w, in)) outputs.push_back(groupedLinear(in[0], member.weight_OI, {member}));
                return at::cat(outputs, 1);
            };
            expectSameAsComposition(together, alone, inputs, dtype, tolerance);
        }
    }
}

TEST(GroupedLinear, TrainedWeightsGetTheirOwnGradients) {
    for (const bool all : {true, false}) {
        const at::Tensor weight = randomTensor({9, 5}, 40);
        at::Tensor first = weight.narrow(0, 0, 4), second = weight.narrow(0, 4, 5);
        first.set_requires_grad(true);
        second.set_requires_grad(all);
        const at::Tensor x = randomTensor({66, 5}, 41), dy = randomTensor({66, 9}, 42);
        (groupedLinear(x, weight, {{first, {}, {}}, {second, {}, {}}}) * dy).sum().backward();
        const at::Tensor expected = at::mm(dy.t(), x);
        expectClose(first.grad(), expected.narrow(0, 0, 4), 1e-12, "first");
        if (all) expectClose(second.grad(), expected.narrow(0, 4, 5), 1e-12, "second");
        EXPECT_EQ(second.grad().defined(), all);
    }
}

TEST(LoraLinear, TrainedBiasGetsItsGradient) {
    const Frozen base = frozen(at::kDouble);
    Tensors inputs = trained();
    inputs.push_back(base.bias_O);
    expectGradientsMatchDifferences([&](const Tensors& in) { return loraLinear(in[0], base.weight_OI, in[3], {in[1], in[2], 0.5}); }, inputs, 1e-7);
}

TEST(LoraLinear, FrozenWeightGetsNoGradientEvenIfItAsksForOne) {
    const at::Tensor weight = frozen(at::kFloat).weight_OI.set_requires_grad(true);
    const Tensors in = trained();
    const at::Tensor a = in[1].to(at::kFloat).set_requires_grad(true), b = in[2].to(at::kFloat).set_requires_grad(true);
    loraLinear(in[0].to(at::kFloat), weight, {}, {a, b, 1.0}).sum().backward();
    EXPECT_FALSE(weight.grad().defined());
    EXPECT_TRUE(a.grad().defined() && b.grad().defined());
}

TEST(LoraLinear, Float32AdapterUnderBf16KeepsFloat32Gradients) {
    const Frozen base = frozen(at::kBFloat16);
    const Tensors in = trained();
    const at::Tensor a = in[1].to(at::kFloat).set_requires_grad(true), b = in[2].to(at::kFloat).set_requires_grad(true);
    const at::Tensor bias = base.bias_O.to(at::kFloat).set_requires_grad(true);
    const at::Tensor y = loraLinear(in[0].to(at::kBFloat16), base.weight_OI, bias, {a, b, 1.0});
    EXPECT_EQ(y.scalar_type(), at::kBFloat16);
    y.sum().backward();
    EXPECT_EQ(a.grad().scalar_type(), at::kFloat);
    EXPECT_EQ(b.grad().scalar_type(), at::kFloat);
    expectClose(bias.grad(), at::full({6}, 9.0), 1e-6, "gradient of the bias");
}

TEST(LoraDropout, SameSeedSameMask) {
    const Frozen base = frozen(at::kFloat);
    const at::Tensor x = randomTensor({400, 10}, 6, at::kFloat), a = randomTensor({3, 10}, 7, at::kFloat), b = randomTensor({6, 3}, 8, at::kFloat);
    const auto run = [&](std::uint64_t seed) { return loraLinear(x, base.weight_OI, {}, {a, b, 1.0, 0.4, seed}); };
    const at::Tensor first = run(5);
    EXPECT_TRUE(at::equal(first, run(5)));
    EXPECT_FALSE(at::equal(first, run(6)));
    EXPECT_FALSE(at::equal(first, run(5 + (std::uint64_t{1} << 40))));   // the high half of a seed counts too
    at::set_num_threads(1);
    const at::Tensor oneThread = run(5);
    at::set_num_threads(2);
    EXPECT_TRUE(at::equal(oneThread, first)) << "the mask depends on the number of threads";
}

TEST(LoraDropout, BackwardUsesTheMaskOfForward) {
    const Frozen base = frozen(at::kDouble);
    expectGradientsMatchDifferences([&](const Tensors& in) { return loraLinear(in[0], base.weight_OI, {}, {in[1], in[2], 1.3, 0.5, 99}); }, trained(), 1e-7);
}

TEST(LoraDropout, KeepsTheExpectation) {
    // With W = 0 and A, B = identity the output is the dropped input itself.
    const std::int64_t width = 50, numTokens = 2000;
    const at::Tensor x = at::ones({numTokens, width}), eye = at::eye(width);
    const at::Tensor y = loraLinear(x, at::zeros({width, width}), {}, {eye, eye, 1.0, 0.3, 1});
    EXPECT_NEAR(y.mean().item<double>(), 1.0, 0.01);
    EXPECT_NEAR(y.eq(0).to(at::kDouble).mean().item<double>(), 0.3, 0.01);
    const at::Tensor kept = y.masked_select(y.ne(0));
    expectClose(kept, at::full_like(kept, 1 / 0.7), 1e-6, "kept values");
}

TEST(LoraLinear, RefusesShapesThatDoNotFit) {
    const Frozen base = frozen(at::kFloat);
    const at::Tensor x = at::zeros({2, 10}), a = at::zeros({3, 10}), b = at::zeros({6, 3});
    EXPECT_THROW(loraLinear(x, base.weight_OI, {}, {at::zeros({3, 9}), b}), c10::Error);
    EXPECT_THROW(loraLinear(x, base.weight_OI, {}, {a, at::zeros({5, 3})}), c10::Error);
    EXPECT_THROW(loraLinear(x, base.weight_OI, {}, {a, at::zeros({6, 4})}), c10::Error);
    EXPECT_EQ(loraLinear(at::zeros({0, 10}), base.weight_OI, {}, {a, b}).size(0), 0);
}

}  // namespace
}  // namespace luthier::kernels
