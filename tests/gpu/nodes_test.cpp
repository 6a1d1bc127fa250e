// SPDX-License-Identifier: Apache-2.0
// The differentiable operations of ops.h on a GPU: the same numbers as on the processor, the same bits twice, and nothing that waits for the device.
#include "core/kernels/ops.h"
#include "tests/gpu/machine.h"
#include "tests/gpu/nobody_waits.h"

namespace luthier::kernels {
namespace {

using test::expectSameBits;
using test::machine;
using test::randomTensor;
using Tensors = std::vector<at::Tensor>;

class GpuNodes : public test::GpuTest {};

// Output and gradients, for a given gradient of the output.
Tensors evaluate(const test::Operation& operation, const Tensors& inputs, const at::Tensor& slope) {
    Tensors leaves;
    for (const at::Tensor& input : inputs) leaves.push_back(input.detach().clone().set_requires_grad(true));
    const at::Tensor out = operation(leaves);
    out.backward(slope);
    Tensors results{out.detach()};
    for (const at::Tensor& leaf : leaves) results.push_back(leaf.grad());
    return results;
}

// Runs the operation on the GPU in float32 and bf16 and compares it with itself on the processor.
void expectSame(const test::Operation& onGpu, const test::Operation& onCpu, const Tensors& inputs) {
    for (const auto& [dtype, tolerance] : {std::pair{at::kFloat, 1e-5}, std::pair{at::kBFloat16, 2e-2}}) {
        SCOPED_TRACE(at::toString(dtype));
        Tensors there, here;
        for (const at::Tensor& input : inputs) {
            here.push_back(input.to(dtype).to(at::kFloat));
            there.push_back(input.to(dtype).to(machine()));
        }
        at::Tensor slope;
        {
            const at::NoGradGuard noGradient;
            slope = randomTensor(onCpu(here).sizes(), 99, at::kFloat);
        }
        const Tensors expected = evaluate(onCpu, here, slope);
        const at::Tensor slopeThere = slope.to(expected[0].dim() == 0 ? at::kFloat : dtype).to(machine());
        evaluate(onGpu, there, slopeThere);   // the libraries set themselves up
        Tensors made, again;
        {
            const test::NobodyWaits guard;
            made = evaluate(onGpu, there, slopeThere);
            again = evaluate(onGpu, there, slopeThere);
        }
        for (std::size_t i = 0; i < expected.size(); ++i) {
            test::expectNear(made[i], expected[i], tolerance, i == 0 ? "output" : "gradient of input " + std::to_string(i - 1));
            expectSameBits(made[i], again[i], "again");
        }
    }
}

TEST_F(GpuNodes, AddRmsNormAndSwiglu) {
    const test::Operation operation = [](const Tensors& in) {
        const NormedSum made = addRmsNorm(in[0], in[1], in[2], 1e-5);
        return swiglu(made.normed_TH.value).value + made.sum_TH.narrow(1, 0, 64);
    };
    expectSame(operation, operation, {randomTensor({130, 128}, 1), randomTensor({130, 128}, 2), randomTensor({128}, 3)});
}

TEST_F(GpuNodes, RotaryAttention) {
    const std::vector<std::int64_t> starts{0, 1, 70, 130};
    const at::Tensor angle = randomTensor({130, 32}, 4), cosine = angle.cos().to(at::kFloat), sine = angle.sin().to(at::kFloat);
    const at::Tensor cosineThere = cosine.to(machine()), sineThere = sine.to(machine());
    const AttentionShape shape{4, 2, 64, 0.125, 50};
    expectSame([&](const Tensors& in) { return rotaryAttention(in[0] * 1, cosineThere, sineThere, starts, shape); },
               [&](const Tensors& in) { return rotaryAttention(in[0] * 1, cosine, sine, starts, shape); }, {randomTensor({130, 8 * 64}, 5)});
}

TEST_F(GpuNodes, AttentionOfSegmentsThatBeginAlike) {
    const std::vector<std::int64_t> starts{0, 60, 70, 130};
    const std::vector<SharedPrefix> prefixes{{}, {0, 40}, {1, 45}};
    const at::Tensor angle = randomTensor({130, 32}, 4), cosine = angle.cos().to(at::kFloat), sine = angle.sin().to(at::kFloat);
    const at::Tensor cosineThere = cosine.to(machine()), sineThere = sine.to(machine());
    const AttentionShape shape{4, 2, 64, 0.125, std::nullopt};
    expectSame([&](const Tensors& in) { return rotaryAttention(in[0] * 1, cosineThere, sineThere, starts, shape, prefixes); },
               [&](const Tensors& in) { return rotaryAttention(in[0] * 1, cosine, sine, starts, shape, prefixes); }, {randomTensor({130, 8 * 64}, 5)});
}

TEST_F(GpuNodes, GroupedLinear) {
    const test::Operation operation = [](const Tensors& in) {
        return groupedLinear(in[0], at::cat({in[1], in[2]}).detach(), {{in[1].detach(), {}, {in[3], in[4], 2.0}}, {in[2].detach(), {}, {in[5], in[6], 0.5}}});
    };
    const Tensors inputs{randomTensor({77, 64}, 6), randomTensor({32, 64}, 7), randomTensor({48, 64}, 8), randomTensor({8, 64}, 9),
                         randomTensor({32, 8}, 10), randomTensor({4, 64}, 11),  randomTensor({48, 4}, 12)};
    const auto trained = [&](const at::Device device) {
        return [&inputs, device, operation](const Tensors& in) {
            Tensors all = in;
            all.insert(all.begin() + 1, inputs[2].to(in[0].scalar_type()).to(device));
            all.insert(all.begin() + 1, inputs[1].to(in[0].scalar_type()).to(device));
            return operation(all);
        };
    };
    const Tensors wanted{inputs[0], inputs[3], inputs[4], inputs[5], inputs[6]};
    // The frozen weights are made on the way, which waits; so this one is compared without the guard.
    for (const auto& [dtype, tolerance] : {std::pair{at::kFloat, 2e-5}, std::pair{at::kBFloat16, 2e-2}}) {
        Tensors there, here;
        for (const at::Tensor& input : wanted) {
            here.push_back(input.to(dtype).to(at::kFloat));
            there.push_back(input.to(dtype).to(machine()));
        }
        const at::Tensor slope = randomTensor({77, 80}, 13).to(dtype);
        const Tensors made = evaluate(trained(machine()), there, slope.to(machine())), expected = evaluate(trained(at::kCPU), here, slope.to(at::kFloat));
        for (std::size_t i = 0; i < expected.size(); ++i) test::expectNear(made[i], expected[i], tolerance, "result " + std::to_string(i));
    }
}

TEST_F(GpuNodes, DropoutMaskOfBackwardIsThatOfForward) {
    const at::Tensor x = randomTensor({64, 32}, 14, at::kFloat).to(machine()), weight = at::zeros({16, 32}, x.options());
    const at::Tensor a = at::eye(32, x.options()).set_requires_grad(true), b = randomTensor({16, 32}, 15, at::kFloat).to(machine()).set_requires_grad(true);
    const at::Tensor y = groupedLinear(x, weight, {{weight, {}, {a, b, 1.0, 0.4, 7}}});
    y.sum().backward();
    // With A the identity, y = (x mask) B^T, and the gradient of B is the column sums of x mask, the same for each of its rows.
    const at::Tensor masked = at::matmul(b.grad(), b.detach().t()).select(0, 0);
    test::expectNear(masked, y.detach().sum(0).to(at::kCPU).to(at::kDouble), 1e-4, "sum of outputs");
}

TEST_F(GpuNodes, LinearCrossEntropy) {
    const at::Tensor token = (randomTensor({1100}, 16).abs() * 1e6).to(at::kLong).remainder(60), weight = randomTensor({1100}, 17, at::kFloat).abs();
    const at::Tensor tokenThere = token.to(machine()), weightThere = weight.to(machine());
    TargetReport report;
    expectSame([&](const Tensors& in) { return linearCrossEntropy(in[0], in[1], tokenThere, weightThere, &report) / 64; },
               [&](const Tensors& in) { return linearCrossEntropy(in[0], in[1], token, weight) / 64; },
               {randomTensor({1100, 16}, 18), randomTensor({60, 16}, 19)});
    EXPECT_EQ(report.nll_M.device(), machine());
}

}  // namespace
}  // namespace luthier::kernels
