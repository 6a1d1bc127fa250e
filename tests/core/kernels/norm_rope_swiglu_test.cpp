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

at::Tensor plainRmsNorm(const Tensors& in) { return in[0] * at::rsqrt(in[0].square().mean(-1, true) + 1e-5) * in[1]; }

TEST(RmsNorm, SameAsComposition) {
    const Tensors inputs{randomTensor({7, 24}, 1), randomTensor({24}, 2)};
    const auto operation = [](const Tensors& in) { return rmsNorm(in[0], in[1], 1e-5); };
    expectSameAsComposition(operation, plainRmsNorm, inputs, at::kFloat, 2e-6);
    expectSameAsComposition(operation, plainRmsNorm, inputs, at::kBFloat16, 2e-2);
}

TEST(RmsNorm, IsComputedInFloat32UnderBf16) {
    // In bf16 the squares of 512 equal values would stop adding up.
    const at::Tensor x = at::full({1, 4096}, 3.0, at::kBFloat16);
    expectClose(rmsNorm(x, at::ones({4096}, at::kBFloat16), 1e-5), at::ones({1, 4096}), 1e-6, "norm of equal values");
}

TEST(RmsNorm, RowOfZerosAndNoRows) {
    const at::Tensor weight = at::ones({8});
    EXPECT_EQ(rmsNorm(at::zeros({2, 8}), weight, 1e-5).abs().max().item<float>(), 0.0F);
    EXPECT_EQ(rmsNorm(at::empty({0, 8}), weight, 1e-5).size(0), 0);
    EXPECT_THROW(rmsNorm(at::zeros({2, 8}), at::ones({7}), 1e-5), c10::Error);
}

TEST(RmsNorm, FrozenWeightGetsNoGradient) {
    const at::Tensor x = randomTensor({3, 8}, 3, at::kFloat).set_requires_grad(true), weight = at::ones({8});
    rmsNorm(x, weight, 1e-5).sum().backward();
    EXPECT_TRUE(x.grad().defined());
    EXPECT_FALSE(weight.grad().defined());
}

TEST(Swiglu, SameAsComposition) {
    const Tensors inputs{randomTensor({5, 12}, 4) * 3, randomTensor({5, 12}, 5)};
    const auto operation = [](const Tensors& in) { return swiglu(in[0], in[1]); };
    const auto composition = [](const Tensors& in) { return in[0] * at::sigmoid(in[0]) * in[1]; };
    expectSameAsComposition(operation, composition, inputs, at::kDouble, 1e-12);
    expectSameAsComposition(operation, composition, inputs, at::kFloat, 2e-6);
    expectSameAsComposition(operation, composition, inputs, at::kBFloat16, 2e-2);
    expectGradientsMatchDifferences(operation, inputs, 1e-7);
    EXPECT_THROW(swiglu(at::zeros({2, 8}), at::zeros({2, 7})), c10::Error);
}

at::Tensor angles(std::int64_t numTokens, std::int64_t half) {
    const at::Tensor positions = at::arange(numTokens, at::kDouble).unsqueeze(1) + 3;
    return positions / at::pow(10000.0, at::arange(half, at::kDouble) / static_cast<double>(half)).unsqueeze(0);
}

// As in Hugging Face: x cos + rotate_half(x) sin, with cos and sin written twice.
at::Tensor plainRope(const at::Tensor& x, const at::Tensor& angle) {
    const std::int64_t half = x.size(-1) / 2;
    const at::Tensor twice = at::cat({angle, angle}, 1).unsqueeze(1);
    const at::Tensor rotated = at::cat({-x.narrow(-1, half, half), x.narrow(-1, 0, half)}, -1);
    return x * twice.cos() + rotated * twice.sin();
}

TEST(Rope, SameAsComposition) {
    const at::Tensor angle = angles(6, 4), cosine = angle.cos().to(at::kFloat), sine = angle.sin().to(at::kFloat);
    const at::Tensor x = randomTensor({6, 3, 8}, 6), expected = plainRope(x, angle);
    expectClose(rope(x, cosine, sine), expected, 1e-6, "float64");
    expectClose(rope(x.to(at::kFloat), cosine, sine), expected, 1e-6, "float32");
    expectClose(rope(x.to(at::kBFloat16), cosine, sine), expected, 2e-2, "bf16");
}

