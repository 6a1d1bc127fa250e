// SPDX-License-Identifier: Apache-2.0
#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/kernels/matmul.h"
#include "core/kernels/ops.h"

namespace luthier::kernels {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

namespace {

struct LinearNode : Function<LinearNode> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight, const std::optional<at::Tensor>& bias) {
        at::Tensor y = matmulNT(x, weight);
        if (bias) y.add_(*bias);
        context->save_for_backward({weight.requires_grad() ? x : at::Tensor(), weight});
        context->saved_data["hasBias"] = bias.has_value();
        return y;
    }
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor dy = gradients[0].contiguous();
        at::Tensor dx, dWeight, dBias;
        if (context->needs_input_grad(0)) dx = matmulNN(dy, saved[1]);
        if (saved[0].defined()) dWeight = matmulTN(dy, saved[0]);
        if (context->saved_data["hasBias"].toBool() && context->needs_input_grad(2)) dBias = dy.sum(0, false, at::kFloat).to(saved[1].scalar_type());
        return {dx, dWeight, dBias};
    }
};

}  // namespace

at::Tensor linear(const at::Tensor& x_TI, const at::Tensor& weight_OI, const at::Tensor& bias_O) {
    TORCH_CHECK(x_TI.size(1) == weight_OI.size(1), "linear: x is ", x_TI.sizes(), ", weight is ", weight_OI.sizes());
    const std::optional<at::Tensor> bias = bias_O.defined() ? std::optional(bias_O) : std::nullopt;   // apply() takes no undefined tensor
    return LinearNode::apply(x_TI, weight_OI, bias);
}

}  // namespace luthier::kernels
