// SPDX-License-Identifier: Apache-2.0
// Comparing tensors, and an operation with its gradients against a plain ATen composition under autograd.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>

namespace luthier::test {

// Standard normal values, the same for the same seed.
inline at::Tensor randomTensor(at::IntArrayRef shape, std::uint64_t seed, at::ScalarType dtype = at::kDouble) {
    at::Generator generator = at::detail::createCPUGenerator(seed);
    return at::randn(shape, generator, at::TensorOptions(at::kDouble)).to(dtype);
}

// Largest difference over (1 + largest expected value).
inline double relativeDifference(const at::Tensor& actual, const at::Tensor& expected) {
    if (expected.numel() == 0) return 0;
    const at::Tensor difference = (actual.detach().to(at::kDouble) - expected.detach().to(at::kDouble)).abs();
    return difference.max().item<double>() / (1.0 + expected.detach().to(at::kDouble).abs().max().item<double>());
}

inline void expectClose(const at::Tensor& actual, const at::Tensor& expected, double tolerance, const std::string& what) {
    ASSERT_TRUE(actual.defined()) << what << " is missing";
    ASSERT_EQ(actual.sizes(), expected.sizes()) << what;
    const double difference = relativeDifference(actual, expected);
    EXPECT_TRUE(difference <= tolerance) << what << " is off by " << difference;   // false for NaN too
}

using Operation = std::function<at::Tensor(const std::vector<at::Tensor>&)>;
struct Evaluated { at::Tensor out; std::vector<at::Tensor> gradients; };

// Output, and the gradient of a fixed random projection of it with respect to each input.
inline Evaluated evaluate(const Operation& operation, const std::vector<at::Tensor>& inputs) {
    std::vector<at::Tensor> leaves;
    for (const at::Tensor& input : inputs) leaves.push_back(input.detach().clone().set_requires_grad(input.is_floating_point()));
    const at::Tensor out = operation(leaves);
    (out * randomTensor(out.sizes(), 4711, out.scalar_type())).sum().backward();
    Evaluated result{out.detach(), {}};
    for (const at::Tensor& leaf : leaves) result.gradients.push_back(leaf.grad());
    return result;
}

// inputs in float64. The operation runs in `dtype`, the composition in float64 on the same (rounded) values.
inline void expectSameAsComposition(const Operation& operation, const Operation& composition, const std::vector<at::Tensor>& inputs, at::ScalarType dtype,
                                    double tolerance) {
    std::vector<at::Tensor> narrow, wide;
    for (const at::Tensor& input : inputs) {
        narrow.push_back(input.to(dtype));
        wide.push_back(narrow.back().to(at::kDouble));
    }
    const Evaluated actual = evaluate(operation, narrow), expected = evaluate(composition, wide);
    EXPECT_EQ(actual.out.scalar_type(), dtype);
    expectClose(actual.out, expected.out, tolerance, "output");
    for (std::size_t i = 0; i < inputs.size(); ++i)
        expectClose(actual.gradients[i], expected.gradients[i], tolerance, "gradient of input " + std::to_string(i));
}

// Gradients against central differences, all in float64.
inline void expectGradientsMatchDifferences(const Operation& operation, const std::vector<at::Tensor>& inputs, double tolerance) {
    const Evaluated actual = evaluate(operation, inputs);
    const double step = 1e-5;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        at::Tensor expected = at::zeros_like(inputs[i]);
        for (std::int64_t j = 0; j < inputs[i].numel(); ++j) {
            const auto valueAt = [&](double offset) {
                std::vector<at::Tensor> moved = inputs;
                moved[i] = inputs[i].clone();
                moved[i].view(-1)[j] += offset;
                const at::Tensor out = operation(moved);
                return (out * randomTensor(out.sizes(), 4711, out.scalar_type())).sum().item<double>();
            };
            expected.view(-1)[j] = (valueAt(step) - valueAt(-step)) / (2 * step);
        }
        expectClose(actual.gradients[i], expected, tolerance, "gradient of input " + std::to_string(i));
    }
}

}  // namespace luthier::test
