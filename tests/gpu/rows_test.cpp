// SPDX-License-Identifier: Apache-2.0
// Norms, SwiGLU, the rotary embedding, AdamW and dropout against the reference in float64; each twice, for the same bits.
#include "core/base/random.h"
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

class GpuRows : public test::GpuTest {};

// Widths that fill packs of 16 bytes and such that do not; rows beyond one block and one part of a sum over rows.
struct Shape { std::int64_t rows, width; };
constexpr Shape shapes[] = {{1, 8}, {3, 7}, {70, 576}, {300, 100}, {2, 4096}, {0, 16}};

TEST_F(GpuRows, NormAndItsSum) {
    for (const auto dtype : dtypes)
        for (const auto& [rows, width] : shapes) {
            SCOPED_TRACE(std::to_string(rows) + " x " + std::to_string(width) + " " + at::toString(dtype));
            const Both x = both({rows, width}, 1, dtype), delta = both({rows, width}, 2, dtype), weight = both({width}, 3, dtype);
            for (const bool hasDelta : {false, true}) {
                const Norm made = cudaKernels.rmsNorm(x.there, hasDelta ? delta.there : at::Tensor(), weight.there, 1e-5);
                const at::Tensor sum = hasDelta ? (x.wide + delta.wide).to(dtype).to(at::kDouble) : x.wide;
                const Norm expected = referenceKernels.rmsNorm(sum, {}, weight.wide, 1e-5);
                expectNear(made.sum, sum, dtype == at::kFloat ? 1e-6 : 0, "sum");
                expectNear(made.y, expected.y, toleranceOf(dtype), "norm");
                expectNear(made.rstd, expected.rstd, 1e-6, "1 / standard deviation");
                // Made again from the sum alone, as in a backward pass.
                if (hasDelta) expectSameBits(cudaKernels.rmsNorm(made.sum, {}, weight.there, 1e-5).y, made.y, "made again");
            }
        }
}

TEST_F(GpuRows, NormBackward) {
    for (const auto dtype : dtypes)
        for (const auto& [rows, width] : shapes) {
            SCOPED_TRACE(std::to_string(rows) + " x " + std::to_string(width) + " " + at::toString(dtype));
            const Both x = both({rows, width}, 1, dtype), dy = both({rows, width}, 2, dtype), weight = both({width}, 3, dtype),
                       residual = both({rows, width}, 4, dtype);
            const at::Tensor rstd = referenceKernels.rmsNorm(x.wide, {}, weight.wide, 1e-5).rstd, rstdThere = rstd.to(at::kFloat).to(machine());
            for (const bool hasResidual : {false, true}) {
                const at::Tensor passing = hasResidual ? residual.there : at::Tensor(), widePassing = hasResidual ? residual.wide : at::Tensor();
                const at::Tensor dx = cudaKernels.rmsNormBackward(dy.there, x.there, weight.there, rstdThere, passing);
                expectNear(dx, referenceKernels.rmsNormBackward(dy.wide, x.wide, weight.wide, rstd, widePassing), toleranceOf(dtype), "gradient");
                expectSameBits(dx, cudaKernels.rmsNormBackward(dy.there, x.there, weight.there, rstdThere, passing), "again");
            }
            const at::Tensor dWeight = cudaKernels.rmsNormWeight(dy.there, x.there, rstdThere);
            EXPECT_EQ(dWeight.scalar_type(), at::kFloat);
            expectNear(dWeight, referenceKernels.rmsNormWeight(dy.wide, x.wide, rstd), 2e-6, "gradient of the weight");
            expectSameBits(dWeight, cudaKernels.rmsNormWeight(dy.there, x.there, rstdThere), "again");
        }
}

TEST_F(GpuRows, Swiglu) {
    for (const auto dtype : dtypes)
        for (const auto& [rows, width] : shapes) {
            SCOPED_TRACE(std::to_string(rows) + " x " + std::to_string(width) + " " + at::toString(dtype));
            const Both gateUp = both({rows, 2 * width}, 5, dtype, 3.0), dOut = both({rows, width}, 6, dtype);
            expectNear(cudaKernels.swiglu(gateUp.there), referenceKernels.swiglu(gateUp.wide), toleranceOf(dtype), "output");
            expectNear(cudaKernels.swigluBackward(dOut.there, gateUp.there), referenceKernels.swigluBackward(dOut.wide, gateUp.wide), toleranceOf(dtype),
                       "gradient");
        }
}

