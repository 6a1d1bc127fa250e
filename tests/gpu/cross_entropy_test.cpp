// SPDX-License-Identifier: Apache-2.0
#include "tests/gpu/machine.h"

namespace luthier::kernels {
namespace {

using test::both;
using test::Both;
using test::dtypes;
using test::expectNear;
using test::expectSameBits;
using test::machine;
using test::toleranceOf;

class GpuCrossEntropy : public test::GpuTest {};

struct Result { at::Tensor logits, nll, first; };

Result evaluate(const at::Tensor& logits, const at::Tensor& token, const at::Tensor& weight, bool gradient) {
    Result made{logits.clone(), at::empty({logits.size(0)}, logits.options().dtype(at::kFloat)), at::empty({logits.size(0)}, token.options())};
    cudaKernels.crossEntropy(made.logits, token, weight, gradient, made.nll, made.first);
    return made;
}

TEST_F(GpuCrossEntropy, SameAsTheReference) {
    for (const auto dtype : dtypes)
        for (const auto& [rows, vocabulary] : {std::pair<std::int64_t, std::int64_t>{1, 2}, {5, 50}, {33, 4097}, {3, 49152}, {0, 10}}) {
            SCOPED_TRACE(std::to_string(rows) + " x " + std::to_string(vocabulary) + " " + at::toString(dtype));
            const Both logits = both({rows, vocabulary}, 1, dtype, 4.0);
            const at::Tensor token = (test::randomTensor({rows}, 2).abs() * 1e6).to(at::kLong).remainder(vocabulary);
            at::Tensor weight = test::randomTensor({rows}, 3, at::kFloat).abs();
            if (rows > 2) weight[1] = 0;
            at::Tensor wide = logits.wide.clone(), nll = at::empty({rows}, at::kDouble), first = at::empty({rows}, at::kLong);
            referenceKernels.crossEntropy(wide, token, weight.to(at::kDouble), true, nll, first);
            const Result made = evaluate(logits.there, token.to(machine()), weight.to(machine()), true);
            expectNear(made.nll, nll, 2e-6, "loss");
            expectNear(made.logits, wide, toleranceOf(dtype), "gradient");
            expectSameBits(made.first, first, "first choice");
            const Result again = evaluate(logits.there, token.to(machine()), weight.to(machine()), true);
            expectSameBits(again.logits, made.logits, "again");
            const Result without = evaluate(logits.there, token.to(machine()), {}, false);
            expectSameBits(without.logits, logits.there, "untouched without gradient");
            expectSameBits(without.nll, made.nll, "the same loss");
        }
}

TEST_F(GpuCrossEntropy, TheFirstOfEqualLogitsIsChosen) {
    at::Tensor logits = at::zeros({2, 1000});
    logits[0][700] = 3;
    logits[0][13] = 3;
    logits[1].fill_(-std::numeric_limits<float>::infinity());
    logits[1][999] = -2;
    const Result made = evaluate(logits.to(machine()), at::tensor({13, 999}, at::kLong).to(machine()), {}, false);
    expectSameBits(made.first, at::tensor({13, 999}, at::kLong), "first choice");
    EXPECT_NEAR(made.nll.to(at::kCPU)[1].item<double>(), 0.0, 1e-6);
}

TEST_F(GpuCrossEntropy, LargeLogitsStayFinite) {
    const at::Tensor logits = test::randomTensor({4, 300}, 5, at::kFloat) * 1e4, token = at::zeros({4}, at::kLong);
    const Result made = evaluate(logits.to(machine()), token.to(machine()), at::ones({4}).to(machine()), true);
    EXPECT_TRUE(at::isfinite(made.nll).all().item<bool>());
    EXPECT_TRUE(at::isfinite(made.logits).all().item<bool>());
}

// Nobody waits for the device to look at the tokens; the step's check for NaN finds it, and no memory beyond the row is touched.
TEST_F(GpuCrossEntropy, ATokenOutsideTheVocabularyIsNaN) {
    const at::Tensor logits = test::randomTensor({3, 40}, 6, at::kFloat).to(machine());
    const Result made = evaluate(logits, at::tensor({40, 7, -1}, at::kLong).to(machine()), at::ones({3}).to(machine()), true);
    const at::Tensor nll = made.nll.to(at::kCPU), gradient = made.logits.to(at::kCPU);
    EXPECT_TRUE(nll[0].isnan().item<bool>() && nll[2].isnan().item<bool>() && nll[1].isfinite().item<bool>());
    EXPECT_TRUE(gradient[0].isnan().all().item<bool>() && gradient[1].isfinite().all().item<bool>());
}

}  // namespace
}  // namespace luthier::kernels