// The rotation's gradient, inside the operation that trains with it.
TEST(RotaryAttention, SameAsRotationThenAttention) {
    const at::Tensor angle = angles(9, 4), cosine = angle.cos().to(at::kFloat), sine = angle.sin().to(at::kFloat);
    const Tensors inputs{randomTensor({9, 4, 8}, 10), randomTensor({9, 2, 8}, 11), randomTensor({9, 2, 8}, 12)};
    const std::vector<std::int64_t> starts{0, 4, 9};
    const auto operation = [&](const Tensors& in) { return turnedAttention(in[0], in[1], in[2], cosine, sine, starts, 0.3, {}); };
    const auto composition = [&](const Tensors& in) {
        return segmentAttention(plainRope(in[0], angle), plainRope(in[1], angle), in[2], starts, 0.3, {});
    };
    expectSameAsComposition(operation, composition, inputs, at::kDouble, 1e-6);
    expectSameAsComposition(operation, composition, inputs, at::kFloat, 2e-6);
    expectSameAsComposition(operation, composition, inputs, at::kBFloat16, 3e-2);
    expectGradientsMatchDifferences(operation, inputs, 1e-6);
}

TEST(Rope, KeepsLengthsAndReadsStridedInput) {
    const at::Tensor angle = angles(5, 4), cosine = angle.cos().to(at::kFloat), sine = angle.sin().to(at::kFloat);
    const at::Tensor x = randomTensor({5, 2, 8}, 7, at::kFloat);
    expectClose(rope(x, cosine, sine).norm(2, -1), x.norm(2, -1), 1e-6, "length of each head");
    const at::Tensor strided = x.transpose(0, 1).contiguous().transpose(0, 1);
    EXPECT_TRUE(at::equal(rope(strided, cosine, sine), rope(x, cosine, sine)));
    EXPECT_THROW(rope(x, cosine.narrow(0, 0, 4), sine.narrow(0, 0, 4)), c10::Error);
}

TEST(AddRmsNorm, TheGradientOfTheSumReachesBoth) {
    const Tensors inputs{randomTensor({70, 40}, 20), randomTensor({70, 40}, 21), randomTensor({40}, 22)};
    const auto operation = [](const Tensors& in) {
        const NormedSum made = addRmsNorm(in[0], in[1], in[2], 1e-5);
        return made.sum_TH * 0.5 + made.normed_TH.value;
    };
    const auto composition = [](const Tensors& in) {
        const at::Tensor sum = in[0] + in[1];
        return sum * 0.5 + plainRmsNorm({sum, in[2]});
    };
    expectSameAsComposition(operation, composition, inputs, at::kDouble, 1e-12);
    expectSameAsComposition(operation, composition, inputs, at::kFloat, 3e-6);
    expectSameAsComposition(operation, composition, inputs, at::kBFloat16, 3e-2);
}

TEST(Activations, AreMadeAgainWithTheSameBits) {
    for (const auto dtype : {at::kFloat, at::kBFloat16}) {
        const at::Tensor x = randomTensor({33, 48}, 23, dtype).set_requires_grad(true), weight = randomTensor({48}, 24, dtype);
        const Activation normed = addRmsNorm(x, {}, weight, 1e-5).normed_TH, inner = swiglu(x);
        EXPECT_TRUE(at::equal(normed.again(), normed.value));
        EXPECT_TRUE(at::equal(inner.again(), inner.value));
    }
}

TEST(Adamw, SameAsFormulaOverThreeSteps) {
    const AdamwOptions options{1e-2, 0.9, 0.99, 1e-8, 0.1};
    at::Tensor parameter = randomTensor({4, 3}, 8, at::kFloat), first = at::zeros_like(parameter), second = at::zeros_like(parameter);
    at::Tensor p = parameter.to(at::kDouble), m = at::zeros_like(p), v = at::zeros_like(p);
    for (int step = 1; step <= 3; ++step) {
        const at::Tensor gradient = randomTensor({4, 3}, 8 + static_cast<std::uint64_t>(step), at::kFloat);
        adamwStep(parameter, gradient, first, second, step, options);
        const at::Tensor g = gradient.to(at::kDouble);
        m = 0.9 * m + 0.1 * g;
        v = 0.99 * v + 0.01 * g * g;
        p = p * (1 - 1e-2 * 0.1) - 1e-2 * (m / (1 - std::pow(0.9, step))) / ((v / (1 - std::pow(0.99, step))).sqrt() + 1e-8);
    }
    expectClose(parameter, p, 1e-6, "parameter");
    expectClose(first, m, 1e-6, "first moment");
    expectClose(second, v, 1e-6, "second moment");
}

TEST(Adamw, DecayActsWithoutGradient) {
    at::Tensor parameter = at::ones({3}), first = at::zeros({3}), second = at::zeros({3});
    adamwStep(parameter, at::zeros({3}), first, second, 1, {0.5, 0.9, 0.999, 1e-8, 0.2});
    expectClose(parameter, at::full({3}, 0.9), 1e-7, "parameter");
}

}  // namespace
}  // namespace luthier::kernels