TEST_F(GpuRows, SwigluOfLargeGatesIsFinite) {
    const at::Tensor gateUp = at::tensor({-1e4F, 1e4F, 2.0F, 3.0F}).view({1, 4}), there = gateUp.to(machine());
    expectNear(cudaKernels.swiglu(there), referenceKernels.swiglu(gateUp.to(at::kDouble)), 1e-6, "output");
    EXPECT_TRUE(at::isfinite(cudaKernels.swigluBackward(at::ones({1, 2}).to(machine()), there)).all().item<bool>());
}

TEST_F(GpuRows, RotationThereAndBack) {
    for (const auto dtype : dtypes)
        for (const std::int64_t half : {4, 3, 32, 64}) {
            SCOPED_TRACE(std::to_string(half) + " pairs " + at::toString(dtype));
            const std::int64_t rows = 9, heads = 5, turned = 4;
            const Both x = both({rows, heads * 2 * half}, 7, dtype);
            const at::Tensor angle = test::randomTensor({rows, half}, 8), cosine = angle.cos().to(at::kFloat), sine = angle.sin().to(at::kFloat);
            at::Tensor there = x.there.clone(), wide = x.wide.clone();
            cudaKernels.rotate(there, turned, cosine.to(machine()), sine.to(machine()), 1.0);
            referenceKernels.rotate(wide, turned, cosine.to(at::kDouble), sine.to(at::kDouble), 1.0);
            expectNear(there, wide, toleranceOf(dtype), "turned");
            expectSameBits(there.narrow(1, turned * 2 * half, 2 * half), x.there.narrow(1, turned * 2 * half, 2 * half), "the rest");
            cudaKernels.rotate(there, turned, cosine.to(machine()), sine.to(machine()), -1.0);
            expectNear(there, x.wide, 2 * toleranceOf(dtype), "turned back");
        }
}

TEST_F(GpuRows, AdamwOverThreeSteps) {
    const AdamwOptions options{1e-2, 0.9, 0.99, 1e-8, 0.1, 0.5};
    for (const std::int64_t count : {1, 4, 1027, 4096}) {
        at::Tensor p = test::randomTensor({count}, 9, at::kFloat).to(machine()), m = at::zeros_like(p), v = at::zeros_like(p);
        at::Tensor wideP = p.to(at::kCPU).to(at::kDouble), wideM = at::zeros_like(wideP), wideV = at::zeros_like(wideP);
        for (int step = 1; step <= 3; ++step) {
            const Both gradient = both({count}, 10 + static_cast<std::uint64_t>(step), at::kFloat);
            cudaKernels.adamwStep(p, gradient.there, m, v, step, options);
            referenceKernels.adamwStep(wideP, gradient.wide, wideM, wideV, step, options);
        }
        expectNear(p, wideP, 1e-6, "parameter");
        expectNear(m, wideM, 1e-6, "first moment");
        expectNear(v, wideV, 1e-6, "second moment");
    }
}

TEST_F(GpuRows, AdamwOfATensorThatBeginsAnywhere) {
    const AdamwOptions options{1e-2, 0.9, 0.99, 1e-8, 0.1};
    const at::Tensor gradient = test::randomTensor({101}, 11, at::kFloat).to(machine());
    at::Tensor all = test::randomTensor({101}, 12, at::kFloat).to(machine()), odd = all.narrow(0, 1, 100), even = odd.clone();
    at::Tensor m1 = at::zeros_like(even), v1 = at::zeros_like(even), m2 = at::zeros_like(even), v2 = at::zeros_like(even);
    cudaKernels.adamwStep(odd, gradient.narrow(0, 1, 100), m1, v1, 1, options);
    cudaKernels.adamwStep(even, gradient.narrow(0, 1, 100).clone(), m2, v2, 1, options);
    expectSameBits(odd, even, "the same values at another address");
}

TEST_F(GpuRows, ScaledByANumberOnTheDevice) {
    for (const auto dtype : dtypes) {
        const Both x = both({33, 7}, 13, dtype);
        const at::Tensor factor = at::scalar_tensor(181.5 / 128 / 256, at::kFloat);   // between two bf16 numbers
        expectNear(cudaKernels.scaled(x.there, factor.to(machine())), (x.wide * factor.item<double>()).to(dtype), 1e-9, "product");
    }
}

