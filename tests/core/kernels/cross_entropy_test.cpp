// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/ops.h"

#include "tests/support/tensors.h"

namespace luthier::kernels {
namespace {

using test::evaluate;
using test::expectClose;
using test::randomTensor;
using Tensors = std::vector<at::Tensor>;

struct Case { at::Tensor hidden_MH, head_VH, token_M, weight_M; };

Case makeCase(std::int64_t numTargets, std::int64_t vocabulary, at::ScalarType dtype) {
    const std::int64_t width = 6;
    const at::Tensor token = (randomTensor({numTargets}, 3).abs() * 1e6).to(at::kLong).remainder(vocabulary);
    at::Tensor weight = randomTensor({numTargets}, 4, at::kFloat).abs();
    if (numTargets > 2) weight[1] = 0;
    return {randomTensor({numTargets, width}, 1, dtype), randomTensor({vocabulary, width}, 2, dtype), token, weight};
}

at::Tensor plain(const Tensors& in, const Case& c) {
    const at::Tensor losses = at::cross_entropy_loss(at::matmul(in[0], in[1].t()), c.token_M, {}, at::Reduction::None);
    return (losses * c.weight_M.to(in[0].scalar_type())).sum();
}

void expectSameAsPlain(const Case& c, double tolerance) {
    SCOPED_TRACE(std::to_string(c.hidden_MH.size(0)) + " targets, " + std::to_string(c.head_VH.size(0)) + " tokens");
    const auto actual = evaluate([&](const Tensors& in) { return linearCrossEntropy(in[0], in[1], c.token_M, c.weight_M); }, {c.hidden_MH, c.head_VH});
    const auto expected = evaluate([&](const Tensors& in) { return plain(in, c); }, {c.hidden_MH.to(at::kDouble), c.head_VH.to(at::kDouble)});
    EXPECT_EQ(actual.out.scalar_type(), at::kFloat);
    expectClose(actual.out, expected.out, tolerance, "loss");
    expectClose(actual.gradients[0], expected.gradients[0], tolerance, "gradient of hidden");
    expectClose(actual.gradients[1], expected.gradients[1], tolerance, "gradient of head");
    EXPECT_EQ(actual.gradients[1].scalar_type(), c.head_VH.scalar_type());
}

TEST(LinearCrossEntropy, SameAsPlainInOneChunk) {
    expectSameAsPlain(makeCase(1, 2, at::kFloat), 2e-6);
    expectSameAsPlain(makeCase(33, 50, at::kFloat), 2e-6);
    expectSameAsPlain(makeCase(33, 50, at::kBFloat16), 2e-2);
}

TEST(LinearCrossEntropy, SameAsPlainInSeveralChunks) {
    expectSameAsPlain(makeCase(2500, 11, at::kFloat), 1e-5);      // chunks of 1024, and a short last one
    expectSameAsPlain(makeCase(2048, 11, at::kFloat), 1e-5);      // an exact multiple
    expectSameAsPlain(makeCase(600, 50'000, at::kFloat), 1e-4);   // the vocabulary decides; plain float32 is 4e-5 off too
}

TEST(LinearCrossEntropy, LargeLogitsStayFinite) {
    Case c = makeCase(20, 30, at::kFloat);
    c.hidden_MH.mul_(1e4);
    expectSameAsPlain(c, 1e-5);
}

TEST(LinearCrossEntropy, AllIgnoredIsZero) {
    Case c = makeCase(40, 30, at::kFloat);
    c.weight_M.zero_();
    const auto result = evaluate([&](const Tensors& in) { return linearCrossEntropy(in[0], in[1], c.token_M, c.weight_M); }, {c.hidden_MH, c.head_VH});
    EXPECT_EQ(result.out.item<float>(), 0.0F);
    EXPECT_EQ(result.gradients[0].abs().max().item<float>(), 0.0F);
    EXPECT_EQ(result.gradients[1].abs().max().item<float>(), 0.0F);
}

TEST(LinearCrossEntropy, NoTargets) {
    const Case c = makeCase(0, 30, at::kFloat);
    const auto result = evaluate([&](const Tensors& in) { return linearCrossEntropy(in[0], in[1], c.token_M, c.weight_M); }, {c.hidden_MH, c.head_VH});
    EXPECT_EQ(result.out.item<float>(), 0.0F);
    EXPECT_EQ(result.gradients[0].size(0), 0);
    EXPECT_EQ(result.gradients[1].abs().max().item<float>(), 0.0F);
}

TEST(LinearCrossEntropy, FrozenHeadCostsNoGradientAndScalesWithTheLossAbove) {
    const Case c = makeCase(40, 30, at::kFloat);
    const at::Tensor hidden = c.hidden_MH.clone().set_requires_grad(true);
    (linearCrossEntropy(hidden, c.head_VH, c.token_M, c.weight_M) / 8).backward();
    const auto whole = evaluate([&](const Tensors& in) { return plain(in, c); }, {c.hidden_MH.to(at::kDouble), c.head_VH.to(at::kDouble)});
    const double projection = randomTensor({}, 4711).item<double>();   // evaluate() multiplies the loss by this
    expectClose(hidden.grad() * 8 * projection, whole.gradients[0], 1e-5, "gradient of hidden");
    EXPECT_FALSE(c.head_VH.grad().defined());
}

// A step's loss is divided by its number of targets; rounding that factor to bf16 would scale every gradient by up to 0.4 %.
TEST(LinearCrossEntropy, DivisorIsNotRoundedToBf16) {
    const Case c = makeCase(2000, 30, at::kBFloat16);
    const auto gradientOf = [&](double factor) {
        const at::Tensor hidden = c.hidden_MH.clone().set_requires_grad(true);
        (linearCrossEntropy(hidden, c.head_VH, c.token_M, c.weight_M) * factor).backward();
        return hidden.grad().to(at::kDouble).abs().sum().item<double>();
    };
    const double factor = 181.5 / 128 / 256;   // between two bf16 numbers
    EXPECT_NEAR(gradientOf(factor) / gradientOf(1.0) / factor, 1.0, 5e-4);
}

TEST(LinearCrossEntropy, ReportsEachTarget) {
    const Case c = makeCase(1500, 40, at::kFloat);
    TargetReport report;
    const at::Tensor loss = linearCrossEntropy(c.hidden_MH, c.head_VH, c.token_M, c.weight_M, &report);
    const at::Tensor logits = at::matmul(c.hidden_MH, c.head_VH.t());
    expectClose(report.nll_M, at::cross_entropy_loss(logits, c.token_M, {}, at::Reduction::None), 1e-6, "loss of each target");
    expectClose(report.correct_M, logits.argmax(1).eq(c.token_M).to(at::kFloat), 0, "whether the first choice was right");
    expectClose((report.nll_M * c.weight_M).sum(), loss, 1e-5, "sum");
}

TEST(LinearCrossEntropy, TokenOutsideTheVocabularyIsAnError) {
    Case c = makeCase(4, 30, at::kFloat);
    c.token_M[2] = 30;
    EXPECT_THROW(linearCrossEntropy(c.hidden_MH, c.head_VH, c.token_M, c.weight_M), c10::Error);
    EXPECT_THROW(linearCrossEntropy(c.hidden_MH.narrow(0, 0, 3), c.head_VH, c.token_M, c.weight_M), c10::Error);
    EXPECT_THROW(tokenLogps(c.hidden_MH, c.head_VH, c.token_M), c10::Error);
}

TEST(TokenLogps, SameAsLogSoftmax) {
    for (const auto& [numTargets, vocabulary] : {std::pair<std::int64_t, std::int64_t>{0, 10}, {7, 10}, {2500, 10}, {600, 50'000}}) {
        const Case c = makeCase(numTargets, vocabulary, at::kFloat);
        at::Tensor greedy;
        const at::Tensor logps = tokenLogps(c.hidden_MH, c.head_VH, c.token_M, &greedy);
        const at::Tensor all = at::matmul(c.hidden_MH.to(at::kDouble), c.head_VH.to(at::kDouble).t()).log_softmax(1);
        expectClose(logps, all.gather(1, c.token_M.unsqueeze(1)).squeeze(1), 2e-6, "log-probabilities");
        EXPECT_TRUE(at::equal(greedy, all.argmax(1)));
    }
}

// The same numbers one by one, each multiplied by what is known only afterwards: here a function of all of them.
at::Tensor ofAll(const at::Tensor& nll_M, const Case& c) {
    const at::Tensor sums = at::stack({nll_M.slice(0, 0, std::nullopt, 2).sum(), nll_M.slice(0, 1, std::nullopt, 2).sum()});
    return (at::log_sigmoid(0.1 * (sums[0] - sums[1])) * 3).sum() + (nll_M * c.weight_M.to(nll_M.scalar_type())).sum();
}

void expectTokenNllSameAsPlain(const Case& c, double tolerance) {
    SCOPED_TRACE(std::to_string(c.hidden_MH.size(0)) + " targets, " + std::to_string(c.head_VH.size(0)) + " tokens");
    const auto actual = evaluate([&](const Tensors& in) { return ofAll(tokenNll(in[0], in[1], c.token_M), c); }, {c.hidden_MH, c.head_VH});
    const auto expected = evaluate(
        [&](const Tensors& in) { return ofAll(at::cross_entropy_loss(at::matmul(in[0], in[1].t()), c.token_M, {}, at::Reduction::None), c); },
        {c.hidden_MH.to(at::kDouble), c.head_VH.to(at::kDouble)});
    expectClose(actual.out, expected.out, tolerance, "function");
    expectClose(actual.gradients[0], expected.gradients[0], tolerance, "gradient of hidden");
    expectClose(actual.gradients[1], expected.gradients[1], tolerance, "gradient of head");
    for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(actual.gradients[i].scalar_type(), c.head_VH.scalar_type());
}

TEST(TokenNll, SameAsPlain) {
    expectTokenNllSameAsPlain(makeCase(33, 50, at::kFloat), 5e-6);
    expectTokenNllSameAsPlain(makeCase(2500, 11, at::kFloat), 2e-5);   // several chunks
    expectTokenNllSameAsPlain(makeCase(33, 50, at::kBFloat16), 3e-2);
}

TEST(TokenNll, ItsSumIsThatOfTheFusedLoss) {
    const Case c = makeCase(300, 50, at::kFloat);
    TargetReport one, other;
    const at::Tensor nll = tokenNll(c.hidden_MH, c.head_VH, c.token_M, &one);
    linearCrossEntropy(c.hidden_MH, c.head_VH, c.token_M, c.weight_M, &other);
    EXPECT_TRUE(at::equal(nll, other.nll_M));
    EXPECT_TRUE(at::equal(one.correct_M, other.correct_M));
    EXPECT_TRUE(at::equal(nll.neg(), tokenLogps(c.hidden_MH, c.head_VH, c.token_M)));
}

TEST(TokenNll, WhatNeedsNoGradientGetsNone) {
    const Case c = makeCase(20, 30, at::kFloat);
    const at::Tensor hidden = c.hidden_MH.clone().set_requires_grad(true);
    tokenNll(hidden, c.head_VH, c.token_M).sum().backward();
    EXPECT_TRUE(hidden.grad().defined());
    EXPECT_FALSE(c.head_VH.grad().defined());
    EXPECT_FALSE(tokenNll(c.hidden_MH, c.head_VH, c.token_M).requires_grad());
}

}  // namespace
}  // namespace luthier::kernels
