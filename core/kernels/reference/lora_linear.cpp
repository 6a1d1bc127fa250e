// SPDX-License-Identifier: Apache-2.0
// LoRA's own backward: dx = dy W + s (dy B) A,  dB = s dy^T (x A^T),  dA = s (dy B)^T x.  The frozen W gets no gradient, x is saved once.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/kernels/matmul.h"
#include "core/kernels/ops.h"
#include "core/kernels/reference/kept_input.h"

namespace luthier::kernels {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

namespace {

// 1/keep where a value is kept, 0 elsewhere; the same for the same seed, so backward makes it again instead of saving it.
at::Tensor dropoutMask(const at::Tensor& x, double dropout, std::uint64_t seed) {
    // LibTorch's generator takes 32 bits of its seed only: fold all 64 into them (finaliser of SplitMix64).
    seed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    seed = (seed ^ (seed >> 27)) * 0x94D049BB133111EBULL;
    at::Generator generator = at::detail::createCPUGenerator((seed ^ (seed >> 31)) >> 32);
    return at::empty_like(x).bernoulli_(1.0 - dropout, generator).div_(1.0 - dropout);
}

struct LoraLinear : Function<LoraLinear> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight, const std::optional<at::Tensor>& bias,
                              const at::Tensor& a, const at::Tensor& b, double scale, double dropout, std::int64_t seed,
                              const std::function<at::Tensor()>& again) {
        const auto dtype = x.scalar_type();
        at::Tensor y = matmulNT(x, weight);
        if (bias) y.add_(bias->to(dtype));
        const at::Tensor input = dropout > 0 ? x * dropoutMask(x, dropout, static_cast<std::uint64_t>(seed)) : x;
        const at::Tensor reduced = matmulNT(input, a.to(dtype));
        y.addmm_(reduced, b.to(dtype).t(), 1, scale);
        context->save_for_backward({keepInput(context, x, again), weight, a, b, reduced});
        context->saved_data["scale"] = scale;
        context->saved_data["dropout"] = dropout;
        context->saved_data["seed"] = seed;
        context->saved_data["hasBias"] = bias.has_value();
        if (bias) context->saved_data["biasType"] = static_cast<std::int64_t>(bias->scalar_type());
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor x = inputAgain(context, saved[0]);
        const at::Tensor &weight = saved[1], &a = saved[2], &b = saved[3], &reduced = saved[4];
        const auto dtype = x.scalar_type();
        const double scale = context->saved_data["scale"].toDouble(), dropout = context->saved_data["dropout"].toDouble();
        const at::Tensor dy = gradients[0].contiguous();
        at::Tensor mask;
        if (dropout > 0) mask = dropoutMask(x, dropout, static_cast<std::uint64_t>(context->saved_data["seed"].toInt()));
        const at::Tensor dReduced = matmulNN(dy, b.to(dtype)).mul_(scale);
        const at::Tensor da = matmulTN(dReduced, mask.defined() ? x * mask : x).to(a.scalar_type());
        const at::Tensor db = matmulTN(dy, reduced).mul_(scale).to(b.scalar_type());
        at::Tensor dx, dBias;
        if (context->needs_input_grad(0)) {
            if (mask.defined()) {
                dx = at::mm(dReduced, a.to(dtype)).mul_(mask);
                dx.add_(matmulNN(dy, weight));
            } else {
                dx = matmulNN(dy, weight);
                dx.addmm_(dReduced, a.to(dtype));
            }
        }
        if (context->saved_data["hasBias"].toBool() && context->needs_input_grad(2))
            dBias = dy.sum(0, false, at::kFloat).to(static_cast<at::ScalarType>(context->saved_data["biasType"].toInt()));
        return {dx, at::Tensor(), dBias, da, db, at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

}  // namespace

at::Tensor loraLinear(const Activation& x_TI, const at::Tensor& weight_OI, const at::Tensor& bias_O, const LoraTerm& lora) {
    TORCH_CHECK(lora.a_RI.size(1) == x_TI.value.size(1) && lora.b_OR.size(0) == weight_OI.size(0) && lora.a_RI.size(0) == lora.b_OR.size(1),
                "loraLinear: x is ", x_TI.value.sizes(), ", A is ", lora.a_RI.sizes(), ", B is ", lora.b_OR.sizes());
    const std::optional<at::Tensor> bias = bias_O.defined() ? std::optional(bias_O) : std::nullopt;   // apply() takes no undefined tensor
    return LoraLinear::apply(x_TI.value, weight_OI, bias, lora.a_RI, lora.b_OR, lora.scale, lora.dropout, static_cast<std::int64_t>(lora.dropoutSeed),
                             x_TI.again);
}

}  // namespace luthier::kernels