// More tensors than one launch takes; some without decay, some with a copy in bf16, one that does not lie densely.
TEST_F(GpuRows, AdamwOfManyTensorsIsThatOfEach) {
    const AdamwOptions options{1e-2, 0.9, 0.99, 1e-8, 0.1, 0.5};
    std::vector<AdamwItem> together, each;
    for (std::int64_t i = 0; i < 70; ++i) {
        const std::int64_t rows = 1 + i % 5, width = 3 + 400 * (i % 3);
        at::Tensor p = test::randomTensor({rows, width}, 40 + static_cast<std::uint64_t>(i), at::kFloat).to(machine());
        if (i == 9) p = test::randomTensor({width, rows}, 50, at::kFloat).to(machine()).t();
        const at::Tensor gradient = test::randomTensor(p.sizes(), 140 + static_cast<std::uint64_t>(i), at::kFloat).to(machine());
        const auto item = [&] {
            return AdamwItem{p.clone(), gradient, at::zeros_like(p), at::zeros_like(p), i % 4 == 1 ? p.to(at::kBFloat16) : at::Tensor(), i % 2 == 0};
        };
        together.push_back(item());
        each.push_back(item());
    }
    for (int step = 1; step <= 2; ++step) {
        cudaKernels.adamwSteps(together, step, options);
        for (AdamwItem& item : each) {
            AdamwOptions own = options;
            if (!item.decays) own.weightDecay = 0;
            cudaKernels.adamwStep(item.parameter, item.gradient, item.firstMoment, item.secondMoment, step, own);
            if (item.narrow.defined()) item.narrow.copy_(item.parameter);
        }
    }
    for (std::size_t i = 0; i < each.size(); ++i) {
        expectNear(together[i].parameter, each[i].parameter.to(at::kCPU), 1e-6, "parameter " + std::to_string(i));
        expectNear(together[i].secondMoment, each[i].secondMoment.to(at::kCPU), 1e-6, "second moment");
        if (each[i].narrow.defined()) expectNear(together[i].narrow, together[i].parameter.to(at::kCPU).to(at::kBFloat16), 0, "in bf16");
    }
}

// Bit for bit: a run that goes on elsewhere rounds the same way.
TEST_F(GpuRows, StochasticRoundingIsTheProcessors) {
    at::Tensor from = test::randomTensor({1003}, 14, at::kFloat);
    from[5] = std::numeric_limits<float>::infinity();
    from[6] = std::numeric_limits<float>::quiet_NaN();
    at::Tensor expected = at::empty({1003}, at::kBFloat16), made = expected.to(machine());
    const std::uint64_t stream = (std::uint64_t{77} << 32) | 3;
    referenceKernels.roundStochastically(from, expected, 9, stream);
    cudaKernels.roundStochastically(from.to(machine()), made, 9, stream);
    expectSameBits(made.view(at::kShort), expected.view(at::kShort), "rounded");
}

TEST_F(GpuRows, DropoutIsPhiloxOfTheSeedAlone) {
    constexpr double dropout = 0.3;
    constexpr std::uint64_t seed = 0x123456789ABCDEFULL;
    for (const auto dtype : dtypes) {
        const at::Tensor mask = cudaKernels.dropoutMask(at::empty({50, 21}, at::TensorOptions(dtype).device(machine())), dropout, seed).to(at::kCPU).flatten();
        at::Tensor expected = at::empty({50 * 21}, at::kFloat);
        for (std::int64_t i = 0; i < expected.numel(); ++i) {
            const std::uint32_t word = philox(seed, 0, static_cast<std::uint64_t>(i / 4))[static_cast<std::size_t>(i % 4)];
            expected[i] = static_cast<double>(word) < static_cast<double>(0.3F) * 4294967296.0 ? 0.0 : 1.0 / 0.7;
        }
        EXPECT_TRUE(at::allclose(mask.to(at::kFloat), expected.to(dtype).to(at::kFloat), 1e-6));
        EXPECT_NEAR(mask.eq(0).to(at::kFloat).mean().item<double>(), dropout, 0.05);
    }
}

}  // namespace
}  // namespace luthier::kernels
